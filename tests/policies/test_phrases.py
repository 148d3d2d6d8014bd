"""Phrases are found in whatever marks they are typed, and what is looked for first misses none of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaflet.policies import phrases
from leaflet.policies.listed_words import refused_phrases
from leaflet.policies.phrases import phrase_book
from leaflet.policies.terms import find_terms
from leaflet.read.sources import read_library

FIELDS = ("overclaims", "promotions", "endorsements", "unsafe_advice", "stigma", "numbers")
EXAMPLES = {"#": "34", "<Name>": "Anna", "…": "some words", '"': "!”", "-": "‑", "–": "–"}
"""What a text has for a token that stands for more than itself, or for a mark with other forms."""


@pytest.fixture(scope="module")
def library(repository: Path):
    return read_library(repository)[0]


def example(book: phrases.PhraseBook, phrase: str, last: bool) -> str:
    """A text that has `phrase`, its words in the first form or the last of what they stand for."""
    words = []
    for token in phrases._TOKEN.finditer(phrase):
        listed = book.phrases(token["list"] or "")
        plain = token[0].replace("*", "en" * last).replace("'", "’").replace("-", "‐")
        words.append(example(book, listed[-last], last) if listed else EXAMPLES.get(token[0], plain))
    return " ".join(words)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("last", [False, True])
def test_every_phrase_is_looked_for_in_a_text_that_has_it(library, language, last):
    book = phrase_book(library, language)
    groups, tried = tuple(book.word_lists.groups), 0
    for field in FIELDS:
        for term, phrase in phrases._phrases_of(book, field, groups):
            text = f"So: {example(book, phrase, last)}"
            if phrases._pattern(book, phrase).search(text):
                assert any(f.term == term for f in phrases._found(book, field, groups, text)), (phrase, text)
                assert any(book.matches(phrase, text)), (phrase, text)
                tried += 1
    assert tried > 300


@pytest.mark.parametrize("text", ["“They listened.” – Anna", "„They listened!” - Anna", '"They listened." - Anna'])
def test_a_testimonial_is_told_in_whatever_quotation_marks_it_stands(library, text):
    assert list(refused_phrases(library, "en", text))


def test_terms_are_found_where_their_pattern_finds_them(library):
    for rules in library.languages.values():
        for term in (*rules.calls, *rules.negations, *rules.denials.words, *rules.clause_breaks):
            text = re.sub(r"\s", "-", term.replace("*", "ing").replace("'", "’")).upper()
            assert find_terms((term,), text), term
