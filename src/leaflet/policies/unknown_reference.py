"""A reference is cited that is not in the library.

Why: a citation that leads nowhere can't be printed, and can't be looked up by anybody.

Fix: check the spelling of the id. If the study is new, add its entry to `sources/references.json` (Zotero exports it
as CSL JSON), and say in `sources/reading-notes.yaml` how far it was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import did_you_mean, nearest
from leaflet.model import Library
from leaflet.policies.reminders import is_reminder
from leaflet.problem import Problem, Span, thing

NAME = "unknown-reference"


def check(library: Library, today: date) -> Iterator[Problem]:
    """References of claims and of `cite_together` groups that are not in references.json."""
    for name, span in _cited(library):
        if name not in library.references:
            yield Problem(
                NAME,
                f"reference `{name}` is not in the library",
                f"{did_you_mean(name, library.references)}references are in sources/references.json, by their id",
                span,
                spoils=frozenset(thing("reference", one) for one in (name, *nearest(name, library.references))),
            )


def _cited(library: Library) -> Iterator[tuple[str, Span]]:
    for topic in library.topics:
        for claim in topic.claims:
            cited = ((name, claim.span("supported_by", n)) for n, name in enumerate(claim.supported_by))
            yield from ((name, span) for name, span in cited if not is_reminder(name))
            yield from ((name, claim.span("disputed_by", n)) for n, name in enumerate(claim.disputed_by))
    for g, group in enumerate(library.house.cite_together):
        for n, name in enumerate(group.references):
            yield name, library.house.span("cite_together", g, "references", n)
