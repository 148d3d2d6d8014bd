"""The house has no address for readers' remarks.

Why: readers find faults that nobody else sees. Where `feedback_address:` is `none`, each piece says
that there is none.

Fix: write `feedback_address:` into `sources/house.yaml`, an e-mail or a web address that somebody looks after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem, Severity

NAME = "missing-feedback-address"


def check(library: Library, today: date) -> Iterator[Problem]:
    """A warning where the house has no address for remarks."""
    house = library.house
    if house.has_no_address:
        message = "there is no address for readers' remarks, and each piece says so"
        hint = "write `feedback_address:` with an e-mail or web address that somebody looks after"
        yield Problem(NAME, message, hint, house.span("feedback_address"), severity=Severity.WARNING)
