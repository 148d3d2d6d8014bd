"""A statement that changes with time has not been looked at for too long.

Why: what the law says, or whether a medicine is approved, holds until it is changed. The page says as of when; whoever
reads it a year later takes it for today's.

Fix: compare the statement in `sources/disclaimers.yaml` with its source, correct it and its date where that has
changed, and set a new day for `expires:`. Until then the editions that carry it are built, and this is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from leaflet.editions.expiry import ExpiryKind, expiries
from leaflet.model import Library
from leaflet.policies.expires_soon import REMEDIES
from leaflet.problem import Problem, Severity

NAME = "expired-statement"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Printed statements whose last day was before `today`."""
    for expiry in expiries(library, today, today - timedelta(1)):
        if expiry.kind is ExpiryKind.STATEMENT:
            yield Problem(
                NAME,
                f"{expiry.about} was to be looked at again by {expiry.last_day}",
                REMEDIES[expiry.kind],
                expiry.span,
                Severity.WARNING,
                editions=expiry.editions,
            )
