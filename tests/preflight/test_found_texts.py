"""Where required texts are found: page, position, size; and which of them must stand whole on one page."""

from __future__ import annotations

import pytest
from leaflets import CSS, html, printed, two_pages
from samples import disclaimer, layout

from leaflet.language.normalization import normalized
from leaflet.model import PageBounds
from leaflet.preflight import preflight
from leaflet.preflight.instrument.document import read_document

SENTENCES = "Seizures were reported in people who use lithium. " * 12
UP_TO_THE_FOOT = "{margin-top:171mm;orphans:1;widows:1}"


def test_a_statement_is_found_where_it_stands():
    edition = two_pages()
    css = "[data-disclaimer=lithium]{position:absolute;left:0;top:100mm;width:60mm;font-size:12pt}"
    found = {place.id: place for place in preflight(printed(html(edition, CSS + css)), edition, html(edition))[1]}
    left, top, right, bottom = found["lithium"].box_mm
    assert (found["lithium"].kind, found["lithium"].page) == ("disclaimer", 2)
    assert 10 <= left < 11
    assert 110 <= top < 112
    assert 60 < right < 71
    assert 120 < bottom < 130
    assert found["lithium"].pt == pytest.approx(12, abs=0.01)


def test_every_required_text_is_found_on_its_first_page():
    edition = two_pages()
    problems, found = preflight(printed(html(edition)), edition, html(edition))
    assert problems == ()
    assert {(place.kind, place.id) for place in found} == set(read_document(html(edition)).marked)
    assert {place.page for place in found if place.id in ("draft", "identity")} == {1}


def test_a_text_that_is_not_printed_is_not_found():
    edition = two_pages()
    css = "[data-disclaimer=lithium]{display:none}"
    found = preflight(printed(html(edition, CSS + css)), edition, html(edition))[1]
    assert "lithium" not in {place.id for place in found}


@pytest.mark.parametrize("keep", ["", "break-inside:avoid"])
def test_a_statement_that_is_split_over_two_pages_is_told(keep):
    bounds = layout(pages=PageBounds(at_most=4), shows=two_pages().layout.shows)
    statements = (*two_pages().house_statements[:2], disclaimer("lithium", text=SENTENCES))
    edition = two_pages(layout=bounds, house_statements=statements)
    document = html(edition, f"{CSS} [data-disclaimer=lithium]{UP_TO_THE_FOOT} [data-disclaimer]{{{keep}}}")
    told = [(p.rule, p.message) for p in preflight(printed(document), edition, document)[0]]
    said = (
        "the statement `lithium` is split over pages 2 and 3 of sample/leaflet/en-NL; it must stand whole on one page"
    )
    assert told == ([] if keep else [("scattered-text", said)])


def test_a_paragraph_may_be_split_over_two_pages():
    bounds = layout(pages=PageBounds(at_most=4), shows=two_pages().layout.shows)
    blocks = two_pages().sections[0].blocks
    paragraph = blocks[0].model_copy(update={"markdown": SENTENCES})
    sections = (two_pages().sections[0].model_copy(update={"blocks": (paragraph, *blocks[1:])}),)
    edition = two_pages(layout=bounds, sections=sections)
    document = html(edition, f"{CSS} h1{{margin-top:140mm}} p{{orphans:1;widows:1}}")
    assert preflight(printed(document), edition, document)[0] == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("ﬁne", "fine"), ("“Not”\u00a0now", "Not now"), ("re\u00adset", "reset"), ("Cafe\u0301", "café"), ("m²", "m2")],
)
def test_the_same_words_in_other_characters_are_the_same(one, other):
    assert normalized(one) == normalized(other)


@pytest.mark.parametrize(("one", "other"), [("△", "▲"), ("a ≥ b", "a ≤ b"), ("een", "één"), ("a", "а")])
def test_other_signs_are_other_signs(one, other):
    assert normalized(one) != normalized(other)
