"""What is known of a language by rule: how it writes numbers and times, how it denies, how it compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from leaflet.model.record import NonEmptyStr, Record

Words = tuple[NonEmptyStr, ...]
"""Whole words: `x*` stands for any ending, a space for a hyphen too, a capital for a capital only."""


class NumberRules(Record):
    """How numbers are written, in digits and in words."""

    decimal: NonEmptyStr
    groups: Words
    """What stands between groups of three digits; any kind of fixed space may, too."""
    words: Mapping[str, float]
    """`twelve: 12`, but for what means one."""
    one: Words
    articles: Words = ()
    """They mean one before a unit: `an hour`."""
    multipliers: Mapping[str, int]
    """`hundred: 100`."""
    compounds: Words
    """How the words for 21 to 99 are made: `{ten}-{unit}`."""
    joints: Words
    """What may stand in front of what follows a multiplier: two hundred `and` five."""
    half: Words
    and_a_half: Words
    """What adds a half to the number before it."""
    fractions: Mapping[str, int]
    """Parts by the number of them in a whole: `third: 3`."""
    ordinals: Mapping[str, int]
    """`third: 3`, but for the first."""
    first: Words
    ordinal_endings: Words
    """What makes an ordinal of digits: `th`."""
    pairs: Words = ()
    """They mean two of what was named: `both`."""
    times: Mapping[str, float]
    """`twice: 2`."""
    decade_endings: Words = ()
    """What makes a decade of the digits of a year: the 1960`s`."""
    wholes: Words
    """Words before what another number is a part of: 3 `of` 10."""
    minus: Words
    connectors: Words
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

    hour: Words
    """After the digits of a time: `uur`."""
    morning: Words
    """After a time before noon, and `afternoon` after one past it."""
    afternoon: Words
    night: Words
    before: Words
    """Words before a time that has no other mark: `at`."""
    phrases: tuple[ClockPhrase, ...]
    named: Mapping[str, NonEmptyStr]
    """`noon: "12:00"`."""


class CalendarRules(Record):
    """Names of months, from January on, and of days, from Monday on; the first of each is the full one."""

    months: tuple[Words, ...] = Field(min_length=12, max_length=12)
    weekdays: tuple[Words, ...] = Field(min_length=7, max_length=7)
    before_month: Words
    """Words after which the name of a month is no other word: `in May`."""
    month_first: bool = False
    """May 5/6 mean the sixth of May, too?"""


class QuantityRules(Record):
    """How quantities are written."""

    numbers: NumberRules
    clock: ClockRules
    calendar: CalendarRules
    units: Mapping[str, Words]
    """By the unit's id (`src/leaflet/language/units.py` knows which are alike); a name may stand under several."""
    prefixed_units: Mapping[str, Words] = Field(default_factory=dict)
    """Units before their number: `€ 5`."""
    omissible: Words = ()
    """Ids of units that a language may leave out: `people over 18 (years)`."""
    rates: Mapping[str, Words]
    """By the unit's id, how “once in it” is said: `day: [daily, per day]`."""
    idioms: Mapping[str, Words] = Field(default_factory=dict)
    """Phrases that say when, by a name for what they mean: `around-the-clock: [day and night]`."""


class DenialRules(Record):
    """How a sentence is denied, beside the language's `negations`."""

    words: Words
    """They deny by their sense, and so does their translation: `unless`, `avoid`, `few`."""
    may_deny: Words
    """They may stand for a denial in another language, and need not: `wrong`, `bad`."""
    prefixes: Words
    suffixes: Words
    not_denials: Words
    """Words and phrases that only look like a denial: `under*`, `not only`."""
    listing: Words
    """After another denial they may be left out in another language: no milk `and no` eggs."""
    spreading: Words
    """After a denial they may be another one in another language: no milk `or` eggs."""
    reversing: Words
    """They turn a denial of the same sentence round: don't, `unless` you must."""


class ContrastSide(Record):
    """What a sentence may say where another could say the opposite."""

    words: Words
    may_say: Words = ()
    """They may say it, and mean something else as well."""
    kept: bool = False
    """Is it a fault as well where the other language says nothing of it?"""
    may_be_added: bool = False
    """Is it none where only the translation says so?"""
    when_denied: Words = ()
    """Sides that it may amount to in a sentence that denies: not `more than` is at most."""


class Contrast(Record):
    """Sides of which a sentence and its translation must take the same: more or less, before or after."""

    sides: Mapping[str, ContrastSide]
    under_denial: bool = True
    """Are they to be told apart in sentences that deny, too? (“Must not” is “mag niet”.)"""


class LanguageRules(Record):
    """What is known of one language. Read from `languages/<code>.yaml` of the package, or of a house's sources."""

    abbreviations: Words
    """What ends in a full stop without ending a sentence, without that stop."""
    negations: Words
    """Words that deny what follows them within the same clause."""
    clause_breaks: Words
    """Words that begin a new clause, past which a negation does not reach: `but`, `not only`."""
    calls: Words
    """Words after which a number is a telephone number."""
    denials: DenialRules
    quantities: QuantityRules
    contrasts: Mapping[Annotated[str, StringConstraints(min_length=1)], Contrast]
    """By name; those of two languages are compared where both have them."""
