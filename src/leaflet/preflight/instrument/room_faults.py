"""Is a room to write in large enough, white, empty, and framed or lined so that a copy keeps it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from leaflet.preflight.instrument.dots import BoxSide, DotArea, DotWindow, dots, millimetres, size_mm
from leaflet.preflight.instrument.writing_rooms import NOTE_MM, NUMBER_MM, RoomKind, WritingRoom

RoomFaultKind = Literal[
    "not white", "small", "narrow", "unframed", "drawn in", "shared", "no line", "few lines", "large"
]
LEAST_MM: dict[RoomKind, tuple[float, float]] = {
    "cell": (9.0, 6.0),
    "number": (NUMBER_MM, 5.0),
    "lines": (NOTE_MM, 5.5),
    "tick": (2.0, 2.0),
    "box": (60.0, 12.0),
}
"""Least width and height: three figures, a telephone number, a line of a note, a cross, an address stamp."""
LEAST_EM = 1.5
"""A cell's least height as a part of the type size beside it: who needs large print writes large."""
MOST_TICK_MM = 8.0
LINES = 3
"""How many lines there must be for notes."""
_REACH_MM = 1.2
"""How far outside of a white room its frame is looked for: where a corner is round the room ends before it."""
_FRAME_MM = 2.0
"""So near above a text a rule isn't a line to write on, but that text's frame."""
_TICK_GAP_MM = 8.0
_FRAMES: dict[RoomKind, tuple[BoxSide, ...]] = {
    "cell": ("left", "top", "right", "bottom"),
    "tick": ("left", "top", "right", "bottom"),
    "box": ("left", "right", "bottom"),  # over it is its label
}


@dataclass(frozen=True)
class RoomFault:
    """What is wrong with one room."""

    room: WritingRoom
    kind: RoomFaultKind
    mm: tuple[float, float] = (0, 0)
    """Its width and height."""


def room_faults(shown: DotWindow, rooms: Sequence[WritingRoom], mirror_mm: float | None) -> Iterator[RoomFault]:
    """What is wrong with each of `rooms`, the first thing of each; `mirror_mm` is the page's width where it is read
    from right to left."""
    found: list[tuple[WritingRoom, DotArea]] = []
    for room in rooms:
        if room.kind in ("lines", "number"):
            yield from _lined(shown, room, mirror_mm)
            continue
        place = _white_place(shown, room, mirror_mm)
        fault = RoomFault(room, "not white") if place is None else _framed(shown, room, place)
        if fault:
            yield fault
        elif place:
            found.append((room, place))
    for n, (room, place) in enumerate(found):
        if any(other.group == room.group and _overlap(place, its) for other, its in found[:n]):
            yield RoomFault(room, "shared")


def _overlap(one: DotArea, other: DotArea) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _x(x_mm: float, mirror_mm: float | None) -> float:
    return x_mm if mirror_mm is None else mirror_mm - x_mm


def _white_place(shown: DotWindow, room: WritingRoom, mirror_mm: float | None) -> DotArea | None:
    x, y = room.at
    if room.kind != "tick":
        return shown.room_around(_x(x, mirror_mm), y, is_top=room.kind == "box")
    steps = (_x(x - n / 4, mirror_mm) for n in range(int(4 * _TICK_GAP_MM)))  # outwards, up to the box's frame
    at = next((step for step in steps if not shown.is_white(_dot(shown, step, y))), None)
    if at is None:
        return None
    inside = (at + (0.4 * n if mirror_mm is not None else -0.4 * n) for n in range(1, 8))
    white = (place for step in inside if (place := _centred(shown, step, y)))
    return next((place for place in white if min(size_mm(place)) >= LEAST_MM["tick"][0]), None)


def _centred(shown: DotWindow, x: float, y: float) -> DotArea | None:
    """The white room around that point, or rather around its own middle: of a round one as much as a square takes."""
    place = shown.room_around(x, y)
    for _ in range(2 if place else 0):
        left, top, right, bottom = place or (0, 0, 0, 0)
        across, down = (left + right) / 2 + shown.left, (top + bottom) / 2 + shown.top
        place = shown.room_around(across / dots(1000) * 1000, down / dots(1000) * 1000)
    return place


def _dot(shown: DotWindow, x: float, y: float) -> DotArea:
    left, top, _, _ = shown.place((x, y, x, y))
    return left, top, left + 1, top + 1


def _framed(shown: DotWindow, room: WritingRoom, place: DotArea) -> RoomFault | None:
    """What is wrong with the white `place` of a room that has a frame."""
    size = size_mm(place)
    kept = [shown.rule_beside(place, side, _REACH_MM) for side in _FRAMES[room.kind]]
    if not all(rule and rule.is_whole for rule in kept):
        return RoomFault(room, "unframed", size)
    width, height = LEAST_MM[room.kind]
    height = max(height, LEAST_EM * room.em if room.kind == "cell" else 0)
    if size[0] < width or size[1] < height:
        return RoomFault(room, "small", size)
    if room.kind == "tick" and max(size) > MOST_TICK_MM:
        return RoomFault(room, "large", size)
    return None if shown.is_plain(place) else RoomFault(room, "drawn in", size)


def _lined(shown: DotWindow, room: WritingRoom, mirror_mm: float | None) -> Iterator[RoomFault]:
    """The first thing that is wrong with the lines after or under some words."""
    width, height = LEAST_MM[room.kind]
    edges = sorted(_x(x, mirror_mm) for x in (room.at[0], room.at[0] + width))
    left, top, right, _ = shown.place((edges[0], room.at[1], edges[1], room.at[1]))
    if room.kind == "number":
        found = _next_line(shown, (left, top, right, top + 1), dots(12))
        above = _clear_above(shown, (left, top, right, top + 1), dots(12))
        if found is None:
            yield RoomFault(room, "no line")
        elif millimetres(found[0] - top + above) < height:
            yield RoomFault(room, "small", (width, millimetres(found[0] - top + above)))
        return
    for number in range(LINES):
        found = _next_line(shown, (left, top, right, top + 1), dots(30))
        if found is None or millimetres(found[1] + shown.top) > room.end - _FRAME_MM:
            yield RoomFault(room, "few lines", (number, 0))
            return
        if millimetres(found[0] - top) < height:
            yield RoomFault(room, "small", (width, millimetres(found[0] - top)))
            return
        top = found[1]


def _next_line(shown: DotWindow, place: DotArea, reach: int) -> tuple[int, int] | None:
    """The dots at which the next rule under `place` begins and ends, where white is all that is before it."""
    left, top, right, bottom = place
    rule = shown.rule_beside(place, "bottom", millimetres(reach))
    if rule is None or not rule.is_whole:
        return None
    start = bottom + dots(rule.distance_mm)
    clear = (left, top + 1, right, max(start - 1, top + 1))  # a soft edge apart
    if not shown.is_white(clear) or not shown.is_plain(clear):
        return None
    return start, start + dots(rule.thickness_mm) + 1


def _clear_above(shown: DotWindow, place: DotArea, reach: int) -> int:
    left, top, right, _ = place
    count = 0
    while count < reach and shown.is_white((left, top - count - 1, right, top - count)):
        count += 1
    return count
