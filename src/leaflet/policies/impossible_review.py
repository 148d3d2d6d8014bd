"""A review record has impossible dates.

Why: the draft mark leaves every page on the word of this record. A review lasts as long as the house says, is not
signed for a day in the future, and does not end before it began; a record that says otherwise was changed by hand.

Fix: have the content reviewed and run `leaflet sign-off`, which writes a new record; or delete the record from
review.yaml, and what it covers is a draft again. How long a review lasts is `review_months:` in `sources/house.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.reviews import add_months
from leaflet.model import Library, ReviewRecord
from leaflet.problem import Problem

NAME = "impossible-review"
HINT = "run `leaflet sign-off` to write a new record, or delete it: then what it covers is a draft again"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Review records that are valid for too long, are dated in the future, or end before they begin."""
    for topic in library.topics:
        for record in topic.reviews:
            for field, fault in _faults(record, library.house.review_months, today):
                message = f"the review of `{topic.id}` ({record.locale}) by {record.name} {fault}"
                yield Problem(NAME, message, HINT, record.span(field))


def _faults(review: ReviewRecord, months: int, today: date) -> Iterator[tuple[str, str]]:
    """(field, fault)."""
    last = add_months(review.date, months)
    if review.expires > last:
        yield "expires", f"is valid until {review.expires}, but a review lasts {months} months, until {last}"
    if review.expires < review.date:
        yield "expires", f"ends on {review.expires}, before it was made"
    if review.date > today:
        yield "date", f"was made on {review.date}, a day in the future"
