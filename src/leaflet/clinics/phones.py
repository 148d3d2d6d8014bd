"""Telephone numbers, as Google's libphonenumber knows the numbering plan of each country."""

from __future__ import annotations

import re
from functools import lru_cache

from phonenumbers import (
    CountryCodeSource,
    Leniency,
    NumberParseException,
    PhoneNumberMatcher,
    parse,
)

_DIALLABLE = re.compile(r"(?:\+ ?)?(?:[0-9]|\([0-9]+\)|[ /.‐‑–-](?=[0-9(]))+", re.ASCII)
"""Digits in groups: no letters, no extension, nothing that can't be dialled."""


@lru_cache(maxsize=4096)
def is_dialable(number: str, country: str) -> bool:
    """Can `number` be dialled in `country` (`NL`), as it stands? With a `+` it is the number of another country."""
    if not _DIALLABLE.fullmatch(number):
        return False
    found = list(PhoneNumberMatcher(number, country, leniency=Leniency.VALID))
    return [match.raw_string for match in found] == [number] and not _is_missing_plus(number, country)


def _is_missing_plus(number: str, country: str) -> bool:
    """Is it `31 20 …`, which the library reads as `+31 20 …`, and a telephone does not understand?"""
    try:
        source = parse(number, country, keep_raw_input=True).country_code_source
    except NumberParseException:
        return True
    return bool(source == CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN)
