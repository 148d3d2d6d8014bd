"""Paths as drawing commands build them: where they reach, and whether they are upright rectangles or lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from leaflet.preflight.instrument.transform import PageTransform, corners, transformed

PathExtent = tuple[float, float, float, float]
"""left, bottom, right, top in the page's own units."""
EVERYWHERE: PathExtent = (-1e6, -1e6, 1e6, 1e6)
_CORNER = 0.2
"""How far a round corner reaches along the shorter side of its box, as the points that direct its curve tell."""
_ROUND_BOX_POINTS = 12
"""A corner is a curve, which is directed by two points and ends at a third."""
_SQUARE_PT = 0.01
"""How far a side may be from upright or level."""


@dataclass(slots=True)
class DrawnPath:
    """The current path, in the page's own units."""

    points: list[tuple[float, float]] = field(default_factory=list)
    subpaths: int = 0
    is_straight: bool = True
    """Are all its sides upright or level?"""
    has_just_moved: bool = False

    def move(self, point: Sequence[float], page: PageTransform) -> None:
        """Begin at `point`; a beginning that nothing was drawn from is forgotten."""
        if self.has_just_moved:
            self.points.pop()
            self.subpaths -= 1
        self.has_just_moved = True
        self.points += transformed(((point[0], point[1]),), page)
        self.subpaths += 1

    def line(self, point: Sequence[float], page: PageTransform) -> None:
        """A straight side to `point`."""
        self.has_just_moved = False
        self.points += transformed(((point[0], point[1]),), page)
        if len(self.points) > 1:
            (x, y), (left, below) = self.points[-1], self.points[-2]
            self.is_straight &= abs(x - left) < _SQUARE_PT or abs(y - below) < _SQUARE_PT

    def curve(self, numbers: Sequence[float], page: PageTransform) -> None:
        """A curved side; `numbers` are the two or three points that direct it."""
        self.has_just_moved = False
        self.points += transformed(zip(numbers[::2], numbers[1::2], strict=True), page)
        self.is_straight = False

    def rectangle(self, numbers: Sequence[float], page: PageTransform) -> None:
        """A closed rectangle: left, bottom, width, height."""
        left, bottom, width, height = numbers
        first, *others = corners(left, bottom, left + width, bottom + height)
        self.move(first, page)
        for corner in others:
            self.line(corner, page)

    @property
    def is_rectangle(self) -> bool:
        """Is it one upright rectangle?"""
        places = {(round(x, 2), round(y, 2)) for x, y in self.points}
        return self.is_straight and self.subpaths == 1 and len(self.points) in (4, 5) and len(places) == 4

    @property
    def kind(self) -> str:
        """As `Painting.kind` names it."""
        if self.is_rectangle:
            return "rectangle"
        count = (self.subpaths, len(self.points)) if self.is_straight else (0, 0)
        return {(1, 2): "line", (2, 8): "frame"}.get(count, "box" if self._is_round_box else "path")

    @property
    def hole(self) -> PathExtent | None:
        """The inner of a frame's two rectangles, which isn't filled by the even-odd rule; None of any other path."""
        if self.kind != "frame":
            return None
        inner, outer = sorted(map(extent_of, (self.points[:4], self.points[4:])), key=lambda side: side[2] - side[0])
        is_inside = all(a < b for a, b in zip((*outer[:2], *inner[2:]), (*inner[:2], *outer[2:]), strict=True))
        are_whole = all(
            set(half) == {(x, y) for x in extent_of(half)[::2] for y in extent_of(half)[1::2]}
            for half in (self.points[:4], self.points[4:])
        )
        return inner if is_inside and are_whole else None

    @property
    def _is_round_box(self) -> bool:
        """Does it run along the sides of an upright rectangle, once or twice, and turn close to its corners?"""
        left, bottom, right, top = self.extent()
        edge = _CORNER * min(right - left, top - bottom)
        middles = (((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in pairwise(self.points))
        is_at_sides = all(min(x - left, right - x, y - bottom, top - y) <= edge for x, y in (*self.points, *middles))
        corners = ((x, y) for x in (left, right) for y in (bottom, top))
        is_whole = self.subpaths <= 2 and len(self.points) >= _ROUND_BOX_POINTS
        return is_whole and is_at_sides and all(self._comes_near(corner, edge) for corner in corners)

    def _comes_near(self, corner: tuple[float, float], distance: float) -> bool:
        return any(max(abs(x - corner[0]), abs(y - corner[1])) <= distance for x, y in self.points)

    def extent(self) -> PathExtent:
        """The smallest upright rectangle around it."""
        return extent_of(self.points)


def extent_of(points: list[tuple[float, float]]) -> PathExtent:
    """The smallest upright rectangle around `points`; there must be one."""
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def shared_extent(one: PathExtent, other: PathExtent) -> PathExtent:
    """What lies in both; its sides change places where nothing does."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
