"""What a text says in numbers: quantities with their units, times, dates, ordinals, by the rules of its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

_VULGAR_FRACTION = re.compile("[\u00bc-\u00be\u2150-\u215e]")

_BARE_DIGITS = re.compile(r"\d+[.,]\d+")

AS_WRITTEN = "as written"
"""The measure of digits that are no number in the language: 2.5 in Dutch."""


class Value(NamedTuple):
    """One thing that a quantity may mean."""

    measure: str
    """What is counted, in the units of `leaflet.language.units`; '' for a bare number."""
    amount: Fraction | str


class Strength(IntEnum):
    """How sure it is that a translation must say the same."""

    SOFT = 0
    """It may be no quantity at all: “a”, “once”, “first”."""
    WORDS = 1
    DIGITS = 2


@dataclass(frozen=True)
class Quantity:
    """A place in a text that says how much, when, or which one."""

    readings: frozenset[Value]
    """All that it may mean: “9 uur” is a time and a while."""
    text: str
    start: int
    end: int
    strength: Strength
    without_unit: Fraction | None = None
    """Its number, where another language may leave its unit out."""
    is_rate: bool = False
    """Is it how often something happens, in one word or two: “daily”?"""
    is_whole: bool = False
    """Is it what the number beside it is a part of, as in “10 of 30”?"""

    @property
    def is_no_number(self) -> bool:
        """Are its digits no number in the language?"""
        return any(value.measure == AS_WRITTEN for value in self.readings)

    @property
    def is_bare(self) -> bool:
        """May it be a number that nothing is said of?"""
        return any(value.measure == "" for value in self.readings)

    @property
    def numbers(self) -> frozenset[Fraction]:
        """The numbers that it may be, without a unit."""
        return frozenset(
            value.amount for value in self.readings if value.measure == "" and isinstance(value.amount, Fraction)
        )

    def is_age_of(self, other: Quantity) -> bool:
        """Is this an ordinal in digits, and the other as many years? (Her 65th birthday.)"""
        years = any(value == Value("month", 12 * (self.without_unit or Fraction(0))) for value in other.readings)
        return years and any(value.measure == "ordinal" for value in self.readings)

    def with_readings(self, values: Iterable[Value]) -> Quantity:
        """The same place, which may mean these, too."""
        return replace(self, readings=self.readings | frozenset(values))


def prepared(text: str) -> str:
    """`text` in one Unicode form, in which 2½ is `2 1/2`."""
    apart = _VULGAR_FRACTION.sub(lambda found: f" {found[0]}", text)
    return re.sub(r"(?<=\d)  (?=\d/)", " ", unicodedata.normalize("NFKC", apart).replace("\u2044", "/"))


def blanked(text: str, found: Iterable[Quantity]) -> str:
    """`text` with what was `found` made unreadable, every other character at its place."""
    for quantity in found:
        text = text[: quantity.start] + "\0" * (quantity.end - quantity.start) + text[quantity.end :]
    return text


def strength_of(text: str) -> Strength:
    """DIGITS where `text` has any."""
    return Strength.DIGITS if any(c.isdigit() for c in text) else Strength.WORDS


class Comparison(NamedTuple):
    """What two texts do not have in common."""

    lacking: tuple[Quantity, ...]
    added: tuple[Quantity, ...]
    pairs: tuple[tuple[Quantity, Quantity], ...]
    """Those that may mean the same."""


def compared(source: Sequence[Quantity], translated: Sequence[Quantity]) -> Comparison:
    """The quantities that can't be paired, each with one that may mean the same, and those that can.

    As many as possible are paired (Kuhn's algorithm), those that must have a partner first.
    """
    partners = {
        n: sorted((m for m, b in enumerate(translated) if _alike(a, b)), key=lambda m: -translated[m].strength)
        for n, a in enumerate(source)
    }
    pairing = _Pairing(partners)
    for n in sorted(partners, key=lambda n: -source[n].strength):
        pairing.augment(n)
    back = _Pairing(_reversed(partners, source), {n: m for m, n in pairing.by_target.items()})
    for m in sorted(range(len(translated)), key=lambda m: -translated[m].strength):
        if m not in pairing.by_target:
            back.augment(m)
    matched = _in_order(back.by_target, source)
    lacking = tuple(q for n, q in enumerate(source) if n not in matched)
    added = tuple(q for m, q in enumerate(translated) if m not in set(matched.values()))
    return Comparison(lacking, added, tuple((source[n], translated[m]) for n, m in sorted(matched.items())))


def _alike(one: Quantity, other: Quantity) -> bool:
    """May they be the same? A unit that may be left out is so only where the other side has none."""
    if one.readings & other.readings:
        return True
    sides = ((one, other), (other, one))
    if one.text == other.text and _BARE_DIGITS.fullmatch(one.text) and not (one.numbers and other.numbers):
        return True  # a name such as “0.12”, written the same in both
    return any(a.without_unit in b.numbers or a.is_age_of(b) for a, b in sides)


def _in_order(matched: Mapping[int, int], source: Sequence[Quantity]) -> Mapping[int, int]:
    """The pairs, those of quantities that may mean just the same side by side in their order."""
    alike: dict[frozenset[Value], list[int]] = {}
    for n in sorted(matched):
        alike.setdefault(source[n].readings, []).append(n)
    return {n: m for same in alike.values() for n, m in zip(same, sorted(matched[n] for n in same), strict=True)}


def _reversed(partners: dict[int, list[int]], source: Sequence[Quantity]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for n in sorted(partners, key=lambda n: -source[n].strength):
        for m in partners[n]:
            found.setdefault(m, []).append(n)
    return found


class _Pairing:
    """Which of one side is paired with which of the other, by the other's number."""

    def __init__(self, partners: dict[int, list[int]], by_target: dict[int, int] | None = None) -> None:
        self.partners = partners
        self.by_target: dict[int, int] = dict(by_target or {})

    def augment(self, n: int, seen: set[int] | None = None) -> bool:
        """Find a partner for `n`, moving others where that helps; was there one?"""
        seen = set() if seen is None else seen
        for m in self.partners.get(n, ()):
            if m not in seen:
                seen.add(m)
                if m not in self.by_target or self.augment(self.by_target[m], seen):
                    self.by_target[m] = n
                    return True
        return False


def swapped(pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[tuple[Quantity, Quantity]]:
    """Two quantities of a text, of one measure, whose partners stand in the other order."""
    for n, (a, x) in enumerate(pairs):
        for b, y in pairs[n + 1 :]:
            same_measure = {v.measure for v in a.readings} & {v.measure for v in b.readings}
            is_part = (a.is_whole and x.is_whole) or (b.is_whole and y.is_whole)
            other_order = (a.start < b.start) is not (x.start < y.start)
            is_counted = not any(quantity.is_rate for quantity in (a, b, x, y))
            if same_measure and other_order and is_counted and not is_part and not a.readings & b.readings:
                yield a, b
