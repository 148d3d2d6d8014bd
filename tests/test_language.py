"""What a language and a country decide: dates, lists, quotation marks, separators of numbers, hyphenation."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from leaflet.language.formats import date_in_words, is_right_to_left, join_list, quotation_marks
from leaflet.model import Locale
from leaflet.render.document import render


def locale(code):
    """The locale `nl-NL`."""
    return Locale.parse(code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("nl-NL", "1 maart 2026"),
        ("en-NL", "1 March 2026"),
        ("en-GB", "1 March 2026"),
        ("en-US", "March 1, 2026"),
        ("de-DE", "1. März 2026"),
        ("nl-QQ", "1 maart 2026"),
    ],
)
def test_a_day_is_written_as_its_locale_does(code, words):
    assert date_in_words(date(2026, 3, 1), locale(code)) == words


@pytest.mark.parametrize(
    ("code", "items", "joined"),
    [
        ("nl-NL", ["a", "b", "c"], "a, b en c"),
        ("en-NL", ["a", "b", "c"], "a, b and c"),
        ("en-US", ["a", "b", "c"], "a, b, and c"),
        ("nl-NL", ["a", "b"], "a en b"),
        ("nl-NL", ["a"], "a"),
        ("nl-NL", [], ""),
        ("en-NL", ["{0}", "{1}", "%s"], "{0}, {1} and %s"),
    ],
)
def test_a_list_is_joined_as_its_language_does(code, items, joined):
    assert join_list(iter(items), locale(code)) == joined


@pytest.mark.parametrize(
    ("code", "marks"), [("nl-NL", "“”"), ("en-NL", "“”"), ("de-DE", "„“"), ("es-ES", "«»"), ("xx-NL", "“”")]
)
def test_quotation_marks_are_those_of_the_language(code, marks):
    assert "".join(quotation_marks(locale(code))) == marks


@pytest.mark.parametrize(("code", "rtl"), [("nl-NL", False), ("ar-EG", True), ("he-IL", True)])
def test_the_direction_of_writing_is_that_of_the_language(code, rtl):
    assert is_right_to_left(locale(code)) is rtl


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "word", "lines"),
    [
        ("nl-NL", "waarschuwingen", "waar-|schu-|win-|gen"),
        ("en-NL", "warnings", "warn-|ings"),
        ("nl-NL", "patiënteninformatie", "pa-|ti-|ën-|ten-|in-|for-|ma-|tie"),
    ],
)
def test_a_word_is_broken_as_its_language_does(tmp_path, code, word, lines):
    html = (
        f'<html lang="{code}"><title>t</title><style>p {{ font: 10pt Lato; width: 1mm; hyphens: auto; '
        f"hyphenate-limit-chars: 4 2 2 }}</style><p>{word}</p>"
    )
    page = pypdfium2.PdfDocument(render(html, tmp_path).pdf)[0].get_textpage()
    assert "|".join(page.get_text_range().replace("\u2010", "-").split()) == lines
