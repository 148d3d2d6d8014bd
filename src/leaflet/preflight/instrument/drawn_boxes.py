"""Boxes that a page draws, and the texts in them: a card holds all of what stands in it in the document.

Nothing says of which element a box is. It is taken for that of the smallest one around all texts in it, so that a
text that leaves its box is told, and a text that comes into another one's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.drawn_page import Painting
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.placement import PlaceFault
from leaflet.preflight.instrument.set_lines import SetLine, SetLines

_SLACK_MM = 0.2
"""How far ink may reach over the edge of a box: a letter's overhang does. What reaches farther stands in its line."""
_IN_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
"""Elements of which a box may hold some parts: a row, a column."""


def box_faults(lines: SetLines, paintings: Sequence[Sequence[Painting]]) -> Iterator[PlaceFault]:
    """Texts that stand outside of the box that holds the rest of their element; `paintings` by page."""
    for number, drawn in enumerate(paintings, 1):
        width = lines.widths[number - 1] if lines.is_right_to_left else None
        boxes = [(_mirrored(p.box, width), p) for p in drawn if p.kind in ("rectangle", "box", "frame")]
        for box, painting in boxes:
            alike = [b for b, p in boxes if (p.fill, p.stroke) == (painting.fill, painting.stroke)]
            inside = [line for line in lines.on_page(number) if _holds(box, line)]
            yield from _left_out(lines, inside, alike)


def _left_out(lines: SetLines, inside: Sequence[SetLine], boxes: Sequence[Box]) -> Iterator[PlaceFault]:
    """A line of the element that `inside` stand in, on their page, which is in none of `boxes`."""
    if not inside:
        return
    first, last = min(line.text for line in inside), max(line.text for line in inside)
    document = lines.lined_up.document
    element = document.elements[_around(document, first, last)]
    if element.tag in _IN_PARTS:
        return
    for line in (line for line in lines.on_page(inside[0].page) if line.text in element.texts):
        if not any(_holds(box, line) for box in boxes):
            yield PlaceFault("outside", line.text, inside[0].text, line.page)
            return


def _around(document: Document, first: int, last: int) -> int:
    """The smallest element that both texts stand in."""
    return next(n for n in document.ancestors(document.texts[first].element) if last in document.elements[n].texts)


def _mirrored(box: Box, width: float | None) -> Box:
    return box if width is None else (width - box[2], box[1], width - box[0], box[3])


def _holds(box: Box, line: SetLine) -> bool:
    """Does the line, capitals high, stand in the box?"""
    is_across = box[0] <= line.box[0] + _SLACK_MM and line.box[2] <= box[2] + _SLACK_MM
    return is_across and box[1] <= line.box[1] + _SLACK_MM and line.foot <= box[3]
