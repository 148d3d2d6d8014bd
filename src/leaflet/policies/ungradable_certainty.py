"""A claim has a certainty that its evidence level doesn't allow.

Why: a GRADE certainty (high, moderate, low, very low) belongs to a body of evidence from people for one outcome. On a
result in cells, animals or blood it would suggest a confidence that nobody assessed.

Fix: take `certainty:` out, or correct the claim's `level`. Which rungs may carry one is said in
`sources/evidence.yaml` (`graded: true`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem

NAME = "ungradable-certainty"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims with a certainty on a rung that is not graded."""
    for topic in library.topics:
        for claim in topic.claims:
            level = library.ladder_of(topic).level(claim.level)
            if claim.certainty and level and not level.graded:
                yield Problem(
                    NAME,
                    f"claim `{claim.id}` is on the rung `{level.id}`, which carries no GRADE certainty",
                    "take `certainty:` out; it belongs to a body of studies in people, for one outcome",
                    claim.span("certainty"),
                )
