"""What a clinic's box says of calling for help: it must not contradict the leaflet, nor keep a reader from calling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from leaflet.clinics.file_kind import RULE
from leaflet.clinics.row_checks import FREE_TEXT_FIELDS, countries, field_problem, phone_faults
from leaflet.clinics.text_faults import phone_in, without_times
from leaflet.model import HOUSE_SCOPE, Clinic, Library
from leaflet.policies.phrases import phrase_book
from leaflet.policies.telephone_numbers import numbers_to_call
from leaflet.policies.terms import find_terms, visible_text
from leaflet.problem import Problem
from leaflet.telephone import BARE, digits, is_emergency_anywhere, is_own_emergency
from leaflet.translate.catalogs import localized_contacts, translation_into

WELL_KNOWN = frozenset({"112", "911", "999", "000"})
"""Emergency numbers that people know from elsewhere (ITU-T E.161.1 recommends the first two)."""
IN_NEED = "in-need"
"""The list of `words:` in sources/wording.yaml of what stands beside a number to call in need."""
PUT_OFF = "put-off"
"""The list of `words:` in sources/wording.yaml of what puts a call for help off."""
TAKE_OUT_HINT = "take it out: the leaflet itself says whom to call in an emergency"
NUMBER_HINT = "write it into `phone` or `emergency`"
_CLAUSE_END = re.compile(r"[.;:!?,](?=\s|$)|[()—]|\s[–-]\s")
_HOURS = re.compile(r"[0-9]{1,2}[ ‐‑–-]+[0-9]{1,2}", re.ASCII)


def emergency_faults(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Numbers to call in need that are wrong or in a wrong column, and words that keep readers from calling."""
    yield from _emergency_line(clinic, library)
    yield from _foreign_numbers(clinic, library)
    yield from _numbers_to_call(clinic, library)
    yield from _discouraged_calls(clinic, library)


