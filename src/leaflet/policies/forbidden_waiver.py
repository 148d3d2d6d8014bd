"""An exception is made where none may be.

Why: exceptions are for matters of judgement: a word that means something else here, a text that is rightly long. What
a reader's safety rests on (required statements, sources, help lines, translations) has no exceptions.

Fix: take the entry out of `allow:` in topic.yaml and mend what it was to hide. The hint lists what may be allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.messages import did_you_mean, listed
from leaflet.policies.waivable import ALLOWABLE
from leaflet.problem import Problem

NAME = "forbidden-exception"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Exceptions for a policy that has none, or that does not exist."""
    known = tuple(policy.NAME for policy in ALLOWABLE)
    for topic in library.topics:
        for n, exception in enumerate(topic.meta.allow):
            if exception.policy not in known:
                yield Problem(
                    NAME,
                    f"`{exception.policy}` is not a policy from which an exception can be made",
                    f"{did_you_mean(exception.policy, known)}exceptions are possible from {listed(known)}",
                    topic.meta.span("allow", n, "policy"),
                )
