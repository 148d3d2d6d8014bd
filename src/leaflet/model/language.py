"""What is known of a language by rule: how it writes numbers and times, how it denies, how it compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from leaflet.model.record import NonEmptyStr, Record

_Words = tuple[NonEmptyStr, ...]
"""Whole words: `x*` stands for any ending, a space for a hyphen too, a capital for a capital only."""


class NumberRules(Record):
    """How numbers are written, in digits and in words."""

    decimal: NonEmptyStr
    groups: _Words
    """What stands between groups of three digits; any kind of fixed space may, too."""
    words: Mapping[str, float]
    """`twelve: 12`, but for what means one."""
    one: _Words
    articles: _Words = ()
    """They mean one before a unit: `an hour`."""
    multipliers: Mapping[str, int]
    """`hundred: 100`."""
    compounds: _Words
    """How the words for 21 to 99 are made: `{ten}-{unit}`."""
    joints: _Words
    """What may stand in front of what follows a multiplier: two hundred `and` five."""
    half: _Words
    and_a_half: _Words
    """What adds a half to the number before it."""
    fractions: Mapping[str, int]
    """Parts by the number of them in a whole: `third: 3`."""
    ordinals: Mapping[str, int]
    """`third: 3`, but for the first."""
    first: _Words
    ordinal_endings: _Words
    """What makes an ordinal of digits: `th`."""
    pairs: _Words = ()
    """They mean two of what was named: `both`."""
    times: Mapping[str, float]
    """`twice: 2`."""
    decade_endings: _Words = ()
    """What makes a decade of the digits of a year: the 1960`s`."""
    wholes: _Words
    """Words before what another number is a part of: 3 `of` 10."""
    minus: _Words
    connectors: _Words
    """What stands between two numbers of the same unit: `to`, `or`."""


class ClockPhrase(Record):
    """A time of day in words."""

    form: NonEmptyStr
    """`half past {hour}`; `{minutes}` is any number."""
    offset: int = 0
    """Minutes to add to the hour."""
    sign: int = 0
    """1 where `{minutes}` are added, −1 where they are taken away."""


class ClockRules(Record):
    """How times of day are written."""

    hour: _Words
    """After the digits of a time: `uur`."""
    morning: _Words
    """After a time before noon, and `afternoon` after one past it."""
    afternoon: _Words
    night: _Words
    before: _Words
    """Words before a time that has no other mark: `at`."""
    phrases: tuple[ClockPhrase, ...]
    named: Mapping[str, NonEmptyStr]
    """`noon: "12:00"`."""


class CalendarRules(Record):
    """Names of months, from January on, and of days, from Monday on; the first of each is the full one."""

    months: tuple[_Words, ...] = Field(min_length=12, max_length=12)
    weekdays: tuple[_Words, ...] = Field(min_length=7, max_length=7)
    before_month: _Words
    """Words after which the name of a month is no other word: `in May`."""
    month_first: bool = False
    """May 5/6 mean the sixth of May, too?"""


class QuantityRules(Record):
    """How quantities are written."""

    numbers: NumberRules
    clock: ClockRules
    calendar: CalendarRules
    units: Mapping[str, _Words]
    """By the unit's id (`src/leaflet/language/units.py` knows which are alike); a name may stand under several."""
    prefixed_units: Mapping[str, _Words] = Field(default_factory=dict)
    """Units before their number: `€ 5`."""
    omissible: _Words = ()
    """Ids of units that a language may leave out: `people over 18 (years)`."""
    rates: Mapping[str, _Words]
    """By the unit's id, how “once in it” is said: `day: [daily, per day]`."""
    idioms: Mapping[str, _Words] = Field(default_factory=dict)
    """Phrases that say when, by a name for what they mean: `around-the-clock: [day and night]`."""


class DenialRules(Record):
    """How a sentence is denied, beside the language's `negations`."""

    words: _Words
    """They deny by their sense, and so does their translation: `unless`, `avoid`, `few`."""
    may_deny: _Words
    """They may stand for a denial in another language, and need not: `wrong`, `bad`."""
    prefixes: _Words
    suffixes: _Words
    not_denials: _Words
    """Words and phrases that only look like a denial: `under*`, `not only`."""
    listing: _Words
    """After another denial they may be left out in another language: no milk `and no` eggs."""
    spreading: _Words
    """After a denial they may be another one in another language: no milk `or` eggs."""
    reversing: _Words
    """They turn a denial of the same sentence round: don't, `unless` you must."""


class ContrastSide(Record):
    """What a sentence may say where another could say the opposite."""

    words: _Words
    may_say: _Words = ()
    """They may say it, and mean something else as well."""
    kept: bool = False
    """Is it a fault as well where the other language says nothing of it?"""
    may_be_added: bool = False
    """Is it none where only the translation says so?"""
    when_denied: _Words = ()
    """Sides that it may amount to in a sentence that denies: not `more than` is at most."""


class Contrast(Record):
    """Sides of which a sentence and its translation must take the same: more or less, before or after."""

    sides: Mapping[str, ContrastSide]
    under_denial: bool = True
    """Are they to be told apart in sentences that deny, too? (“Must not” is “mag niet”.)"""


class LanguageRules(Record):
    """What is known of one language. Read from `languages/<code>.yaml` of the package, or of a house's sources."""

    abbreviations: _Words
    """What ends in a full stop without ending a sentence, without that stop."""
    negations: _Words
    """Words that deny what follows them within the same clause."""
    clause_breaks: _Words
    """Words that begin a new clause, past which a negation does not reach: `but`, `not only`."""
    calls: _Words
    """Words after which a number is a telephone number."""
    denials: DenialRules
    quantities: QuantityRules
    contrasts: Mapping[Annotated[str, StringConstraints(min_length=1)], Contrast]
    """By name; those of two languages are compared where both have them."""
