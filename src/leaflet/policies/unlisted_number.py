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
from leaflet.policies.phrases import phrase_book, running_words
from leaflet.policies.quoted_texts import QUOTED_HINT, quoted_texts
from leaflet.policies.telephone_numbers import numbers_to_call
from leaflet.policies.terms import match_context
from leaflet.policies.texts import printed_texts, word_at
from leaflet.problem import Problem
from leaflet.telephone import digits

NAME = "unlisted-number"
HINT = "take it out, and add the service to sources/contacts.yaml with the page where its number was read"
_SPELLED_OUT = RefusedPhrases(NAME, "", "numbers")

_LETTER_FOR_DIGIT = re.compile(r"(?<![^\W\d_])[oO](?=\d)|(?<=\d)[oO](?=[\d -])|(?<=\d)[lI](?=\d)")
"""As in “o6-12345678”, which people read as a number."""
_BESIDE = re.compile(r"(?:\W{1,3}[^\W\d]+){0,4}\W{1,3}(?P<number>\d{2,4})(?![\w%°]|[.,:/]\d)")

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
    """What `text` calls an emergency number, in the same sentence."""
    book = phrase_book(library, language)
    for phrase in book.phrases("emergency-number") if book else ():
        for named in book.matches(phrase, text) if book else ():
            if match := _BESIDE.match(text, named.end()):
                yield match
