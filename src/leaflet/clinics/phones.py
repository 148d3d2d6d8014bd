"""Telephone numbers, as Google's libphonenumber knows the numbering plan of each country.

What a number is (a clinic's line, a premium service, a pager, a satellite telephone) is what the library says of it:
there are no lists of prefixes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from phonenumbers import (
    CountryCodeSource,
    Leniency,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    PhoneNumberType,
    format_number,
    is_valid_number,
    is_valid_number_for_region,
    number_type,
)
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

from leaflet.model import Library
from leaflet.telephone import digits, extra_cost, is_emergency, parsed_number

_DIALLABLE = re.compile(r"(?:\+ ?)?(?:[0-9]|\([0-9]+\)|[ /.‐‑–-](?=[0-9(]))+", re.ASCII)
"""Digits in groups: no letters, no extension, nothing that can't be dialled."""
_EXAMPLE_HINT = "write it as it is dialled there, `020 000 0000`, or with + and the country's code"
_OWN_HINT = "write a number of the clinic's own, one that costs no more than any other call"
_TEXT_HINT = "format the column as text before typing or importing numbers, and write it as it is dialled"
_UNANSWERED: Mapping[int, str] = {
    PhoneNumberType.PAGER: "a pager's number, where nobody answers",
    PhoneNumberType.VOICEMAIL: "a number of an answering service, where nobody answers",
}


@dataclass(frozen=True)
class PhoneFault:
    """Why a number can't be a clinic's."""

    rule: str
    message: str
    """What it is, in words that follow the number."""
    hint: str


@lru_cache(maxsize=4096)
def phone_fault(number: str, country: str, extensions: tuple[str, ...] = ()) -> PhoneFault | None:
    """Why `number` can't be a clinic's in `country` (`NL`); None where anybody there can call it as it stands.

    With a `+` it is the number of another country. An extension may follow it, after one of the words `extensions`.
    """
    main, _ = _without_extension(number, extensions)
    return next((fault for find in _FAULTS if (fault := find(main, country))), None)


def international_form(number: str, country: str, extensions: tuple[str, ...] = ()) -> str:
    """`number`, as it is written in a list for `country`, in the one form of all: `+31200000000 5`."""
    main, inside = _without_extension(number, extensions)
    parsed = parsed_number(main, country)
    return f"{format_number(parsed, PhoneNumberFormat.E164)} {inside}" if parsed else number


@lru_cache(maxsize=4096)
def find_phones(text: str, country: str, *, strictly: bool = False) -> tuple[str, ...]:
    """The telephone numbers in `text`, as it writes them, valid in `country`; `strictly` only as it groups them."""
    leniency = Leniency.STRICT_GROUPING if strictly else Leniency.VALID
    return tuple(match.raw_string for match in PhoneNumberMatcher(text, country, leniency=leniency))


def _without_extension(number: str, extensions: tuple[str, ...]) -> tuple[str, str]:
    """The number, and the digits of an extension in words, which a reader understands and asks for; '' for none."""
    words = "|".join(map(re.escape, extensions)) or r"\b\B"
    found = re.search(rf",? (?:{words})\.? ?(?P<inside>[0-9]{{1,6}})$", number, re.IGNORECASE)
    return (number[: found.start()], found["inside"]) if found else (number, "")


def extension_words(library: Library) -> tuple[str, ...]:
    """What the languages of the house call an extension: readers of each may call."""
    return tuple(dict.fromkeys(word for rules in library.languages.values() for word in rules.extensions))


def _undialable(message: str, hint: str = _EXAMPLE_HINT) -> PhoneFault:
    return PhoneFault("undialable-phone", message, hint)


def _more_than_one(number: str, country: str) -> PhoneFault | None:
    is_one = len(find_phones(number, country)) < 2
    return None if is_one else _undialable("is more than one telephone number", "write the one that is answered")


def _extension_sign(number: str, country: str) -> PhoneFault | None:
    parsed = parsed_number(number, country)
    if parsed is None or not parsed.extension:
        return None
    hint = "write it in words after the number, `020 000 0000 ext. 12`: who dials doesn't know the sign"
    return _undialable("has an extension after a sign", hint)


def _letters(number: str, _: str) -> PhoneFault | None:
    if not any(c.isalpha() for c in number):
        return None
    return _undialable("has letters, which many telephones don't", "write digits alone; put words into `hours`")


def _short(number: str, country: str) -> PhoneFault | None:
    """Numbers of a few digits: those for emergencies, and services, some of which cost a lot."""
    dialled = digits(number)
    parsed = None if number.startswith("+") else parsed_number(dialled, country)
    if parsed is None or not is_valid_short_number_for_region(parsed, country):
        return None
    if is_emergency(dialled, country):
        hint = "write the clinic's own number; the leaflet itself says whom to call in an emergency"
        return PhoneFault("wrong-emergency-number", f"is an emergency number in {country}, not the clinic's own", hint)
    if is_valid_number(parsed) or extra_cost(dialled, country):
        return None
    return _undialable(f"is a short number of a service in {country}, not a clinic's own", _OWN_HINT)


def _not_dialable(number: str, country: str) -> PhoneFault | None:
    if _is_dialable(number, country):
        return None
    message = f"is not a telephone number that can be dialled in {country}"
    if re.fullmatch(r"[0-9 ]+", number, re.ASCII):
        for sign, name in (("0", "zero"), ("+", "plus")):
            if _is_dialable(f"{sign}{number}", country):
                return _undialable(f"{message}; it has lost its {name}", _TEXT_HINT)
    return _undialable(message)


def _is_dialable(number: str, country: str) -> bool:
    """Can `number` be dialled in `country`, as it stands?"""
    if not _DIALLABLE.fullmatch(number) or find_phones(number, country) != (number,):
        return False
    parsed = parsed_number(number, country)
    if parsed is None or parsed.country_code_source == CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN:
        return False  # `31 20 …`, which the library reads as `+31 20 …`, and a telephone does not understand
    is_national = parsed.country_code_source == CountryCodeSource.FROM_DEFAULT_COUNTRY
    return not is_national or is_valid_number_for_region(parsed, country)


def _costly(number: str, country: str) -> PhoneFault | None:
    cost = extra_cost(number, country)
    return PhoneFault("costly-phone", f"is {cost}: a call may cost more than another", _OWN_HINT) if cost else None


def _unanswered(number: str, country: str) -> PhoneFault | None:
    parsed = parsed_number(number, country)
    what = _UNANSWERED.get(number_type(parsed), "") if parsed else ""
    return _undialable(f"is {what}", "write a number that somebody answers") if what else None


_FAULTS: tuple[Callable[[str, str], PhoneFault | None], ...] = (
    _more_than_one,
    _extension_sign,
    _letters,
    _short,
    _costly,
    _not_dialable,
    _unanswered,
)
"""In the order of how much each explains."""
