"""Boxes that a page draws, and the texts in them: a card holds all of what stands in it in the document.

Nothing says of which element a box is. It is taken for that of the smallest one around all texts in it, so that a
text that leaves its box is told, and a text that comes into another one's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.drawn_page import Painting
from leaflet.preflight.instrument.free_drawings import holds
from leaflet.preflight.instrument.geometry import bounding_box
from leaflet.preflight.instrument.placement import PlaceFault
from leaflet.preflight.instrument.text_rooms import TextRoom

_IN_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "svg", "g"})
"""Elements of which a box may hold some parts: a row, a column; the words of a drawing are the source's."""


def box_faults(document: Document, rooms: Sequence[TextRoom], paintings: Sequence[Painting]) -> Iterator[PlaceFault]:
    """Texts that stand outside of the box that holds the rest of their element, of one page's `rooms`.

    Boxes of one colour may share an element: those behind its lines, and those of its parts.
    """
    boxes = [p for p in paintings if p.kind in ("rectangle", "box", "frame")]
    for box in boxes:
        if inside := [room for room in rooms if holds(box.box, room)]:
            first, last = min(room.text for room in inside), max(room.text for room in inside)
            above = document.ancestors(document.texts[first].element)
            element = next(e for n in above if last in (e := document.elements[n]).texts)
            alike = [b.box for b in boxes if _is_alike(b, box)]
            out = [r for r in rooms if r.text in element.texts and not any(holds(one, r) for one in alike)]
            if out and element.tag not in _IN_PARTS:
                yield PlaceFault("outside", out[0].text, first, out[0].page)


def _is_alike(one: Painting, box: Painting) -> bool:
    """Have both one colour, and isn't the first around the second?"""
    is_around = one.box != box.box and bounding_box([one.box, box.box]) == one.box
    return (one.fill, one.stroke) == (box.fill, box.stroke) and not is_around
