"""A locale can't be built.

Why: a locale such as `nl-NL` decides the words (nl) and the help lines and laws (NL). Without contacts in the
country, or a layout that can set the language, there is nothing to print.

Fix: write it as two small letters, a dash and two capitals; add the country's contacts to `sources/contacts.yaml`,
and the language to `languages:` of the layouts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list
from leaflet.model import Library
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem

NAME = "unknown-locale"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Locales without contacts in the country, or without a layout that sets the language (read/ reports others)."""
    countries = sorted({contact.country for contact in library.contacts})
    languages = {language for layout in library.layouts for language in layout.languages}
    for n, locale in enumerate(library.locales):
        if locale.country not in countries:
            hint = f"there are contacts for {backtick_list(countries)}; add the country's to sources/contacts.yaml"
            yield _problem(library, n, "is of a country without contacts", hint)
        if locale.language not in languages:
            hint = f"add `{locale.language}` to `languages:` in layout.yaml, if the layout's fonts have its characters"
            yield _problem(library, n, "is in a language that no layout can set", hint)


def _problem(library: Library, n: int, fault: str, hint: str) -> Problem:
    locale = library.locales[n]
    span = library.house.span("locales", n)
    return Problem(NAME, f"locale `{locale}` {fault}", hint, span, editions=edition_ids(library, locales=(locale,)))
