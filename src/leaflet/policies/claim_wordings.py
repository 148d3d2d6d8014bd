"""What claims say, in each printed language, with the wording rules of their rung."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.model import Claim, Library, Topic, WordingRules
from leaflet.policies.texts import catalog_for, target_languages
from leaflet.problem import Span


@dataclass(frozen=True)
class ClaimWording:
    """The wording of a claim for one audience in one language."""

    topic: Topic
    claim: Claim
    language: str
    text: str
    span: Span
    rules: WordingRules
    """Of the claim's rung in the language."""


def claim_wordings(library: Library) -> Iterator[ClaimWording]:
    """Every wording of every claim whose rung is known and has rules in the language."""
    for topic in library.topics:
        for claim in topic.claims:
            level = library.ladder_of(topic).level(claim.level)
            for language, text, span in _texts(library, topic, claim):
                if level and language in level.wording:
                    yield ClaimWording(topic, claim, language, text, span, level.wording[language])


def _texts(library: Library, topic: Topic, claim: Claim) -> Iterator[tuple[str, str, Span]]:
    for audience in ("patient", "clinician"):
        text: str | None = getattr(claim, audience)
        if text:
            yield library.source_language(topic.id), text, claim.span(audience)
            yield from _translations(library, topic, f"claim/{claim.id}/{audience}", text)


def _translations(library: Library, topic: Topic, context: str, text: str) -> Iterator[tuple[str, str, Span]]:
    for language in target_languages(library):
        entry = catalog_for(library, topic.id, language).entries.get((context, text))
        if entry and entry.text:
            yield language, entry.text, entry.span
