"""Telephone numbers, as Google's libphonenumber knows the numbering plan of each country."""

from __future__ import annotations

import re
from functools import lru_cache

from phonenumbers import (
    SUPPORTED_SHORT_REGIONS,
    NumberParseException,
    PhoneNumberType,
    ShortNumberCost,
    expected_cost_for_region,
    is_emergency_number,
    is_valid_number_for_region,
    is_valid_short_number_for_region,
    number_type,
    parse,
)

_ASCII_NUMBER = re.compile(r"\+?[0-9][0-9 ()./-]*", re.ASCII)
_COSTLY = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)


def is_plain(number: str) -> bool:
    """Is it written in the digits 0 to 9, with nothing but what groups them?"""
    return _ASCII_NUMBER.fullmatch(number) is not None


@lru_cache(maxsize=4096)
def is_emergency(number: str, country: str) -> bool:
    """Is `number` an emergency number of `country` (`NL`)? Not where the numbering plans don't know the country."""
    return country in SUPPORTED_SHORT_REGIONS and is_plain(number) and bool(is_emergency_number(number, country))


@lru_cache(maxsize=4096)
def is_premium(number: str, country: str) -> bool:
    """Does a call to `number` in `country` cost more than another?"""
    try:
        parsed = parse(number, country)
    except NumberParseException:
        return False
    cost = expected_cost_for_region(parsed, country)
    return number_type(parsed) in _COSTLY or cost == ShortNumberCost.PREMIUM_RATE


@lru_cache(maxsize=4096)
def is_known(number: str, country: str) -> bool:
    """Is `number` one of the numbering plan of `country`, long or short?"""
    try:
        parsed = parse(number, country)
    except NumberParseException:
        return False
    return bool(is_valid_number_for_region(parsed, country) or is_valid_short_number_for_region(parsed, country))
