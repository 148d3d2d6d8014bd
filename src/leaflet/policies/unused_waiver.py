"""A waiver matches no problem.

Why: a waiver that is not needed any more will one day hide a new mistake in the same place.

Fix: take the entry out of `allow:` in topic.yaml, or correct its `at:`, the id of the claim, uncertainty, section or
layout that it is for (or the topic's own).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library, Topic, Waiver
from leaflet.policies.policy import waives
from leaflet.policies.waivable import WAIVABLE
from leaflet.problem import Problem, Severity

NAME = "unused-waiver"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Waivers that match none of the problems that their policy finds."""
    for topic in library.topics:
        for n, waiver in enumerate(topic.meta.allow):
            if _is_unused(library, topic, waiver, today):
                yield Problem(
                    NAME,
                    f"the waiver of `{waiver.policy}` at `{waiver.at}` matches no problem",
                    "take it out, or correct `at:` to the id of the claim, uncertainty, section or layout",
                    topic.meta.span("allow", n),
                    Severity.WARNING,
                )


def _is_unused(library: Library, topic: Topic, waiver: Waiver, today: date) -> bool:
    policy = next((p for p in WAIVABLE if waiver.policy == p.NAME), None)
    return policy is not None and not any(waives(topic, waiver, p) for p in policy.check(library, today))
