"""A piece for patients is hard to read.

Why: a reader who is anxious, tired or new to it gives up on long sentences and long words, and misses the warnings with
them.

Fix: make sentences shorter and use everyday words. It is only a warning, and the score proves nothing:
numbers and names make it worse than it is. Where the text can't be easier, allow it in topic.yaml under `allow:` with
the reason, at the layout's id.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.editions.own_texts import own_texts
from leaflet.language.reading_scales import SCALES, ReadabilityScale
from leaflet.model import Audience, Library
from leaflet.policies.hard_statement import abbreviations
from leaflet.policies.policy import waiver_target
from leaflet.problem import Problem, Severity, thing

NAME = "hard-to-read"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Editions for patients whose own texts are harder than the limit of their language."""
    for edition in editions(library, today):
        scale, short = SCALES.get(edition.locale.language), abbreviations(library, edition.locale.language)
        if scale and edition.audience is Audience.PATIENT:
            score = scale.score("\n".join(own_texts(edition)), short)
            if not scale.passes(score):
                yield _problem(edition, scale, score)


def _problem(edition: Edition, scale: ReadabilityScale, score: float) -> Problem:
    return Problem(
        NAME,
        f"{edition.id} is hard to read: {scale.name} {score:.1f}, where patients need {scale.limit_text}",
        "make sentences shorter, and use everyday words; the score is a guide, not a proof",
        edition.topic.meta.span("id"),
        Severity.WARNING,
        editions=(edition.id,),
        waiver_target=waiver_target(edition.topic, edition.layout.id),
        rests_on=frozenset({thing("words", edition.topic.id)}),
    )
