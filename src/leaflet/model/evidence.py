"""The evidence ladder, and how sure somebody was of a body of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from leaflet.model.record import Id, NonEmptyStr, PrintedName, Record, Text, Untranslated


class WordingRules(Record):
    """What a claim on a rung must and must not say, in one language. `x*` stands for any ending."""

    needs: tuple[NonEmptyStr, ...] = ()
    """At least one of these must be in the claim's wording; empty asks nothing."""
    may_not: tuple[NonEmptyStr, ...] = ()


class EvidenceLevel(Record):
    """One rung of an evidence ladder. Read from `sources/evidence.yaml`, or from a category's `levels:`."""

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

    def with_rungs(self, levels: Iterable[EvidenceLevel]) -> Ladder:
        """The same with other `levels`."""
        return self.model_copy(update={"levels": tuple(levels)})

    def with_only(self, names: Iterable[str]) -> Ladder:
        """The same with those of its rungs that `names` has, in that order."""
        return self.with_rungs(level for name in names if (level := self.level(name)))


def united_rungs(ladders: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The ids of all `ladders`, each once, in an order that is that of each of them; else the earlier ladder's first.

    Raises graphlib.CycleError, whose second argument is a cycle of ids, where they contradict each other.
    """
    places = {name: n for n, name in enumerate(dict.fromkeys(name for ladder in ladders for name in ladder))}
    sorter = TopologicalSorter[str](dict.fromkeys(places, ()))
    for ladder in ladders:
        for weaker, stronger in pairwise(ladder):
            sorter.add(stronger, weaker)
    sorter.prepare()
    ready, order = list(sorter.get_ready()), list[str]()
    while ready:
        order.append(min(ready, key=places.__getitem__))
        ready.remove(order[-1])
        sorter.done(order[-1])
        ready += sorter.get_ready()
    return tuple(order)


class Certainty(Record):
    """A GRADE certainty as somebody graded it: stored, never computed."""

    rating: Literal["high", "moderate", "low", "very-low"]
    """In GRADE's words."""
    by: PrintedName
    on: date
    """When it was graded."""
    outcome: Text
