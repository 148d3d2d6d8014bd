"""A text holds a telephone number that is no help line's.

Why: a number in the running text is read by nobody who looks after help lines: it is in no list, has no source and no
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
from leaflet.policies.terms import around, find, plain
from leaflet.policies.texts import shown
from leaflet.problem import Problem

NAME = "unlisted-number"
HINT = "take it out, and add the service to sources/contacts.yaml with the page where its number was read"
LONG = re.compile(r"(?<![\w.,/-])(?:\+|0)\d(?:[ ()/‐‑–-]?\d){5,}(?![\w-])")
"""A plus or a nought and six digits or more, in groups or not."""
DAY = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
SHORT = re.compile(r"\W{0,3}(?:\w+ ){0,2}?(\d[\d ‐‑-]{1,}\d)(?![\w,.]\d)")
"""What follows a word such as “call”, after two words more at most: “call the line 113”."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Numbers in texts, in every language, that no contact of a built country has."""
    countries = {locale.country for locale in library.locales}
    known = {_digits(n) for c in library.contacts if c.country in countries for n in (c.number or "").split("/")}
    for text in shown(library):
        words = library.word_lists.get(text.language)
        for match in _numbers(plain(text.text), words.calls if words else ()):
            if _digits(match[match.lastindex or 0]) not in known:
                message = f"“{match[0].strip()}” is no help line's number: {around(match)}"
                yield Problem(NAME, message, HINT, text.span)


def _numbers(text: str, calls: tuple[str, ...]) -> Iterator[re.Match[str]]:
    long = tuple(match for match in LONG.finditer(text) if not DAY.fullmatch(match[0]))
    short = (SHORT.match(text, word.end()) for word in find(calls, text))
    taken = {match.start() for match in long}
    return chain(long, (match for match in short if match and match.start(1) not in taken))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
