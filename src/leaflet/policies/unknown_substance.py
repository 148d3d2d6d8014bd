"""A topic names a substance that no required statement knows.

Why: the substances of a topic decide which safety statements must be printed. A misspelt one would silently leave out
the warnings that belong to it.

Fix: correct the id in `topic.yaml`. If the substance is really new, say first in `sources/disclaimers.yaml` which
statements it needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.names import did_you_mean, listed
from leaflet.problem import Problem

NAME = "unknown-substance"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Substances of a topic that stand in no disclaimer's conditions."""
    known = tuple(sorted({name for disclaimer in library.disclaimers for name in disclaimer.when.substances}))
    for topic in library.topics:
        for n, name in enumerate(topic.meta.substances):
            if name not in known:
                hint = f"{did_you_mean(name, known)}the statements know {listed(known) or 'no substance'}"
                message = f"no required statement knows the substance `{name}`"
                yield Problem(NAME, message, hint, topic.meta.span("substances", n))
