"""The evidence ladder, and how sure somebody was of a body of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from leaflet.model.record import Id, NonEmptyStr, PrintedName, Record, Text, Untranslated


class WordingRules(Record):
    """What a claim on a rung must and must not say, in one language. `x*` stands for any ending."""

    needs: tuple[NonEmptyStr, ...] = ()
    """At least one of these must be in the claim's wording; empty asks nothing."""
    may_not: tuple[NonEmptyStr, ...] = ()


class EvidenceLevel(Record):
    """One rung of the evidence ladder. Read from `sources/evidence.yaml`."""

    id: Id
    symbol: Annotated[str, StringConstraints(min_length=1, max_length=2), Untranslated()]
    """A shape, so that it survives a photocopier."""
    label: Text
    meaning: Text
    """What the rung means for a reader, in one sentence."""
    human: bool
    """Was it studied in people?"""
    graded: bool = False
    """May a claim on this rung carry a GRADE certainty?"""
    wording: Mapping[str, WordingRules] = Field(default_factory=dict)
    """By language."""


class Ladder(Record):
    """The evidence levels, weakest first, and the flag for a contested claim."""

    levels: tuple[EvidenceLevel, ...] = Field(min_length=1)
    contested_symbol: Annotated[str, StringConstraints(min_length=1, max_length=2), Untranslated()]
    """A shape, as on the rungs."""
    contested_label: Text
    contested_meaning: Text

    def level(self, name: str) -> EvidenceLevel | None:
        """The rung called `name`, or None."""
        return next((level for level in self.levels if level.id == name), None)


class Certainty(Record):
    """A GRADE certainty as somebody graded it: stored, never computed."""

    rating: Literal["high", "moderate", "low", "very-low"]
    """In GRADE's words."""
    by: PrintedName
    on: date
    """When it was graded."""
    outcome: Text
