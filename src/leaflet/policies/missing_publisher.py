"""The house doesn't say who publishes.

Why: a reader must see who answers for a text. Until somebody does, each piece says that nobody is named.

Fix: write `publisher:` into `sources/house.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem, Severity

NAME = "missing-publisher"


def check(library: Library, today: date) -> Iterator[Problem]:
    """A warning where the house has no publisher."""
    if library.house.publisher is None:
        message = "nobody is named as publisher, and each piece says so"
        hint = "write `publisher:` with the name of whoever publishes"
        yield Problem(NAME, message, hint, library.house.span(), severity=Severity.WARNING)
