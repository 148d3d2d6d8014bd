"""Check a row of a list of clinics: no value is trusted before it has been checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from leaflet.clinics.csv_file import clinic_label
from leaflet.clinics.file_kind import RULE
from leaflet.clinics.phones import extension_words, phone_fault
from leaflet.clinics.spreadsheet_faults import spreadsheet_fault
from leaflet.clinics.web_address import web_fault
from leaflet.model import Clinic, Library, Locale, Located
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.record_messages import allowed_words_hint
from leaflet.signs import sign_faults

PHONE_FIELDS = ("phone", "emergency")
"""What holds a telephone number and nothing else."""
FREE_TEXT_FIELDS = tuple(name for name in Clinic.text_fields() if name not in (*PHONE_FIELDS, "web"))
"""What a clinic writes in its own words. Numbers and addresses have a form, and are checked for that."""
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters without width or ink that Unicode counts among letters, marks and symbols."""
VARIATION_SELECTORS = (("\u180b", "\u180f"), ("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
"""From and to: characters that choose how the one before them looks."""
WORD_FIELDS = ("name", "address", "hours")
"""What is written in words. Each other field has a form of its own, and no sign that its form doesn't have."""
WINDOWS_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that mean a device, not a folder, on Windows."""


def character_faults(row: SourceDocument) -> Iterator[Problem]:
    """In every text of `row`: what can't be seen or printed, or a spreadsheet left; of several faults the first."""
    texts = row.value.items() if isinstance(row.value, Located) else ()
    for name, value in texts:
        for part in value if isinstance(value, list) else (value,):
            if isinstance(part, str):
                yield from islice(_text_faults(name, part, row.origin.span_at(name)), 1)


def _text_faults(name: str, text: str, span: Span) -> Iterator[Problem]:
    is_plain = text.isascii() and text.isprintable()
    invisible = None if is_plain else next((c for c in text if _is_invisible(c)), None)
    if invisible:
        shown = f"U+{ord(invisible):04X} ({unicodedata.name(invisible, 'a control character').lower()})"
        hint = "type the value again; it holds an invisible character"
        yield Problem("invalid-encoding", f"`{name}` must not hold the character {shown}", hint, span)
    fault = spreadsheet_fault(name, text)
    if fault:
        yield Problem(RULE, f"`{name}` {fault[0]}", fault[1], span)
    if name in WORD_FIELDS:
        for found in sign_faults(text):
            yield Problem(found.rule, f"`{name}`: {found.message}", found.hint, span)


@lru_cache(maxsize=4096)
def _is_invisible(character: str) -> bool:
    is_control = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return (
        is_control or character in INVISIBLE or any(first <= character <= last for first, last in VARIATION_SELECTORS)
    )


def field_problem(rule: str, clinic: Clinic, field: str, message_and_hint: tuple[str, str]) -> Problem:
    """A problem of the value of `field`, whose message begins with the clinic and the column."""
    message, hint = message_and_hint
    return Problem(rule, f"{clinic_label(clinic.id)}: `{field}` {message}", hint, clinic.span(field))


def row_faults(clinic: Clinic, locales: Sequence[Locale]) -> Iterator[Problem]:
    """What is wrong with the values of a row, where `locales` are built; values that are empty are passed over."""
    yield from _id_faults(clinic)
    yield from _language_faults(clinic, locales)
    fault = web_fault(clinic.web) if clinic.web else None
    if fault:
        yield Problem("unsafe-web-address", f"`web` {fault[0]}", fault[1], clinic.span("web"))


def countries(clinic: Clinic, locales: Sequence[Locale]) -> tuple[str, ...]:
    """The countries of the locales that `clinic` gets copies in; all of them where it asks for none that is built."""
    wanted = [locale for locale in locales if clinic.wants_locale(locale)] or locales
    return tuple(sorted({locale.country for locale in wanted}))


def phone_faults(name: str, clinic: Clinic, library: Library) -> Iterator[Problem]:
    """Why the number in the field `name` can't be the clinic's in one of its countries; each reason once."""
    number, words = getattr(clinic, name), extension_words(library)
    faults = [phone_fault(number, country, words) for country in countries(clinic, library.locales)] if number else []
    for fault in dict.fromkeys(fault for fault in faults if fault):
        message = f"{clinic_label(clinic.id)}: `{number}` in `{name}` {fault.message}"
        yield Problem(fault.rule, message, fault.hint, clinic.span(name))


def _id_faults(clinic: Clinic) -> Iterator[Problem]:
    if clinic.id in WINDOWS_DEVICES:
        message = f"the `id` must not be `{clinic.id}`, which can't be a folder on every system"
        yield Problem(RULE, message, "add a word: the id names the folder of the clinic's copies", clinic.span("id"))


def _language_faults(clinic: Clinic, locales: Sequence[Locale]) -> Iterator[Problem]:
    known = {code for locale in locales for code in (locale.language, str(locale))}
    for n, code in enumerate(clinic.languages):
        if code not in known:
            message = f"`languages` must not name `{code}`: nothing is built in that language"
            yield Problem(RULE, message, allowed_words_hint(code, known), clinic.span("languages", n))
