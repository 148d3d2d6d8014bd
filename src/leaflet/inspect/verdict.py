"""What is said of a file, and what it is held against."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from leaflet.model import Box, Edition
from leaflet.problem import Problem
from leaflet.problem import as_json as problems_as_json


class State(StrEnum):
    """What a file is worth."""

    CURRENT = "current"
    """It carries what today's sources say, as it was printed."""
    OUTDATED = "outdated"
    """It is as it was printed, as far as that can be told, but the sources have changed since."""
    ALTERED = "altered"
    """It is not as it was printed. It may be outdated, too."""
    UNKNOWN = "unknown"
    """Nothing can be shown of it."""


@dataclass(frozen=True)
class Issue:
    """An edition as it stood on a day. A field is '' where the file does not say it."""

    version: str
    """As printed, `1.0`."""
    date: str
    """Of the version: `2026-11-24`, or in words where only the page says it."""
    fingerprint: str
    """The twelve hexadecimal digits that are printed."""
    review: str
    """`draft`, or day and end of the review as `2026-11-24/2027-11-24`, or the word that is printed."""


@dataclass(frozen=True)
class Change:
    """Something that has changed between the file and today's sources."""

    kind: str
    """`statement`, `claim` or `text`."""
    id: str
    how: str
    """`changed`, `added` or `removed`; `changed or added` where the file has lost its record."""
    was: str
    """The wording in the file, '' where it has none or it can't be found."""
    now: str
    """Today's wording, '' where there is none."""


@dataclass(frozen=True)
class Verdict:
    """What is known of one file, and why."""

    file: str
    state: State
    edition: str | None = None
    """What it says that it is, `topic/layout/locale`; None where it says nothing."""
    then: Issue | None = None
    """What it says which issue it is."""
    today: Issue | None = None
    """What today's sources would print; None where they have no such edition."""
    since: tuple[str, ...] = ()
    """Why it is outdated, in sentences."""
    changes: tuple[Change, ...] = ()
    differs: tuple[str, ...] = ()
    """Why it is altered, in sentences."""
    problems: tuple[Problem, ...] = ()
    """Tests that it fails, or faults for which today's sources can't be printed."""
    notes: tuple[str, ...] = ()
    """What else is to be known, in sentences."""


@dataclass(frozen=True)
class Printing:
    """An edition as it would be printed today."""

    pdf: bytes | None
    """None where it can't be made at all."""
    problems: tuple[Problem, ...]
    """Errors for which it would not be published."""
    box: Box | None = None
    """Its clinic's box, which is empty."""


@dataclass(frozen=True)
class Today:
    """What files are held against."""

    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]
    """Errors of the sources: where there are some, an edition may be missing."""
    build: Callable[[Edition], Printing]

    def edition(self, edition_id: str) -> Edition | None:
        """The edition `topic/layout/locale`, or None."""
        return next((edition for edition in self.editions if edition.id == edition_id), None)

    @property
    def base_url(self) -> str | None:
        """Where the house's QR codes lead to."""
        return self.editions[0].house.base_url if self.editions else None


def as_json(verdicts: Iterable[Verdict]) -> str:
    """A JSON array with one object a file; docs/developers.md describes it."""
    rows = [{**asdict(v), "problems": json.loads(problems_as_json(v.problems))} for v in verdicts]
    return json.dumps(rows, ensure_ascii=False, indent=2)
