"""A translation has another structure than its source: other lists, items, levels, rows or cells.

Why: an item that is lost in one language is a step or a warning that its readers never get, and a cell that has moved
is another dose.

Fix: give the translation in the catalog (`.po`) as many items, at the same levels, and as many rows and cells as the
English has. A list stays a list, a table a table, a quotation a quotation of as many paragraphs, a box a box
of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.texts import affected_editions, catalog_entry, needed_texts, target_languages
from leaflet.problem import Problem
from leaflet.read.catalogs import is_markdown
from leaflet.running_text.block import parse_block
from leaflet.running_text.tree import structure

NAME = "restructured-translation"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations of running text that are built otherwise than the source."""
    for language in target_languages(library):
        for text in needed_texts(library, language):
            entry = catalog_entry(library, text, language) if is_markdown(text.context) else None
            if entry and entry.text and not entry.fuzzy:
                wanted, found = (structure(parse_block(words).tree) for words in (text.source, entry.text))
                if wanted != found:
                    yield Problem(
                        NAME,
                        f"the translation into `{language}` is {found}; the source is {wanted}",
                        f"give the entry `{text.context}` in {entry.span.path} the lines that the source has",
                        entry.span,
                        editions=affected_editions(library, text, language),
                    )
