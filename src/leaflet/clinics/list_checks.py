"""Check a list of clinics against the library: no box may contradict what its leaflet must say.

The reader has checked each value by itself. What is left needs the house's contacts and word lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path

from leaflet.clinics.csv_file import clinic_label
from leaflet.clinics.doubled_clinics import doubled_clinics
from leaflet.clinics.file_kind import RULE
from leaflet.clinics.read_list import read_clinics
from leaflet.clinics.row_checks import PHONE_FIELDS, countries, phone_faults
from leaflet.clinics.text_faults import mail_faults, markup_faults, misleading_sign_faults, phone_faults_in, phone_in
from leaflet.model import HOUSE_SCOPE, Clinic, Library
from leaflet.policies.links import find_links, mentions_domain
from leaflet.policies.listed_words import refused_phrases
from leaflet.policies.terms import find_terms, visible_text
from leaflet.problem import Problem, Severity, sorted_problems
from leaflet.translate.catalogs import localized_contacts, translation_into

WELL_KNOWN = frozenset({"112", "911", "999", "000"})
"""Emergency numbers that people know from elsewhere (ITU-T E.161.1 recommends the first two)."""
FREE_TEXT_FIELDS = tuple(name for name in Clinic.text_fields() if name not in (*PHONE_FIELDS, "web"))
"""What a clinic writes in its own words. Numbers and addresses have a form, and are checked for that."""
_CLAUSE_END = re.compile(r"[.;:!?,](?=\s|$)|[()—]|\s[–-]\s")
TAKE_OUT_HINT = "take it out: the leaflet itself says whom to call in an emergency"


def load_clinics(file: Path, library: Library) -> tuple[tuple[Clinic, ...], tuple[Problem, ...]]:
    """The clinics of the list `file` that get copies, in its order, and everything that is wrong with the list."""
    clinics, problems = read_clinics(file, library.locales, partial(clinic_faults, library=library))
    return clinics, sorted_problems((*problems, *doubled_clinics(clinics, library.locales)))


def clinic_faults(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """What `clinic` says that its box must not say; a warning does not stop its copies."""
    yield from _emergency_line(clinic, library)
    yield from _foreign_numbers(clinic, library)
    yield from _web_addresses(clinic, library)
    yield from _unfit_texts(clinic, library)
    yield from _discouraged_calls(clinic, library)
    yield from _forbidden_words(clinic, library)


def _fault(rule: str, clinic: Clinic, field: str, message_and_hint: tuple[str, str]) -> Problem:
    return Problem(
        rule, f"{clinic_label(clinic.id)}: `{field}` {message_and_hint[0]}", message_and_hint[1], clinic.span(field)
    )


def _emergency_line(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """The number outside opening hours: one that can be dialled, or exactly the country's emergency number."""
    country_codes = countries(clinic, library.locales)
    if clinic.emergency and clinic.emergency not in _valid_numbers(library, country_codes):
        for problem in phone_faults("emergency", clinic.emergency, country_codes, clinic.span("emergency")):
            rule = "wrong-emergency-number" if problem.rule == "undialable-phone" else problem.rule
            message = f"{clinic_label(clinic.id)}: {problem.message}, nor is it the emergency number of the leaflets"
            yield replace(problem, rule=rule, message=message)


def _numbers(library: Library, country: str | None = None) -> frozenset[str]:
    """The emergency numbers of `country`, or of all countries."""
    contacts = (c for c in library.contacts if c.kind == "emergency" and country in (None, c.country))
    return frozenset(c.number for c in contacts if c.number and c.number.isdecimal())


def _valid_numbers(library: Library, country_codes: Sequence[str]) -> frozenset[str]:
    """The emergency numbers that are right in each of `country_codes`."""
    return (
        frozenset.intersection(*(_numbers(library, country) for country in country_codes))
        if country_codes
        else frozenset()
    )


