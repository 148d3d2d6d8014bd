"""The fact box of a claim as an edition prints it: under each outcome its groups, each with how many people it is of.

`layouts/base/macros.html.j2` sets the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from leaflet.editions.citations import short_citation
from leaflet.editions.words import COUNT_LINE, localized
from leaflet.model import Claim, Effect, FactBox, OutcomeCount
from leaflet.svg.icon_array import icon_array_svg

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition

_COUNT, _PER = "%(count)s", "%(per)s"


@dataclass(frozen=True)
class PrintedCount:
    """A count with its drawing."""

    count: int
    group: str
    number: tuple[str, str, str]
    """`37 of 100`: what stands before the count, the count, what stands after it."""
    sources: str
    """The numbers of its references: `[7]`; their short form where the layout prints no references."""
    svg: str
    """The icon array."""
    description: str
    """What it says in its place: the count, and what was counted."""

    @property
    def lines(self) -> tuple[str, str]:
        """What a reader reads of it, above and below its drawing."""
        return self.group, f"{''.join(self.number)} {self.sources}"


@dataclass(frozen=True)
class PrintedOutcome:
    """What was counted, with its counts side by side."""

    outcome: str
    counts: tuple[PrintedCount, ...]


@dataclass(frozen=True)
class PrintedFactBox:
    """The numbers of a claim."""

    per: int
    outcomes: tuple[PrintedOutcome, ...]
    not_given: tuple[str, ...]
    """Why there is no benefit, or no harm."""

    @property
    def counts(self) -> tuple[PrintedCount, ...]:
        """All of them, in order."""
        return tuple(count for outcome in self.outcomes for count in outcome.counts)


def shows_numbers(edition: Edition) -> bool:
    """Does its layout print fact boxes?"""
    return "numbers" in edition.layout.shows


def fact_box(edition: Edition, claim: Claim) -> PrintedFactBox | None:
    """The claim's box; None where it has no numbers, or the layout prints none."""
    box = claim.numbers
    if box is None or not shows_numbers(edition):
        return None
    grouped = groupby(box.counts, key=lambda row: (row.effect, row.outcome))
    outcomes = tuple(PrintedOutcome(outcome, tuple(_counts(edition, box, [*rows]))) for (_, outcome), rows in grouped)
    return PrintedFactBox(box.per, outcomes, tuple(text for effect in Effect if (text := box.reason(effect))))


def _counts(edition: Edition, box: FactBox, rows: Sequence[OutcomeCount]) -> Iterator[PrintedCount]:
    before, _, after = localized(edition, COUNT_LINE).replace(_PER, str(box.per)).partition(_COUNT)
    for row in rows:
        said = f"{before}{row.count}{after}: {row.outcome}, {row.group}"
        drawing = icon_array_svg(row.count, box.per, said)
        yield PrintedCount(row.count, row.group, (before, str(row.count), after), _sources(edition, row), drawing, said)


def _sources(edition: Edition, row: OutcomeCount) -> str:
    """How the references of a count are named after it."""
    cited = [(n, reference) for n, reference in enumerate(edition.references, 1) if reference.id in row.sources]
    if {"references", "short-references"} & set(edition.layout.shows):
        return f"[{', '.join(str(n) for n, _ in cited)}]"
    return f"[{'; '.join(short_citation(reference).text for _, reference in cited)}]"


def fact_box_lines(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """What a reader reads in the claim's box, a line for each paragraph."""
    box = fact_box(edition, claim)
    if box is None:
        return ()
    outcomes = ((one.outcome, *(line for count in one.counts for line in count.lines)) for one in box.outcomes)
    return (*(line for lines in outcomes for line in lines), *box.not_given)


def numbers_references(edition: Edition) -> bool:
    """Do its references have numbers: where they stand in Vancouver style, or where a fact box names them by these?"""
    return "references" in edition.layout.shows or any(fact_box(edition, claim) for claim in edition.claims)
