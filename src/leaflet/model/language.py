"""What is known of a language by rule: how it writes numbers and times, how it denies, how it compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from leaflet.model.evidence import WordingRules
from leaflet.model.record import Id, NonEmptyStr, Record
from leaflet.model.wording import WordLists

_WordList = tuple[NonEmptyStr, ...]
"""Whole words: `x*` stands for any ending, a space for a hyphen too, a capital for a capital only."""


class NumberRules(Record):
    """How numbers are written, in digits and in words."""

    decimal: NonEmptyStr
    groups: _WordList
    """What stands between groups of three digits; any kind of fixed space may, too."""
    words: Mapping[str, float]
    """`twelve: 12`, but for what means one."""
    one: _WordList
    articles: _WordList = ()
    """They mean one before a unit: `an hour`."""
    multipliers: Mapping[str, int]
    """`hundred: 100`."""
    compounds: _WordList
    """How the words for 21 to 99 are made: `{ten}-{unit}`."""
    joints: _WordList
    """What may stand in front of what follows a multiplier: two hundred `and` five."""
    half: _WordList
    and_a_half: _WordList
    """What adds a half to the number before it."""
    fractions: Mapping[str, int]
    """Parts by the number of them in a whole: `third: 3`."""
    ordinals: Mapping[str, int]
    """`third: 3`, but for the first."""
    first: _WordList
    ordinal_endings: _WordList
    """What makes an ordinal of digits: `th`."""
    pairs: _WordList = ()
    """They mean two of what was named: `both`."""
    times: Mapping[str, float]
    """`twice: 2`."""
    loose_times: Mapping[str, float] = Field(default_factory=dict)
    """They may say how many times, and need not: `doubled: 2`."""
    decade_endings: _WordList = ()
    """What makes a decade of the digits of a year, or a group of an age: the 1960`s`, under 18`s`."""
    wholes: _WordList
    """Words before what another number is a part of: 3 `of` 10."""
    minus: _WordList
    connectors: _WordList
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

    hour: _WordList
    """After the digits of a time: `uur`."""
    morning: _WordList
    """After a time before noon, and `afternoon` after one past it."""
    afternoon: _WordList
    night: _WordList
    before: _WordList
    """Words before a time that has no other mark: `at`."""
    phrases: tuple[ClockPhrase, ...]
    named: Mapping[str, NonEmptyStr]
    """`noon: "12:00"`."""


class CalendarRules(Record):
    """Names of months, from January on, and of days, from Monday on; the first of each is the full one."""

    months: tuple[_WordList, ...] = Field(min_length=12, max_length=12)
    weekdays: tuple[_WordList, ...] = Field(min_length=7, max_length=7)
    before_month: _WordList
    """Words after which the name of a month is no other word: `in May`."""
    month_first: bool = False
    """May 5/6 mean the sixth of May, too?"""


class QuantityRules(Record):
    """How quantities are written."""

    numbers: NumberRules
    clock: ClockRules
    calendar: CalendarRules
    units: Mapping[str, _WordList]
    """By the unit's id (`src/leaflet/language/units.py` knows which are alike); a name may stand under several."""
    prefixed_units: Mapping[str, _WordList] = Field(default_factory=dict)
    """Units before their number: `€ 5`."""
    omissible: _WordList = ()
    """Ids of units that a language may leave out: `people over 18 (years)`."""
    rates: Mapping[str, _WordList]
    """By the unit's id, how “once in it” is said: `day: [daily, per day]`."""
    alone: Mapping[str, _WordList] = Field(default_factory=dict)
    """By the unit's id, names that say one of it without a number: `fortnight: [fortnight]`."""
    shorthand: Mapping[str, str] = Field(default_factory=dict)
    """What is written out before a text is read: `b.i.d.: twice a day`."""
    idioms: Mapping[str, _WordList] = Field(default_factory=dict)
    """Phrases that say when, by a name for what they mean: `around-the-clock: [day and night]`."""


