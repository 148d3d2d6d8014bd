"""A text tells readers how much to take, to stop a medicine, or to disregard a warning.

Why: a dose in a leaflet is taken; a medicine that is stopped because a leaflet says so can make somebody ill; a
warning that is called exaggerated protects nobody. No source carries such advice to a reader whom nobody knows.

Fix: take it out. What was given to people in a study is a claim, told in the past: “In a trial, … 25 mg”. A medicine
is changed with whoever prescribed it. Titles of references are quoted as they are, and not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.corrections import is_denied
from leaflet.policies.listed_words import RefusedPhrases, listed_word_problems
from leaflet.problem import Problem

NAME = "unsafe-advice"
PHRASES = RefusedPhrases(NAME, "is advice that can harm", "unsafe_advice", is_denied)


def check(library: Library, today: date) -> Iterator[Problem]:
    """Doses, medicines to stop and warnings played down, in every text and language that is printed."""
    return listed_word_problems(library, PHRASES)
