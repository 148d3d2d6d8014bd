"""Drawings on finished pages: what is wrong with a label is told at the label, and gradients are shadings."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from drawn import PAGE, cleaned_text, inline_picture, svg

from leaflet.build.pipeline import check, make
from leaflet.editions.from_library import editions
from leaflet.render.document import render

TESTS = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
FIGURE = "sources/topics/tiny/figures/mouse.svg"
HEAD = "<title>A mouse</title><desc>A mouse that sits.</desc>"


@pytest.fixture
def told(tmp_path):
    """What is told, as (place, rule, message and hint), of a piece whose drawing, 100 units wide, holds the text."""
    shutil.copytree(TESTS / "policies/base/sources", tmp_path / "sources")
    shutil.copytree(TESTS.parent / "layouts/base", tmp_path / "layouts/base")
    shutil.copy(TESTS.parent / "layouts/nl.po", tmp_path / "layouts")
    shutil.copytree(TESTS / "untrusted/flow", tmp_path / "layouts/flow")

    def told(inside):
        (tmp_path / FIGURE).write_text(svg(f"{HEAD}\n{inside}", view_box="0 0 100 50"), "utf-8")
        library, faults = check(tmp_path, TODAY)
        (edition,) = (e for e in editions(library, TODAY) if str(e.locale) == "en-NL")
        problems = (*(fault for fault in faults if fault.span.path == FIGURE), *make(edition).problems)
        return [(f"{p.span}", p.rule, f"{p.message} / {p.hint}") for p in problems]

    return told


@pytest.mark.slow
def test_a_label_that_is_too_small_is_told_with_how_much_larger_it_must_be(told):
    ((place, rule, message),) = told("<text x='9' y='9' font-size='1.2'>mouse</text>\n<text x='9' y='40'>nose</text>")
    assert (place, rule) == (f"{FIGURE}:2:1", "small-type")
    assert "the label “mouse” of the drawing `figures/mouse.svg` is set in" in message
    assert "times as large in the drawing" in message
    factor = float(message.partition("at least ")[2].partition(" times")[0])
    assert told(f"<text x='9' y='9' font-size='{1.2 * factor}'>mouse</text>") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<text x='9' y='20' fill='white'>mouse</text>", "hidden-text"),
        ("<text x='9' y='20' fill='#ddd'>mouse</text>", "low-contrast"),
        ("<text x='9' y='20'>mouse</text><rect x='20' width='20' height='40'/>", "hidden-text"),
        ("<text x='9' y='30'>mouse</text><text x='9' y='38'>other</text>", "scattered-text"),
        ("<clipPath id='c'><rect r='5'/></clipPath><text x='9' y='20' clip-path='url(#c)'>mouse</text>", "hidden-text"),
    ],
)
def test_what_is_wrong_with_a_label_is_told_in_its_drawing(told, inside, rule):
    found = told(inside)
    assert found
    assert {place.rpartition(":")[0] for place, its_rule, _ in found if its_rule in (rule, "misprinted-text")} <= {
        f"{FIGURE}:2"
    }
    assert any(its_rule in (rule, "misprinted-text", "hidden-text") for _, its_rule, _ in found)
    assert not [message for place, _, message in found if place.startswith(FIGURE) and "page.css" in message]


@pytest.mark.slow
def test_a_good_drawing_with_a_gradient_is_published(told):
    gradient = "<linearGradient id='g'><stop stop-color='#9cf'/><stop offset='1' stop-color='#fff'/></linearGradient>"
    words = "<text x='9' y='20' font-size='10'>5-HT<tspan dy='2' font-size='6'>2A</tspan> mouse</text>"
    assert told(f"{gradient}<rect width='100' height='50' fill='url(#g)'/>{words}") == []


GRADIENT = "<linearGradient id='g'><stop stop-color='#f00'/><stop offset='1' stop-color='#00f'/></linearGradient>"


@pytest.mark.slow
@pytest.mark.parametrize("view_box", ["0 0 200 140", "0 0 20 14", "0 0 2000 1400"])
def test_a_gradient_is_written_as_a_shading_at_any_scale(view_box):
    text = cleaned_text(svg(f"{GRADIENT}<rect width='70%' height='9' fill='url(#g)'/>", view_box=view_box))
    with pikepdf.open(io.BytesIO(render(PAGE.format(text), Path()).pdf)) as pdf:
        patterns = list(pdf.pages[0].Resources.Pattern.values())
        assert [int(pattern.PatternType) for pattern in patterns] == [2]


@pytest.mark.slow
def test_a_line_with_a_gradient_is_as_thick_as_it_should_be():
    thick, thin = (
        inline_picture(
            cleaned_text(svg(f"{GRADIENT}<path d='M9 70h180v.1' fill='none' stroke='url(#g)' stroke-width='{width}'/>"))
        )
        for width in (12, 3)
    )
    inked = [int((np.abs(picture - 255).max(axis=2) > 60).sum()) for picture in (thick, thin)]
    assert 3 < inked[0] / inked[1] < 5
