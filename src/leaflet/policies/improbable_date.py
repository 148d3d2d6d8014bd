"""A date is improbable: it lies ahead, is older than anything that is printed, or is too far from another.

Why: one wrong digit in a year makes a text new, or the check of a help line valid, for ever: whatever counts days from
it never speaks up again. (Dates of reviews are held more strictly, by `impossible-review`.)

Fix: compare the date with the calendar. A version, a check, a visit to a page are dated on their own day, not before
it; a help line is checked again within five years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from leaflet.editions.from_library import editions
from leaflet.editions.reviews import add_months
from leaflet.model import Claim, Contact, Library, Topic
from leaflet.problem import Problem, Severity, Span

NAME = "improbable-date"

EARLIEST = date(2000, 1, 1)
"""No text, check or review before this day is of use today: patient information is renewed every few years."""
FIRST_WEB_PAGE = date(1991, 8, 6)
"""No page was looked at before there was one (info.cern.ch)."""
MAX_CONTACT_MONTHS = 60
"""How long a help line may go unchecked: as long as the longest review (`House.review_months`)."""
MAX_YEARS_AHEAD = 1
"""Journals date an issue some months after they publish it."""
_HINT = "compare it with the calendar: is the year right?"
_MessageAndSpan = tuple[str, Span]


def check(library: Library, today: date) -> Iterator[Problem]:
    """Dates of versions, gradings, help lines, reviews and references that can hardly be meant."""
    found = (
        *(fault for topic in library.topics for fault in _topic_faults(topic, today)),
        *(fault for contact in library.contacts for fault in _contact_faults(contact, today)),
        *(fault for name in library.references for fault in _reference_faults(library, name, today)),
        *_versions_after_review(library, today),
    )
    for message, span in found:
        yield Problem(NAME, message, _HINT, span, Severity.WARNING)


def _topic_faults(topic: Topic, today: date) -> Iterator[_MessageAndSpan]:
    dates = topic.meta.date if isinstance(topic.meta.date, Mapping) else {"": topic.meta.date}
    for locale, day in dates.items():
        span = topic.meta.span("date", locale) if locale else topic.meta.span("date")
        yield from _day_faults("the version's date", day, today, span)
    for claim in topic.claims:
        yield from _grading_faults(claim, today)
    for review in topic.reviews:
        if review.date < EARLIEST:
            yield _long_ago("the review's date", review.date, EARLIEST), review.span("date")


def _grading_faults(claim: Claim, today: date) -> Iterator[_MessageAndSpan]:
    if claim.certainty:
        span = claim.span("certainty", "on")
        yield from _day_faults(f"the grading of claim `{claim.id}`", claim.certainty.on, today, span)


def _contact_faults(contact: Contact, today: date) -> Iterator[_MessageAndSpan]:
    name = f"contact `{contact.id}`"
    faults = tuple(_day_faults(f"the check of {name}", contact.checked, today, contact.span("checked")))
    yield from faults
    if faults:  # compared with another date it says nothing
        return
    if contact.expires < contact.checked:
        yield (
            f"{name} expires on {contact.expires}, before it was checked on {contact.checked}",
            contact.span("expires"),
        )
    if contact.expires > add_months(contact.checked, MAX_CONTACT_MONTHS):
        years = MAX_CONTACT_MONTHS // 12
        message = f"{name} expires on {contact.expires}, more than {years} years after its check on {contact.checked}"
        yield message, contact.span("expires")


def _reference_faults(library: Library, name: str, today: date) -> Iterator[_MessageAndSpan]:
    csl, span = library.references[name].csl, library.references[name].span
    visited = _first_day(csl.get("accessed"))
    if visited:
        yield from _day_faults(f"the visit to `{name}`", visited, today, span("accessed"), FIRST_WEB_PAGE)
    issued = _first_day(csl.get("issued"))
    if issued and issued.year > today.year + MAX_YEARS_AHEAD:
        yield f"reference `{name}` was published in {issued.year}, which lies ahead", span("issued")


def _first_day(csl_date: Mapping[str, Any] | None) -> date | None:
    """The first day of a CSL date; None where it is in words, or no calendar has it."""
    try:
        parts = [int(part) for part in (csl_date or {})["date-parts"][0]]
        return date(parts[0], *(parts[1:2] or [1]), *(parts[2:3] or [1]))
    except (LookupError, ValueError):
        return None


def _versions_after_review(library: Library, today: date) -> Iterator[_MessageAndSpan]:
    """Versions that are dated later than the review under which they are printed."""
    found: dict[str, Span] = {}
    for edition in editions(library, today):
        meta, locale = edition.topic.meta, str(edition.locale)
        day = meta.date_in(locale)
        if edition.review and day > edition.review.date:
            message = f"version {meta.version_in(locale)} of `{meta.id}` is dated {day}, after its review"
            span = meta.span("date", locale) if isinstance(meta.date, Mapping) else meta.span("date")
            found.setdefault(f"{message} on {edition.review.date}", span)
    yield from found.items()


def _day_faults(what: str, day: date, today: date, span: Span, earliest: date = EARLIEST) -> Iterator[_MessageAndSpan]:
    if day > today:
        yield f"{what} is {day}, which lies ahead", span
    if day < earliest:
        yield _long_ago(what, day, earliest), span


def _long_ago(what: str, day: date, earliest: date) -> str:
    return f"{what} is {day}, before {earliest}"
