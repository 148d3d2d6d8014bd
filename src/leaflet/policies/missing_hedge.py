"""A claim lacks the words that its evidence level requires.

Why: a result in mice that does not mention mice reads like a result in people. The evidence ladder lists for each
rung, in each language, words of which a claim must hold at least one.

Fix: name what was studied in the sentence itself ("In mice, …", "in blood", "Researchers are asking whether …").
Where the sentence says it in other words, allow it in topic.yaml under `allow:` with the reason, or add the word to
`sources/evidence.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.claim_wordings import claim_wordings
from leaflet.policies.policy import waiver_target
from leaflet.policies.terms import find_terms, visible_text
from leaflet.problem import Problem

NAME = "missing-hedge"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims, in every built language, that hold none of the words that their rung needs."""
    for wording in claim_wordings(library):
        if wording.rules.needs and not find_terms(wording.rules.needs, visible_text(wording.text)):
            words = ", ".join(f"“{word}”" for word in wording.rules.needs)
            yield Problem(
                NAME,
                f"claim `{wording.claim.id}` has none of the words that the rung `{wording.claim.level}` requires",
                f"use at least one of {words} (`*` stands for any ending)",
                wording.span,
                waiver_target=waiver_target(wording.topic, wording.claim.id),
            )
