"""All that a language's rules find in a text, ready for use."""

from __future__ import annotations

import re
from functools import lru_cache

from leaflet.language.polarity import PolarityGrammar
from leaflet.language.quantity_grammar import QuantityGrammar
from leaflet.language.readability import sentences
from leaflet.model import LanguageRules

_PART_END = re.compile(r"(?<=[;:])\s+")


class Grammar:
    """The rules of one language."""

    def __init__(self, rules: LanguageRules) -> None:
        self.quantities = QuantityGrammar(rules.quantities)
        self.polarity = PolarityGrammar(rules, self.quantities.without_dates)
        self.labels = rules.labels
        self._abbreviations = rules.abbreviations

    def sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of `text`, and their parts where a semicolon or a colon divides them."""
        return tuple(part for sentence in sentences(text, self._abbreviations) for part in _PART_END.split(sentence))


@lru_cache(20)
def grammar(rules: LanguageRules) -> Grammar:
    """The grammar of these rules; it is made once."""
    return Grammar(rules)
