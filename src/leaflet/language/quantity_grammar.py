"""Finds the quantities of a text: the rules of one language, ready for use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from leaflet.language.calendar_dates import DATE, CalendarGrammar
from leaflet.language.clock_times import ClockGrammar, unnamed
from leaflet.language.named_quantities import ORDINAL, NamedQuantities, name_form, quantity_at
from leaflet.language.number_words import NumberGrammar, fraction_pattern
from leaflet.language.quantities import AS_WRITTEN, Quantity, Strength, Value, blanked, prepared, strength_of
from leaflet.language.units import measured
from leaflet.language.word_patterns import any_of, whole
from leaflet.model import QuantityRules


class QuantityGrammar:
    """The quantities of one language."""

    def __init__(self, rules: QuantityRules) -> None:
        self.rules = rules
        self.numbers = NumberGrammar(rules.numbers)
        self.units = _ids_by_name(rules)
        unit = any_of(name for names in rules.units.values() for name in names)
        hours = {name.casefold() for name in rules.clock.hour}
        other = any_of(n for names in rules.units.values() for n in names if n.casefold() not in hours)
        self.clock = ClockGrammar(rules.clock, self.numbers, other)
        self.calendar = CalendarGrammar(rules.calendar, rules.numbers)
        prefix = any_of(name for names in rules.prefixed_units.values() for name in names)
        minus = rf"(?:(?<![\w\d,.%°)])[-−](?=\d)|{any_of(rules.numbers.minus)}\s)"
        article = rf"(?:\s{any_of(rules.numbers.articles)})?"
        more = rf"(?P<more>\s{any_of(rules.numbers.and_a_half)})?"
        glue = r"(?:[\s-]|(?<=\d)|(?=[^\W\d]{4}))"
        later = rf"(?:\s(?P<between>[^\W\d]+){article}\s(?P<later>{unit})(?!\w))?"
        after = rf"(?:{glue}(?P<unit>{unit}){more}(?!\w)|(?!\w){later}|(?<=\d))"
        self._number = re.compile(
            rf"(?:(?<!\w)|(?<=[^\W\d])(?=\d))(?P<prefix>{prefix}\s?)?(?P<minus>{minus})?{self.numbers.pattern}(?!\d){after}"
        )
        number = unnamed(self.numbers.pattern)
        of_unit = rf"(?:[\s-](?:\w{{1,3}}\s){{0,2}}(?P<unit>{unit})(?!\w))?"
        self._fraction = re.compile(fraction_pattern(rules.numbers, number) + of_unit)
        self._half = re.compile(whole(any_of(rules.numbers.half)) + of_unit)
        articles = any_of((*rules.numbers.one, *rules.numbers.articles))
        self._added_half = re.compile(rf"(?<!\w){any_of(rules.numbers.joints)}\s(?:{articles}\s)?$")
        self._whole = re.compile(rf"(?<!\w){any_of(rules.numbers.wholes)}\s$")
        self._shorthand = re.compile(whole(any_of(rules.shorthand)))
        self.named = NamedQuantities(rules)
        self._connector = re.compile(rf"\s?(?:{any_of(rules.numbers.connectors)})\s?")

    def find(self, text: str) -> tuple[Quantity, ...]:
        """Every quantity of `text`, in order; it is prepared first, and shorthand written out."""
        text = self._shorthand.sub(self._written_out, prepared(text))
        found: list[Quantity] = []
        stages: tuple[Callable[[str], Iterator[Quantity]], ...] = (
            self.calendar.find,
            self.named.telephones,
            self.named.idioms,
            self.named.digit_ordinals,
            self.clock.find,
            self.named.times,
            self._halves,
            self._fractions,
            self._number_values,
            self.named.rates,
            self.named.alone,
            self.named.loose_times,
            self.named.word_ordinals,
            self.named.pairs,
            self.calendar.find_names,
        )
        rest = text
        for stage in stages:
            new = tuple(stage(rest))
            rest = blanked(rest, new)
            found += new
        return tuple(self._joined(text, sorted(found, key=lambda quantity: quantity.start)))

    def _written_out(self, match: re.Match[str]) -> str:
        return self.rules.shorthand[match[0].casefold()]

    def without_dates(self, text: str) -> str:
        """`text`, prepared, with spaces where dates and names of months and days are."""
        text = prepared(text)
        names = (quantity for quantity in self.calendar.find_names(text) if quantity.strength)
        return blanked(text, (*self.calendar.find(text), *names)).replace("\0", " ")

    def _halves(self, text: str) -> Iterator[Quantity]:
        for match in self._half.finditer(text):
            if not self._is_added(match):
                half, unit = Fraction(1, 2), match["unit"]
                values = self._measured(half, unit) if unit else (Value("", half),)
                yield quantity_at(match, values, Strength.WORDS if unit else Strength.SOFT)

    def _is_added(self, match: re.Match[str]) -> bool:
        """Does it belong to the number before, as in “one and a half”, or is it a part of a longer word?"""
        before = self._added_half.search(match.string, 0, match.start())
        return before is not None or match.string[match.end() : match.end() + 1] == "-"

    def _fractions(self, text: str) -> Iterator[Quantity]:
        for match in self._fraction.finditer(text):
            parts, of = self.numbers.match_value(match["parts"]), self.rules.numbers.fractions[match["part"].casefold()]
            if parts is not None and not self._is_added(match):
                unit = match["unit"]
                values = [*self._measured(parts / of, unit)] if unit else [Value("", parts / of)]
                values += [Value(ORDINAL, Fraction(of))] if parts == 1 else []
                yield quantity_at(match, values, strength_of(match[0]))

    def _number_values(self, text: str) -> Iterator[Quantity]:
        for match in self._number.finditer(text):
            value = self.numbers.value(match)
            if value is not None and match["more"]:
                value += Fraction(1, 2)
            if value is None:
                values: Iterable[Value] = (Value(AS_WRITTEN, match["number"]),)
            else:
                values = self._readings(match, -value if match["minus"] else value)
            found = quantity_at(match, values, self._strength(match, value))
            is_whole = self._whole.search(text, 0, match.start()) is not None
            units = self.units.get(name_form(match["unit"] or match["prefix"] or ""), ())
            is_loose = any(unit in self.rules.omissible for unit in units)
            yield replace(found, is_whole=is_whole, without_unit=value if is_loose else None)

    def _strength(self, match: re.Match[str], value: Fraction | None) -> Strength:
        """SOFT where it may be no number: “a”, “one” or “zero” without a unit, a part of a name such as COVID-19."""
        if match["more"]:
            return max(Strength.WORDS, strength_of(match[0]))
        word = (match["number"] or "").casefold()
        unit = match["unit"] or match["prefix"]
        is_word = word in self.rules.numbers.one or (value == 0 and not word.isdigit())
        is_named = re.search(r"[^\W\d]-$", match.string[: match.start()]) is not None
        is_compound = not word.isdigit() and match.string[match.end() : match.end() + 1] == "-"
        is_soft = word in self.rules.numbers.articles or ((is_word or is_named or is_compound) and not unit)
        return Strength.SOFT if is_soft else strength_of(match[0])

    def _readings(self, match: re.Match[str], value: Fraction) -> Iterator[Value]:
        unit, prefix = match["unit"], (match["prefix"] or "").strip()
        if unit and value == 1 and unit.casefold() in self.rules.numbers.ordinals:
            yield Value(ORDINAL, Fraction(self.rules.numbers.ordinals[unit.casefold()]))
        if unit or prefix:
            yield from self._measured(value, unit or prefix)
            is_plural = unit in self.rules.numbers.decade_endings and match.string[match.start("unit") - 1].isdigit()
            yield from (Value("", value),) if is_plural else ()  # “under 18s”
        else:
            yield Value("", value)
            yield from self._measured(value, match["later"]) if match["later"] else ()
        if value.denominator == 1 and 0 <= value <= 24:
            if unit and self.clock.hour.fullmatch(unit):
                yield from self.clock.hour_values(match.string, match.start(), value, either=False)
            elif not unit and not prefix and self.clock.before.search(match.string, 0, match.start()):
                yield from self.clock.hour_values(match.string, match.start(), value, either=True)

    def _measured(self, value: Fraction, name: str) -> Iterator[Value]:
        """What `value` of the unit called `name` may be."""
        for unit in self.units[name_form(name)]:
            yield Value(*measured(value, unit))

    def _joined(self, text: str, found: list[Quantity]) -> Iterator[Quantity]:
        """The quantities, a number before “to” and one with a unit being of that unit, too."""
        for n, quantity in enumerate(found):
            after = found[n + 1] if n + 1 < len(found) else None
            if after and quantity.is_bare and self._connector.fullmatch(text, quantity.end, after.start):
                yield quantity.with_readings(self._like(quantity, text[after.start : after.end], after))
            else:
                yield quantity

    def _like(self, quantity: Quantity, written: str, after: Quantity) -> Iterator[Value]:
        """What a bare number is that belongs to the quantity `after`, which is `written` so."""
        numbers = quantity.numbers
        for value in after.readings:
            if value.measure == DATE:
                year, month, _ = str(value.amount).split("-")
                yield from (Value(DATE, f"{year}-{month}-{number}") for number in numbers)
        match = self._number.fullmatch(written)
        if match and (match["unit"] or match["later"]):
            for number in numbers:
                yield from self._measured(number, match["unit"] or match["later"])


def _ids_by_name(rules: QuantityRules) -> Mapping[str, tuple[str, ...]]:
    """The ids of the units that each name may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for units in (rules.units, rules.prefixed_units):
        for unit, names in units.items():
            for name in names:
                found[name_form(name)] = (*found.get(name_form(name), ()), unit)
    return found
