"""A word mixes letters of two scripts, such as a Cyrillic letter in a Latin word.

Why: a reader sees the word that was meant, while a search, a screen reader and every check of words read another. So
does whoever looks for a forbidden word that was written that way.

Fix: type the word again, all of it on one keyboard. What science writes passes: µg, kΩ, TNFα, β-carboline, 5-HT₂A.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.signs_in_texts import sign_problems
from leaflet.problem import Problem

NAME = "mixed-scripts"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Words of every text, name and reference that is printed."""
    return sign_problems(library, NAME)
