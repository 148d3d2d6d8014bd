"""Nothing is drawn among the letters of a statement: no line through them, no pattern behind them.

Why: a line through a warning says that it no longer holds, a stroke beside a digit makes another number of it, and a
busy ground makes every word hard to read.

Fix: take away `line-through`, the picture or the pattern behind the words that the message names. An underline is
allowed, and so is a ground in one colour or one that changes gently.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import Proof
from leaflet.preflight.instrument.letter_faults import Fault, told
from leaflet.problem import Problem

NAME = "plain-ground"
_CLUTTER = 0.02
"""Share of a letter's place on its line that may hold something else."""

_FAULT = Fault(
    NAME,
    lambda look, _: look.clutter > _CLUTTER,
    "has something drawn among its letters",
    "take the line, the picture or the pattern away in the page.css of `{layout}`",
)


def check(proof: Proof) -> Iterator[Problem]:
    """Look at the ground of every letter of every mark."""
    return told(proof, _FAULT)
