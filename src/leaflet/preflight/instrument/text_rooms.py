"""The room around each line of text, and whether anything but the line's own ink stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leaflet.lengths import MM_PER_INCH, MM_PER_PT
from leaflet.preflight.instrument.drawn_page import Doubles, PageDrawing, Painting
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.patches import Flags
from leaflet.preflight.instrument.raster import Pixels
from leaflet.preflight.instrument.set_lines import text_runs

DPI = 142
ABOVE_EM, BELOW_EM, BESIDE_EM = 0.9, 0.25, 0.12
"""How far a line's room reaches from its foot, and at both sides from its ink: accents and descenders lie in it."""
UNDERLINE_EM = 0.02
"""From so far under its foot on, a line may be underlined."""
PLAIN = 4
"""Levels of 255 by which a ground of one colour, or one that changes gently, may differ over `_REACH` pixels.

Two drawings of a file differ by none: how pale a mark may be is a matter of policy, not of noise.
"""
_REACH = 3
"""Half a millimetre: a soft edge is an edge, too."""
MARKER_PT, _BOLD = 11, 700
"""A marker behind single words is for bold ones of that size and more."""
_CAPITALS_EM = 0.72
_FREE_EM, _SAME_FOOT_EM = 1.0, 0.3
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
    may_be_marked: bool
    """Is it bold and large enough for a marker?"""
    is_free: tuple[bool, bool] = (True, True)
    """Does no other letter stand close on its line, at the left and at the right?"""

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
        letters = (kind for kind in set(glyphs.kind[rows].tolist()) if "".join(glyphs.readings[kind][:1]).isalpha())
        is_bold = all(glyphs.weights[kind] >= _BOLD for kind in letters)
        is_large = em >= MARKER_PT * MM_PER_PT * 0.99
        rooms.append(TextRoom(int(glyphs.page[rows[0]]), text, left, right, foot, em, beside, is_bold and is_large))
    return [replace(room, is_free=free) for room, free in zip(rooms, _free_sides(rooms), strict=True)]


def _free_sides(rooms: Sequence[TextRoom]) -> Iterator[tuple[bool, bool]]:
    """For each room: does no other line's ink stand within one em at its left, and at its right?"""
    page, left, right, foot, em = np.array([(r.page, r.left, r.right, r.foot, r.em) for r in rooms]).reshape(-1, 5).T
    for n in range(len(rooms)):
        level = (page == page[n]) & (np.abs(foot - foot[n]) < _SAME_FOOT_EM * em[n])
        level[n] = False
        before = level & (left < left[n]) & (right > left[n] - _FREE_EM * em[n])
        after = level & (right > right[n]) & (left < right[n] + _FREE_EM * em[n])
        yield not before.any(), not after.any()


def crowded_rooms(
    page: PageDrawing, rooms: Sequence[TextRoom], has_markers: bool, ground: Callable[[], Pixels]
) -> Iterator[TextRoom]:
    """Those of `rooms`, all on `page`, in which something is drawn; `ground` gives the page without its text.

    Where no drawing has an edge in a room, its ground is plain; where one has, the pixels are looked at. A box behind
    a line may end where its ink does, if no other letter stands there, or if it is a declared marker.
    """
    boxes = np.array([_within_panels(room, page.paintings, has_markers) for room in rooms]).reshape(-1, 4)
    doubtful = np.flatnonzero(_has_edge_inside(page.paintings, boxes))
    pixels = ground() if len(doubtful) else None
    for number in doubtful.tolist():
        if pixels is None or not _is_plain(pixels, rooms[number], boxes[number].tolist()):
            yield rooms[number]


def _within_panels(room: TextRoom, paintings: Sequence[Painting], has_markers: bool) -> tuple[float, ...]:
    """The room without what lies outside the boxes that the line stands on."""
    left, top, right, bottom = room.box
    is_marked = has_markers and room.may_be_marked
    least_top = room.foot - _CAPITALS_EM * room.em if is_marked else top
    for panel in (p.box for p in paintings if p.kind in ("rectangle", "box") and p.fill and not p.stroke):
        if panel[0] > room.left or panel[2] < room.right or panel[1] > least_top or panel[3] < room.foot:
            continue
        top = max(top, panel[1])
        left = max(left, panel[0]) if room.is_free[0] or is_marked else left
        right = min(right, panel[2]) if room.is_free[1] or is_marked else right
    return left, top, right, bottom


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


def _is_plain(ground: Pixels, room: TextRoom, box: Sequence[float]) -> bool:
    """Is the ground in `box` one colour, or one that changes gently, but for an underline?"""
    left, top, right, bottom = box
    foot = room.foot + UNDERLINE_EM * room.em
    upper = _patch(ground, (left, top, right, foot))
    lower = _patch(ground, (max(left, room.left), foot, min(right, room.right), bottom))
    return not (_has_edge(upper, 0) or _has_edge(upper, 1) or _has_edge(lower, 1))


def _has_edge(patch: Pixels, axis: int) -> bool:
    """Do pixels of `patch`, up to `_REACH` apart along `axis`, differ by more than a plain ground's?"""
    colours = patch.astype(np.int16)
    reaches = range(1, min(_REACH + 1, patch.shape[axis]))
    if axis:
        return any((np.abs(colours[:, n:] - colours[:, :-n]) > PLAIN).any() for n in reaches)
    return any((np.abs(colours[n:] - colours[:-n]) > PLAIN).any() for n in reaches)


def _patch(pixels: Pixels, box: tuple[float, float, float, float]) -> Pixels:
    """The whole pixels that lie in `box`, in blue, green and red."""
    left, top, right, bottom = (side / MM_PER_INCH * DPI for side in box)
    rows = slice(max(0, int(np.ceil(top))), max(0, int(np.floor(bottom))))
    columns = slice(max(0, int(np.ceil(left))), max(0, int(np.floor(right))))
    return pixels[rows, columns, :3]
