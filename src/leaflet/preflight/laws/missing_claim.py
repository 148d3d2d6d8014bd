"""A claim is missing from the finished file, or the shape or word of its evidence level isn't beside it.

Why: a claim that stands without its evidence level reads as a fact. What it rests on, that it is contested, and what it
does not show must reach the reader together with it, on the same page.

Fix: look in the PDF for the claim that the message names. Where its level is missing, the layout must print it within
6 cm of the claim; where the claim itself is missing or broken over two pages, give its box room.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.missing_text import missing_texts
from leaflet.problem import Problem

NAME = "missing-claim"


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look for every claim of the edition, with all that belongs to it."""
    return missing_texts(file, "claim", NAME)
