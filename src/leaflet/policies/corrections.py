"""Whether a text denies, quotes or disproves a phrase that it has."""

from __future__ import annotations

import re
from functools import cache

from leaflet.policies.phrases import PhraseBook, first_sentence, sentence_span
from leaflet.policies.terms import find_terms, is_denied_before, is_quoted

_RIGHT_AFTER = re.compile(r"\s+")
_QUESTION = re.compile(r"\?[\"”’)]*\s*$")


def is_corrected(book: PhraseBook, match: re.Match[str]) -> bool:
    """Does the text deny or quote what was found, or is it what a study counted?"""
    return is_denied(book, match) or is_quoted(match.string, match.start()) or book.is_inside(("counted",), match)


def is_denied(book: PhraseBook, match: re.Match[str]) -> bool:
    """Does the text deny what was found: before it, in what its `…` stand for, after it, or in the next sentence?"""
    if book.rules is None:
        return False
    rules = book.rules
    return (
        is_denied_before(match.string, match.start(), rules)
        or any(is_denied_before(gap, len(gap), rules) for gap in match.groups() if gap)
        or _is_denied_after(book, match)
        or _is_disproved(book, match)
        or _is_disproved_next(book, match)
    )


def _is_denied_after(book: PhraseBook, match: re.Match[str]) -> bool:
    """Is what was found said of nobody and nothing: `cures nobody`?"""
    after = match.string[match.end() :]
    breaks = find_terms(book.rules.clause_breaks, after) if book.rules else ()
    return any(
        _RIGHT_AFTER.fullmatch(after[: m.start()]) and all(b.end() <= m.start() or m.end() <= b.start() for b in breaks)
        for m in book.listed("denied-after", after)
    )


def _is_disproved(book: PhraseBook, match: re.Match[str]) -> bool:
    """Is it what somebody claims in a that-clause, and denied right after: `that it is safe, is not true`?"""
    start, end = sentence_span(match)
    before, after = match.string[start : match.start()], match.string[match.end() : end]
    rest_of_clause, next_clause = _between(book.rules.conjunctions if book.rules else ())
    return any(
        book.has((claim,), before) and any(between.fullmatch(after[: m.start()]) for m in book.listed(denial, after))
        for claim, denial, between in (
            ("claimed", "disproved", rest_of_clause),
            ("claimed-by-others", "disproved-after", next_clause),
        )
    )


@cache
def _between(conjunctions: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between a claim and its denial: the rest of the claim's clause, or that and a new one's begin."""
    joined = "|".join(map(re.escape, conjunctions)) or r"\b\B"
    rest = rf"(?:\s+(?!(?:{joined})\s)[\w’'-]+){{0,5}}"
    patterns = rf"{rest},?\s+", rf"{rest}\s?[;,–-]\s+(?:(?:{joined})\s+)?"
    return re.compile(patterns[0], re.IGNORECASE), re.compile(patterns[1], re.IGNORECASE)


def _is_disproved_next(book: PhraseBook, match: re.Match[str]) -> bool:
    """Is it asked, or what others say, and is the next sentence its whole denial: `They say so. That is wrong.`?"""
    start, end = sentence_span(match)
    sentence = match.string[start:end]
    is_open = bool(_QUESTION.search(sentence)) or book.has(("said-by-others",), sentence)
    following = first_sentence(match.string[end:])
    return is_open and any(m[0] == following for m in book.listed("disproved-next", following))
