"""A check is waived that must not be.

Why: exceptions are for matters of judgement: a word that means something else here, a text that is rightly long. What
a reader's safety rests on (required statements, sources, help lines, translations) has no exceptions.

Fix: take the entry out of `allow:` in topic.yaml and fix what it was meant to hide. The hint lists what may be allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.messages import backtick_list, did_you_mean
from leaflet.policies.waivable import WAIVABLE
from leaflet.problem import Problem

NAME = "forbidden-waiver"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Exceptions for a policy that has none, or that does not exist."""
    known = tuple(policy.NAME for policy in WAIVABLE)
    for topic in library.topics:
        for n, exception in enumerate(topic.meta.allow):
            if exception.policy not in known:
                yield Problem(
                    NAME,
                    f"`{exception.policy}` is not a policy from which an exception can be made",
                    f"{did_you_mean(exception.policy, known)}exceptions are possible from {backtick_list(known)}",
                    topic.meta.span("allow", n, "policy"),
                )
