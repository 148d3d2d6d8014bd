"""Something is drawn among the letters of a required text: a line through them or a pattern behind them.

Why: a line through a warning says that it no longer holds, a stroke beside a digit turns it into another number, and a
busy ground makes every word hard to read.

Fix: take away `line-through`, the picture or the pattern behind the words that the message names. An underline is
allowed, and so is a ground in one colour or one that changes gently.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_faults import LetterFault, letter_problems
from leaflet.problem import Problem

NAME = "cluttered-text"
_MAX_CLUTTER = 0.02
"""Share of a letter's area on its line where something else may be drawn."""

_FAULT = LetterFault(
    NAME,
    lambda appearance, _: appearance.clutter > _MAX_CLUTTER,
    "has something drawn through or behind its letters",
    "take the line, the picture or the pattern away in the page.css of `{layout}`",
)


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at the ground of every letter of every required text."""
    return letter_problems(file, _FAULT)
