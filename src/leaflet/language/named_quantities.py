"""Quantities that are said without a number and a unit: “twice”, “daily”, “the third”, “both”, a telephone number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from leaflet.language.quantities import Quantity, Strength, Value
from leaflet.language.units import measured
from leaflet.language.word_patterns import any_of, whole
from leaflet.model import QuantityRules

TELEPHONE = re.compile(r"(?<![\w.,/-])(?:\+|0)\d(?:[ ()/‐‑–-]?\d){5,}(?![\w-])")
"""A plus or a zero and at least six more digits, in groups or not."""
ORDINAL = "ordinal"
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8}
"""Numbers of phases and the like; I, V and X are words as well."""


class NamedQuantities:
    """Those of one language."""

    def __init__(self, rules: QuantityRules) -> None:
        self.rules = rules
        numbers = rules.numbers
        digits = rf"(?P<digits>\d+){any_of(numbers.ordinal_endings)}"
        words = rf"(?P<first>{any_of(numbers.first)})|(?P<ordinal>{any_of(numbers.ordinals)})"
        self._digit_ordinal, self._word_ordinal = re.compile(whole(digits)), re.compile(whole(words))
        self._decade = re.compile(rf"(?<!\w)(?P<year>\d\d\d0){any_of(numbers.decade_endings)}(?!\w)")
        self._roman = re.compile(rf"(?<!\w)(?:{'|'.join(_ROMAN)})(?!\w)")
        self._idioms = tuple((name, re.compile(whole(any_of(words)))) for name, words in rules.idioms.items())
        self._units = {name_form(word): unit for unit, words in rules.rates.items() for word in words}
        self._rate = re.compile(whole(any_of(word for words in rules.rates.values() for word in words)))
        self._times = re.compile(whole(any_of(numbers.times)))
        self._loose_times = re.compile(whole(any_of(numbers.loose_times)))
        self._alone_units = {name_form(word): unit for unit, words in rules.alone.items() for word in words}
        self._alone = re.compile(whole(any_of(word for words in rules.alone.values() for word in words)))
        self._pairs = re.compile(whole(any_of(numbers.pairs)))

    def telephones(self, text: str) -> Iterator[Quantity]:
        """Telephone numbers."""
        for match in TELEPHONE.finditer(text):
            number = re.sub(r"\D", "", match[0])
            yield quantity_at(match, (Value("telephone", number),), Strength.DIGITS)

    def idioms(self, text: str) -> Iterator[Quantity]:
        """Phrases, decades, Roman numbers."""
        for name, pattern in self._idioms:
            for match in pattern.finditer(text):
                yield quantity_at(match, (Value(name, Fraction(1)),), Strength.WORDS)
        for match in self._decade.finditer(text):
            year = int(match["year"])
            yield quantity_at(match, (Value("", Fraction(year)), Value("", Fraction(year % 100))), Strength.DIGITS)
        for match in self._roman.finditer(text):
            yield quantity_at(match, (Value("", Fraction(_ROMAN[match[0]])),), Strength.SOFT)

    def digit_ordinals(self, text: str) -> Iterator[Quantity]:
        """Ordinals in digits: “3rd”."""
        for match in self._digit_ordinal.finditer(text):
            number = Fraction(match["digits"])
            ordinal = quantity_at(match, (Value(ORDINAL, number),), Strength.DIGITS)
            yield replace(ordinal, without_unit=number)

    def word_ordinals(self, text: str) -> Iterator[Quantity]:
        """Ordinals in words: “third”."""
        for match in self._word_ordinal.finditer(text):
            number = 1 if match["first"] else self.rules.numbers.ordinals[match[0].casefold()]
            is_soft = match["first"] or text[match.end() : match.end() + 1] == "-"
            strength = Strength.SOFT if is_soft else Strength.WORDS
            yield quantity_at(match, (Value(ORDINAL, Fraction(number)),), strength)

    def rates(self, text: str) -> Iterator[Quantity]:
        """How often: “daily”."""
        for match in self._rate.finditer(text):
            every = Value(*measured(Fraction(1), self._units[name_form(match[0])]))
            yield replace(quantity_at(match, (every,), Strength.WORDS), is_rate=True)
            once = frozenset((Value("time", Fraction(1)),))
            yield Quantity(once, match[0], match.end(), match.end(), Strength.SOFT)

    def times(self, text: str) -> Iterator[Quantity]:
        """How many times: “twice”."""
        for match in self._times.finditer(text):
            number = self.rules.numbers.times[match[0].casefold()]
            times = quantity_at(
                match, (Value("time", Fraction(number)),), Strength.WORDS if number > 1 else Strength.SOFT
            )
            yield replace(times, without_unit=Fraction(number))

    def loose_times(self, text: str) -> Iterator[Quantity]:
        """Words that may say how many times, and need not: “doubled”."""
        for match in self._loose_times.finditer(text):
            number = Fraction(self.rules.numbers.loose_times[match[0].casefold()])
            yield quantity_at(match, (Value("time", number),), Strength.SOFT)

    def alone(self, text: str) -> Iterator[Quantity]:
        """One of a unit whose name is enough to say how much: “a fortnight”, “the fortnight”."""
        for match in self._alone.finditer(text):
            one = Value(*measured(Fraction(1), self._alone_units[name_form(match[0])]))
            yield quantity_at(match, (one,), Strength.SOFT)

    def pairs(self, text: str) -> Iterator[Quantity]:
        """Two of what was named: “both”."""
        return (quantity_at(match, (Value("", Fraction(2)),), Strength.SOFT) for match in self._pairs.finditer(text))


def name_form(name: str) -> str:
    """The name of a unit as it is looked up."""
    return re.sub(r"[\s\-‐‑]+", " ", unicodedata.normalize("NFKC", name)).replace("’", "'").casefold()


def quantity_at(match: re.Match[str], values: Iterable[Value], strength: Strength) -> Quantity:
    """The quantity that a match is."""
    return Quantity(frozenset(values), match[0].strip(), match.start(), match.end(), strength)
