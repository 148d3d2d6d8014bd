"""How a cleaned drawing is drawn: whether it says how large it is, and where each label stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.svg.elements import SvgElement, SvgFault
from leaflet.svg.labels import Label, labels
from leaflet.svg.lengths import MEDIUM, length
from leaflet.svg.transforms import Transform, TransformError, matrix_of

_WIDTHS = {
    **dict.fromkeys(",.lij:", 0.22),
    **dict.fromkeys(" ;()!I[]{}", 0.25),
    **dict.fromkeys("ftrsJz-?*", 0.33),
    **dict.fromkeys("mwMW", 0.75),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 0.42),
    **dict.fromkeys("abcdeghknopquvxy0123456789", 0.45),
}
"""How wide a letter is at least, in the size of the type: a little less than in Lato, since letters are set closer."""
_NARROWEST = 0.2
"""The same of every other sign."""
_LETTERED = ("text", "tspan")
_ANCHORS = {"middle": 0.5, "end": 1.0}
"""Which part of a label stands before its place."""


@dataclass(frozen=True)
class _Style:
    """What a label takes over from the elements around it."""

    matrix: Transform
    size: float
    anchor: str
    is_root: bool = False
    """Is nothing around it yet?"""


def placement_faults(drawing: SvgElement) -> tuple[SvgFault, ...]:
    """No view box, transforms that can't be read, and labels that are turned or lie outside, each at its place."""
    if "viewBox" not in drawing.attrib:
        message = "the drawing has no viewBox, and no width and height either: nothing says how large it is"
        hint = 'write viewBox="0 0 WIDTH HEIGHT" into its <svg>, in the units that it is drawn in'
        return (SvgFault(drawing, message, hint, is_unsafe=False),)
    box = view_box(drawing)
    if box is None:
        message = f"the viewBox must be four numbers, the last two above 0, not `{drawing.attrib['viewBox']}`"
        return (SvgFault(drawing, message, 'write viewBox="0 0 WIDTH HEIGHT"', is_unsafe=False),)
    by_text: dict[int, list[Label]] = {}
    for label in labels(drawing):
        by_text.setdefault(id(label.parent), []).append(label)
    return tuple(_faults(drawing, _Style(Transform(), MEDIUM, "start", is_root=True), box, by_text))


def view_box(drawing: SvgElement) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of what a drawing with a view box shows; None where that isn't four numbers."""
    numbers = [length(part) for part in drawing.attrib["viewBox"].replace(",", " ").split()]
    if len(numbers) != 4 or any(n is None for n in numbers):
        return None
    left, top, width, height = (n or 0.0 for n in numbers)
    return (left, top, width, height) if width > 0 and height > 0 else None


def label_sizes(drawing: SvgElement) -> tuple[float, ...]:
    """The type sizes of a faultless drawing's labels, in the units of its view box."""
    return tuple(_label_sizes(drawing, _Style(Transform(), MEDIUM, "start", is_root=True)))


def _label_sizes(element: SvgElement, around: _Style) -> Iterator[float]:
    style = _entered(element, around)
    for text in (element.text, *(child.tail for child in element.children)) if element.name in _LETTERED else ():
        if text and text.strip():
            yield style.size * style.matrix.a
    for child in element.children:
        yield from _label_sizes(child, style)


def _faults(
    element: SvgElement, around: _Style, box: tuple[float, float, float, float], by_text: dict[int, list[Label]]
) -> Iterator[SvgFault]:
    try:
        style = _entered(element, around)
    except TransformError:
        message = f"`transform` must be a transform, not `{element.attrib['transform']}`"
        yield SvgFault(element, message, "write it as translate(…), scale(…), rotate(…) or matrix(…)", is_unsafe=False)
        return
    if element.name == "text":
        for label in by_text.get(id(element), ()):
            yield from _label_faults(element, label, style, box)
    for child in element.children:
        yield from _faults(child, style, box, by_text)


def _entered(element: SvgElement, around: _Style) -> _Style:
    matrix = around.matrix @ matrix_of(element.attrib.get("transform", ""))
    if element.name == "svg" and not around.is_root:
        matrix = matrix @ _inner_view(element)
    size = length(element.attrib.get("font-size", ""))
    return _Style(matrix, around.size if size is None else size, element.attrib.get("text-anchor", around.anchor))


def _inner_view(svg: SvgElement) -> Transform:
    """How a drawing in the drawing is moved and scaled."""
    x, y, width, height = (length(svg.attrib.get(name, "0")) or 0 for name in ("x", "y", "width", "height"))
    box = view_box(svg) if "viewBox" in svg.attrib else None
    if box is None or not (width and height):
        return Transform(e=x, f=y)
    scale = min(width / box[2], height / box[3])
    across, down = (width - box[2] * scale) / 2, (height - box[3] * scale) / 2
    return Transform(scale, 0, 0, scale, x + across - box[0] * scale, y + down - box[1] * scale)


def _label_faults(
    text: SvgElement, label: Label, style: _Style, box: tuple[float, float, float, float]
) -> Iterator[SvgFault]:
    name = f"the label “{label.text}”"
    if not style.matrix.is_upright:
        message = f"{name} is turned, mirrored, slanted or stretched; a label must stand upright"
        hint = "take `rotate`, `skew` or an uneven `scale` or `matrix` away from it and from the groups around it"
        yield SvgFault(label.element, message, hint, is_unsafe=False)
    elif not _is_inside(text, label, style, box):
        left, top, width, height = (f"{n:g}" for n in box)
        message = f"{name} lies outside of the drawing: its viewBox is {left} {top} {width} {height}"
        hint = "move it inside, or make the viewBox as large as the drawing (in Inkscape: Resize page to content)"
        yield SvgFault(label.element, message, hint, is_unsafe=False)


def _is_inside(text: SvgElement, label: Label, style: _Style, box: tuple[float, float, float, float]) -> bool:
    """May all of the label be inside? Its width is taken as small as it can be; preflight sees the rest."""
    first = label.element.attrib
    size = length(first.get("font-size", "")) or style.size
    x, y = (_place(text, label, name, size) for name in ("x", "y"))
    if x is None or y is None:
        return True
    width = sum(_WIDTHS.get(sign, _NARROWEST) for sign in label.text) * size
    before = _ANCHORS.get(first.get("text-anchor", style.anchor), 0.0) * width
    left, top, across, down = box
    begin, end = style.matrix.point(x - before, y - 0.4 * size), style.matrix.point(x - before + width, y)
    slack = 0.25 * size * style.matrix.a
    return (
        left - slack <= begin[0]
        and end[0] <= left + across + slack
        and top <= begin[1]
        and end[1] <= top + down + slack
    )


def _place(text: SvgElement, label: Label, name: str, size: float) -> float | None:
    """Where the label begins, along one axis; None where that is no length or follows what stands before it."""
    first = label.element.attrib
    is_first = label.parent is label.element or text[0] is label.element
    written = first.get(name, text.attrib.get(name, "0" if is_first or name == "y" else ""))
    start = length(written, size)
    moves = [length(part.get(f"d{name}", "0"), size) for part in ({}, first, *([text.attrib] if is_first else []))]
    if label.parent is label.element:
        moves = moves[:2]
    if start is None or any(move is None for move in moves):
        return None
    if not is_first and f"d{name}" in first and name not in first:
        return None  # it moves on from the label before it
    return start + sum(move or 0 for move in moves)
