"""Finding what looks like a telephone number in a text, among doses, dates, pressures and times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.model import Library
from leaflet.policies.phrases import phrase_book
from leaflet.policies.terms import find_terms

_SEPARATOR = r"[ ()/‐‑–.-]"
_LONG = re.compile(rf"(?<![\w.,/-])(?P<number>(?:\+\s?\(?\d|\(?0\d)(?:{_SEPARATOR}{{0,3}}\d){{5,}})(?![\w-])")
"""A plus or a nought and at least six more digits, in groups or not."""
_UNDIALLED = re.compile(
    r"\d{1,2}([-./])\d{1,2}\1\d{4}|\d{4}-\d{2}-\d{2}|(?<![\d.])\d{1,2}[.:]\d{2}(?![\d.-]\d)(?:\s?[–-]\s?\d{1,2}[.:]\d{2})?(?!\d)"
)
"""A date, a time or a span of time."""
_SHORT = re.compile(r"\W{0,3}(?:\w+ ){0,2}?\W{0,2}(?P<number>\d[\d ‐‑-]+\d)(?![\w,.]\d|/\d|\w)")
"""What follows a word such as “call”, after two words more at most: “call the line 113”."""
_FOREIGN = re.compile(r"\W{0,3}(?:\w+ ){0,2}?\W{0,2}(?P<number>\(?\d[\d ()./‐‑–-]{5,}\d)(?!\w)")
"""The same, with what a number of another country may have in it."""
_GROUPED = re.compile(
    r"(?<![\w.,/+-])(?P<number>1-\d{3}-\d{3}-\d{4}|\(\d{2,4}\) ?\d{3}[ -]?\d{3,4}|\d{2,3} \d{2} \d{3} \d{2} \d{2})"
    r"(?![\w-])"
)
"""As numbers are grouped in countries whose numbers don't begin with a nought."""


def numbers_to_call(library: Library, language: str, text: str) -> Iterator[re.Match[str]]:
    """The numbers to call in `text` (`running_words`), each once, as groups `number`."""
    book = phrase_book(library, language)
    rules, measures = library.languages.get(language), book.phrases("measure") if book else ()
    plain = _UNDIALLED.sub(lambda m: "x" * len(m[0]), text)
    taken: list[tuple[int, int]] = []
    for match in _candidates(plain, rules.calls if rules else ()):
        start, end = match.span("number")
        if all(end <= first or last <= start for first, last in taken) and not _is_measured(plain, match, measures):
            taken.append((start, end))
            yield from re.compile(f"(?P<number>{re.escape(text[start:end])})").finditer(text, start, end)


def _candidates(plain: str, calls: tuple[str, ...]) -> Iterator[re.Match[str]]:
    yield from _LONG.finditer(plain)
    yield from _GROUPED.finditer(plain)
    for pattern in (_FOREIGN, _SHORT):
        yield from (m for word in find_terms(calls, plain) if (m := pattern.match(plain, word.end())))


def _is_measured(text: str, match: re.Match[str], measures: tuple[str, ...]) -> bool:
    """Does a unit follow, so that it is a quantity?"""
    rest = text[match.end("number") :].lstrip()
    return rest[:1] in ("%", "°") or any(word.start() == 0 for word in find_terms(measures, rest))
