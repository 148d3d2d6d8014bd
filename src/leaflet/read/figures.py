"""SVG drawings, checked against an allow-list of elements and attributes, with their texts extracted for translation.

Whatever can load, run or style something is not on the list, so a drawing can go into a page as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from leaflet.model import Figure, Located, Origin, PathStep
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.file_names import is_safe_path
from leaflet.read.records import allowed_words_hint, validate
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults, read_text
from leaflet.svg import (
    MAX_DEPTH,
    DocumentTypeError,
    SvgElement,
    SvgError,
    TooDeepError,
    as_svg,
    parse_svg,
    text_elements,
)

MAX_BYTES = 200_000
"""Bytes that a drawing may have."""
NAMESPACE = "http://www.w3.org/2000/svg"
TEXT_ELEMENTS = frozenset({"title", "desc", "text", "tspan"})
"""Elements that hold text."""
ELEMENTS = TEXT_ELEMENTS | {"svg", "g", "rect", "circle", "ellipse", "line", "path", "polygon", "polyline"}
LAYOUT_ATTRIBUTES = {"viewBox", "preserveAspectRatio", "width", "height", "x", "y", "dx", "dy", "transform", "role"}
SHAPE_ATTRIBUTES = {"x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points"}
PAINT_ATTRIBUTES = {
    "fill",
    "fill-opacity",
    "fill-rule",
    "opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
}
STROKE_ATTRIBUTES = {"stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset"}
FONT_ATTRIBUTES = {"font-family", "font-size", "font-weight", "letter-spacing", "text-anchor", "dominant-baseline"}
ATTRIBUTES = LAYOUT_ATTRIBUTES | SHAPE_ATTRIBUTES | PAINT_ATTRIBUTES | STROKE_ATTRIBUTES | FONT_ATTRIBUTES
SAFE_VALUE = re.compile(r"(?!.*url)[\w\s#.,%()'\"+-]*", re.IGNORECASE | re.DOTALL)
"""No colon, slash or backslash: neither an address nor a style fits in."""


def read_figure(root: Path, topic: str, name: str, path: str, span: Span) -> tuple[Figure | None, Problems]:
    """The figure at `path` (from the folder `topic`), named in the running text at `span`; its block is called `name`.

    None and the problems where the file is missing, lies outside the topic's folder, or holds anything but a drawing.
    """
    pure = PurePosixPath(path)
    if pure.suffix != ".svg" or not is_safe_path(path):
        hint = "put the file into the topic's folder `figures` and write `![](figures/name.svg)`"
        return None, (Problem("unsafe-name", f"`{path}` is not a drawing inside the topic's folder", hint, span),)
    file, problems = read_text(root, f"{topic}/{pure}", within=topic, limit=MAX_BYTES)
    if file is None:
        return None, tuple(replace(p, span=span) if p.rule in ("missing-file", "unsafe-name") else p for p in problems)
    return parse_figure(file, name, str(pure))


def parse_figure(file: TextFile, name: str, path: str) -> tuple[Figure | None, Problems]:
    """The figure that `file` holds, for the block called `name`; `path` is its path from the topic's folder."""
    try:
        tree = parse_svg(file.text)
    except SvgError as error:
        return None, (_unparsed(file.path, error),)
    problems = tuple(_faults(file.path, tree))
    return (None, problems) if problems else _record(file.path, tree, name, path)


def _unparsed(path: str, error: SvgError) -> Problem:
    """Why the file at `path` can't be parsed."""
    span = Span(path, error.line, error.column)
    if isinstance(error, TooDeepError):
        return Problem(
            "too-deep", f"elements must not be nested deeper than {MAX_DEPTH} levels", "ungroup the drawing", span
        )
    if isinstance(error, DocumentTypeError):
        message, hint = (
            "a drawing must not declare a document type or entities",
            "delete the line that begins with `<!DOCTYPE`",
        )
        return Problem("unsafe-svg", message, hint, span)
    hint = "open the file in a drawing program or a browser, and save it again as plain SVG"
    return Problem("unsafe-svg", f"this is not valid XML: {error}", hint, span)


def _record(path: str, tree: SvgElement, name: str, file: str) -> tuple[Figure | None, Problems]:
    elements = text_elements(tree)
    found = {e.name: e.text for e in tree.children if e.name in ("title", "desc")}
    located = Located(
        id=name,
        file=file,
        svg=as_svg(tree),
        strings=tuple(e.text for e in elements),
        title=found.get("title", ""),
        description=found.get("desc", ""),
    )
    spans: dict[tuple[PathStep, ...], Span] = {
        ("strings", n): Span(path, e.line, e.column) for n, e in enumerate(elements)
    }
    located.origin = Origin(Span(path, tree.line, tree.column), spans)
    return validate(Figure, SourceDocument(located, located.origin))


def _faults(path: str, tree: SvgElement) -> Iterator[Problem]:
    if tree.name != "svg":
        yield _fault(path, tree, f"a drawing must be an <svg>, not <{tree.name}>", "save it as plain SVG")
    if tree.attributes.get("xmlns") != NAMESPACE:
        yield _fault(path, tree, "the <svg> must name its namespace", f'write <svg xmlns="{NAMESPACE}" …>')
    for element in tree.walk():
        yield from _element_faults(path, element)
    yield from _order_faults(path, tree)


def _element_faults(path: str, element: SvgElement) -> Iterator[Problem]:
    if element.name not in ELEMENTS:
        yield _fault(
            path, element, f"<{element.name}> is not allowed in a drawing", allowed_words_hint(element.name, ELEMENTS)
        )
    for name, value in element.attributes.items():
        yield from _attribute_faults(path, element, name, value)
    yield from forbidden_character_faults(Span(path, element.line, element.column), element.text)
    if element.text and (element.name not in TEXT_ELEMENTS or element.children):
        hint = "put every text into a <text> or <tspan> of its own, with nothing else inside"
        yield _fault(path, element, f"words must not stand directly in this <{element.name}>", hint)


def _attribute_faults(path: str, element: SvgElement, name: str, value: str) -> Iterator[Problem]:
    if name == "xmlns" and element.name == "svg" and value == NAMESPACE:
        return
    if name not in ATTRIBUTES:
        hint = "remove it; style with fill, stroke, font-size and the like, never with style or class"
        yield _fault(path, element, f"the attribute `{name}` is not allowed in a drawing", hint)
    elif not SAFE_VALUE.fullmatch(value):
        hint = "use plain numbers, colours and names; nothing can be linked or loaded"
        yield _fault(path, element, f"the attribute `{name}` must not have this value", hint)


def _order_faults(path: str, tree: SvgElement) -> Iterator[Problem]:
    """Title and description come first, once each: whatever follows them is a label that is drawn."""
    head = [e.name for e in tree.children[:2]]
    allowed = {"title", "desc"} if set(head) == {"title", "desc"} else set(head[:1]) & {"title", "desc"}
    first = tree.children[: len(allowed)]
    for element in tree.walk():
        if element.name in ("title", "desc") and not any(element is e for e in first):
            hint = "put one <title> and one <desc> directly under <svg>, before everything else"
            yield _fault(path, element, f"<{element.name}> must stand once, first in the drawing", hint)


def _fault(path: str, element: SvgElement, message: str, hint: str) -> Problem:
    return Problem("unsafe-svg", message, hint, Span(path, element.line, element.column))
