"""Check a list of clinics against the library: no box may say what no leaflet may.

The reader has checked each value by itself. What is left needs the house's contacts and word lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from leaflet.clinics.doubled_clinics import doubled_clinics
from leaflet.clinics.emergency_checks import emergency_faults
from leaflet.clinics.file_kind import RULE
from leaflet.clinics.read_list import read_clinics
from leaflet.clinics.row_checks import FREE_TEXT_FIELDS, countries, field_problem, phone_faults
from leaflet.clinics.text_faults import (
    address_faults,
    markup_faults,
    misleading_sign_faults,
    phone_faults_in,
    rank_faults,
)
from leaflet.model import Clinic, Library
from leaflet.policies.addresses import address_patterns
from leaflet.policies.links import mentions_domain
from leaflet.policies.listed_words import refused_phrases
from leaflet.problem import Problem, Severity, sorted_problems


def load_clinics(file: Path, library: Library) -> tuple[tuple[Clinic, ...], tuple[Problem, ...]]:
    """The clinics of the list `file` that get copies, in its order, and everything that is wrong with the list."""
    clinics, problems = read_clinics(file, library.locales, partial(clinic_faults, library=library))
    return clinics, sorted_problems((*problems, *doubled_clinics(clinics, library)))


def clinic_faults(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """What `clinic` says that its box must not say; a warning does not stop its copies."""
    yield from phone_faults("phone", clinic, library)
    yield from emergency_faults(clinic, library)
    yield from _web_addresses(clinic, library)
    yield from _unfit_texts(clinic, library)
    yield from _forbidden_words(clinic, library)


def _unfit_texts(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Signs, markup, and what has a column of its own, in what the clinic writes in its own words."""
    ladder = {level.symbol for level in library.levels} | {library.ladder.contested_symbol}
    country_codes = countries(clinic, library.locales)
    for field, text in clinic.texts(FREE_TEXT_FIELDS):
        yield from (
            field_problem("misleading-sign", clinic, field, fault) for fault in misleading_sign_faults(text, ladder)
        )
        yield from (field_problem("stray-markup", clinic, field, fault) for fault in markup_faults(text))
        for fault in rank_faults(field, text):
            yield field_problem("forbidden-clinic-words", clinic, field, fault)
        for fault in phone_faults_in(field, text, country_codes):
            yield field_problem(RULE, clinic, field, fault)


def _web_addresses(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Hosts that the house refuses, and addresses outside the field `web`."""
    refused = [entry for entry in library.house.links if entry.kind == "refused"]
    patterns = address_patterns(library)
    for field, text in clinic.texts(Clinic.text_fields()):
        named = [entry for entry in refused if mentions_domain(text, entry.host)]
        for entry in named:
            message = f"must not name `{entry.host}`, which the house refuses: {entry.why}"
            yield field_problem("unsafe-web-address", clinic, field, (message, "take it out"))
        faults = address_faults(text, patterns) if field != "web" and not named else ()
        yield from (field_problem("unsafe-web-address", clinic, field, fault) for fault in faults)


def _forbidden_words(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """What no leaflet may say, in a language that the clinic gets copies in."""
    languages = {locale.language for locale in library.locales if clinic.wants_locale(locale)}
    for language in sorted(languages):
        for field, text in clinic.texts(Clinic.text_fields()):
            for finding in refused_phrases(library, language, text):
                message = f"must not say “{finding.match[0]}”, which no leaflet may say"
                hint = f"take it out; instead: {finding.term.instead}"
                problem = field_problem("forbidden-clinic-words", clinic, field, (message, hint))
                yield replace(problem, severity=Severity(finding.term.severity))
