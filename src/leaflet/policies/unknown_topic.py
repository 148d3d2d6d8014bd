"""A condition names a topic that the house does not have.

Why: a statement that waits for a misspelt topic is never printed.

Fix: correct the id under `when:`. The topics are the folders in `sources/topics/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import TOPICS_FOLDER, Library
from leaflet.policies.conditions import named_in_conditions
from leaflet.problem import Problem

NAME = "unknown-topic"


def facts(library: Library, today: date) -> list[str]:
    """Ids of its topics."""
    return [topic.id for topic in library.topics]


def conclude(library: Library, facts: Sequence[list[str]], today: date) -> Iterator[Problem]:
    """Topics in conditions and of contacts that have no folder."""
    known = tuple(name for names in facts for name in names)
    own = ((name, c.span("topics", n)) for c in library.contacts for n, name in enumerate(c.topics))
    for name, span in (*named_in_conditions(library, "topics"), *own):
        if name not in known:
            hint = f"{did_you_mean(name, known)}{TOPICS_FOLDER} has {backtick_list(known) or 'no topic'}"
            yield Problem(NAME, f"there is no topic `{name}`", hint, span)
