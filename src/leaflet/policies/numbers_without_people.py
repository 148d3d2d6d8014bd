"""A claim has numbers of people, and its evidence isn't from people.

Why: a fact box draws people, some of whom had the benefit or the harm. For a result in cells or animals that shows what
nobody has seen.

Fix: take `numbers:` out, or correct the claim's `level`. Which rungs are about people is said in
`sources/evidence.yaml` (`human: true`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem

NAME = "numbers-without-people"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Numbers on a rung that wasn't studied in people."""
    for topic in library.topics:
        for claim in topic.claims:
            level = library.ladder.level(claim.level)
            if claim.numbers and level and not level.human:
                yield Problem(
                    NAME,
                    f"claim `{claim.id}` is on the rung `{level.id}`, not about people, and has numbers of people",
                    "take `numbers:` out, or correct the claim's `level`",
                    claim.span("numbers"),
                )
