"""A claim says more than its rung allows.

Why: "helps" about cells, "causes" about an observation, "proves" about one trial: each turns a finding into a
promise. The evidence ladder says for each rung, in each language, which words a claim on it may not use.

Fix: say what was seen and in what: "In mice, … was seen." A denial ("has not been shown to help") is fine. Where the
word means something else, allow it in topic.yaml under `allow:` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.claim_wordings import claim_wordings
from leaflet.policies.policy import waiver_target
from leaflet.policies.terms import match_context, undenied_matches, visible_text
from leaflet.problem import Problem

NAME = "wording-above-rung"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Words in claims, in every built language, that their rung forbids and the sentence does not deny."""
    for wording in claim_wordings(library):
        for match in undenied_matches(
            wording.rules.may_not, visible_text(wording.text), library.languages.get(wording.language)
        ):
            refused = f"“{match[0]}”, which the rung `{wording.claim.level}` does not allow"
            yield Problem(
                NAME,
                f"claim `{wording.claim.id}` says {refused}: {match_context(match)}",
                "say what was seen and in what, or deny it in the same clause: “has not been shown to …”",
                wording.span,
                waiver_target=waiver_target(wording.topic, wording.claim.id),
            )