def _emergency_line(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """The number outside opening hours: one that can be dialled, or exactly the country's emergency number."""
    country_codes = countries(clinic, library.locales)
    if clinic.emergency and clinic.emergency not in _valid_numbers(library, country_codes):
        for problem in phone_faults("emergency", clinic, library):
            rule = "wrong-emergency-number" if problem.rule == "undialable-phone" else problem.rule
            message = f"{problem.message}, nor is it the emergency number of the leaflets"
            yield replace(problem, rule=rule, message=message)


@lru_cache(maxsize=64)
def _numbers(library: Library, country: str | None = None) -> frozenset[str]:
    """The emergency numbers of `country`, or of all countries."""
    contacts = (c for c in library.contacts if c.kind == "emergency" and country in (None, c.country))
    return frozenset(c.number for c in contacts if c.number and is_own_emergency(c.number, c.country))


def _valid_numbers(library: Library, country_codes: Sequence[str]) -> frozenset[str]:
    """The emergency numbers that are right in each of `country_codes`."""
    return (
        frozenset.intersection(*(_numbers(library, country) for country in country_codes))
        if country_codes
        else frozenset()
    )


def _foreign_numbers(clinic: Clinic, library: Library) -> Iterator[Problem]:
    country_codes = countries(clinic, library.locales)
    valid = _valid_numbers(library, country_codes)
    for field, written in clinic.texts(FREE_TEXT_FIELDS):
        whole = phone_in(field, written, country_codes)
        text = _ascii_digits(visible_text(written.replace(whole, "") if whole else written))
        for found in _emergency_numbers(text, library):
            is_house = field == "address" and _is_house_number(found, library)
            if digits(found[0]) not in valid and not is_house:
                message = (
                    f"must not name {found[0]}, which is not the emergency number in {' and '.join(country_codes)}"
                )
                yield field_problem("wrong-emergency-number", clinic, field, (message, TAKE_OUT_HINT))


def _emergency_numbers(text: str, library: Library) -> Iterator[re.Match[str]]:
    """The best known numbers, anywhere in `text`; those of any country, beside words of need."""
    known = WELL_KNOWN | _numbers(library)
    yield from (match for number in sorted(known) for match in _number_pattern(number).finditer(text))
    for match in BARE.finditer(text):
        if match[0] not in known and _is_in_need(match, library) and is_emergency_anywhere(match[0]):
            yield match


def _is_in_need(found: re.Match[str], library: Library) -> bool:
    """Is a word of need in the same part of the text, between commas?"""
    before, after = found.string[: found.start()].rpartition(","), found.string[found.end() :].partition(",")
    return any(find_terms(_listed_words(library, IN_NEED), f"{before[2]} {found[0]} {after[0]}"))


@cache
def _number_pattern(number: str) -> re.Pattern[str]:
    """`911` as it may be written: 9-1-1, 9 1 1, 9.1.1."""
    first, *rest = list(number)
    gap = f"(?P<gap>[ .‐–-]?){rest.pop(0)}" if rest else ""
    return re.compile(rf"(?<!\d){first}{gap}{''.join(f'(?P=gap){digit}' for digit in rest)}(?!\d)")


def _ascii_digits(text: str) -> str:
    """`text` with the digits of every script as 0 to 9."""
    return text if text.isascii() else "".join(str(unicodedata.digit(c, c)) for c in text)


def _is_house_number(found: re.Match[str], library: Library) -> bool:
    """Is the number in an address beside a name, `High Street 112`, without a word about calling it?"""
    before, after = found.string[: found.start()], found.string[found.end() :]
    comma = ",?" if not before or before.endswith(", ") else ""
    neighbours = (re.search(r"([^\W\d_][\w'’.-]*) $", before), re.match(rf"[a-zA-Z]?{comma} ([^\W\d_])", after))
    named = any(word and word[1][0].isupper() and not word[1].endswith(".") for word in neighbours)
    return named and not find_terms(_calling_words(library), found.string) and not _is_in_need(found, library)


@lru_cache(maxsize=1)
def _calling_words(library: Library) -> tuple[str, ...]:
    """Words, in any language, before a number to call, or by which the house calls its emergency contacts."""
    catalogs = (None, *(c for (scope, _), c in library.catalogs.items() if scope == HOUSE_SCOPE))
    contacts = (c for catalog in catalogs for c in localized_contacts(library.contacts, translation_into(catalog)))
    names = " ".join(f"{contact.name} {contact.what_for}" for contact in contacts if contact.kind == "emergency")
    calls = (word for rules in library.languages.values() for word in rules.calls)
    return (*calls, *re.findall(r"[^\W\d_]{5,}", names))


@lru_cache(maxsize=1)
def _discouraging_words(library: Library) -> tuple[str, ...]:
    """Negations of all languages."""
    return tuple(word for rules in library.languages.values() for word in rules.negations)


def _numbers_to_call(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Short numbers after words such as “call”: `phone_in` knows the long ones, `_foreign_numbers` the best known."""
    country_codes = countries(clinic, library.locales)
    known = WELL_KNOWN | _numbers(library)
    for field, written in clinic.texts(FREE_TEXT_FIELDS):
        text = without_times(field, visible_text(written))
        found = {m["number"] for code in library.word_lists for m in numbers_to_call(library, code, text)}
        for number in sorted(found) if not phone_in(field, text, country_codes) else ():
            if digits(number) in known or _HOURS.fullmatch(number):
                continue
            if is_emergency_anywhere(digits(number)):
                message = f"must not name {number}, which is not the emergency number in {' and '.join(country_codes)}"
                yield field_problem("wrong-emergency-number", clinic, field, (message, TAKE_OUT_HINT))
            else:
                yield field_problem(RULE, clinic, field, (f"must not name the number {number} to call", NUMBER_HINT))


def _discouraged_calls(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Clauses that speak of calling, or name an emergency number, and say no or put it off."""
    numbers = _any_number(library)
    for field, written in clinic.texts(FREE_TEXT_FIELDS):
        text = visible_text(written)
        clauses = [clause for clause in _CLAUSE_END.split(text) if find_terms(_discouraging_words(library), clause)]
        said = [c.strip() for c in clauses if find_terms(_calling_words(library), c) or numbers.search(c)]
        if not said and numbers.search(text) and find_terms(_listed_words(library, PUT_OFF), text):
            said = [text]
        for clause in said:
            message = f"must not say “{clause}”, which keeps readers from calling"
            yield field_problem("forbidden-clinic-words", clinic, field, (message, "say when to call, and no more"))


@lru_cache(maxsize=1)
def _any_number(library: Library) -> re.Pattern[str]:
    """The emergency numbers that people know, and those of the house."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(WELL_KNOWN | _numbers(library))))})\b")


@lru_cache(maxsize=8)
def _listed_words(library: Library, name: str) -> tuple[str, ...]:
    """The phrases of a list of `words:` in sources/wording.yaml, in all languages."""
    books = (phrase_book(library, language) for language in library.word_lists)
    return tuple(phrase for book in books if book for phrase in book.phrases(name))
