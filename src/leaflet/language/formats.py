"""What a language and a country decide: dates, numbers, lists, quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import babel
from babel.dates import format_date, get_month_names
from babel.lists import format_list

from leaflet.model import Locale

QUOTES: Mapping[str, tuple[str, str]] = {
    "da": ("“", "”"),
    "de": ("„", "“"),
    "en": ("“", "”"),
    "es": ("«", "»"),
    "fr": ("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"),
    "it": ("«", "»"),
    "nl": ("“", "”"),
    "pl": ("„", "”"),
    "pt": ("“", "”"),
}
"""Unicode CLDR, `delimiters`; French with the spaces that its typography asks for. Babel doesn't carry them."""
FALLBACK_QUOTES = ("“", "”")
"""CLDR's root locale."""


def date_in_words(day: date, locale: Locale) -> str:
    """24 november 2026."""
    return str(format_date(day, "long", _babel_locale(locale)))


def short_month_names(languages: Iterable[str]) -> frozenset[str]:
    """How `languages` shorten the names of months, without full stops: `may`, `mei`, `Mai`."""
    names = (name for code in languages for name in get_month_names("abbreviated", locale=code).values())
    return frozenset(name.rstrip(".") for name in names)


def is_right_to_left(locale: Locale) -> bool:
    """Is the locale's language written from right to left?"""
    return bool(_babel_locale(locale).text_direction == "rtl")


def join_list(items: Iterable[str], locale: Locale) -> str:
    """a, b en c."""
    return str(format_list(list(items), locale=_babel_locale(locale)))


def quotation_marks(locale: Locale) -> tuple[str, str]:
    """(opening, closing) double quotation marks."""
    return QUOTES.get(locale.language, FALLBACK_QUOTES)


def _babel_locale(locale: Locale) -> babel.Locale:
    """CLDR's data for the locale, or for its language where the country has none of its own."""
    try:
        return babel.Locale(locale.language, locale.country)
    except babel.UnknownLocaleError:
        return babel.Locale(locale.language)
