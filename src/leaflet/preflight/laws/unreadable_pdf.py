"""The file can't be opened as a PDF.

Why: a file that was cut short, locked with a password or isn't a PDF at all can't be checked for anything.

Fix: build it again. When it came from somebody else, ask for the file as it was made.
"""

from __future__ import annotations

from leaflet.editions.edition import Edition
from leaflet.problem import Problem

NAME = "unreadable-pdf"


def unreadable_problem(edition: Edition, reason: str) -> Problem:
    """The problem of a file that could not be opened for `reason`."""
    return Problem(
        NAME,
        f"the PDF of {edition.id} can't be opened: {reason}",
        "build it again, or ask for the file as it was made",
        edition.layout.span(),
        editions=(edition.id,),
    )
