"""Words of a language that stand in its own file: so a language is added in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from leaflet.model import EvidenceLevel, LanguageRules, Library, Substance

_Rules = Mapping[str, LanguageRules]


def with_language_words(library: Library) -> Library:
    """`library` with the words that the files of its languages have for rungs, substances and what isn't said.

    What `wording.yaml`, `evidence.yaml` and `substances.yaml` have in a language is kept.
    """
    rules = library.languages
    lists = {language: own.wording for language, own in rules.items() if own.wording}
    levels = tuple(_with_wording(level, rules) for level in library.ladder.levels)
    return replace(
        library,
        word_lists={**lists, **library.word_lists},
        ladder=library.ladder.model_copy(update={"levels": levels}),
        substances=tuple(_with_names(substance, rules) for substance in library.substances),
    )


def _with_wording(level: EvidenceLevel, rules: _Rules) -> EvidenceLevel:
    found = {language: own.levels[level.id] for language, own in rules.items() if level.id in own.levels}
    return level.model_copy(update={"wording": {**found, **level.wording}}) if found else level


def _with_names(substance: Substance, rules: _Rules) -> Substance:
    found = {
        language: own.substances[substance.id] for language, own in rules.items() if substance.id in own.substances
    }
    return substance.model_copy(update={"names": {**found, **substance.names}}) if found else substance
