"""A sign has no font, or is a stroke or a pile of marks over a letter.

Why: a sign that no font has prints as an empty box, or as nothing at all. A stroke over a letter makes another word of
the one that was meant, and a pile of marks runs into the lines above. What a font of the house's own lacks would be set
in another, letters of two kinds in a word.

Fix: write it in words, or with a sign that every book has. The message names the sign and the place. Pictures such as
emoji belong in a drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.signs_in_texts import own_font_problems, sign_problems
from leaflet.problem import Problem

NAME = "unprintable-sign"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Signs of every text, name and reference that is printed, held to those that the fonts have."""
    yield from sign_problems(library, NAME)
    yield from own_font_problems(library, NAME)
