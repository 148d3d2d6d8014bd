"""Icon arrays: as many small figures as there are people, of which the first are filled.

Filled and hollow figures are drawn with the same line, in black, so that they stay apart on a photocopy. Figures, not
dots: round shapes are those of the evidence ladder.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.sax.saxutils import escape

COLUMNS = {100: 10, 1000: 50}
"""How many figures stand in a row, by how many there are."""
_PITCH = (4.0, 4.5)
"""From one figure to the next: across, and down to the next row."""
_GAP = 0.9
"""After each fifth column and row, so that fives can be counted."""
STROKE = 0.36
"""How thick the line of each figure is."""
_HALF_WIDTH, _HEIGHT = 1.45, 3.7


def _place(number: int, pitch: float) -> float:
    """Where the column or row of that number begins, from 0."""
    return number * pitch + number // 5 * _GAP


def _size(per: int) -> tuple[float, float]:
    """Width and height of an array of `per` figures, in its own units."""
    columns = COLUMNS[per]
    across, down = _place(columns - 1, _PITCH[0]), _place(per // columns - 1, _PITCH[1])
    return across + 2 * _HALF_WIDTH + STROKE, down + _HEIGHT + STROKE


@lru_cache(2)
def figure_boxes(per: int) -> tuple[tuple[float, float, float, float], ...]:
    """Where each figure's outline runs, in the order in which they are drawn, row by row: left, top, right, bottom."""
    places = (divmod(number, COLUMNS[per]) for number in range(per))
    corners = ((_place(c, _PITCH[0]) + STROKE / 2, _place(r, _PITCH[1]) + STROKE / 2) for r, c in places)
    return tuple((left, top, left + 2 * _HALF_WIDTH, top + _HEIGHT) for left, top in corners)


@lru_cache(64)
def icon_array_svg(count: int, per: int, title: str) -> str:
    """The array of `per` figures, `count` of them filled, with its `title`, which is said in its place."""
    width, height = _size(per)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:.2f}"><title>{escape(title)}</title>'
        f'<g stroke="#000" stroke-width="{STROKE}">{"".join(_figures(count, per))}</g></svg>'
    )


def _figures(count: int, per: int) -> Iterator[str]:
    """One path each, head and shoulders, so that each is painted once."""
    for number, (left, top, _, _) in enumerate(figure_boxes(per)):
        path = (
            f"M{left + _HALF_WIDTH:.2f} {top:.2f}a.8 .8 0 0 1 0 1.6a.8 .8 0 0 1 0-1.6z"
            f"M{left:.2f} {top + _HEIGHT:.2f}c0-1.15 .55-1.6 1.45-1.6s1.45 .45 1.45 1.6z"
        )
        yield f'<path fill="{"#000" if number < count else "none"}" d="{path}"/>'
