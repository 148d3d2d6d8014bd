"""Part of a page as dots, 200 an inch, as a copier sees it: what is dark, what is white, and how far white reaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from leaflet.lengths import MM_PER_INCH
from leaflet.preflight.instrument.copier import BLACK_THRESHOLD
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.open_file import OpenPage
from leaflet.preflight.instrument.patches import Flags
from leaflet.preflight.instrument.raster import Mode, Pixels, pixel_boxes, render_page

DPI = 200
WHITE = 230
"""Brightness, 0 to 255, of ground that can be written on: a pencil's grey stands out against it, and a copier leaves it
white. The project's own limit; its tints have 240 and more."""
PLAIN = 4
"""Levels by which such a ground may differ from place to place, as in `text_rooms`."""
RULE_SHARE = 0.3
"""How much of a rule's length is ink: of dashes about half, of dots two fifths."""
GAP_MM = 1.5
"""How far a rule may end before the corner, and be broken: by a dash's gap, or where the corner is round."""
_FARTHEST_MM = 1000.0
_STEPS = (8, 4, 2, 1)
_EDGE = 2
"""Dots at the edge of a white room that may be a frame's soft edge."""
BoxSide = Literal["left", "top", "right", "bottom"]
SIDES: tuple[BoxSide, ...] = ("left", "top", "right", "bottom")
DotArea = tuple[int, int, int, int]
"""left, top, right, bottom in dots of the window; the last two are the first that aren't in it."""


@dataclass(frozen=True)
class Rule:
    """A line that a frame has on one side, as a copy shows it."""

    distance_mm: float
    """How far outside of the place from which it was looked for."""
    thickness_mm: float
    is_whole: bool
    """Does it reach from corner to corner?"""


@dataclass(frozen=True)
class DotWindow:
    """The dots of a window of a page."""

    brightness: npt.NDArray[np.uint8]
    left: int
    top: int

    def place(self, box: Box) -> DotArea:
        """The whole dots of `box`, mm, in this window."""
        left, top, right, bottom = pixel_boxes((box,), DPI)[0].tolist()
        height, width = self.brightness.shape
        across = (min(max(x - self.left, 0), width) for x in (left, right))
        down = (min(max(y - self.top, 0), height) for y in (top, bottom))
        (x, u), (y, v) = across, down
        return x, y, u, v

    @cached_property
    def ink(self) -> Flags:
        """Which dots a copier prints black."""
        return np.asarray(self.brightness < BLACK_THRESHOLD)

    @cached_property
    def _sums(self) -> npt.NDArray[np.int32]:
        """How many dots above and at the left of each corner can't be written on."""
        height, width = self.brightness.shape
        sums = np.zeros((height + 1, width + 1), np.int32)
        np.cumsum(self.brightness < WHITE, axis=0, dtype=np.int32, out=sums[1:, 1:])
        np.cumsum(sums, axis=1, out=sums)
        return sums

    def is_white(self, place: DotArea) -> bool:
        """Can all of `place` be written on?"""
        left, top, right, bottom = place
        height, width = self.brightness.shape
        if left < 0 or top < 0 or right > width or bottom > height:
            return False
        sums = self._sums
        return bool(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left] == 0)

    def room_around(self, x_mm: float, y_mm: float, is_top: bool = False) -> DotArea | None:
        """The white room around that point, grown by turns to all sides until something stands there; None for none.

        Where the point `is_top`, it doesn't grow upwards.
        """
        x, y, _, _ = self.place((x_mm, y_mm, x_mm, y_mm))
        room = [x, y, x + 1, y + 1]
        if not self.is_white((x, y, x + 1, y + 1)):
            return None
        for step in _STEPS:
            grows = True
            while grows:
                grows = False
                for side, sign in ((0, -1), (1, -1), (2, 1), (3, 1)) if not is_top else ((0, -1), (2, 1), (3, 1)):
                    strip = list(room)
                    strip[side], strip[(side + 2) % 4] = room[side] + sign * step, room[side]
                    if self.is_white(_sorted(strip)):
                        room[side] += sign * step
                        grows = True
        return room[0], room[1], room[2], room[3]

    def is_plain(self, place: DotArea) -> bool:
        """Is nothing drawn in `place`, however pale?"""
        left, top, right, bottom = place
        inside = self.brightness[top + _EDGE : bottom - _EDGE, left + _EDGE : right - _EDGE]
        return not inside.size or int(inside.max()) - int(inside.min()) <= PLAIN

    def rule_beside(self, place: DotArea, side: BoxSide, reach_mm: float) -> Rule | None:
        """The rule that is met first going out of `place` on that side; None where none is, or something else is first.

        Only what stands beside the whole side counts, not what begins at its corners.
        """
        strips = self._outwards(place, side, dots(min(reach_mm, _FARTHEST_MM)))
        shares = strips.mean(axis=1) if strips.size else np.zeros(0)
        hit = np.flatnonzero(shares > 0)
        if not len(hit):
            return None
        first = int(hit[0])
        near = shares[first : first + dots(1.0)]  # a round corner, or a rule's soft edge, comes before the rule
        rows = np.flatnonzero(near >= RULE_SHARE)
        if not len(rows):
            return None
        start = first + int(rows[0])
        after = np.flatnonzero(shares[start:] < RULE_SHARE)
        end = start + int(after[0]) if len(after) else len(shares)
        inked = np.flatnonzero(strips[start:end].any(axis=0))
        gap = max(int(inked[0]), strips.shape[1] - 1 - int(inked[-1]))
        return Rule(millimetres(start), millimetres(end - start), gap <= dots(GAP_MM))

    def _outwards(self, place: DotArea, side: BoxSide, reach: int) -> Flags:
        """The ink beside `place` in strips along that side, the nearest first."""
        left, top, right, bottom = place
        if side == "top":
            return self.ink[max(top - reach, 0) : top, left:right][::-1]
        if side == "bottom":
            return self.ink[bottom : bottom + reach, left:right]
        if side == "left":
            return self.ink[top:bottom, max(left - reach, 0) : left].T[::-1]
        return self.ink[top:bottom, right : right + reach].T


def _sorted(strip: list[int]) -> DotArea:
    (left, right), (top, bottom) = sorted(strip[::2]), sorted(strip[1::2])
    return left, top, right, bottom


def size_mm(place: DotArea) -> tuple[float, float]:
    """Width and height."""
    return millimetres(place[2] - place[0]), millimetres(place[3] - place[1])


def millimetres(count: int) -> float:
    """The length of so many dots."""
    return count / DPI * MM_PER_INCH


def dots(length_mm: float) -> int:
    """How many dots are so long."""
    return round(length_mm / MM_PER_INCH * DPI)


def read_dots(sheet: OpenPage, window: Box) -> DotWindow:
    """The dots of the `window` of a page, mm, as it is printed."""
    return dots_in(printed(sheet, window), window)


def printed(sheet: OpenPage, window: Box) -> Pixels:
    """The page as it is printed, of which nothing but that `window` is drawn."""
    return render_page(sheet.page, DPI, Mode.PRINT, window)


def dots_in(pixels: Pixels, window: Box) -> DotWindow:
    """The dots of the `window`, mm, of a page that was drawn there."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = pixel_boxes((window,), DPI)[0].tolist()
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
    blue, green, red = (pixels[top:bottom, left:right, n].astype(np.uint16) for n in range(3))
    brightness = (29 * blue + 150 * green + 77 * red) >> 8  # ITU-R BT.601, in parts of 256
    return DotWindow(brightness.astype(np.uint8), left, top)
