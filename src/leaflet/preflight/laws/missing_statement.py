"""A required statement is missing from the finished file, incomplete, or not on every page where it must be.

Why: a statement can be lost between the source and the paper without a word: a box too small, a style that hides it, a
template that forgets it. What counts is what a reader finds on the page.

Fix: open the PDF and look at the place where the statement should be. Give its box more room in the layout's page.css,
or shorten what stands beside it. A statement must not break over two pages: `break-inside: avoid` keeps it together.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.missing_text import missing_texts
from leaflet.problem import Problem

NAME = "missing-statement"


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look for every required statement."""
    return missing_texts(file, "disclaimer", NAME)
