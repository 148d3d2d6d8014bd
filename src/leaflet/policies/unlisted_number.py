"""A text holds a telephone number that isn't a listed help line's.

Why: nobody who maintains help lines sees a number in the running text: it is in no list, has no source and no
day on which it expires. A wrong number in an emergency harms more than none.

Fix: take it out of the text, and add the service to `sources/contacts.yaml`, with the page on which its number was
read. Required statements write `{emergency}` for the country's emergency number. In a reference, where titles,
publishers and names are looked at too, correct the entry in the reference manager; years (“calls 2015–2020”) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.listed_words import RefusedPhrases, phrases_found
from leaflet.policies.phrases import SENTENCE_END, PhraseBook, phrase_book, running_words, sentence_span
from leaflet.policies.quoted_texts import QUOTED_HINT, quoted_texts
from leaflet.policies.telephone_numbers import numbers_to_call
from leaflet.policies.terms import find_terms, match_context
from leaflet.policies.texts import printed_texts, word_at
from leaflet.problem import Problem
from leaflet.telephone import beside, digits

NAME = "unlisted-number"
HINT = "take it out, and add the service to sources/contacts.yaml with the page where its number was read"
_SPELLED_OUT = RefusedPhrases(NAME, "", "numbers")

_LETTER_FOR_DIGIT = re.compile(r"(?<![^\W\d_])[oO](?=\d)|(?<=\d)[oO](?=[\d -])|(?<=\d)[lI](?=\d)")
"""As in “o6-12345678”, which people read as a number."""
_BY_ITSELF = re.compile(r"(?<![\w.,:/+-])(?<!€ )(?<![€£$])(?P<number>\d{3})(?![\w%°‐-]|\s[%°]|[.,:/]\d)")
"""Three digits, as emergency numbers have all over the world, in no amount, time or longer number."""
_WORD_NEXT = re.compile(r"\s\w")

_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:\s?[‐‑–/-]\s?(?:1[89]|20)?\d\d)?")
"""As a title names when something was counted."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Numbers in texts, in every language, that no contact of a built country has; any number that is spelled out."""
    countries = {locale.country for locale in library.locales}
    known = {digits(n) for c in library.contacts if c.country in countries for n in (c.number or "").split("/")}
    for text in (*printed_texts(library), *quoted_texts(library)):
        words = _LETTER_FOR_DIGIT.sub(lambda m: "0" if m[0] in "oO" else "1", running_words(text.text))
        numbers = (*numbers_to_call(library, text.language, words), *_emergency_numbers(library, text.language, words))
        unlisted = (m for m in numbers if digits(m["number"]) not in known)
        found = [(m["number"], m) for m in unlisted if not (text.is_quoted and _YEARS.fullmatch(m["number"].strip()))]
        spelled_out = [(f.match[0], f.match) for f in phrases_found(library, _SPELLED_OUT, text)]
        for number, match in {m.start(): (n, m) for n, m in (*spelled_out, *found)}.values():
            message = f"“{number.strip()}” isn't a listed help line's number: {match_context(match)}"
            rests_on = frozenset({word_at(text.span, digits(number))})
            yield Problem(NAME, message, QUOTED_HINT if text.is_quoted else HINT, text.span, rests_on=rests_on)


def _emergency_numbers(library: Library, language: str, text: str) -> Iterator[re.Match[str]]:
    """What `text` calls an emergency number, or gives by itself where it speaks of an emergency."""
    book = phrase_book(library, language)
    if book:
        called = (beside(4, "2,4").match(text, named.end()) for named in book.listed("emergency-number", text))
        yield from (m for m in called if m and _stands_by_itself(book, m))
        yield from (m for m in _BY_ITSELF.finditer(text) if _is_for_help(book, m) and _stands_by_itself(book, m))


def _is_for_help(book: PhraseBook, match: re.Match[str]) -> bool:
    """Does the sentence of the number speak of an emergency, or the one before it?"""
    start, end = sentence_span(match)
    previous = SENTENCE_END.split(match.string[:start].rstrip(" .!?"))[-1]
    return book.has(("emergency-word",), previous + match.string[start:end])


def _stands_by_itself(book: PhraseBook, match: re.Match[str]) -> bool:
    """Does the number count nothing that follows, and label nothing, such as a room?"""
    before, after = match.string[: match.start("number")], match.string[match.end("number") :]
    labels = find_terms(book.rules.labels, before) if book.rules else ()
    is_label = any(before[label.end() :].isspace() for label in labels)
    return not is_label and (
        not _WORD_NEXT.match(after) or any(m.start() == 1 for m in book.listed("after-number", after))
    )
