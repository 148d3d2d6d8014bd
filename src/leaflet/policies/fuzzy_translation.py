"""A translation is out of date.

Why: the English sentence has changed since it was translated. The old translation may now say something that is no
longer true, so it is not printed, and the language's pieces are not made until somebody has checked it.

Fix: compare the entry in the catalog (`.po`) with the English sentence, correct it, and remove its `fuzzy` mark
(in Poedit: "Needs work").
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import excerpt
from leaflet.model import CatalogEntry, Library
from leaflet.policies.texts import SourceText, affected_editions, catalog_entry, needed_texts, target_languages
from leaflet.problem import Problem

NAME = "fuzzy-translation"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Entries marked as fuzzy in a printed language; required statements have a check of their own."""
    for language in target_languages(library):
        for text in needed_texts(library, language):
            entry = catalog_entry(library, text, language)
            if entry and entry.text and entry.fuzzy and not text.is_statement:
                yield _problem(library, text, entry, language)


def _problem(library: Library, text: SourceText, entry: CatalogEntry, language: str) -> Problem:
    return Problem(
        NAME,
        f"the translation into `{language}` is out of date: {excerpt(text.source)} has changed",
        f"compare the entry{text.entry_label} in {entry.span.path}, correct it, and remove its `fuzzy` mark",
        entry.span,
        editions=affected_editions(library, text, language),
        spoils=frozenset({text.translation(language)}),
        rests_on=text.owners,
    )
