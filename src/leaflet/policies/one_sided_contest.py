"""A dispute between studies is shown from one side only.

Why: where studies contradict each other, naming one of them makes the matter look settled. A contested claim cites
both sides, and a claim that cites a disputing study says that it is contested.

Fix: give both `supported_by:` and `disputed_by:`, and `contested: true`. If nobody disputes the claim any more, take
`contested` out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Claim, Library
from leaflet.problem import Problem

NAME = "one-sided-contest"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Contested claims with an empty side, and disputed claims that are not marked as contested."""
    for topic in library.topics:
        for claim in topic.claims:
            yield from _claim(claim)


def _claim(claim: Claim) -> Iterator[Problem]:
    if claim.contested:
        for side, meaning in (("supported_by", "supports"), ("disputed_by", "disputes")):
            if not getattr(claim, side):
                yield Problem(
                    NAME,
                    f"claim `{claim.id}` is contested, but cites nothing that {meaning} it",
                    f"name the study on this side under `{side}:`; a contested claim cites both",
                    claim.span("contested"),
                )
    elif claim.disputed_by:
        yield Problem(
            NAME,
            f"claim `{claim.id}` is disputed by {claim.disputed_by[0]}, but is not marked as contested",
            "add `contested: true`, so that readers see that studies disagree",
            claim.span("disputed_by"),
        )
