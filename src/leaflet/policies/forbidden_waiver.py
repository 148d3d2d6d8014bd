"""A check is waived that must not be.

Why: waivers are for matters of judgement: a word that means something else here, a text that is rightly long. What
a reader's safety rests on (required statements, sources, help lines, translations) can't be waived.

Fix: take the entry out of `allow:` in topic.yaml and fix what it was meant to hide. The hint lists what can be waived.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import Library
from leaflet.policies.waivable import WAIVABLE
from leaflet.problem import Problem

NAME = "forbidden-waiver"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Waivers of a check that can't be waived, or that does not exist."""
    known = tuple(policy.NAME for policy in WAIVABLE)
    for topic in library.topics:
        for n, waiver in enumerate(topic.meta.allow):
            if waiver.policy not in known:
                yield Problem(
                    NAME,
                    f"`{waiver.policy}` is not a check that can be waived",
                    f"{did_you_mean(waiver.policy, known)}these can be waived: {backtick_list(known)}; "
                    "`leaflet upgrade` changes ids of earlier versions",
                    topic.meta.span("allow", n, "policy"),
                )
