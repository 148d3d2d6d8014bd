"""A clinical review no longer holds.

Why: a reviewer signs the content that was seen, for a time. When the content changes or the time is over, nobody has
reviewed what is printed, and every page says again that it is a draft.

Fix: have the content reviewed again and run `leaflet sign-off`. Until then the pieces are built with the draft mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.from_library import review_state
from leaflet.model import Library, ReviewState
from leaflet.problem import Problem, Severity

NAME = "expired-review"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Review records that have expired or are for other content."""
    for topic in library.topics:
        state = review_state(library, topic, today)
        if topic.review and state in _FAULTS:
            field, fault = _FAULTS[state]
            yield Problem(
                NAME,
                f"the review of `{topic.id}` by {topic.review.name} {fault}: the draft mark is back on every page",
                f"have the content reviewed again, then run `leaflet sign-off {topic.id}`",
                topic.review.span(field),
                Severity.WARNING,
            )


_FAULTS = {
    ReviewState.CHANGED: ("fingerprint", "was of content that has changed since"),
    ReviewState.EXPIRED: ("expires", "has expired"),
}
