"""Something that is printed expires within 60 days.

Why: looking at a help line's page, at the law or at a whole topic takes its time. Whoever hears of it on the day itself
prints drafts, or nothing, until it is done.

Fix: do today what will be needed then: check the help line, compare the statement with its source, or have the topic
reviewed again and run `leaflet sign-off`. `leaflet due` lists all that expires, and when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from leaflet.editions.expiry import ExpiryKind, expiries
from leaflet.model import Library
from leaflet.problem import Problem, Severity

NAME = "expires-soon"
WARNING_DAYS = 60
"""How many days before the last one it is told."""
REMEDIES: Mapping[ExpiryKind, str] = {
    ExpiryKind.CONTACT: "look at the service's own page, then set new dates for `checked:` and `expires:`",
    ExpiryKind.REVIEW: "have it reviewed again, then run `leaflet sign-off`",
    ExpiryKind.STATEMENT: "compare it with its source, correct it, and set a new date for `expires:`",
}
"""What to do about what expires."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Contacts, reviews and statements that are printed, and hold for 60 days more at most."""
    for expiry in expiries(library, today, today + timedelta(WARNING_DAYS)):
        days = expiry.days_left(today)
        if days >= 0:
            yield Problem(
                NAME,
                f"{expiry.about} expires on {expiry.last_day}, {in_days(days)}",
                REMEDIES[expiry.kind],
                expiry.span,
                Severity.WARNING,
                editions=expiry.editions,
            )


def in_days(days: int) -> str:
    """`in 47 days`, as a person says it; 0 is today, and less than 0 is in the past."""
    if days in _NEAR_DAYS:
        return _NEAR_DAYS[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


_NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
