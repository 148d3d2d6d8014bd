"""The scale on which a language's texts are measured, how far a piece for patients may go, and what makes it hard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from leaflet.language.readability import flesch_douma, sentences, smog, syllables, words


@dataclass(frozen=True)
class ReadabilityScale:
    """A readability score and how far a piece for patients may go on it."""

    name: str
    language: str
    score: Callable[[str, tuple[str, ...]], float]
    """Of a text, with the abbreviations of its language."""
    limit: float
    higher_is_easier: bool

    def passes(self, score: float) -> bool:
        """Is `score` easy enough?"""
        return self.hardness(score) <= self.hardness(self.limit)

    def hardness(self, score: float) -> float:
        """`score` as a number that is higher for what is harder."""
        return -score if self.higher_is_easier else score

    @property
    def limit_text(self) -> str:
        """The limit in words."""
        return f"{self.limit:g} or {'more' if self.higher_is_easier else 'less'}"

    def hardest_sentences(self, text: str, abbreviations: tuple[str, ...], count: int) -> tuple[str, ...]:
        """The `count` hardest sentences of `text`, hardest first; headings and the like aren't sentences."""
        found = dict.fromkeys(s for s in sentences(text, abbreviations) if len(words(s)) >= MIN_WORDS)
        return tuple(sorted(found, key=lambda s: -self.hardness(self.score(s, abbreviations))))[:count]

    def hardest_words(self, text: str, count: int) -> tuple[str, ...]:
        """The `count` words of `text` with the most syllables; figures, which are spelled, don't count."""
        found = dict.fromkeys(word for word in words(text) if not word[0].isdigit())
        return tuple(sorted(found, key=lambda word: -syllables(word, self.language)))[:count]


MIN_WORDS = 5
"""Fewer are a heading, a name or a label, whose score says nothing."""

SCALES: Mapping[str, ReadabilityScale] = {
    "en": ReadabilityScale("SMOG", "en", smog, 11, higher_is_easier=False),
    "nl": ReadabilityScale("Flesch-Douma", "nl", flesch_douma, 60, higher_is_easier=True),
}
"""By language, with the project's own limits; a language that is not here is not scored."""
