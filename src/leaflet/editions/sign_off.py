"""A review record: who reviewed which content, and until when that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from leaflet.editions.from_library import add_months, fingerprint
from leaflet.model import Library, ReviewRecord, Topic
from leaflet.publish.files import write

FILE = "review.yaml"
HEADER = "# Written by `leaflet sign-off`. It holds for this very content: after any change, every page is a draft.\n"


@dataclass(frozen=True)
class Signature:
    """Who reviewed, and when."""

    name: str
    role: str
    """The reviewer's profession."""
    day: date


class InvalidReviewError(ValueError):
    """What was given can't be a review; the message says why."""


def review_record(library: Library, topic: Topic, by: Signature, today: date) -> ReviewRecord:
    """The record of a review of `topic`'s present content.

    It holds for the house's `review_months`. Raises InvalidReviewError for an empty name or role, a day in the future,
    and a review that would have expired before `today`. Whether the content may be signed is for the checks to decide.
    """
    if not by.name.strip() or not by.role.strip():
        raise InvalidReviewError("a review needs the reviewer's name and role")
    if by.day > today:
        raise InvalidReviewError(f"a review can't be signed for a day that is still to come ({by.day})")
    expires = add_months(by.day, library.house.review_months)
    if expires < today:
        raise InvalidReviewError(f"a review of {by.day} has expired on {expires}; have the content reviewed again")
    content = fingerprint(library, topic)
    return ReviewRecord(name=by.name, role=by.role, date=by.day, expires=expires, fingerprint=content)


def save(root: Path, topic: str, record: ReviewRecord) -> Path:
    """Write `record` beside the topic's content, in one step; the file. Raises OSError, and then changes nothing."""
    path = root / "sources" / "topics" / topic / FILE
    text = yaml.safe_dump(record.model_dump(mode="python"), sort_keys=False, allow_unicode=True)
    write(path, (HEADER + text).encode(), path.parent)
    return path
