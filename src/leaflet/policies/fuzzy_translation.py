"""A translation must be looked at again.

Why: the English sentence has changed since it was translated. The old translation may now say something that is no
longer true, so it is not printed, and the language's pieces are not made until somebody has looked.

Fix: compare the entry in the catalog (`.po`) with the English sentence, correct it, and take its `fuzzy` mark away
(in Poedit: "Needs work").
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Entry, Library
from leaflet.policies.messages import excerpt
from leaflet.policies.texts import Text, entry_of, needed, stopped, target_languages
from leaflet.problem import Problem

NAME = "fuzzy-translation"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Entries marked as fuzzy in a printed language; disclaimers have a policy of their own."""
    for language in target_languages(library):
        for text in needed(library, language):
            entry = entry_of(library, text, language)
            if entry and entry.text and entry.fuzzy and not text.is_disclaimer:
                yield _problem(library, text, entry, language)


def _problem(library: Library, text: Text, entry: Entry, language: str) -> Problem:
    return Problem(
        NAME,
        f"the translation into `{language}` must be looked at again: {excerpt(text.source)} has changed",
        f"compare the entry{text.entry_label} in {entry.span.path}, correct it, and take its `fuzzy` mark away",
        entry.span,
        editions=stopped(library, text, language),
    )
