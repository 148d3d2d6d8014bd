"""A reference stands in the library that no claim cites.

Why: a list of sources that the text does not use makes it look better founded than it is, and nobody keeps it right.

Fix: cite it in a claim, or take its entry out of `sources/references.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem

NAME = "unused-reference"


def check(library: Library, today: date) -> Iterator[Problem]:
    """References that no claim of any topic cites."""
    cited = {name for topic in library.topics for claim in topic.claims for name in claim.references}
    for name, span in library.references_span.items():
        if name not in cited:
            yield Problem(
                NAME,
                f"reference `{name}` is cited by no claim",
                "cite it in a claim, or take its entry out of sources/references.json",
                span,
            )
