"""Room to write in, as the document declares it: where it must be by the texts that belong to it.

Nothing is printed there, so nothing of the file says where it is. It is looked for where a reader looks: the cell of a
table where the column under its name meets the row of its word, the line behind the words that ask for something, the
lines under a heading, the box before an item, the clinic's box under its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.set_lines import SetLine, SetLines

DECLARED = "data-write"
"""The attribute that declares room to write: `number` on the words that the number comes after, `lines` on the element
of the heading over them, `ticks` on the list of what can be ticked. A cell without a word is one by itself."""
RoomKind = Literal["cell", "number", "lines", "tick", "box"]
_MIDDLE_EM = 0.35
"""From the foot of a line up to the middle of its letters."""
_BELOW_LABEL_EM = 0.15
"""From under the letters of a label: what is longer than its descenders."""
_CLEAR_MM = 0.6
"""Below the descenders of a heading: some fonts have deeper ones, and a dot that is only touched isn’t white."""
NOTE_MM, NUMBER_MM = 60.0, 30.0
"""How long a line for notes must be, and one for a number."""
_TABLE_PARTS = ("td", "th")


@dataclass(frozen=True, slots=True)
class WritingRoom:
    """One place to write in."""

    kind: RoomKind
    page: int
    text: int
    """The document's text that it belongs to: of a cell the first of its row."""
    head: int
    """Of a cell the text over its column; -1 for others."""
    group: int
    """The element that declares it: the table, the list."""
    at: tuple[float, float]
    """A point in it or at its beginning, in mm, seen in the direction of reading."""
    em: float
    """The type size of that text, mm."""
    end: float = inf
    """Of lines where the next text begins, mm from the top."""


def writing_rooms(lines: SetLines, is_filled: bool = False) -> Iterator[WritingRoom]:
    """Every place to write in that the document declares and whose texts are printed.

    With `is_filled` the clinic's box is one although a clinic stands in it, as it was before.
    """
    document = lines.lined_up.document
    tables: dict[int, None] = {}
    for number, element in enumerate(document.elements):
        if element.tag == "td" and is_blank_cell(document, number):
            tables[next(n for n in document.ancestors(number) if document.elements[n].tag == "table")] = None
        elif element.attributes.get("data-clinic") == "box" and (is_filled or not element.texts):
            yield from _clinic_box(lines, number)
        elif declared := element.attributes.get(DECLARED):
            yield from _declared(lines, number, declared)
    for table in tables:
        yield from _cells(lines, table)


def is_blank_cell(document: Document, number: int) -> bool:
    """Is that cell one of running text without a word, which the source has so?"""
    element = document.elements[number]
    has_words = any(document.texts[n].text.strip() for n in element.texts)
    return not has_words and any(
        (document.elements[n].mark or ("", ""))[0] == "block" for n in document.ancestors(number)
    )


def _cells(lines: SetLines, table: int) -> Iterator[WritingRoom]:
    document = lines.lined_up.document
    inside = range(table, document.elements[table].end)
    head, *rows = [_row(document, n) for n in inside if document.elements[n].tag == "tr"]
    heads = [_first(lines, number) for number in head]
    for row in rows:
        word = next((line for cell in row if (line := _first(lines, cell))), None)
        for over, cell in zip(heads, row, strict=False):
            if word and over and over.page == word.page and is_blank_cell(document, cell):
                at = (over.box[0] + over.box[2]) / 2, word.foot - _MIDDLE_EM * word.size_mm
                yield WritingRoom("cell", word.page, word.text, over.text, table, at, word.size_mm)


def _row(document: Document, number: int) -> list[int]:
    return [child for child in document.children(number) if document.elements[child].tag in _TABLE_PARTS]


def _first(lines: SetLines, number: int) -> SetLine | None:
    return next(iter(lines.of_element(number)), None)


def _clinic_box(lines: SetLines, number: int) -> Iterator[WritingRoom]:
    document = lines.lined_up.document
    around = document.elements[number].parent
    label = _first(lines, around) if around is not None else None
    if label:
        at = label.box[0] + 1, label.box[3] + _BELOW_LABEL_EM * label.size_mm
        yield WritingRoom("box", label.page, label.text, -1, number, at, label.size_mm)


def _declared(lines: SetLines, number: int, kind: str) -> Iterator[WritingRoom]:
    document = lines.lined_up.document
    own = lines.of_element(number)
    if kind == "ticks":
        for item in document.children(number):
            if line := _first(lines, item):
                at = line.box[0] - 0.3, line.foot - _MIDDLE_EM * line.size_mm
                yield WritingRoom("tick", line.page, line.text, -1, number, at, line.size_mm)
    elif kind == "lines" and own:
        left, _, _, bottom = bounding_box([line.box for line in own])
        below = (line.box for line in lines.on_page(own[0].page) if line.box[1] > bottom)
        end = min((box[1] for box in below if box[0] < left + NOTE_MM and left < box[2]), default=inf)
        yield WritingRoom(
            "lines", own[0].page, own[0].text, -1, number, (left, bottom + _CLEAR_MM), own[0].size_mm, end
        )
    elif kind == "number" and own:
        last = own[-1]
        at = last.box[2] + 1, last.foot - _MIDDLE_EM * last.size_mm
        yield WritingRoom("number", last.page, last.text, -1, number, at, last.size_mm)


def window_of(rooms: Sequence[WritingRoom], width: float, is_mirrored: bool) -> Box:
    """The part of a page so wide, in mm on paper, that shows `rooms` of one kind with what is around them."""
    before, above, behind, below = _AROUND_MM[rooms[0].kind]
    across, down = [room.at[0] for room in rooms], [room.at[1] for room in rooms]
    left, right = max(min(across) - before, 0.0), min(max(across) + behind, width)
    left, right = (width - right, width - left) if is_mirrored else (left, right)
    return left, max(min(down) - above, 0.0), right, max(down) + below


_AROUND_MM: dict[RoomKind, Box] = {
    "cell": (500, 25, 500, 25),
    "number": (5, 15, NUMBER_MM + 5, 15),
    "lines": (5, 5, NOTE_MM + 5, 50),
    "tick": (14, 12, 3, 15),
    "box": (15, 5, 500, 80),
}
"""Before, above, behind and below the points that are known."""
