"""A claim is printed for patients, but has no wording for them.

Why: the checklist prints every claim that is contested or was not studied in people, and the leaflet every claim that
its text sets. Without a wording for patients they would get the clinicians' sentence, which they may misread.

Fix: add `patient:` to the claim, in words that a patient knows. If only clinicians are to read it, take its `[[id]]`
out of the sections for patients (an open or contested claim is always for both).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.shown import claims_shown
from leaflet.messages import backtick_list
from leaflet.model import Audience, Claim, Layout, Library, Topic
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem

NAME = "claim-without-patient-wording"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims without `patient` that a piece for patients prints."""
    for topic in library.topics:
        for claim in topic.claims:
            layouts = () if claim.patient else _printing_layouts(library, topic, claim)
            if layouts:
                yield _problem(library, topic, claim, layouts)


def _printing_layouts(library: Library, topic: Topic, claim: Claim) -> tuple[Layout, ...]:
    patients = (layout for layout in library.layouts if layout.audience is Audience.PATIENT)
    return tuple(layout for layout in patients if claim in claims_shown(library, topic, layout))


def _problem(library: Library, topic: Topic, claim: Claim, layouts: tuple[Layout, ...]) -> Problem:
    return Problem(
        NAME,
        f"claim `{claim.id}` has no wording for patients, but is printed for them in "
        f"{backtick_list(layout.id for layout in layouts)}",
        "add `patient:` with a sentence that a patient understands",
        claim.span("id"),
        editions=edition_ids(library, topics=(topic,), layouts=layouts),
    )
