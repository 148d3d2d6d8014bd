"""The room around each line of text, and whether anything but the line's own ink stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from leaflet.lengths import MM_PER_INCH, MM_PER_PT
from leaflet.preflight.instrument.drawn_page import DrawnPage, Flags, Doubles, Ints, Painting
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.raster import Pixels
from leaflet.preflight.instrument.set_lines import text_runs

DPI = 142
ABOVE_EM, BELOW_EM, BESIDE_EM = 0.9, 0.25, 0.3
"""How far a line's room reaches from its foot, and at both sides from its ink: accents and descenders lie in it."""
UNDERLINE_EM = 0.02
"""From so far under its foot on, a line may be underlined."""
PLAIN = 4
"""Levels of 255 that a ground of one colour may differ by; two drawings of it differ by none."""
_FIGURE = "svg"


@dataclass(frozen=True, slots=True)
class TextRoom:
    """A line's room."""

    page: int
    text: int
    """The document's text that the line belongs to."""
    left: float
    right: float
    """Of its ink, mm."""
    foot: float
    em: float
    """mm."""
    beside: float
    """How far it reaches at both sides, mm: nothing in a figure, where leaders lead up to words."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """All of it, mm."""
        above, below = ABOVE_EM * self.em, BELOW_EM * self.em
        return self.left - self.beside, self.foot - above, self.right + self.beside, self.foot + below


def text_rooms(lined_up: LinedUp) -> list[TextRoom]:
    """The rooms of all lines of the document's texts."""
    document, glyphs = lined_up.document, lined_up.glyphs
    in_figure = {n for e in document.elements if e.tag == _FIGURE for n in e.texts}
    rooms: list[TextRoom] = []
    for rows in text_runs(lined_up):
        text = int(lined_up.text[rows[0]])
        em = float(glyphs.size_pt[rows].max()) * MM_PER_PT
        ink = glyphs.ink[rows]
        left, right = float(np.nanmin(ink[:, 0])), float(np.nanmax(ink[:, 2]))
        beside = 0.0 if text in in_figure else BESIDE_EM * em
        foot = float(np.median(glyphs.origin[rows, 1]))
        rooms.append(TextRoom(int(glyphs.page[rows[0]]), text, left, right, foot, em, beside))
    return rooms


def crowded_rooms(page: DrawnPage, rooms: Sequence[TextRoom], ground: Callable[[], Pixels]) -> Iterator[TextRoom]:
    """Those of `rooms`, all on `page`, in which something is drawn; `ground` gives the page without its text.

    Where no drawing has an edge in a room, its ground is plain; where one has, the pixels are looked at.
    """
    doubtful = np.flatnonzero(_has_edge_inside(page.paintings, np.array([room.box for room in rooms])))
    pixels = ground() if len(doubtful) else None
    for number in doubtful.tolist():
        if pixels is None or not _is_plain(pixels, rooms[number]):
            yield rooms[number]


def _has_edge_inside(paintings: Sequence[Painting], rooms: Doubles) -> Flags:
    """By room: does anything that isn't a plain ground all over it reach into it?"""
    if not paintings or not len(rooms):
        return np.zeros(len(rooms), np.bool_)
    boxes = np.array([painting.box for painting in paintings])
    is_plain = np.array([p.kind == "rectangle" and _is_solid(p) for p in paintings])
    one, two = rooms[:, None, :], boxes[None, :, :]
    meets = (one[..., :2] < two[..., 2:]).all(axis=-1) & (two[..., :2] < one[..., 2:]).all(axis=-1)
    covers = (two[..., :2] <= one[..., :2]).all(axis=-1) & (two[..., 2:] >= one[..., 2:]).all(axis=-1)
    return np.asarray((meets & ~(covers & is_plain)).any(axis=1))


def _is_solid(painting: Painting) -> bool:
    return isinstance(painting.fill, tuple) and painting.stroke is None and not painting.has_shaped_clip


def _is_plain(ground: Pixels, room: TextRoom) -> bool:
    """Is the ground one colour, but for an underline?"""
    left, top, right, bottom = room.box
    foot = room.foot + UNDERLINE_EM * room.em
    upper = _patch(ground, (left, top, right, foot))
    lower = _patch(ground, (room.left, foot, room.right, bottom))
    is_even = _spread(upper, (0, 1)) <= PLAIN
    return bool(is_even and (_spread(lower, (1,)) <= PLAIN).all())


def _spread(patch: Pixels, axes: tuple[int, ...]) -> Ints:
    """How much the colours of `patch` differ along `axes`, at most, levels."""
    if not patch.size:
        return np.zeros(1, np.int64)
    spread = patch.max(axis=axes).astype(np.int64) - patch.min(axis=axes)
    return np.asarray(spread.max(axis=-1))


def _patch(pixels: Pixels, box: tuple[float, float, float, float]) -> Pixels:
    """The whole pixels that lie in `box`, in blue, green and red."""
    left, top, right, bottom = (side / MM_PER_INCH * DPI for side in box)
    rows = slice(max(0, int(np.ceil(top))), max(0, int(np.floor(bottom))))
    columns = slice(max(0, int(np.ceil(left))), max(0, int(np.floor(right))))
    return pixels[rows, columns, :3]
