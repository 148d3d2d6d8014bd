"""Where required texts are found: position, size, page; and what happens to one that is split over two pages."""

from __future__ import annotations

import pytest
from leaflets import CSS, html, printed, two_pages
from samples import disclaimer

from leaflet.language.normalization import normalized
from leaflet.model import RequiredText
from leaflet.preflight import preflight
from leaflet.preflight.instrument.locate import locate
from leaflet.inspect.pages import read_pages
from leaflet.problem import Span

HEAD = f"<!doctype html><html lang=en><title>T</title><style>{CSS}</style>"
SENTENCES = "The first of several sentences stands here. " * 6


def required(*parts: str, kind: str = "block", every_page: bool = False) -> RequiredText:
    return RequiredText(kind, "m", parts, 9, every_page, Span("x"))


def located(body: str, *required_texts: RequiredText):
    return locate(read_pages(printed(HEAD + body)), required_texts)


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


def test_a_text_of_every_page_is_found_on_each():
    edition = two_pages()
    found = preflight(printed(html(edition)), edition)[1]
    assert [f.page for f in found if f.id == "draft"] == [1, 2]


def test_a_paragraph_may_be_split_over_two_pages_and_a_statement_may_not():
    body = f"<div style='height:178mm'></div><p>{SENTENCES}</p>"
    block, statement = required(SENTENCES), required(SENTENCES, kind="disclaimer")
    assert located(body, block)[0].is_complete
    assert [passage.page.number for passage in located(body, block)[0].passages] == [1, 2]
    assert not located(body, statement)[0].is_complete


def test_a_paragraph_that_loses_words_at_the_page_break_is_missed():
    body = f"<p>{SENTENCES[:100]}</p><p style='break-before:page'>{SENTENCES[106:]}</p>"
    assert not located(body, required(SENTENCES))[0].is_complete


def test_every_required_text_needs_glyphs_of_its_own():
    parts = ("△", "in animals")
    body = "<p>△ in animals</p><p>△</p>"
    assert [s.is_complete for s in located(body, required(*parts), required(*parts))] == [True, False]


def test_a_number_is_not_found_inside_a_longer_one():
    assert not located("<p>1120</p>", required("112"))[0].is_complete
    assert located("<p>112, day and night</p>", required("112"))[0].is_complete


def test_a_word_is_not_found_inside_a_longer_one():
    assert not located("<p>intolerable</p>", required("able"))[0].is_complete


def test_shapes_beyond_sixteen_bits_are_found():
    assert located("<p>🞄 shape</p>", required("🞄", "shape"))[0].is_complete


def test_hyphens_and_ligatures_do_not_matter():
    body = "<p lang=nl style='width:25mm'>ziekenhuisopnameovereenkomst en wetenschappelijkheid, officieel</p>"
    assert located(body, required("ziekenhuisopnameovereenkomst en wetenschappelijkheid, officieel"))[0].is_complete


def test_arabic_is_found():
    text = "هذه الصفحة ليست نصيحة طبية"
    body = f"<p lang=ar dir=rtl style='font-family:\"Noto Naskh Arabic\"'>{text}</p>"
    assert located(body, required(text))[0].is_complete


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
    found = located(body, RequiredText("disclaimer", "draft", ("Draft only.",), 9, True, disclaimer().span()))
    assert [(s.page, s.is_complete) for s in found] == [(1, True), (2, False)]


def test_the_labels_of_a_long_drawing_are_found_one_by_one():
    labels = ("what people feel afterwards", "step two", "step one")
    rows = "".join(f"<p style='height:28mm;margin:0'>{label}</p>" for label in reversed(labels))
    assert located(rows, required(*labels))[0].is_complete


def test_a_label_too_far_away_does_not_take_words_of_two_pages():
    far, label = required("step one", "step with label shown"), required("label shown")
    apart = "<p style='margin-top:150mm'>step with label shown</p>"
    body = f"<p>step one</p>{apart}<p style='break-before:page'>label shown</p>"
    assert [s.is_complete for s in located(body, far, label)] == [False, True]


def test_a_reference_may_be_as_long_as_its_line():
    body = "<p style='width:100mm;font-size:16pt;letter-spacing:.2mm'>Ly, 2018. On the growth of nerve cells</p>"
    assert located(body, required("Ly", "2018", "On the growth of nerve cells"))[0].is_complete


def test_a_text_of_signs_that_can_not_be_compared_is_missed():
    assert not located("<p>—</p>", required("—"))[0].is_complete
