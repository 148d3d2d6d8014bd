"""A claim's numbers show the benefit and not the harm, or the harm and not the benefit.

Why: in how many people something helped says little without in how many it did harm. A number that stands alone reads
as advice for it or against it.

Fix: add the other side under `numbers:`, from the same studies. Where they don't report it, say so in a sentence under
`no_harm_given:` (or `no_benefit_given:`): it is printed in the box.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Claim, Effect, FactBox, Library
from leaflet.problem import Problem

NAME = "one-sided-numbers"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Numbers without one side and without a reason, and reasons beside the numbers that they say aren't there."""
    for topic in library.topics:
        for claim in topic.claims:
            for effect in Effect if claim.numbers else ():
                yield from _side(claim, claim.numbers, effect)  # type: ignore[arg-type]


def _side(claim: Claim, box: FactBox, effect: Effect) -> Iterator[Problem]:
    field = f"no_{effect}_given"
    other = next(one for one in Effect if one is not effect)
    if box.reason(effect) and effect not in box.missing():
        yield Problem(
            NAME,
            f"claim `{claim.id}` has numbers on the {effect}, and a sentence that says why there are none",
            f"take `{field}` out, or the counts with `effect: {effect}`",
            claim.span("numbers", field),
        )
    elif effect in box.missing() and not box.reason(effect):
        yield Problem(
            NAME,
            f"claim `{claim.id}` has numbers on the {other}, and none on the {effect}",
            f"add counts with `effect: {effect}`, or say under `{field}:` in a sentence why there are none",
            claim.span("numbers"),
        )
