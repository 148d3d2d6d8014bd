"""A text promises more than anybody knows.

Why: words such as "cure", "breakthrough" or "safe" sell. In a leaflet about medicine they make people take a risk for
a benefit that was never shown.

Fix: write what was measured, in whom and what is not known. A denial in the same clause ("not a cure") and a quoted
correction (“the happiness hormone” is too simple) are fine. Where the word means something else, allow it in
topic.yaml under `allow:` with the reason. References are not looked at: a true title is quoted as it is (“Cure of …: a
trial”), whatever it promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.corrections import is_corrected
from leaflet.policies.listed_words import RefusedPhrases, listed_word_problems
from leaflet.problem import Problem

NAME = "overclaim"
_WORDS = RefusedPhrases(NAME, "promises more than anybody knows", "overclaims", is_corrected)


def check(library: Library, today: date) -> Iterator[Problem]:
    """Overclaims in every text and language that is printed, unless the sentence denies or quotes them."""
    return listed_word_problems(library, _WORDS)
