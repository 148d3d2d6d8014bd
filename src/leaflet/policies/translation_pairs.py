"""Texts with their translations, and what the rules of both languages know of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from leaflet.language.alignment import aligned
from leaflet.language.carried_names import without_carried_names
from leaflet.language.grammar import Grammar, grammar
from leaflet.language.quantities import Comparison, compared
from leaflet.language.stance_differences import StanceDifference, stance_difference
from leaflet.model import CatalogEntry, Library
from leaflet.policies.terms import visible_text
from leaflet.policies.texts import SourceText, affected_editions, catalog_entry, needed_texts, target_languages
from leaflet.problem import Problem

_NO_WORDS = re.compile(r"\[\[[^\]]*\]\]|\{\w*\}|%\(\w+\)s|\]\([^)]*\)|https?://\S+|^[ \t>]*\d+[.)][ \t]", re.MULTILINE)
"""Claims, placeholders, addresses, numbers of list items: not the language's."""


@dataclass(frozen=True)
class SentencePair:
    """Sentences that belong together."""

    source: str
    translated: str


@dataclass(frozen=True, eq=False)
class ComparedTexts:
    """A text and its translation, side by side."""

    source: str
    translated: str
    source_grammar: Grammar
    grammar: Grammar

    @cached_property
    def quantities(self) -> Comparison:
        """The quantities of both."""
        ours, theirs = self._without_names(*(_NO_WORDS.sub(" ", text) for text in (self.source, self.translated)))
        return compared(self.source_grammar.quantities.find(ours), self.grammar.quantities.find(theirs))

    @cached_property
    def sentences(self) -> tuple[SentencePair, ...]:
        """The sentences of both, side by side."""
        ours, theirs = (visible_text(text) for text in (self.source, self.translated))
        pairs = aligned(self.source_grammar.sentences(ours), self.grammar.sentences(theirs))
        return tuple(SentencePair(source, translated) for source, translated in pairs)

    @cached_property
    def stances(self) -> tuple[tuple[SentencePair, StanceDifference], ...]:
        """The sentences with what they deny and compare otherwise."""
        return tuple((sentence, self._stance_difference(sentence)) for sentence in self.sentences)

    def _stance_difference(self, sentence: SentencePair) -> StanceDifference:
        ours, theirs = self._without_names(sentence.source, sentence.translated)
        return stance_difference((ours, self.source_grammar.polarity), (theirs, self.grammar.polarity))

    def _without_names(self, source: str, translated: str) -> tuple[str, str]:
        return without_carried_names((source, self.source_grammar.labels), (translated, self.grammar.labels))


compared_texts = lru_cache(2_000)(ComparedTexts)
"""The same, made once: what topics share is compared in each of them."""


@dataclass(frozen=True, eq=False)
class TranslationPair:
    """A text and its translation, which is not fuzzy."""

    text: SourceText
    entry: CatalogEntry
    language: str
    source_grammar: Grammar
    grammar: Grammar
    editions: tuple[str, ...]

    @property
    def texts(self) -> ComparedTexts:
        """Both texts, side by side."""
        return compared_texts(self.text.source, self.entry.text, self.source_grammar, self.grammar)

    @property
    def quantities(self) -> Comparison:
        """The quantities of both."""
        return self.texts.quantities

    @property
    def sentences(self) -> tuple[SentencePair, ...]:
        """The sentences of both, side by side."""
        return self.texts.sentences

    @property
    def stances(self) -> tuple[tuple[SentencePair, StanceDifference], ...]:
        """The sentences with what they deny and compare otherwise."""
        return self.texts.stances

    def problem(self, rule: str, message: str, hint: str, rests_on: frozenset[str] = frozenset()) -> Problem:
        """What is wrong with the translation, at its catalog entry; it may rest on more than that."""
        return Problem(
            rule,
            f"the translation into `{self.language}` {message}",
            hint,
            self.entry.span,
            editions=self.editions,
            spoils=frozenset({self.text.translation(self.language)}),
            rests_on=rests_on,
        )


@lru_cache(1)
def translation_pairs(library: Library) -> tuple[TranslationPair, ...]:
    """Every text with each of its translations that is printed, in languages whose rules are known."""
    grammars = {language: grammar(rules) for language, rules in library.languages.items()}
    return tuple(
        TranslationPair(text, entry, language, source, grammars[language], affected_editions(library, text, language))
        for language in target_languages(library)
        if language in grammars
        for text in needed_texts(library, language)
        if (source := grammars.get(text.language))
        and (entry := catalog_entry(library, text, language))
        and entry.text
        and not entry.fuzzy
    )
