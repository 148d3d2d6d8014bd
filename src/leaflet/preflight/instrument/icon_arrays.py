"""Icon arrays as a page draws them: how many figures, how many of them filled, where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.drawn_page import Painting
from leaflet.preflight.instrument.drawn_pictures import DrawnPicture
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.svg.icon_array import STROKE, figure_boxes

_OFF_MM = 0.08
"""How far a figure may stand from its place: its line is thicker than that."""
_LEAST_MM = 1.1
"""How wide a figure is at least, its line included: so it is still full or hollow on a copy at 71%."""
_DARK, _LIGHT = 0.05, 0.6
"""Relative luminance of the figures, at most, and of what they stand on, at least."""
_EDGE_MM = 0.05
_CLEAR_MM = 1.0
"""How far from the array the lines of a frame around it stay, at least: nearer, they look like a part of it."""


def drawings_in(document: Document, number: int) -> list[int]:
    """The drawings in the element of that number."""
    inside = range(number, document.elements[number].end)
    return [n for n in inside if document.elements[n].tag == "svg"]


def array_faults(drawn: Sequence[DrawnPicture], count: int, per: int) -> Iterator[str]:
    """What is wrong with the array of `per` figures of which `count` are filled, as it is drawn."""
    if len(drawn) != 1:
        yield "isn't drawn" if not drawn else "is drawn on several pages"
        return
    figures = drawn[0].paintings
    filled = [figure.fill is not None for figure in figures]
    if len(figures) != per:
        yield f"has {len(figures)} figures, not {per}"
    elif sum(filled) != count:
        yield f"has {sum(filled)} filled figures, not {count}"
    elif filled != sorted(filled, reverse=True):
        yield "has filled figures between hollow ones"
    else:
        yield from _look_faults(drawn[0], per)


def _look_faults(drawn: DrawnPicture, per: int) -> Iterator[str]:
    """What is wrong with how its figures look and stand, of which there are enough."""
    if not all(map(_is_whole_and_black, drawn.paintings)):
        yield "is coloured, faded or cut off"
    elif not _stand_in_place(drawn.paintings, per):
        yield "is stretched, turned or cut off"
    elif (size := figure_size(drawn)) < _LEAST_MM:
        yield f"has figures of {size:.1f} mm, and needs {_LEAST_MM}, so that they can be counted"
    elif not all(map(_is_ground, _others(drawn))):
        yield "stands on a dark ground, or is covered"


def figure_size(drawn: DrawnPicture) -> float:
    """How wide its first figure is, mm."""
    left, _, right, _ = drawn.paintings[0].box
    return right - left


def _is_whole_and_black(figure: Painting) -> bool:
    colours = [figure.stroke] if figure.fill is None else [figure.stroke, figure.fill]
    is_black = all((shade := luminance_of(colour)) is not None and shade <= _DARK for colour in colours)
    return is_black and figure.kind == "path" and figure.opacity == 1 and not figure.has_shaped_clip


def _stand_in_place(figures: Sequence[Painting], per: int) -> bool:
    """Is each where the drawing has it, all in one scale?"""
    right = figure_boxes(per)
    (first, last), (start, end) = (figures[0].box, figures[-1].box), (right[0], right[-1])
    scale = (last[0] - first[0]) / (end[0] - start[0])
    edges = ((figure.box, place) for figure, place in zip(figures, right, strict=True))
    line = (first[2] - first[0]) - scale * (start[2] - start[0])  # what the line's thickness adds
    if abs(line - scale * STROKE) > _OFF_MM:
        return False
    return scale > 0 and all(_is_at(box, place, first, start, scale, line) for box, place in edges)


def _is_at(box: Box, place: Box, first: Box, start: Box, scale: float, line: float) -> bool:  # noqa: PLR0913, PLR0917
    left, top = first[0] + scale * (place[0] - start[0]), first[1] + scale * (place[1] - start[1])
    right = left + scale * (place[2] - place[0]) + line
    bottom = top + scale * (place[3] - place[1]) + line
    return all(abs(a - b) <= _OFF_MM for a, b in zip(box, (left, top, right, bottom), strict=True))


def _others(drawn: DrawnPicture) -> list[tuple[Painting, bool]]:
    """What else is painted where the array is, each with whether it is painted after it."""
    own, around = {id(figure) for figure in drawn.paintings}, drawn.box
    paintings = drawn.page.paintings
    last = max(n for n, painting in enumerate(paintings) if id(painting) in own)
    return [
        (painting, n > last)
        for n, painting in enumerate(paintings)
        if id(painting) not in own and _meet(painting.box, around) and not _is_around(painting, around)
    ]


def _is_around(painting: Painting, box: Box) -> bool:
    """Is it a frame with all of its lines outside of `box`, and not close to it?"""
    left, top, right, bottom = box
    clear = (left - _CLEAR_MM, top - _CLEAR_MM, right + _CLEAR_MM, bottom + _CLEAR_MM)
    return painting.hole is not None and bounding_box([painting.hole, clear]) == painting.hole


def _meet(one: Box, other: Box) -> bool:
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down) > _EDGE_MM


def _is_ground(other: tuple[Painting, bool]) -> bool:
    """Is it a light ground of one colour under the array?"""
    painting, is_later = other
    shade = luminance_of(painting.fill)
    is_light = shade is not None and shade >= _LIGHT and painting.stroke is None
    return not is_later and painting.kind in ("rectangle", "box") and is_light


def luminance_of(colour: tuple[float, ...] | str | None) -> float | None:
    """Relative luminance, 0 to 1, of a colour as a file gives it; None of a pattern, and where there is none."""
    if not isinstance(colour, tuple) or len(colour) not in (1, 3, 4):
        return None
    if len(colour) == 4:  # cyan, magenta, yellow and black: a rough one is enough to tell light from dark
        colour = tuple((1 - ink) * (1 - colour[3]) for ink in colour[:3])
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (colour * 3)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
