"""A translation has lost or added a link, a term, a claim or a placeholder.

Why: these are the same in every language. A lost link takes a reader's way to the source, a lost term what explains a
word, a lost `{emergency}` the number to call.

Fix: correct the translation in the catalog (`.po`): copy addresses, `(term:its-id)`, `[[claims]]`, `{placeholders}` and
`%(names)s` as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, excerpt
from leaflet.model import CatalogEntry, Library
from leaflet.policies.texts import (
    SourceText,
    affected_editions,
    catalog_entry,
    needed_texts,
    only_word,
    target_languages,
)
from leaflet.problem import Problem

NAME = "altered-markup"

_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
_ADDRESS = re.compile(r"https?://\S+")
_CLAIM = re.compile(r"\[\[[^\]]*\]\]")
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s")


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations whose links, terms, claims or placeholders are not those of the source."""
    for language in target_languages(library):
        for text in needed_texts(library, language):
            entry = catalog_entry(library, text, language)
            if entry and entry.text and not entry.fuzzy:
                yield from _compare(library, text, entry, language)


def _compare(library: Library, text: SourceText, entry: CatalogEntry, language: str) -> Iterator[Problem]:
    wanted, found = (Counter(_untranslated_parts(words)) for words in (text.source, entry.text))
    changes = (("lacks", wanted - found), ("adds", found - wanted))
    difference = " and ".join(f"{verb} {backtick_list(items.elements())}" for verb, items in changes if items)
    if difference:
        yield Problem(
            NAME,
            f"the translation into `{language}` {difference}: {excerpt(text.source)}",
            f"links, terms and placeholders are the same in each language: correct {entry.span.path}",
            entry.span,
            editions=affected_editions(library, text, language),
            rests_on=only_word(entry.span, [word for _, items in changes for word in items]),
        )


def _untranslated_parts(text: str) -> Iterator[str]:
    """What no translation changes: link targets, claims, placeholders."""
    yield from _TARGET.findall(text)
    yield from _ADDRESS.findall(_TARGET.sub("](", text))
    yield from _CLAIM.findall(text)
    yield from _PLACEHOLDER.findall(text)
