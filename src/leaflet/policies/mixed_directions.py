"""A text mixes words from left to right with words from right to left.

Why: where both stand in one line, the order on paper depends on rules that few readers know: a number moves to the
other side of a name. And the renderer sets each line by itself, so that a comma can end up at the line's other end.

Fix: write the text in one direction. One word of the other direction may stand in a sentence, with no number beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.signs_in_texts import sign_problems
from leaflet.problem import Problem

NAME = "mixed-directions"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Every text, name and reference that is printed."""
    return sign_problems(library, NAME)
