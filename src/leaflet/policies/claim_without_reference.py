"""A claim cites no reference.

Why: a reader must be able to look up where a statement comes from. A claim without a source is an opinion.

Fix: name the study under `supported_by:`, with its id in `sources/references.json`. If there is no study, take the
claim out, or ask it as an open question in `uncertainties.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem

NAME = "claim-without-reference"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims with nothing under `supported_by` and `disputed_by`."""
    for topic in library.topics:
        for claim in topic.claims:
            if not claim.references:
                yield Problem(
                    NAME,
                    f"claim `{claim.id}` cites no reference",
                    "name the study under `supported_by:`, or ask the matter as an open question in uncertainties.yaml",
                    claim.span("id"),
                )
