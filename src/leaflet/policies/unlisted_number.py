"""A text holds a telephone number that isn't a listed help line's.

Why: nobody who maintains help lines sees a number in the running text: it is in no list, has no source and no
day on which it expires. A wrong number in an emergency harms more than none.

Fix: take it out of the text, and add the service to `sources/contacts.yaml`, with the page on which its number was
read. Required statements write `{emergency}` for the country's emergency number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from leaflet.model import Library
from leaflet.policies.terms import find_terms, match_context, visible_text
from leaflet.policies.texts import printed_texts
from leaflet.problem import Problem

NAME = "unlisted-number"
HINT = "take it out, and add the service to sources/contacts.yaml with the page where its number was read"
LONG_NUMBER = re.compile(r"(?<![\w.,/-])(?:\+|0)\d(?:[ ()/‐‑–-]?\d){5,}(?![\w-])")
"""A plus or a zero and at least six more digits, in groups or not."""
DATE_PATTERN = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
SHORT_NUMBER = re.compile(r"\W{0,3}(?:\w+ ){0,2}?(\d[\d ‐‑-]{1,}\d)(?![\w,.]\d)")
"""What follows a word such as “call”, after two words more at most: “call the line 113”."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Numbers in texts, in every language, that no contact of a built country has."""
    countries = {locale.country for locale in library.locales}
    known = {_digits(n) for c in library.contacts if c.country in countries for n in (c.number or "").split("/")}
    for text in printed_texts(library):
        rules = library.languages.get(text.language)
        for match in _numbers(visible_text(text.text), rules.calls if rules else ()):
            if _digits(match[match.lastindex or 0]) not in known:
                message = f"“{match[0].strip()}” isn't a listed help line's number: {match_context(match)}"
                yield Problem(NAME, message, HINT, text.span)


def _numbers(text: str, calls: tuple[str, ...]) -> Iterator[re.Match[str]]:
    long = tuple(match for match in LONG_NUMBER.finditer(text) if not DATE_PATTERN.fullmatch(match[0]))
    short = (SHORT_NUMBER.match(text, word.end()) for word in find_terms(calls, text))
    taken = {match.start() for match in long}
    return chain(long, (match for match in short if match and match.start(1) not in taken))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
