"""A text has no translation into a language that is printed.

Why: a page that is half in one language and half in another is not understood, and looks complete. The
language's pieces are not made until every text is translated; those in other languages are.

Fix: run `leaflet translate` with the language, then fill in the empty entries of the catalog (`.po`), for example
with Poedit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from leaflet.messages import excerpt
from leaflet.model import LAYOUTS_SCOPE, Library
from leaflet.policies.texts import (
    SourceText,
    affected_editions,
    catalog_entry,
    catalog_for,
    needed_texts,
    target_languages,
)
from leaflet.problem import Problem, Span, thing

NAME = "missing-translation"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Texts without a translation in a printed language; required statements have a check of their own."""
    for language in target_languages(library):
        texts = (text for text in needed_texts(library, language) if not text.is_statement)
        for scope, texts_of_scope in groupby(texts, key=lambda text: text.scope):
            yield from _scope(library, scope, language, list(texts_of_scope))


def _scope(library: Library, scope: str, language: str, texts: Sequence[SourceText]) -> Iterator[Problem]:
    catalog = catalog_for(library, scope, language)
    if texts and not any(entry.text for entry in catalog.entries.values()):
        yield _no_catalog(library, texts[0], language, catalog.span)
        return
    for text in texts:
        entry = catalog_entry(library, text, language)
        if not (entry and entry.text):
            yield _problem(library, text, language, entry.span if entry else catalog.span, catalog.span.path)


def _no_catalog(library: Library, text: SourceText, language: str, span: Span) -> Problem:
    own = f"; or, if they are in `{language}` themselves, write `source_language: {language}` into sources/house.yaml"
    is_alone = text.scope != LAYOUTS_SCOPE and {locale.language for locale in library.locales} == {language}
    return Problem(
        NAME,
        f"there are no translations into `{language}` in {span.path}",
        f"run `leaflet translate {language}`, which writes the file, and fill in its entries{own if is_alone else ''}",
        span,
        editions=affected_editions(library, text, language),
        spoils=frozenset({thing("catalog", span.path)}),
        rests_on=frozenset({thing("translations", text.scope)}),
    )


def _problem(library: Library, text: SourceText, language: str, span: Span, path: str) -> Problem:
    return Problem(
        NAME,
        f"there is no translation into `{language}` of {excerpt(text.source)}",
        f"run `leaflet translate {language}`, then fill in the entry{text.entry_label} in {path}",
        span,
        editions=affected_editions(library, text, language),
        spoils=frozenset({text.translation(language)}),
        rests_on=text.owners,
    )
