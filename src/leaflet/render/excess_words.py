"""About how many words a box holds too many: what an editor must cut, and no millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaflet.render.box_tree import descendants
from leaflet.render.edges import Edges

_DRAWING = "svg"


def excess_words(box: Any, room: Edges) -> int:
    """The words of the element of `box` that don't stand in `room`, by the share of its letters that do.

    Words are counted in the element, since the renderer drops what would begin below the paper; letters in the room,
    since a word that is broken over two lines stands there in two pieces. 0 where all of the text fits.
    """
    text = " ".join(_texts(box.element))
    letters = _letter_count(text)
    inside = sum(_letter_count(part.text) for part in _text_boxes(box) if _is_inside(part, room))
    missing = 1 - min(inside / letters, 1) if letters else 0
    return round(len(text.split()) * missing)


def _texts(element: Any) -> Iterator[str]:
    """The text in `element`, without that of drawings, which are laid out as pictures."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not child.tag.endswith(_DRAWING):
            yield from _texts(child)
        yield child.tail or ""


def _letter_count(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _text_boxes(box: Any) -> Iterator[Any]:
    """Every box of text under `box`, once."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    yield from {id(inner): inner for inner in descendants(box) if isinstance(inner, b.TextBox)}.values()


def _is_inside(part: Any, room: Edges) -> bool:
    """Does the middle of a box of text stand in `room`?"""
    x, y = part.position_x + part.width / 2, part.position_y + part.height / 2
    return bool(room.left <= x <= room.right and room.top <= y <= room.bottom)
