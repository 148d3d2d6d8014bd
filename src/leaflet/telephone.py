"""Telephone numbers: what looks like one in a text, and what Google's libphonenumber knows of each country's plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from phonenumbers import (
    SUPPORTED_SHORT_REGIONS,
    NumberParseException,
    PhoneNumber,
    PhoneNumberType,
    ShortNumberCost,
    country_code_for_region,
    expected_cost_for_region,
    is_emergency_number,
    is_valid_number,
    is_valid_number_for_region,
    is_valid_short_number_for_region,
    number_type,
    parse,
    region_code_for_number,
)

_ASCII_NUMBER = re.compile(r"\+?[0-9][0-9 ()./-]*", re.ASCII)
_COSTLY: Mapping[int, str] = {
    PhoneNumberType.PREMIUM_RATE: "a premium-rate number",
    PhoneNumberType.SHARED_COST: "a shared-cost number",
    PhoneNumberType.PERSONAL_NUMBER: "a personal number",
}
_FORWARDED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("3", "4"), frozenset({"911"})),
    "1": frozenset({"112"}),
    "BR": frozenset({"112", "911"}),
    "CL": frozenset({"911"}),
}
"""By the first digit of calling codes, or by country, numbers of other parts of the world that networks only forward.

Zones 3 and 4 are Europe, whose own number is 112; zone 1 is North America and its islands, whose own is 911. The
library counts what a locked telephone may call, and doesn't say which of it is the country's own. So Brazil and Chile
are here by name: their own are 190 to 193 (libphonenumber's issue 1744 on what goes to 190) and 131 to 133. Elsewhere
911 is the country's own beside older ones, as in Argentina, Mexico or Uruguay.
"""
_SEPARATOR = r"[ ()/‐‑–.-]"
_LONG = re.compile(rf"(?<![\w.,/-])(?P<number>(?:\+\s?\(?\d|\(?0\d)(?:{_SEPARATOR}{{0,3}}\d){{5,}})(?![\w-])")
"""A plus or a nought and at least six more digits, in groups or not."""
UNDIALLED = re.compile(
    r"\d{1,2}([-./])\d{1,2}\1\d{4}|\d{4}-\d{2}-\d{2}|(?<![\d.])\d{1,2}[.:]\d{2}(?![\d.-]\d)(?:\s?[–-]\s?\d{1,2}[.:]\d{2})?(?!\d)"
)
"""A date, a time or a span of time."""
_SHORT = re.compile(r"\W{0,3}(?:\w+ ){0,2}?\W{0,2}(?P<number>\d[\d ‐‑-]+\d)(?![\w,.]\d|/\d|\w)")
"""What follows a word such as “call”, after two words more at most: “call the line 113”."""
_FOREIGN = re.compile(r"\W{0,3}(?:\w+ ){0,2}?\W{0,2}(?P<number>\(?\d[\d ()./‐‑–-]{5,}\d)(?!\w)")
"""The same, with what a number of another country may have in it."""
_GROUPED = re.compile(
    r"(?<![\w.,/+-])(?P<number>1-\d{3}-\d{3}-\d{4}|\(\d{2,4}\) ?\d{3}[ -]?\d{3,4}|\d{2,3} \d{2} \d{3} \d{2} \d{2})"
    r"(?![\w-])"
)
"""As numbers are grouped in countries whose numbers don't begin with a nought."""
STANDING_ALONE = (_LONG, _GROUPED)
AFTER_CALL = (_FOREIGN, _SHORT)
"""What looks like a number by itself, and what does after a word such as “call”; each has a group `number`."""
BARE = re.compile(r"(?<![\w.,:/+-])\d{3,4}(?![\w:%°/-]|[.,]\d|\s?[°%])")
"""Three or four digits that are no part of a time, a date, a range or a quantity: they may be an emergency number."""
DIGIT_GROUPS = re.compile(r"(?<![0-9+])(?=(?P<number>(?P<trunk>\+|\(?0)?(?:[ ()/.‐‑–-]*[0-9]){7,15}))[+(0-9]")
"""At each group of digits, that and the next ones: what `find_phones` is asked about."""
_NO_COUNTRY = "001"
"""How the library calls the region of numbers that belong to no country (+800, +87x, +88x, +979)."""


@cache
def beside(words: int, length: str) -> re.Pattern[str]:
    """A `number` of `length` (`2,4` digits) after the name of an emergency number and at most so many words."""
    gap = rf"(?:\W{{1,3}}[^\W\d]+){{0,{words}}}\W{{1,3}}"
    return re.compile(rf"{gap}(?P<number>\d{{{length}}})(?![\w%°]|[.,:/]\d|\s[°%])")


def is_plain(number: str) -> bool:
    """Is it written in the digits 0 to 9, with nothing but what groups them?"""
    return _ASCII_NUMBER.fullmatch(number) is not None


def digits(number: str) -> str:
    """The digits of `number` alone."""
    return re.sub(r"\D", "", number)


@lru_cache(maxsize=4096)
def parsed_number(number: str, country: str) -> PhoneNumber | None:
    """`number` as it is dialled in `country` (`NL`), taken apart; None where it can't be one."""
    try:
        return parse(number, country, keep_raw_input=True)
    except NumberParseException:
        return None


@lru_cache(maxsize=4096)
def is_emergency(number: str, country: str) -> bool:
    """Do networks of `country` (`NL`) take `number` for a call for help, be it another country's number?

    Not where the numbering plans don't know the country.
    """
    return country in SUPPORTED_SHORT_REGIONS and is_plain(number) and bool(is_emergency_number(number, country))


@lru_cache(maxsize=4096)
def is_own_emergency(number: str, country: str) -> bool:
    """Is `number` an emergency number of `country` itself, which may be printed there?"""
    zone = str(country_code_for_region(country))[0]
    return is_emergency(number, country) and digits(number) not in _FORWARDED.get(country, _FORWARDED.get(zone, ()))


@lru_cache(maxsize=4096)
def is_emergency_anywhere(number: str) -> bool:
    """Is `number` an emergency number of any country?"""
    return any(is_emergency(number, country) for country in SUPPORTED_SHORT_REGIONS)


@lru_cache(maxsize=4096)
def extra_cost(number: str, country: str) -> str:
    """Why a call to `number` in `country` may cost more than another: `a premium-rate number`; '' where it doesn't."""
    parsed = parsed_number(number, country)
    if parsed is None:
        return ""
    kind = number_type(parsed)
    if kind in _COSTLY:
        return _COSTLY[kind]
    if region_code_for_number(parsed) == _NO_COUNTRY and kind != PhoneNumberType.TOLL_FREE:
        return "a satellite or international-network number"
    is_costly = expected_cost_for_region(parsed, country) == ShortNumberCost.PREMIUM_RATE
    return "a short number that costs extra" if is_costly and not is_valid_number(parsed) else ""


@lru_cache(maxsize=4096)
def is_known(number: str, country: str) -> bool:
    """Is `number` one of the numbering plan of `country`, long or short?"""
    parsed = parsed_number(number, country)
    return parsed is not None and (
        is_valid_number_for_region(parsed, country) or is_valid_short_number_for_region(parsed, country)
    )
