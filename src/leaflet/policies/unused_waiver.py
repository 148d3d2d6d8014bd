"""An exception allows nothing.

Why: an exception that is not needed any more will one day hide a new mistake in the same place.

Fix: take the entry out of `allow:` in topic.yaml, or correct its `at:`, the id of the claim, uncertainty, section or
layout that it is for (or the topic's own).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Exception_, Library, Topic
from leaflet.policies.policy import allows
from leaflet.policies.waivable import ALLOWABLE
from leaflet.problem import Problem, Severity

NAME = "unused-exception"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Exceptions that fit none of the problems which their policy finds."""
    for topic in library.topics:
        for n, exception in enumerate(topic.meta.allow):
            if _is_unused(library, topic, exception, today):
                yield Problem(
                    NAME,
                    f"the exception from `{exception.policy}` at `{exception.at}` allows nothing",
                    "take it out, or correct `at:` to the id of the claim, uncertainty, section or layout",
                    topic.meta.span("allow", n),
                    Severity.WARNING,
                )


def _is_unused(library: Library, topic: Topic, exception: Exception_, today: date) -> bool:
    policy = next((p for p in ALLOWABLE if exception.policy == p.NAME), None)
    return policy is not None and not any(allows(topic, exception, p) for p in policy.check(library, today))
