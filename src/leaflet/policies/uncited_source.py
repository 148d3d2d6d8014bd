"""A number names a source that its claim doesn't cite.

Why: a reader who wants to look the number up finds the claim's studies in the list of sources. A number from another
study is a claim of its own.

Fix: name one of the claim's references under `sources:`. If the study supports the claim, add it under `supported_by:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import Claim, FactBox, Library
from leaflet.problem import Problem

NAME = "uncited-source"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Sources of counts that are neither under `supported_by` nor under `disputed_by`."""
    for topic in library.topics:
        for claim in topic.claims:
            if claim.numbers and claim.references:
                yield from _box(claim, claim.numbers)


def _box(claim: Claim, box: FactBox) -> Iterator[Problem]:
    for number, row in enumerate(box.counts):
        for place, name in enumerate(row.sources):
            if name not in claim.references:
                yield Problem(
                    NAME,
                    f"a number of claim `{claim.id}` is from `{name}`, which the claim doesn't cite",
                    f"{did_you_mean(name, claim.references)}it cites {backtick_list(claim.references)}",
                    claim.span("numbers", "counts", number, "sources", place),
                )
