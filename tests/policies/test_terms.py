from __future__ import annotations

import pytest

from leaflet.policies.terms import find_terms, is_quoted, match_context, undenied_matches, visible_text
from leaflet.read.languages import PACKAGE, read_languages

RULES = read_languages(PACKAGE, ("en",))[0]["en"]


def found(terms: tuple[str, ...], text: str) -> list[str]:
    return [match[0] for match in find_terms(terms, visible_text(text))]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("cure*", "Cures and CURED", ["Cures", "CURED"]),
        ("cure", "cures, obscure, cure", ["cure"]),
        ("game changer", "game-changer, game\nchanger", ["game-changer", "game\nchanger"]),
        ("één", "E\u0301E\u0301N", ["ÉÉN"]),
        ("safe", "sa\u00adfe and s**af**e", ["safe", "safe"]),
        ("cure", "[word](https://example.org/cure) https://example.org/cure", []),
        ("can't", "can’t", ["can’t"]),
    ],
)
def test_terms_are_whole_words_in_any_case(term: str, text: str, words: list[str]) -> None:
    assert found((term,), text) == words


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("2*50 mg, 5*3*2, 3**10**, 10_000", "2*50 mg, 5*3*2, 3**10**, 10_000"),
        ("**2** *50* _mg_ ***now***", "2 50 mg now"),
        (r"2\*50 \[mg\]", "2*50 [mg]"),
        ("2 * 50\n3 * 50", "2 * 50\n3 * 50"),
        ("*one\ntwo* three", "one\ntwo three"),
        ("significant* ２＊５０", "significant* 2*50"),
        ("s*a*fe, `sa_fe`, sa\u00adfe", "safe, `safe`, safe"),
    ],
)
def test_rules_read_what_is_printed(markdown: str, seen: str) -> None:
    assert visible_text(markdown) == seen


def test_of_overlapping_terms_the_longest_is_found() -> None:
    assert found(("clean", "clean test*", "test"), "a clean test, a test") == ["clean test", "test"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("it is not a cure", True),
        ("it can’t be a cure", True),
        ("it is not tea, it is a cure", False),
        ("it is not 0.5 of a cure", True),
        ("it is not tea (a cure)", False),
        ("not “tea.” A cure", False),
        ("not new but a cure", False),
        ("it is not only a cure", False),
        ("a cure, not tea", False),
        ("a knot is a cure", False),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text: str, denied: bool) -> None:
    assert (list(undenied_matches(("cure",), text, RULES)) == []) is denied


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("called “a cure” once", True),
        ("genoemd „een cure” eens", True),
        ('called "a cure" once', True),
        ("called ‘it doesn’t cure’ once", True),
        ("“one” cure “two”", False),
        ('"one" cure "two"', False),
        ("the dogs’ cure", False),
    ],
)
def test_quotation_marks_are_found_in_pairs(text: str, inside: bool) -> None:
    assert is_quoted(text, text.index("cure")) is inside


def test_a_message_shows_whole_words_around_the_match() -> None:
    (match,) = find_terms(("cure",), "word " * 20 + "cure" + " word" * 20)
    shown = match_context(match)
    assert "cure" in shown
    assert len(shown) < 100
    assert set(shown.strip("“”").split()) == {"…", "word", "cure"}
