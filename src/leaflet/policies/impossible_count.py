"""A count in a claim's numbers can't be right: more people than there are, or two counts of the same.

Why: 120 of 100 people can't be drawn, and of two counts of the same outcome in the same group one is wrong.

Fix: look the number up in the study. `count` is a number of people among as many as `per` says; where a study says 29
of 79, that is 37 of 100. What was counted in two groups, or at two times, says so under `group:` or `outcome:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Claim, FactBox, Library
from leaflet.problem import Problem

NAME = "impossible-count"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Counts above their `per`, and the second of two counts of one outcome in one group."""
    for topic in library.topics:
        for claim in topic.claims:
            if claim.numbers:
                yield from _box(claim, claim.numbers)


def _box(claim: Claim, box: FactBox) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(box.counts):
        if row.count > box.per:
            yield Problem(
                NAME,
                f"claim `{claim.id}` counts {row.count} people of {box.per}",
                f"look the number up: it is a part of {box.per} people",
                claim.span("numbers", "counts", number, "count"),
            )
        what = (row.outcome.casefold(), row.group.casefold())
        if what in seen:
            yield Problem(
                NAME,
                f"claim `{claim.id}` counts “{row.outcome}” twice in “{row.group}”",
                "take one of the two out, or say under `group:` or `outcome:` in what they differ",
                claim.span("numbers", "counts", number, "group"),
            )
        seen.add(what)
