"""Panels that are empty in great part are told, however they are filled, and what is no panel isn't."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import TODAY

from leaflet.build.pipeline import make
from leaflet.editions.from_library import editions
from leaflet.problem import Severity
from leaflet.read.sources import read_library
from leaflet.render.document import render

PAGE = """<!doctype html><html lang="en"><head><title>n</title><style>
@page { size: 100mm 220mm; margin: 0 } body, p { margin: 0; font: 10pt/5mm Lato }
td { padding: 0; border: 1px solid; height: 5mm } table { border-collapse: collapse }
</style></head><body>%s</body></html>"""


def _told(high, inside):
    return render(PAGE % f'<div data-fit="panel" style="height:{high}mm">{inside}</div>').empty_panels


@settings(max_examples=12, deadline=None)
@given(st.integers(60, 200), st.integers(1, 30))
def test_the_share_below_the_last_line_is_told_from_two_fifths_on(high, lines):
    told = _told(high, "<p>n</p>" * min(lines, high // 5))
    empty = 1 - min(lines, high // 5) * 5 / high
    assert [round(panel.empty, 2) for panel in told] == ([round(empty, 2)] if empty >= 0.4 else [])


@pytest.mark.parametrize(
    "inside",
    [
        "<table><tbody>" + "<tr><td></td></tr>" * 12 + "</tbody></table>",
        '<div style="height: 70mm; border-bottom: 1pt solid"></div>',
        '<svg width="70mm" height="70mm" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
    ],
    ids=["cells to fill in", "a line to write on", "a drawing"],
)
def test_room_to_write_and_drawings_fill_a_panel(inside):
    assert _told(100, inside) == ()


def test_a_panel_without_anything_is_told():
    assert [panel.empty for panel in _told(100, "")] == [1.0]


def test_a_low_box_is_no_panel():
    assert _told(59, "<p>n</p>") == ()


@pytest.mark.slow
def test_a_piece_with_an_empty_panel_is_made_and_told(repository):
    library, _ = read_library(repository, ("blood-pressure-at-home",))
    edition = next(edition for edition in editions(library, TODAY) if edition.layout.id == "trifold")
    made = make(edition)
    assert [(p.rule, p.severity) for p in made.problems] == [("empty-panel", Severity.WARNING)]
    assert made.is_publishable
