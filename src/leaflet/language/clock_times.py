"""Times of day, by a language's rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from leaflet.language.number_words import NumberGrammar, digits_value
from leaflet.language.quantities import Quantity, Strength, Value, strength_of
from leaflet.language.word_patterns import any_of, whole
from leaflet.model import ClockPhrase, ClockRules

CLOCK = "clock"
"""The measure: minutes since midnight."""
_DAY, _NOON = 24 * 60, 12 * 60


def clock_values(*minutes: int) -> Iterator[Value]:
    """These times."""
    return (Value(CLOCK, Fraction(n % _DAY)) for n in minutes)


class ClockGrammar:
    """The times of one language."""

    def __init__(self, rules: ClockRules, numbers: NumberGrammar, units: str) -> None:
        """`units` is the expression for units other than hours: 9.30 mg is no time."""
        self.rules, self.numbers = rules, numbers
        hour, mark = any_of(rules.hour), any_of((*rules.morning, *rules.afternoon, *rules.night))
        number = rf"(?:\d{{1,2}}|{unnamed(numbers.words)})"
        self.hour = re.compile(hour)
        self.before = re.compile(whole(any_of(rules.before)) + r"\s$")
        end = rf"(?:\s?(?P<clock>{hour})(?!\w))?(?:[\s-]*(?P<mark>{mark})(?!\w))?"
        self._digital = re.compile(
            rf"(?<![\w.,:/€£$])(?P<h>[01]?\d|2[0-4])(?P<point>[:.])(?P<m>[0-5]\d)(?!\d|[.,:/]\d|\s?{units}(?!\w)){end}"
        )
        self._marked = re.compile(rf"(?<![\w.,]){number}\s?(?:{hour}[\s-]*)?(?P<mark>{mark})(?!\w)")
        self._phrases = tuple((phrase, re.compile(_phrase(phrase, number) + end)) for phrase in rules.phrases)
        self._named = re.compile(whole(any_of(rules.named)))
        self._mark_before = re.compile(rf"(?P<mark>{mark})\s+(?:\w+\s+)?$")

    def find(self, text: str) -> Iterator[Quantity]:
        """Every time of day that has a mark of one; an hour of a while is none."""
        for find in (self._phrase_times, self._digital_times, self._marked_times, self._named_times):
            found = tuple(find(text))
            yield from found
            for quantity in found:
                text = text[: quantity.start] + "\0" * (quantity.end - quantity.start) + text[quantity.end :]

    def _digital_times(self, text: str) -> Iterator[Quantity]:
        for match in self._digital.finditer(text):
            minutes = int(match["h"]) * 60 + int(match["m"])
            written = match.string[match.start() : match.end("m")]
            number = None if match["point"] == ":" else digits_value(written, self.numbers.rules)
            is_time = bool(match["clock"] or match["mark"])
            if number is None or is_time or self.before.search(text, 0, match.start()):
                bare = () if number is None or is_time else (Value("", number),)
                yield self._quantity(match, (*clock_values(*self._minutes(match, minutes, match["mark"])), *bare))

    def _marked_times(self, text: str) -> Iterator[Quantity]:
        for match in self._marked.finditer(text):
            value = self.numbers.match_value(match[0])
            if value is not None and value.denominator == 1 and value <= 24:
                yield self._quantity(match, clock_values(*self._minutes(match, int(value) * 60, match["mark"])))

    def _phrase_times(self, text: str) -> Iterator[Quantity]:
        for phrase, pattern in self._phrases:
            for match in pattern.finditer(text):
                hour = self.numbers.match_value(match["hour"])
                minutes = self.numbers.match_value(match.groupdict().get("minutes") or "0")
                if (
                    hour
                    and minutes is not None
                    and hour <= 12
                    and minutes < 60
                    and not self.numbers.is_article(match["hour"])
                ):
                    base = int(hour) * 60 + phrase.offset + phrase.sign * int(minutes)
                    yield self._quantity(match, clock_values(*self._minutes(match, base, match["mark"], either=True)))

    def _named_times(self, text: str) -> Iterator[Quantity]:
        for match in self._named.finditer(text):
            hours, _, minutes = self.rules.named[match[0].casefold()].partition(":")
            yield self._quantity(match, clock_values(int(hours) * 60 + int(minutes)))

    def hour_values(self, text: str, start: int, hours: Fraction, *, either: bool) -> Iterator[Value]:
        """The times that `hours` at `start` may mean; `either` where it may be before noon or after it."""
        part = self._mark_before.search(text, 0, start)
        return clock_values(*self._minutes_at(int(hours) * 60, part["mark"] if part else None, either=either))

    def _minutes(
        self, match: re.Match[str], minutes: int, mark: str | None, *, either: bool = False
    ) -> tuple[int, ...]:
        earlier = self._mark_before.search(match.string, max(0, match.start() - 30), match.start())
        return self._minutes_at(minutes, mark or (earlier["mark"] if earlier else None), either=either)

    def _minutes_at(self, minutes: int, mark: str | None, *, either: bool) -> tuple[int, ...]:
        """The minutes since midnight of a time with this mark of its part of the day, or without one."""
        if not mark:
            return (minutes, minutes + _NOON) if either and minutes <= _NOON + 59 else (minutes,)
        is_morning, is_night = (re.fullmatch(any_of(words), mark) for words in (self.rules.morning, self.rules.night))
        of_twelve = minutes % _NOON if minutes < _NOON + 60 else minutes
        is_late = not is_morning and not (is_night and of_twelve < 6 * 60)
        return (of_twelve + _NOON if is_late and of_twelve < _NOON else of_twelve,)

    @staticmethod
    def _quantity(match: re.Match[str], values: Iterable[Value]) -> Quantity:
        strength = max(strength_of(match[0]), Strength.WORDS)
        return Quantity(frozenset(values), match[0].strip(), match.start(), match.end(), strength)


def unnamed(pattern: str) -> str:
    """`pattern` with its groups nameless, so that it can be a part of another several times."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _phrase(phrase: ClockPhrase, number: str) -> str:
    """The expression for a phrase."""
    words = r"\s+".join(map(re.escape, phrase.form.split()))
    for name in ("hour", "minutes"):
        words = words.replace(re.escape("{" + name + "}"), f"(?P<{name}>{number})")
    return rf"(?<!\w)(?i:{words})(?!\w)"
