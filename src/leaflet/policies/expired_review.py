"""A review no longer holds.

Why: a reviewer signs what was seen, for a time. When what an edition prints or how it looks changes, or the time is
over, nobody has reviewed what is printed, and its pages say again that they are a draft. Editions that print
nothing of what has changed stay reviewed.

Fix: have the content reviewed again and run `leaflet sign-off`. Until then the editions are built with the draft mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.messages import backtick_list
from leaflet.model import Library, ReviewRecord
from leaflet.problem import Problem, Severity

NAME = "expired-review"
_FAULTS = {
    "fingerprints": "was of other content than it prints today",
    "looks": "was of another look than it has today",
    "expires": "has expired",
}


def check(library: Library, today: date) -> Iterator[Problem]:
    """Editions that a record is meant for and no record covers today; one problem for each record and fault."""
    drafts = [e for e in editions(library, today) if e.topic.reviews and e.can_be_made and not e.review]
    for topic in library.topics:
        for record in topic.reviews:
            own = [e for e in drafts if e.topic.id == topic.id and _is_meant_for(record, e)]
            yield from _problems(record, own, today)


def _is_meant_for(record: ReviewRecord, edition: Edition) -> bool:
    return record.locale == str(edition.locale) and edition.layout.id in record.fingerprints


def _problems(record: ReviewRecord, drafts: Iterable[Edition], today: date) -> Iterator[Problem]:
    lapsed: dict[str, list[Edition]] = {}
    for edition in drafts:
        field = _lapsed_field(record, edition, today)
        if field:
            lapsed.setdefault(field, []).append(edition)
    for field, editions_of_it in lapsed.items():
        ids = tuple(edition.id for edition in editions_of_it)
        yield Problem(
            NAME,
            f"the review of {backtick_list(ids)} by {record.name} {_FAULTS[field]}: the draft mark is back",
            "have it reviewed again, then run `leaflet sign-off`",
            record.span(field, editions_of_it[0].layout.id),
            Severity.WARNING,
            editions=ids,
        )


def _lapsed_field(record: ReviewRecord, edition: Edition, today: date) -> str:
    """The field that keeps `record` from covering `edition`, '' where none does."""
    layout = edition.layout
    if record.fingerprints[layout.id] != edition.fingerprint:
        return "fingerprints"
    if not record.covers(layout.id, record.locale, edition.fingerprint, layout.look):
        return "looks"
    return "expires" if record.expires < today else ""
