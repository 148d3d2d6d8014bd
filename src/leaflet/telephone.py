"""Telephone numbers, as Google's libphonenumber knows the numbering plan of each country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from phonenumbers import (
    SUPPORTED_SHORT_REGIONS,
    NumberParseException,
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
_FORWARDED: Mapping[str, str] = {"3": "911", "4": "911", "1": "112"}
"""By the first digit of calling codes, the number of another part of the world that networks there only forward.

Zones 3 and 4 are Europe, whose own number is 112; zone 1 is North America and its islands, whose own is 911. The
library counts both among a country's numbers where a telephone gets through, and doesn't say which is its own.
"""
_NO_COUNTRY = "001"
"""How the library calls the region of numbers that belong to no country (+800, +87x, +88x, +979)."""


def is_plain(number: str) -> bool:
    """Is it written in the digits 0 to 9, with nothing but what groups them?"""
    return _ASCII_NUMBER.fullmatch(number) is not None


@lru_cache(maxsize=4096)
def is_emergency(number: str, country: str) -> bool:
    """Do networks of `country` (`NL`) take `number` for a call for help, be it another country's number?

    Not where the numbering plans don't know the country.
    """
    return country in SUPPORTED_SHORT_REGIONS and is_plain(number) and bool(is_emergency_number(number, country))


@lru_cache(maxsize=4096)
def is_own_emergency(number: str, country: str) -> bool:
    """Is `number` an emergency number of `country` itself, which may be printed there?"""
    forwarded = _FORWARDED.get(str(country_code_for_region(country))[0])
    return is_emergency(number, country) and re.sub(r"\D", "", number) != forwarded


@lru_cache(maxsize=4096)
def is_emergency_anywhere(number: str) -> bool:
    """Is `number` an emergency number of any country?"""
    return any(is_emergency(number, country) for country in SUPPORTED_SHORT_REGIONS)


@lru_cache(maxsize=4096)
def extra_cost(number: str, country: str) -> str:
    """Why a call to `number` in `country` may cost more than another: `a premium-rate number`; '' where it doesn't."""
    try:
        parsed = parse(number, country)
    except NumberParseException:
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
    try:
        parsed = parse(number, country)
    except NumberParseException:
        return False
    return bool(is_valid_number_for_region(parsed, country) or is_valid_short_number_for_region(parsed, country))
