"""Signing off: the records of a review, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import yaml

from leaflet.editions.edition import Edition
from leaflet.editions.reviews import add_months
from leaflet.files import write
from leaflet.model import TOPICS_FOLDER, ReviewRecord

FILE = "review.yaml"
MAX_LETTERS = 64
"""Of a name and a role together: they are printed on each page, and every layout has room for so many."""
HEADER = """\
# Written by `leaflet sign-off`. A record holds for what the named layouts print in its locale and, unless `looks` is
# `any`, for how they look: after a change of either, that edition is a draft again.
"""


@dataclass(frozen=True)
class Signature:
    """Who reviewed, and when."""

    name: str
    role: str
    """The reviewer's profession."""
    day: date
    any_look: bool = False
    """Does it hold however the pages look?"""


class InvalidReviewError(ValueError):
    """What was given can't be a review; the message says why."""


def review_records(editions: Iterable[Edition], by: Signature, today: date) -> tuple[ReviewRecord, ...]:
    """The records, one for each locale, of a review of what `editions` of one topic print now.

    They hold for the house's `review_months`. Raises InvalidReviewError for a name or role that can't be printed in a
    line, a day in the future, and a review that would have expired before `today`. Whether the content is fit to be
    signed is the checks' matter.
    """
    ordered = sorted(editions, key=lambda edition: edition.locale)
    return tuple(_record(list(own), by, today) for _, own in groupby(ordered, key=lambda edition: edition.locale))


def _record(editions: Sequence[Edition], by: Signature, today: date) -> ReviewRecord:
    expires = add_months(by.day, editions[0].house.review_months)
    if not by.name.strip() or not by.role.strip():
        raise InvalidReviewError("a review needs the reviewer's name and role")
    if not (by.name + by.role).isprintable():
        raise InvalidReviewError("name and role must be one line each")
    if (letters := len(by.name + by.role)) > MAX_LETTERS:
        room = f"name and role have {letters} letters, and the pages have room for {MAX_LETTERS}"
        raise InvalidReviewError(f"{room}; leave out what isn't needed to know who reviewed")
    if by.day > today:
        raise InvalidReviewError(f"a review can't be signed for a day that is still to come ({by.day})")
    if expires < today:
        raise InvalidReviewError(f"a review of {by.day} has expired on {expires}; have the content reviewed again")
    return ReviewRecord(
        name=by.name,
        role=by.role,
        locale=str(editions[0].locale),
        date=by.day,
        expires=expires,
        fingerprints={edition.layout.id: edition.fingerprint for edition in editions},
        looks="any" if by.any_look else {edition.layout.id: edition.layout.look for edition in editions},
    )


def with_new(records: Iterable[ReviewRecord], new: Iterable[ReviewRecord]) -> tuple[ReviewRecord, ...]:
    """`records` and `new`; a new record takes, layout by layout, the place of what the same role said before.

    What is of a later day stays: who adds an older record takes nothing away.
    """
    added = tuple(new)
    kept = (_without(record, added) for record in records)
    return (*(record for record in kept if record), *added)


def _without(record: ReviewRecord, new: Iterable[ReviewRecord]) -> ReviewRecord | None:
    """`record` without the layouts that `new` covers for its role and locale, no earlier; None if none is left."""
    same = (n for n in new if (n.role, n.locale) == (record.role, record.locale) and n.date >= record.date)
    taken = {layout for n in same for layout in n.fingerprints}
    fingerprints = {layout: value for layout, value in record.fingerprints.items() if layout not in taken}
    looks = record.looks
    if looks != "any":
        looks = {layout: value for layout, value in looks.items() if layout not in taken}
    return record.model_copy(update={"fingerprints": fingerprints, "looks": looks}) if fingerprints else None


def as_yaml(records: Iterable[ReviewRecord]) -> str:
    """The text of the file that holds `records`."""
    rows = [record.model_dump(mode="python") for record in records]
    return HEADER + yaml.dump(rows, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Dumper(yaml.SafeDumper):
    """Writes a value out wherever it occurs: the reader refuses aliases, and two records have the same day."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def save(root: Path, topic: str, records: Iterable[ReviewRecord]) -> Path:
    """Write `records` beside the topic's content, in one step; the file. Raises OSError, and then changes nothing."""
    path = root / TOPICS_FOLDER / topic / FILE
    write(path, as_yaml(records).encode(), path.parent)
    return path
