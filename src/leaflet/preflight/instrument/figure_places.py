"""Where a picture or drawing stands on its page: in its column, after the text before it and before the one after it.

All places are seen in the direction of reading, as `SetLines` gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.model import Figure
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.set_lines import SetLine, SetLines
from leaflet.preflight.instrument.typesetting import RUNNING_CLASSES
from leaflet.svg.elements import parse_svg
from leaflet.svg.placement import label_sizes, view_box

LEAST_MM = 30.0
LEAST_SHARE = 0.4
"""Of its column: a picture that is higher than wide has 60 % of it in the project's layouts."""
_ROOM_MM = 0.6
"""How far a text may reach into a picture's height, by its descenders."""
_BESIDE_MM = 0.5
_COLUMN_GAP_MM = 6.0
"""White beside a picture up to which a text is in its column; between the project's columns there are 8 mm."""
_NEARER_MM = 3.0
"""By how much another section's text may be nearer: a line's room, where a layout leaves none around pictures."""
_OUT_MM = 2.0
"""How far a picture may reach out of its column."""


@dataclass(frozen=True)
class FigurePlace:
    """A figure of the document as it is drawn."""

    number: int
    """The element that carries it."""
    page: int
    box: Box
    is_whole: bool = True
    """Is that all that it takes up? Of a drawing only its ink is known."""
    width_mm: float = 0.0
    """How wide it is with its white, as its words show; 0 where it has none."""


def drawing_width_mm(lines: SetLines, number: int, figure: Figure) -> float:
    """How wide the whole of the drawing is that element `number` carries: what its words were scaled by, so was it.

    0 where it has no words. Where they are scaled by more than one number, the smallest counts.
    """
    drawing = parse_svg(figure.svg)
    box, wanted = view_box(drawing) if "viewBox" in drawing.attrib else None, label_sizes(drawing)
    texts = lines.lined_up.document.elements[number].texts
    drawn = [line.size_mm for text in texts for line in lines.by_text.get(text, ())]
    if not (box and wanted and drawn):
        return 0.0
    return box[2] * min(min(drawn) / min(wanted), max(drawn) / max(wanted))


def figure_faults(lines: SetLines, figure: FigurePlace) -> Iterator[str]:
    """What is wrong with its size and with its place, in words."""
    own = _own_lines(lines, figure)
    before, after = _neighbour(lines, figure, -1), _neighbour(lines, figure, 1)
    near = [line.box for line in (*own, *before, *after) if line.page == figure.page and _share(line.box, figure.box)]
    column = bounding_box(near) if near else figure.box
    width = max(figure.box[2] - figure.box[0], figure.width_mm)
    least = max(LEAST_MM, LEAST_SHARE * (column[2] - column[0]))
    if width < least:
        yield f"is {width:.0f} mm wide, less than the {least:.0f} mm that can be made out in its column,"
    if what := _disorder(figure, before, after):
        yield what
    elif any(_is_beside(line, figure, own) for line in own):
        yield "stands beside its text, not between what comes before and after it,"
    elif _is_out(lines, figure, column) or _is_astray(lines, figure, own):
        yield "stands outside of its place in its column"


def _own_lines(lines: SetLines, figure: FigurePlace) -> list[SetLine]:
    """The lines of its section, on all pages, but for its labels."""
    document = lines.lined_up.document
    above = [n for n in document.ancestors(figure.number) if n != figure.number]
    section = next((n for n in above if document.elements[n].tag == "section"), above[0])
    labels = document.elements[figure.number].texts
    texts = (n for n in document.elements[section].texts if n not in labels)
    return [line for text in texts for line in lines.by_text.get(text, ())]


def _neighbour(lines: SetLines, figure: FigurePlace, step: int) -> Sequence[SetLine]:
    """The lines of the text before it in the document, or after it."""
    document = lines.lined_up.document
    labels = document.elements[figure.number].texts
    text = labels.start - 1 if step < 0 else labels.stop
    while 0 <= text < len(document.texts):
        above = [*document.ancestors(document.texts[text].element)]
        is_running = any(not RUNNING_CLASSES.isdisjoint(document.elements[n].classes) for n in above)
        if text in lines.by_text and not is_running:
            whole = next((n for n in above if document.elements[n].mark), above[0])
            return lines.of_element(whole)
        text += step
    return ()


def _disorder(figure: FigurePlace, before: Sequence[SetLine], after: Sequence[SetLine]) -> str:
    """Does it stand before what comes before it, or after what comes after it? '' where it doesn't."""
    left, top, right, bottom = figure.box
    last, first = (before[-1] if before else None), (after[0] if after else None)
    if last and last.page == figure.page:
        is_under, begins_column = last.box[3] <= top + _ROOM_MM, left >= last.box[2] and top < last.box[3]
        if not (is_under or begins_column):
            return "stands before the text that it comes after"
    if first and first.page == figure.page:
        is_over, ends_column = bottom <= first.box[1] + _ROOM_MM, first.box[0] >= right
        if not (is_over or ends_column):
            return "stands after the text that it comes before"
    is_earlier, is_later = last and figure.page < last.page, first and figure.page > first.page
    return "stands on another page than the text around it" if is_earlier or is_later else ""


def _share(one: Box, other: Box) -> bool:
    """Have both a part of their width in common?"""
    return one[0] < other[2] - _BESIDE_MM and other[0] < one[2] - _BESIDE_MM


def _is_beside(line: SetLine, figure: FigurePlace, own: Sequence[SetLine]) -> bool:
    """Does a line of its section stand at its side in its column?"""
    box = figure.box
    if line.page != figure.page or line.box[3] <= box[1] + _BESIDE_MM or line.box[1] >= box[3] - _BESIDE_MM:
        return False
    if max(line.box[0] - box[2], box[0] - line.box[2]) < _COLUMN_GAP_MM:
        return True
    spans = (other.box for other in own if other.page == line.page)
    return any(_share(other, box) and _share(other, line.box) for other in spans)


def _is_out(lines: SetLines, figure: FigurePlace, column: Box) -> bool:
    """Does it reach out of its column: before it, or, where it is set in, behind it?"""
    left, _, right, _ = figure.box
    alike = [line.box for line in lines.on_page(figure.page) if abs(line.box[0] - column[0]) < _OUT_MM]
    end = max((box[2] for box in alike), default=column[2])
    return left < column[0] - _OUT_MM or (figure.is_whole and left > column[0] + _OUT_MM and right > end + _OUT_MM)


def _is_astray(lines: SetLines, figure: FigurePlace, own: Sequence[SetLine]) -> bool:
    """Is it nearer to a text of another section than to its own, over and under it?"""
    inside = lines.lined_up.document.elements[figure.number].texts
    mine = _gap(figure, [line for line in own if line.page == figure.page])
    texts = {line.text for line in own}
    others = (line for line in lines.on_page(figure.page) if line.text not in texts and line.text not in inside)
    theirs = _gap(figure, [*others])
    return mine is not None and theirs is not None and mine > theirs + _NEARER_MM


def _gap(figure: FigurePlace, lines: Sequence[SetLine]) -> float | None:
    """From the figure to the nearest of `lines` over or under it, mm; None where none is."""
    stacked = (line.box for line in lines if _share(line.box, figure.box))
    gaps = [max(figure.box[1] - box[3], box[1] - figure.box[3]) for box in stacked]
    return min(gaps, default=None)
