"""A text says that somebody has reviewed, approved or recommended it.

Why: who has reviewed a piece is printed from its review record, and from nowhere else. "Approved by doctors" in the
text makes a draft look as if somebody answered for it, on pages that nobody has looked at.

Fix: take it out. If somebody has reviewed the piece, let them sign it off: `leaflet sign-off`.
Titles of references are quoted as they are, and not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from leaflet.editions.words import REVIEW_LINE
from leaflet.model import Library
from leaflet.policies.corrections import is_denied
from leaflet.policies.listed_words import RefusedPhrases, listed_word_problems
from leaflet.policies.phrases import PhraseBook
from leaflet.problem import Problem

NAME = "unrecorded-review"
_FILLED = re.findall(r"%\(\w+\)s", REVIEW_LINE)


def check(library: Library, today: date) -> Iterator[Problem]:
    """Endorsements in every text and language that is printed, but for the line that a review record fills."""
    return listed_word_problems(library, PHRASES)


def _is_fine(book: PhraseBook, match: re.Match[str]) -> bool:
    """Is it denied, or the layouts' own line, whose names come from the record?"""
    return is_denied(book, match) or all(name in match.string for name in _FILLED)


PHRASES = RefusedPhrases(
    NAME, "says that somebody vouches for it, which only a review record says", "endorsements", _is_fine
)
