"""What a list of clinics may say: numbers that can be called, addresses that are what they seem, and nothing that a
required statement contradicts.

Telephone numbers are looked at by Google's libphonenumber as `phonenumbers` has it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers

from leaflet.model import Clinic, Library, Locale
from leaflet.policies.terms import asserted, find, plain
from leaflet.problem import Problem, has_errors
from leaflet.read.clinics import read_clinics
from leaflet.read.records import one_of

_SHORT = re.compile(r"(?<![\d.,:–-])\d{3}(?![\d.,:–-])")
"""A number of three digits by itself, as emergency numbers are."""
_EMERGENCY = frozenset(("112", "911", "999", "000", "111", "110", "113", "115", "117", "118", "119", "144"))
"""Numbers of three digits that are called in an emergency somewhere (ITU-T E.161.1 and national plans)."""
_KNOWN = frozenset(("112", "911", "999"))
"""Those that everybody knows: in a name, any other is only a number."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def clinics_of(file: Path, library: Library) -> tuple[tuple[Clinic, ...], tuple[Problem, ...]]:
    """The clinics of the list `file` that get copies, and everything that is wrong with the list."""
    rows, problems = read_clinics(file)
    pairs = [(row.clinic, (*row.problems, *_faults(row.clinic, library))) for row in rows]
    good = tuple(clinic for clinic, faults in pairs if not has_errors(faults))
    return good, (*problems, *(fault for _, faults in pairs for fault in faults))


def _faults(clinic: Clinic, library: Library) -> Iterator[Problem]:
    yield from _languages(clinic, library)
    locales = [locale for locale in library.locales if clinic.reads(locale)]
    countries = sorted({locale.country for locale in locales})
    yield from _phone(clinic, "phone", clinic.phone, countries)
    if clinic.emergency:
        yield from _emergency(clinic, clinic.emergency, countries, library)
    yield from _numbers(clinic, countries, library)
    if clinic.web:
        yield from _web(clinic, clinic.web)
    yield from _words(clinic, library, locales)


def _languages(clinic: Clinic, library: Library) -> Iterator[Problem]:
    known = sorted({code for locale in library.locales for code in (locale.language, str(locale))})
    for code in clinic.languages:
        if code not in known:
            message = f"`{clinic.id}` asks for `{code}`, in which nothing is built"
            yield Problem("clinic-languages", message, one_of(code, known), clinic.span("languages"))


def _phone(clinic: Clinic, name: str, number: str, countries: list[str]) -> Iterator[Problem]:
    """Is it a number that can be called in each of `countries`?"""
    for country in countries:
        if not _is_valid(number, country):
            yield Problem(
                "clinic-phone",
                f"`{name}` of `{clinic.id}`, {number}, is no telephone number in {country}",
                "correct it; write a number of another country with + and the country's code",
                clinic.span(name),
            )


def _is_valid(number: str, country: str) -> bool:
    if re.search(r"[^\d\s()+/.-]", number):
        return False
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed)


def _emergency(clinic: Clinic, number: str, countries: list[str], library: Library) -> Iterator[Problem]:
    """The clinic's own line: a number like any other, or the country's emergency number itself."""
    if number not in _emergency_numbers(countries, library):
        yield from _phone(clinic, "emergency", number, countries)


def _emergency_numbers(countries: list[str], library: Library) -> set[str]:
    """What all of `countries` have in common: a number that is right in one of them only is wrong in the other."""
    own = [{c.number for c in library.contacts if c.country == country and c.number} for country in countries]
    return {number for number in set.intersection(*own) if number} if own else set()


def _numbers(clinic: Clinic, countries: list[str], library: Library) -> Iterator[Problem]:
    """Another country's emergency number: somebody would call it in the place of the right one."""
    right = _emergency_numbers(countries, library)
    for name in ("name", "hours", "phone", "emergency"):
        for found in _SHORT.finditer(getattr(clinic, name) or ""):
            if found[0] in (_KNOWN if name == "name" else _EMERGENCY) - right:
                yield Problem(
                    "clinic-phone",
                    f"`{name}` of `{clinic.id}` has the emergency number {found[0]}, which is not that of "
                    f"{' and '.join(countries) or 'any country here'}",
                    "take it out: the piece itself says whom to call in an emergency",
                    clinic.span(name),
                )


def _web(clinic: Clinic, web: str) -> Iterator[Problem]:
    said = _web_fault(web)
    if said:
        hint = "write it as a browser shows it: https://www.example.org/page"
        yield Problem("clinic-web", f"`web` of `{clinic.id}`, {web}, {said}", hint, clinic.span("web"))


def _web_fault(web: str) -> str:
    try:
        parts = urlsplit(web)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is no address"
    if parts.scheme != "https":
        return "does not begin with https://"
    if not web.isascii() or "xn--" in host:
        return "has letters that can be taken for others; use the address in plain letters"
    if parts.username or parts.password or port or parts.query or parts.fragment:
        return "must be a host and a page, and nothing else"
    if _is_ip(host) or not _HOST.fullmatch(host) or re.search(r"[^\w/.~-]", parts.path):
        return "is no address that a person can type"
    return ""


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _words(clinic: Clinic, library: Library, locales: list[Locale]) -> Iterator[Problem]:
    """What no text of a piece may say, a box may not say either."""
    for name in ("name", "address", "hours"):
        text = plain(getattr(clinic, name) or "")
        for language in sorted({locale.language for locale in locales} & set(library.wording)):
            wording = library.wording[language]
            refused = [*asserted((t.term for t in wording.overclaims), text, wording)]
            refused += find((t.term for t in wording.stigma), text)
            for found in refused:
                message = f"`{name}` of `{clinic.id}` says “{found[0]}”, which no text of a piece may say"
                hint = "take it out; `leaflet explain overclaim` and `leaflet explain stigma` say why"
                yield Problem("clinic-words", message, hint, clinic.span(name))
