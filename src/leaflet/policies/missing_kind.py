"""A piece would carry no required statement of a kind that every piece needs.

Why: what a piece must carry is computed from `sources/disclaimers.yaml`. If a statement is deleted there, or waits for
a condition that never holds, nothing later could miss it: the page would be printed without its warning.

Fix: put the statement back, or write one of that kind whose `when` holds for the piece that is named. Every piece needs
one that tells of advice, evidence, safety and emergency; a piece without a review also one that calls it a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.edition import editions
from leaflet.model import Edition, Kind, Library
from leaflet.policies.names import listed
from leaflet.problem import Problem, Span
from leaflet.required import statements

NAME = "missing-kind"
ALWAYS = (Kind.ADVICE, Kind.EVIDENCE, Kind.SAFETY, Kind.EMERGENCY)
"""What every piece must say something of."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Kinds of statements in `ALWAYS`, and the draft mark, that editions need and none is required of."""
    every = editions(library, today)
    for kind in (Kind.DRAFT, *ALWAYS):
        lacking = tuple(edition.id for edition in every if _lacks(edition, kind))
        if lacking:
            yield Problem(
                NAME,
                f"no statement of the kind `{kind}` is required of {listed(lacking)}",
                "put back what was deleted, or write a statement of that kind whose `when` holds for these pieces",
                Span("sources/disclaimers.yaml"),
                editions=lacking,
            )


def _lacks(edition: Edition, kind: Kind) -> bool:
    needed = kind is not Kind.DRAFT or not edition.reviewed
    return needed and kind not in {statement.kind for statement in statements(edition)}
