"""Where marks are found: place, size, page; and what running on over a page does to them."""

from __future__ import annotations

import pytest
from leaflets import CSS, html, printed, two_pages
from samples import disclaimer

from leaflet.language.normalization import normalized
from leaflet.model import RequiredText
from leaflet.preflight import preflight
from leaflet.preflight.instrument.locate import locate
from leaflet.preflight.instrument.pages import read_pages
from leaflet.problem import Span

HEAD = f"<!doctype html><html lang=en><title>T</title><style>{CSS}</style>"
SENTENCES = "The first of several sentences stands here. " * 6


def mark(*pieces: str, kind: str = "block", every_page: bool = False) -> RequiredText:
    return RequiredText(kind, "m", pieces, 9, every_page, Span("x"))


def seen(body: str, *marks: RequiredText):
    return locate(read_pages(printed(HEAD + body)), marks)


def test_a_statement_is_found_where_it_stands():
    edition = two_pages()
    css = "[data-disclaimer=lithium]{position:absolute;left:0;top:100mm;width:60mm;font-size:12pt}"
    found = next(f for f in preflight(printed(html(edition, CSS + css)), edition)[1] if f.id == "lithium")
    left, top, right, bottom = found.box_mm
    assert (found.kind, found.page) == ("disclaimer", 2)
    assert 10 <= left < 11
    assert 110 <= top < 112
    assert 60 < right < 71
    assert 120 < bottom < 130
    assert found.pt == pytest.approx(12, abs=0.01)


def test_a_mark_of_every_page_is_found_on_each():
    edition = two_pages()
    found = preflight(printed(html(edition)), edition)[1]
    assert [f.page for f in found if f.id == "draft"] == [1, 2]


def test_a_paragraph_may_run_on_over_the_page_and_a_statement_may_not():
    body = f"<div style='height:178mm'></div><p>{SENTENCES}</p>"
    block, statement = mark(SENTENCES), mark(SENTENCES, kind="disclaimer")
    assert seen(body, block)[0].is_complete
    assert [place.page.number for place in seen(body, block)[0].passages] == [1, 2]
    assert not seen(body, statement)[0].is_complete


def test_a_paragraph_that_loses_words_at_the_page_break_is_missed():
    body = f"<p>{SENTENCES[:100]}</p><p style='break-before:page'>{SENTENCES[106:]}</p>"
    assert not seen(body, mark(SENTENCES))[0].is_complete


def test_every_mark_needs_glyphs_of_its_own():
    pieces = ("△", "in animals")
    body = "<p>△ in animals</p><p>△</p>"
    assert [s.is_complete for s in seen(body, mark(*pieces), mark(*pieces))] == [True, False]


def test_a_number_is_not_found_inside_a_longer_one():
    assert not seen("<p>1120</p>", mark("112"))[0].is_complete
    assert seen("<p>112, day and night</p>", mark("112"))[0].is_complete


def test_a_word_is_not_found_inside_a_longer_one():
    assert not seen("<p>intolerable</p>", mark("able"))[0].is_complete


def test_shapes_beyond_sixteen_bits_are_found():
    assert seen("<p>🞄 shape</p>", mark("🞄", "shape"))[0].is_complete


def test_hyphens_and_ligatures_do_not_matter():
    body = "<p lang=nl style='width:25mm'>ziekenhuisopnameovereenkomst en wetenschappelijkheid, officieel</p>"
    assert seen(body, mark("ziekenhuisopnameovereenkomst en wetenschappelijkheid, officieel"))[0].is_complete


def test_arabic_is_found():
    text = "هذه الصفحة ليست نصيحة طبية"
    body = f"<p lang=ar dir=rtl style='font-family:\"Noto Naskh Arabic\"'>{text}</p>"
    assert seen(body, mark(text))[0].is_complete


@pytest.mark.parametrize(
    ("one", "other"),
    [("ﬁne", "fine"), ("“Not”\u00a0now", "Not now"), ("re\u00adset", "reset"), ("Cafe\u0301", "café"), ("m²", "m2")],
)
def test_the_same_words_in_other_characters_are_the_same(one, other):
    assert normalized(one) == normalized(other)


@pytest.mark.parametrize(("one", "other"), [("△", "▲"), ("a ≥ b", "a ≤ b"), ("een", "één"), ("a", "а")])
def test_other_signs_are_other_signs(one, other):
    assert normalized(one) != normalized(other)


def test_a_statement_is_looked_for_on_the_page_that_must_carry_it():
    body = "<p>Draft only.</p><p style='break-before:page'>x</p>"
    found = seen(body, RequiredText("disclaimer", "draft", ("Draft only.",), 9, True, disclaimer().span()))
    assert [(s.page, s.is_complete) for s in found] == [(1, True), (2, False)]


def test_the_labels_of_a_long_drawing_are_found_one_by_one():
    labels = ("what people feel afterwards", "step two", "step one")
    rows = "".join(f"<p style='height:28mm;margin:0'>{label}</p>" for label in reversed(labels))
    assert seen(rows, mark(*labels))[0].is_complete


def test_a_label_too_far_away_does_not_take_words_of_two_pages():
    far, label = mark("step one", "step with label shown"), mark("label shown")
    apart = "<p style='margin-top:150mm'>step with label shown</p>"
    body = f"<p>step one</p>{apart}<p style='break-before:page'>label shown</p>"
    assert [s.is_complete for s in seen(body, far, label)] == [False, True]


def test_a_reference_may_be_as_long_as_its_line():
    body = "<p style='width:100mm;font-size:16pt;letter-spacing:.2mm'>Ly, 2018. On the growth of nerve cells</p>"
    assert seen(body, mark("Ly", "2018", "On the growth of nerve cells"))[0].is_complete


def test_a_mark_of_signs_that_can_not_be_compared_is_missed():
    assert not seen("<p>—</p>", mark("—"))[0].is_complete
