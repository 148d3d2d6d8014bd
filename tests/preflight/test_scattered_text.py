"""Parts of a page held against each other as drawn: what is moved, exchanged or torn is told; what stands is not."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from leaflet.preflight.instrument.commands import drawn_pages
from leaflet.preflight.instrument.document import read_document
from leaflet.preflight.instrument.lined_up import line_up
from leaflet.preflight.instrument.placement import place_faults
from leaflet.preflight.instrument.set_lines import SetLines
from leaflet.preflight.instrument.structure import read_structure
from leaflet.preflight.instrument.typesetting import Typesetting
from leaflet.render.document import render

RULE = "scattered-text"
CSS = """
@page { size: 148mm 210mm; margin: 12mm }
body { font: 11pt/1.4 Lato, "Noto Naskh Arabic" }
h2 { margin: 8mm 0 1mm } p { margin: 0 0 2mm } ul { list-style: "–\\2002"; margin: 0; padding-left: 5mm }
"""
WORDS = st.lists(st.sampled_from(["one", "two", "water", "medicine", "Monday", "help"]), min_size=3, max_size=30)


def kinds(body: str, css: str = "", lang: str = "en", is_right_to_left: bool = False) -> list[str]:
    """What is told of `body`, printed with `css`."""
    direction = " dir=rtl" if is_right_to_left else ""
    html = f"<html lang={lang}{direction}><head><title>T</title><style>{CSS}{css}</style></head><body>{body}"
    with pikepdf.open(io.BytesIO(render(html, Path(__file__).parent).pdf)) as pdf:
        pages, structure = drawn_pages(pdf), read_structure(pdf)
    setting = Typesetting(lang, is_right_to_left)
    lined = line_up(read_document(html), pages, structure, setting)
    lines = SetLines(lined, [page.size_mm[0] for page in pages], is_right_to_left)
    return sorted({fault.kind for fault in place_faults(lines, frozenset())})


SECTION = "<section><h2>Call</h2><p data-block=a>First words here.</p><p data-block=b>Other words there.</p></section>"
TWO = f"<body>{SECTION}{SECTION.replace('Call', 'Law')}"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (TWO, ""),
        (TWO, "section{columns:2}"),
        (TWO, "body{display:grid;grid-template-columns:1fr 1fr;gap:6mm}"),
        (TWO, "p{text-align:right} h2{text-align:center}"),
        ("<p>" + "many words in columns " * 80, "p{columns:3}"),
        ("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", ""),
        ("<table><tr><th>A<td>1<td>2<tr><th>B<td>3<td>four and more words</table>", "td{width:20mm}"),
        ("<p>One <b>two</b> <i>three</i> four", "b{background:#eee}"),
        ("<p>" + "a long paragraph that goes on " * 150, ""),
        ("<section><p><span data-block=a>One.</span> <span data-block=b>Two.</span></p></section>", ""),
        ("<section><p class=n>Name</p><p>Number</p></section>", ".n{float:left;width:30mm}"),
    ],
)
def test_what_stands_as_it_is_read_is_not_told(body, css):
    assert kinds(body, css) == []


@pytest.mark.parametrize(
    ("css", "kind"),
    [
        ("[data-block=a]{position:relative;top:9mm} [data-block=b]{position:relative;top:-9mm}", "order"),
        ("[data-block=a]{position:relative;top:7mm;left:0}", "crossing"),
        ("[data-block=b]{position:relative;top:20mm;left:70mm}", "strayed"),
        ("section:last-child h2{position:relative;top:-7.5mm}", "heading"),
        ("[data-block=a]{width:20mm;line-height:3}", "torn"),
        ("h2{position:relative;top:9mm}", "crossing"),
        ("section{position:relative} [data-block=b]{position:absolute;top:0;left:0}", "order"),
        ("section:first-child{margin-bottom:-30mm}", "crossing"),
    ],
)
def test_what_is_moved_is_told(css, kind):
    assert kind in kinds(TWO, css)


def test_right_to_left_is_looked_at_in_a_mirror():
    words = "<section><h2>طوارئ</h2><p data-block=a>اتصل الآن بالرقم.</p><p data-block=b>لا تنتظر أحدا.</p></section>"
    assert kinds(words, "[data-block=a]{float:right;width:50mm}", "ar", is_right_to_left=True) == []
    assert "order" in kinds(words, "[data-block=a]{float:left;width:50mm}", "ar", is_right_to_left=True)


@settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, min_size=2, max_size=5), st.data())
def test_any_two_neighbours_exchanged_are_told(texts, data):
    """Each text in the other's place, by as much as it is high: nothing overlaps, and no letter differs."""
    assume(all(one != other for one, other in pairwise(texts)))
    place = data.draw(st.integers(0, len(texts) - 2))
    items = "".join(f"<p data-block=t{n}>{' '.join(words)}</p>" for n, words in enumerate(texts))
    body = f"<section style='display:flex;flex-direction:column'>{items}</section>"
    assert kinds(body) == []
    heights = "section p{height:20mm}"
    moved = f"[data-block=t{place}]{{top:22mm}} [data-block=t{place + 1}]{{top:-22mm}} p{{position:relative}}"
    assert kinds(body, heights) == []
    assert "order" in kinds(body, heights + moved)
