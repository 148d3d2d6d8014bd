"""A language and a country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

LOCALE_PATTERN = "^[a-z]{2}-[A-Z]{2}$"
"""How one is written, for editors: what isn't so, or is but names no language, `read` reports in words of its own."""


@dataclass(frozen=True, order=True)
class Locale:
    """A language and a country, `nl-NL`: the language decides the words, the country contacts and legal text."""

    language: str
    country: str

    @classmethod
    def parse(cls, code: str) -> Self:
        """`nl-NL` → Locale. Raises ValueError where `code` has no such form."""
        language, dash, country = code.partition("-")
        if not (dash and len(language) == 2 and language.islower() and len(country) == 2 and country.isupper()):
            raise ValueError(f"{code!r} is not a locale like nl-NL")
        return cls(language, country)

    def __str__(self) -> str:
        return f"{self.language}-{self.country}"


SOURCE_LANGUAGE = "en"
"""The language of the layouts' own words, and of sources that name no other; every other one comes out of catalogs."""
LANGUAGE_PATTERN = "^[a-z]{2}$"
"""How a language is written, for editors: `nl`."""
