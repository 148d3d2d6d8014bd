"""The verdict on a file, and what the file is compared with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from leaflet.editions.edition import Edition
from leaflet.model import ClinicBox
from leaflet.problem import Problem
from leaflet.problem import as_json as problems_as_json


class FileState(StrEnum):
    """Whether a file may be used."""

    CURRENT = "current"
    """It carries what today's sources say, as it was printed."""
    OUTDATED = "outdated"
    """It is as it was printed, as far as can be known, but the sources have changed since."""
    ALTERED = "altered"
    """It is not as it was printed. It may be outdated, too."""
    UNKNOWN = "unknown"
    """Nothing is known about it."""


@dataclass(frozen=True)
class EditionVersion:
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
class ContentChange:
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
    state: FileState
    edition: str | None = None
    """The edition that it says it is, `topic/layout/locale`; None where it says nothing."""
    then: EditionVersion | None = None
    """Which version it says it is."""
    today: EditionVersion | None = None
    """What today's sources would print; None where they have no such edition."""
    since: tuple[str, ...] = ()
    """Why it is outdated, in sentences."""
    changes: tuple[ContentChange, ...] = ()
    differs: tuple[str, ...] = ()
    """Why it is altered, in sentences."""
    problems: tuple[Problem, ...] = ()
    """Laws that it breaks, or faults for which today's sources can't be built."""
    notes: tuple[str, ...] = ()
    """Further remarks, in sentences."""


@dataclass(frozen=True)
class CurrentBuild:
    """An edition as it would be printed today."""

    pdf: bytes | None
    """None where it can't be made at all."""
    problems: tuple[Problem, ...]
    """Errors for which it would not be published."""
    box: ClinicBox | None = None
    """Its clinic's box, which is empty."""


@dataclass(frozen=True)
class CurrentSources:
    """What files are compared with."""

    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]
    """Errors of the sources: where there are some, an edition may be missing."""
    build: Callable[[Edition], CurrentBuild]

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
