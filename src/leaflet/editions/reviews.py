"""Which review covers an edition, and until when."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from leaflet.model import ReviewRecord, ReviewState

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition


def valid_review(edition: Edition, today: date) -> ReviewRecord | None:
    """The record that makes `edition` no draft on the day `today`: the latest that covers content and look."""
    valid = [record for record in _covering(edition) if record.date <= today <= record.expires]
    return max(valid, key=lambda record: (record.date, record.expires), default=None)


def last_review(edition: Edition) -> ReviewRecord | None:
    """The record that covers content and look of `edition` for the longest, whether or not that is over; or None."""
    return max(_covering(edition), key=lambda record: (record.expires, record.date), default=None)


def review_state(edition: Edition, today: date) -> ReviewState:
    """What the topic's review records are worth for `edition` on the day `today`."""
    if valid_review(edition, today):
        return ReviewState.CURRENT
    if any(_covering(edition)):
        return ReviewState.EXPIRED
    return ReviewState.CHANGED if any(_meant_for(edition)) else ReviewState.NONE


def _meant_for(edition: Edition) -> Iterable[ReviewRecord]:
    """The records of this layout and locale, whatever content they are of; none of what can't be made."""
    locale, layout = str(edition.locale), edition.layout.id
    meant = (r for r in edition.topic.reviews if r.locale == locale and layout in r.fingerprints)
    return meant if edition.can_be_made else ()


def _covering(edition: Edition) -> Iterable[ReviewRecord]:
    layout = edition.layout
    records = tuple(_meant_for(edition))  # most topics have none: then nothing is hashed
    return (r for r in records if r.covers(layout.id, str(edition.locale), edition.fingerprint, layout.look))


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
