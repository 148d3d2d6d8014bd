"""A claim has a wording for patients that no patient reads.

Why: somebody wrote it for patients, so it was meant to be printed. Most often its place in the text was deleted by
mistake.

Fix: set it in text.md with `[[its-id]]`, in a section for patients; or take `patient:` out, and the claim is printed
for clinicians only. Where it is right that no piece prints it, allow it in topic.yaml under `allow:` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.shown import is_open
from leaflet.model import Audience, Library
from leaflet.policies.policy import waiver_target
from leaflet.problem import Problem, thing

NAME = "unused-claim"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims with `patient` that no section for patients sets, and that are not open (the checklist prints those)."""
    for topic in library.topics:
        sections = [section for section in topic.sections if Audience.PATIENT in section.audiences]
        used = {name for section in sections for name in section.claim_ids()}
        for claim in topic.claims:
            if claim.patient and claim.id not in used and not is_open(library.ladder_of(topic), claim):
                yield Problem(
                    NAME,
                    f"claim `{claim.id}` has a wording for patients, but is in no text for them",
                    f"set it with [[{claim.id}]] in a section for patients of text.md, or take `patient:` out",
                    claim.span("id"),
                    waiver_target=waiver_target(topic, claim.id),
                    rests_on=frozenset({thing("claims", topic.id)}),
                )
