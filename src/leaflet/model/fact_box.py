"""Numbers of a claim, as they stand in a fact box: of so many people, in how many something was seen."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from leaflet.model.record import Nested, Record, Text
from leaflet.model.reference import CitationKey


class Effect(StrEnum):
    """Is what was counted good for people, or bad?"""

    BENEFIT = "benefit"
    HARM = "harm"


class OutcomeCount(Record):
    """In how many of a group something was seen."""

    effect: Effect
    """benefit or harm."""
    outcome: Text
    """What was counted: `at least half fewer symptoms after 3 weeks`. Counts of the same outcome that follow each other
    stand under it side by side."""
    group: Text
    """In whom: `after 25 mg`, `in all dose groups together`."""
    count: int = Field(ge=0, strict=True)
    """Of as many people as the box has under `per`."""
    sources: tuple[CitationKey, ...] = Field(min_length=1)
    """Ids of the references that report it, each one that the claim cites."""


class FactBox(Record):
    """The numbers of a claim, all of the same number of people: benefit and harm."""

    per: Literal[100, 1000]
    """Of how many people; the same for each count in the box."""
    counts: Annotated[tuple[OutcomeCount, ...], Nested()] = Field(min_length=1, max_length=12)
    """In the order in which they are printed."""
    no_benefit_given: Text | None = None
    """Why it has no benefit, in a sentence that is printed: “The study does not say in how many people symptoms became
    fewer.”"""
    no_harm_given: Text | None = None
    """Why it has no harm, in a sentence that is printed: “The study does not say how many people had side effects.”"""

    def missing(self) -> tuple[Effect, ...]:
        """The effects that it has no count of."""
        counted = {count.effect for count in self.counts}
        return tuple(effect for effect in Effect if effect not in counted)

    def reason(self, effect: Effect) -> str | None:
        """The sentence that says why it has no count of that effect."""
        return self.no_benefit_given if effect is Effect.BENEFIT else self.no_harm_given