class DenialRules(Record):
    """How a sentence is denied, beside the language's `negations`."""

    words: _WordList
    """They deny by their sense, and so does their translation: `unless`, `avoid`, `few`."""
    may_deny: _WordList
    """They may stand for a denial in another language, and need not: `wrong`, `bad`."""
    prefixes: _WordList
    suffixes: _WordList
    not_denials: _WordList
    """Words and phrases that only look like a denial: `under*`, `not only`."""
    listing: _WordList
    """After another denial they may be left out in another language: no milk `and no` eggs."""
    spreading: _WordList
    """After a denial they may be another one in another language: no milk `or` eggs."""
    reversing: _WordList
    """They turn a denial of the same sentence round: don't, `unless` you must."""


class ContrastSide(Record):
    """What a sentence may say where another could say the opposite."""

    words: _WordList
    may_say: _WordList = ()
    """They may say it, and mean something else as well."""
    kept: bool = False
    """Is it a fault as well where the other language says nothing of it?"""
    may_be_added: bool = False
    """Is it none where only the translation says so?"""
    when_denied: _WordList = ()
    """Sides that it may amount to in a sentence that denies: not `more than` is at most."""


class Contrast(Record):
    """Sides of which a sentence and its translation must take the same: more or less, before or after."""

    sides: Mapping[str, ContrastSide]
    under_denial: bool = True
    """Are they to be told apart in sentences that deny, too? (“Must not” is “mag niet”.)"""


class DraftMarkRules(Record):
    """What says of a text that nobody has reviewed it."""

    phrases: tuple[NonEmptyStr, ...] = Field(min_length=1)
    """Written as in `wording.yaml`: `…` stands for up to eight words."""
    undone_by: _WordList
    """Words that say something else if they stand in the gap: not `only` reviewed."""


class AddressRules(Record):
    """How addresses are spelled out, and accounts named. Each is looked for in texts of every language of a house."""

    dot: _WordList
    """Between the names of a host: example `dot` com."""
    at: _WordList
    """In brackets, between a name and a host: me [`at`] example.com."""
    at_sign: _WordList
    """Words for nothing else than the sign, so without brackets, too: `at sign`."""
    before_site: _WordList
    """Single words before the name of a site that has accounts: `on` Telegram."""
    before_account: _WordList
    """Between that name and an account: on Telegram `as` example."""
    no_accounts: _WordList
    """Words there that begin something else: on Telegram at `night`."""


class LanguageRules(Record):
    """What is known of one language. Read from `languages/<code>.yaml` of the package, or of a house's sources."""

    abbreviations: _WordList
    """What ends in a full stop without ending a sentence, without that stop."""
    negations: _WordList
    """Words that deny what follows them within the same clause."""
    clause_breaks: _WordList
    """Words that begin a new clause, past which a negation does not reach: `but`, `not only`."""
    conjunctions: _WordList
    """Words that join clauses: `and`, `but`."""
    calls: _WordList
    """Words after which a number is a telephone number."""
    extensions: _WordList
    """Words before the number of an extension, without the full stop that may follow: `ext`."""
    titles: _WordList
    """Words before the name of a person: `Dr`, `nurse`."""
    addresses: AddressRules
    unreviewed: DraftMarkRules | None = None
    """What a draft mark must say. A house's own file can't alter what leaflet has of a language."""
    labels: _WordList = ()
    """Words after which a number only names something, such as a room, and is written alike in every language."""
    denials: DenialRules
    quantities: QuantityRules
    contrasts: Mapping[Annotated[str, StringConstraints(min_length=1)], Contrast]
    """By name; those of two languages are compared where both have them."""
    wording: WordLists | None = None
    """What no text may say, of a language that `sources/wording.yaml` doesn't have."""
    levels: Mapping[Id, WordingRules] = Field(default_factory=dict)
    """By evidence level: what a claim on it must and must not say, where `sources/evidence.yaml` doesn't say it."""
    substances: Mapping[Id, _WordList] = Field(default_factory=dict)
    """By substance: its names, where `sources/substances.yaml` has none in this language."""
