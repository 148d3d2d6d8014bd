"""Lines drawn piece by piece, as between the cells of a table with low rows, are rules; other short bars are none."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from leaflet.preflight.instrument.drawn_page import Painting
from leaflet.preflight.instrument.free_drawings import AllowedDrawings, free_drawings

BLACK, RED = (0.0,), (1.0, 0.0, 0.0)
WIDTH, ROW = 0.2, 7.1


def piece(left, top, bottom, colour=BLACK, kind="line"):
    return Painting(kind, (left, top, left + WIDTH, bottom), None, colour, 1, False, 0, 0)


def told(*pieces):
    page = SimpleNamespace(paintings=pieces, size_mm=(210, 297))
    return free_drawings(page, (), AllowedDrawings())


@pytest.mark.parametrize("overlap", [0, 0.4, 3], ids=["end-to-end", "a-corner", "nearly-half"])
@pytest.mark.parametrize("order", [1, -1], ids=["downwards", "upwards"])
def test_pieces_that_touch_are_one_rule(overlap, order):
    rows = [piece(120, 100 + n * ROW, 100 + (n + 1) * ROW + overlap) for n in range(3)]
    assert told(*rows[::order]) == []


@pytest.mark.parametrize(
    "second",
    [
        piece(120, 100 + ROW + 0.5, 100 + 2 * ROW),
        piece(120.3, 100 + ROW, 100 + 2 * ROW),
        piece(120, 100 + ROW, 100 + 2 * ROW, RED),
        piece(120, 100 + ROW, 100 + 2 * ROW, kind="frame"),
    ],
    ids=["a-gap", "beside-it", "of-another-colour", "no-line"],
)
def test_pieces_of_no_rule_are_told_each(second):
    first = piece(120, 100, 100 + ROW)
    assert {id(p) for p in told(first, second)} == {id(first), id(second)}


def test_a_tall_shape_is_no_rule_of_one_piece():
    shape = Painting("path", (120, 100, 124, 120), BLACK, None, 1, False, 0, 0)
    assert told(shape) == [shape]


def test_pieces_that_make_no_rule_together_are_told():
    short = [piece(120, 100 + n * 2, 100 + (n + 1) * 2) for n in range(3)]
    assert len(told(*short)) == len(short)


@pytest.mark.parametrize("high", [0.05, 0.2, 1])
def test_pieces_that_drift_make_a_slanted_line_and_no_rule(high):
    pieces = [piece(120 + n * 0.04, 100 + n * high, 100 + (n + 1) * high) for n in range(round(12 / high))]
    assert len(told(*pieces)) == len(pieces)
