"""What must be said: required statements, what each is about, and when one is required."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from leaflet.model.conditions import Conditions
from leaflet.model.record import Id, NonEmptyStr, Record, Text


class StatementKind(StrEnum):
    """What a required statement is about; a layout gives each kind its place."""

    DRAFT = "draft"
    """Not clinically reviewed: on each page of each piece without a valid review."""
    ADVICE = "advice"
    """Not medical advice, no guarantee."""
    EVIDENCE = "evidence"
    """What the evidence levels mean and don't."""
    SAFETY = "safety"
    """Who should not, interactions, medicines."""
    EMERGENCY = "emergency"
    """Emergency signs and the number to call."""
    HELP = "help"
    """Difficulties that last, and where to find help."""
    LEGAL = "legal"
    """Legal status, with its date."""
    COLOPHON = "colophon"
    """Conflicts, sales links, sources."""


class Statement(Record):
    """One required statement, atomic. Read from `sources/disclaimers.yaml`."""

    id: Id
    kind: StatementKind
    subject: Id
    """What it says: one of `sources/subjects.yaml`."""
    text: Text
    why: NonEmptyStr
    when: Conditions = Conditions()
    expires: date | None = None
    """The last day on which it holds unless somebody looks at it again: of what changes with time, such as the law."""
    min_pt: float = Field(ge=9)
    """The smallest type it may be set in, pt; never under 9 (EU readability guideline 2009)."""
    pictogram: Id | None = None
    """A drawing that may stand beside it, without words: one of `layouts/base/pictograms/`."""
    asks_reader: bool = False
    """May it be true of the reader, who can tick it?"""
    every_page: bool = False
    """Must it be on each page, or somewhere in the piece? One of kind `draft` is on each, whatever stands here."""
