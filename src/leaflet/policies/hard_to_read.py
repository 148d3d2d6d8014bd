"""A piece for patients is hard to read.

Why: a reader who is anxious, tired or new to it gives up on long sentences and long words, and misses the warnings with
them.

Fix: make sentences shorter and use everyday words. It is only a warning, and the score proves nothing:
numbers and names make it worse than it is. Where the text can't be easier, allow it in topic.yaml under `allow:` with
the reason, at the layout's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.editions.own_texts import own_texts
from leaflet.language.readability import flesch_douma, smog
from leaflet.model import Audience, Library
from leaflet.policies.policy import waiver_target
from leaflet.problem import Problem, Severity, thing

NAME = "hard-to-read"


@dataclass(frozen=True)
class ReadabilityScale:
    """A readability score and how far a piece for patients may go on it."""

    name: str
    score: Callable[[str, tuple[str, ...]], float]
    """Of a text, with the abbreviations of its language."""
    limit: float
    higher_is_easier: bool

    def passes(self, score: float) -> bool:
        """Is `score` easy enough?"""
        return score >= self.limit if self.higher_is_easier else score <= self.limit

    @property
    def limit_text(self) -> str:
        """The limit in words."""
        return f"{self.limit:g} or {'more' if self.higher_is_easier else 'less'}"


SCALES: Mapping[str, ReadabilityScale] = {
    "en": ReadabilityScale("SMOG", smog, 11, higher_is_easier=False),
    "nl": ReadabilityScale("Flesch-Douma", flesch_douma, 60, higher_is_easier=True),
}
"""By language, with the project's own limits; a language that is not here is not scored."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Editions for patients whose own texts are harder than the limit of their language."""
    for edition in editions(library, today):
        scale, rules = SCALES.get(edition.locale.language), library.languages.get(edition.locale.language)
        if scale and edition.audience is Audience.PATIENT:
            score = scale.score("\n".join(own_texts(edition)), rules.abbreviations if rules else ())
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
