"""A required statement has no translation.

Why: a safety statement that is missing in one language, or is there in another, protects nobody. This has
happened in published leaflets. It can't be waived.

Fix: open the catalog that the message names, for example with Poedit, find the entry and translate it; where it is
marked "fuzzy", the English sentence has changed: compare, correct, and remove the mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import excerpt
from leaflet.model import CatalogEntry, Library
from leaflet.policies.printed_editions import edition_ids, locales_in
from leaflet.policies.texts import SourceText, catalog_entry, catalog_for, needed_texts, target_languages
from leaflet.problem import Problem, thing

NAME = "untranslated-statement"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Required statements that a built locale needs and its catalog lacks, leaves empty or marks as fuzzy."""
    for language in target_languages(library):
        for text in needed_texts(library, language):
            entry = catalog_entry(library, text, language)
            if text.is_statement and not (entry and entry.text and not entry.fuzzy):
                yield _problem(library, text, language, entry)


def _problem(library: Library, text: SourceText, language: str, entry: CatalogEntry | None) -> Problem:
    name = text.context.split("/")[1]
    span = entry.span if entry else catalog_for(library, text.scope, language).span
    if entry and entry.text:
        fault = "a translation that is out of date (fuzzy)"
        hint = f"compare the entry `{text.context}` in {span.path}, correct it, and remove its `fuzzy` mark"
    else:
        fault = "no translation"
        hint = f"run `leaflet translate {language}`, then translate the entry `{text.context}` in {span.path}"
    return Problem(
        NAME,
        f"the required statement `{name}` has {fault} in `{language}`: {excerpt(text.source)}",
        hint,
        span,
        editions=edition_ids(library, locales=locales_in(library, language)),
        rests_on=text.owners | {thing("catalog", span.path)},
    )
