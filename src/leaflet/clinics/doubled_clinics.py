"""Clinics of one list that share what each should have of its own: a row that was copied and only half changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.clinics.csv_file import clinic_label
from leaflet.clinics.phones import extension_words, international_form
from leaflet.clinics.row_checks import countries
from leaflet.model import Clinic, Library
from leaflet.problem import Problem, Severity

NAME = "doubled-clinic"
NUMBER_HINT = "see whose number it is; a switchboard that they share is fine"
ROW_HINT = "delete one of the two rows, or say in the names how they differ"


def doubled_clinics(clinics: Sequence[Clinic], library: Library) -> Iterator[Problem]:
    """A warning for each telephone number of clinics that are called differently, and for each clinic with two ids.

    The locales of `library` say in which country a number is dialled.
    """
    words = extension_words(library)
    by_number: dict[str, list[Clinic]] = {}
    for clinic in clinics:
        country = countries(clinic, library.locales)[0]
        by_number.setdefault(international_form(clinic.phone, country, words), []).append(clinic)
    for first, *others in by_number.values():
        differently = [other for other in others if _named(other)[0] != _named(first)[0]]
        if differently:
            message = (
                f"`phone` is also that of {clinic_label(first.id)}, {first.span('phone')}, which is called differently"
            )
            yield _warning(differently, "phone", message, NUMBER_HINT)
        same = [other for other in others if _named(other) == _named(first)]
        if same:
            message = f"name, address and number are also those of {clinic_label(first.id)}, {first.span()}"
            yield _warning(same, "name", message, ROW_HINT)


def _named(clinic: Clinic) -> tuple[str, str]:
    return clinic.name.casefold(), clinic.address.casefold()


def _warning(several: Sequence[Clinic], field: str, message: str, hint: str) -> Problem:
    """One for all of them, at the first."""
    more = f" and {len(several) - 1} more" if len(several) > 1 else ""
    text = f"{clinic_label(several[0].id)}{more}: {message}"
    return Problem(NAME, text, hint, several[0].span(field), Severity.WARNING)