def _foreign_numbers(clinic: Clinic, library: Library) -> Iterator[Problem]:
    country_codes = countries(clinic, library.locales)
    foreign = (WELL_KNOWN | _numbers(library)) - _valid_numbers(library, country_codes)
    for field in FREE_TEXT_FIELDS:
        written = getattr(clinic, field) or ""
        whole = phone_in(field, written, country_codes)
        text = _ascii_digits(visible_text(written.replace(whole, "") if whole else written))
        for found in (match for number in sorted(foreign) for match in _number_pattern(number).finditer(text)):
            if field != "address" or not _is_house_number(found, library):
                message = (
                    f"must not name {found[0]}, which is not the emergency number in {' and '.join(country_codes)}"
                )
                yield _fault("wrong-emergency-number", clinic, field, (message, TAKE_OUT_HINT))


@cache
def _number_pattern(number: str) -> re.Pattern[str]:
    """`911` as it may be written: 9-1-1, 9 1 1, 9.1.1."""
    first, *rest = list(number)
    gap = f"(?P<gap>[ .‐–-]?){rest.pop(0)}" if rest else ""
    return re.compile(rf"(?<!\d){first}{gap}{''.join(f'(?P=gap){digit}' for digit in rest)}(?!\d)")


def _ascii_digits(text: str) -> str:
    """`text` with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(c, c)) for c in text)


def _is_house_number(found: re.Match[str], library: Library) -> bool:
    """Is the number in an address beside a name, `High Street 112`, without a word about calling it?"""
    before, after = found.string[: found.start()], found.string[found.end() :]
    neighbours = (re.search(r"([^\W\d_][\w'’.-]*) $", before), re.match(r"[a-zA-Z]?,? ([^\W\d_])", after))
    named = any(word and word[1][0].isupper() and not word[1].endswith(".") for word in neighbours)
    return named and not find_terms(_calling_words(library), found.string)


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


def _unfit_texts(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Signs, markup, and what has a column of its own, in what the clinic writes in its own words."""
    ladder = {level.symbol for level in library.ladder.levels} | {library.ladder.contested_symbol}
    country_codes = countries(clinic, library.locales)
    for field in FREE_TEXT_FIELDS:
        text = getattr(clinic, field) or ""
        yield from (_fault("misleading-sign", clinic, field, fault) for fault in misleading_sign_faults(text, ladder))
        yield from (_fault("stray-markup", clinic, field, fault) for fault in markup_faults(text))
        for fault in (*mail_faults(text), *phone_faults_in(field, text, country_codes)):
            yield _fault(RULE, clinic, field, fault)


def _discouraged_calls(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Clauses that speak of calling, or name an emergency number, and say no: a reader in need must not hesitate."""
    numbers = "|".join(map(re.escape, sorted(WELL_KNOWN | _numbers(library))))
    for field in FREE_TEXT_FIELDS:
        for clause in _CLAUSE_END.split(visible_text(getattr(clinic, field) or "")):
            is_about_calling = find_terms(_calling_words(library), clause) or re.search(rf"\b(?:{numbers})\b", clause)
            if is_about_calling and find_terms(_discouraging_words(library), clause):
                message = f"must not say “{clause.strip()}”, which keeps readers from calling"
                yield _fault(
                    "forbidden-clinic-words", clinic, field, (message, "say when to call, and not when not to")
                )


def _web_addresses(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Hosts that the house refuses, and web addresses outside the field `web`."""
    refused = [entry for entry in library.house.links if entry.kind == "refused"]
    for field in Clinic.text_fields():
        text = getattr(clinic, field) or ""
        for entry in refused:
            if mentions_domain(text, entry.host):
                message = f"must not name `{entry.host}`, which the house refuses: {entry.why}"
                yield _fault("unsafe-web-address", clinic, field, (message, "take it out"))
        if field != "web" and any(find_links(text)):
            yield _fault(
                "unsafe-web-address", clinic, field, ("must not hold an address on the web", "write it into `web`")
            )


def _forbidden_words(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """What no leaflet may say, in a language that the clinic gets copies in."""
    languages = {locale.language for locale in library.locales if clinic.wants_locale(locale)}
    for language in sorted(languages):
        for field in Clinic.text_fields():
            for finding in refused_phrases(library, language, getattr(clinic, field) or ""):
                message = f"must not say “{finding.match[0]}”, which no leaflet may say"
                hint = f"take it out; instead: {finding.term.instead}"
                problem = _fault("forbidden-clinic-words", clinic, field, (message, hint))
                yield replace(problem, severity=Severity(finding.term.severity))
