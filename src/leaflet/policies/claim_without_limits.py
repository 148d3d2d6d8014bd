"""A claim does not say what it does not show.

Why: most harm in this field comes from reading more into a result than is in it: from cells to people, from blood to
the brain, from a few weeks to a life. Each claim therefore says where it ends.

Fix: add one sentence under `does_not_show:`, such as "This does not show what happens in people."
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem

NAME = "claim-without-limits"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims without `does_not_show`."""
    for topic in library.topics:
        for claim in topic.claims:
            if not claim.does_not_show:
                yield Problem(
                    NAME,
                    f"claim `{claim.id}` does not say what it does not show",
                    "add `does_not_show:` with one sentence, such as “This does not show what happens in people.”",
                    claim.span("id"),
                )
