"""Room to write in is missing, too small, dark, painted over, or has no frame: a cell of a log, a line, a box to tick.

Why: a leaflet that asks for a number and leaves no room for it, or a log whose rows aren't parted, is filled in wrong
or not at all. Room to write is declared: a cell without a word in a table of running text, `data-write` in a template,
the clinic's box. Each must be there where its words say, white, with nothing in it, and framed or lined so that a copy
shows it. The least sizes are the project's own: a cell of 9 × 6 mm and one and a half times its type, a line of 30 mm
with 5 mm over it for a number, three lines of 60 mm with 5.5 mm between them for notes, 2 to 8 mm of white to tick,
60 × 12 mm for a clinic's stamp.

Fix: in the layout's CSS give the cell, line or box more height or width, a white or very light ground, and a border of
0.6 pt or more in a dark colour on each side, and take away what lies over it; a table with many columns wants fewer.
A template of your own declares its room: copy the macro from `layouts/base/macros.html.j2`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from leaflet.model import layout_colours
from leaflet.preflight.instrument.dots import dots_in, printed
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import bounding_box
from leaflet.preflight.instrument.room_faults import LINES, RoomFault, room_faults
from leaflet.preflight.instrument.writing_rooms import DECLARED, WritingRoom, window_of
from leaflet.problem import Problem

NAME = "no-room-to-write"
_MAX_EXCERPT = 40
_PLACES = {
    "cell": "the cell of “{text}” under “{head}”",
    "number": "the line after “{text}”",
    "lines": "the lines under “{text}”",
    "tick": "the box to tick before “{text}”",
    "box": "the box under “{text}”",
}
_SAID = {
    "not white": "isn't there, or not white and empty where it belongs",
    "small": "is too small to write in: {wide:.1f} × {high:.1f} mm",
    "large": "isn't a box to tick: {wide:.1f} × {high:.1f} mm",
    "unframed": "has a side without a frame that a copy shows",
    "drawn in": "has something drawn in it",
    "shared": "isn't parted from the one before it",
    "no line": "isn't there, is too short, or has something drawn over it",
    "few lines": f"are fewer than {LINES}, too short, or have something drawn over them",
}


def check(file: FinishedFile) -> Iterator[Problem]:
    """Does the document declare the room that the edition needs?"""
    declared = {element.attributes.get(DECLARED) for element in file.document.elements}
    for contact in (c for c in file.edition.contacts if not c.number):
        places = file.document.marked.get(("block", f"contact.{contact.id}"), ())
        inside = (file.document.elements[n] for place in places for n in _within(file, place))
        if places and not any(element.attributes.get(DECLARED) == "number" for element in inside):
            yield _undeclared(file, f"no room for the number of `{contact.id}`", "number")
    if file.edition.layout.allows("ticks") and "ticks" not in declared and _has_items(file):
        yield _undeclared(file, "no list with boxes to tick, which the layout draws", "ticks")


def _within(file: FinishedFile, number: int) -> range:
    return range(number, file.document.elements[number].end)


def _has_items(file: FinishedFile) -> bool:
    """Has the edition anything to tick: what may be true of the reader, or what to talk about?"""
    return bool(file.edition.uncertainties) or any(statement.asks_reader for statement in file.edition.statements)


def _undeclared(file: FinishedFile, what: str, kind: str) -> Problem:
    return file.problem(
        NAME,
        f"the document of {file.edition.id} declares {what}",
        f'write `{DECLARED}="{kind}"` in the template of `{file.edition.layout.id}`, as the base\'s macros do',
    )


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at each declared room; one problem for the rooms of one table or list that are wrong in one way."""
    for page in file.pages:
        if (rooms := file.writing_rooms.get(page.number, ())) and page.number not in file.asides:
            faults: defaultdict[tuple[int, str], list[RoomFault]] = defaultdict(list)
            for fault in _faults(file, page, rooms):
                faults[fault.room.group, fault.kind].append(fault)
            yield from (_problem(file, alike) for alike in faults.values())


def _faults(file: FinishedFile, page: PageDrawing, rooms: Sequence[WritingRoom]) -> Iterator[RoomFault]:
    """What is wrong with the rooms of a page, which is drawn once."""
    width, is_mirrored = page.size_mm[0], file.typesetting.is_right_to_left
    by_group: defaultdict[int, list[WritingRoom]] = defaultdict(list)
    for room in rooms:
        by_group[room.group].append(room)
    windows = {group: window_of(own, width, is_mirrored) for group, own in by_group.items()}
    pixels = printed(file.open_pages[page.number - 1], bounding_box([*windows.values()]))
    for group, own in by_group.items():
        yield from room_faults(dots_in(pixels, windows[group]), own, width if is_mirrored else None)


def _problem(file: FinishedFile, alike: Sequence[RoomFault]) -> Problem:
    fault, more, layout = alike[0], len(alike) - 1, file.edition.layout.id
    room = fault.room
    place = _PLACES[room.kind].format(text=_excerpt(file, room.text), head=_excerpt(file, room.head))
    said = _SAID[fault.kind].format(wide=fault.mm[0], high=fault.mm[1])
    also = f"; so is or has {more} more" if more else ""
    return file.problem(
        NAME,
        f"{place} on page {room.page} of {file.edition.id} {said}{also}",
        f"look in the CSS of `{layout}`: it wants more room, a light ground, or a darker frame",
        file.text_span(room.text),
        {
            *(file.page_thing(room.page), file.drawings_thing(room.page), file.signs_thing(room.text)),
            *(*file.look_things([room.text], ["colour"]), layout_colours(file.edition.id)),
        },
    )


def _excerpt(file: FinishedFile, text: int) -> str:
    words = " ".join(file.document.texts[text].text.split())
    return words if len(words) <= _MAX_EXCERPT else f"{words[:_MAX_EXCERPT]} …"
