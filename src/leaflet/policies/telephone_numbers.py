"""Finding what looks like a telephone number in a text, among doses, dates, pressures and times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.model import Library
from leaflet.policies.phrases import phrase_book
from leaflet.policies.terms import find_terms
from leaflet.telephone import AFTER_CALL, STANDING_ALONE, UNDIALLED


def numbers_to_call(library: Library, language: str, text: str) -> Iterator[re.Match[str]]:
    """The numbers to call in `text` (`running_words`), each once, as groups `number`."""
    book = phrase_book(library, language)
    rules, measures = library.languages.get(language), book.phrases("measure") if book else ()
    plain = UNDIALLED.sub(lambda m: "x" * len(m[0]), text)
    taken: list[tuple[int, int]] = []
    for match in _candidates(plain, rules.calls if rules else ()):
        start, end = match.span("number")
        if all(end <= first or last <= start for first, last in taken) and not _is_measured(plain, match, measures):
            taken.append((start, end))
            yield from re.compile(f"(?P<number>{re.escape(text[start:end])})").finditer(text, start, end)


def _candidates(plain: str, calls: tuple[str, ...]) -> Iterator[re.Match[str]]:
    for pattern in STANDING_ALONE:
        yield from pattern.finditer(plain)
    for pattern in AFTER_CALL:
        yield from (m for word in find_terms(calls, plain) if (m := pattern.match(plain, word.end())))


def _is_measured(text: str, match: re.Match[str], measures: tuple[str, ...]) -> bool:
    """Does a unit follow, so that it is a quantity?"""
    rest = text[match.end("number") :].lstrip()
    return rest[:1] in ("%", "°") or any(word.start() == 0 for word in find_terms(measures, rest))
