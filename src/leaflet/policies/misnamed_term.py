"""Words are marked as a term that the glossary calls otherwise.

Why: the explanation stands right behind the words. Behind another word it says something wrong, in the voice of the
leaflet.

Fix: mark the word that is meant. Where it is another form of it, such as the plural, add that under `forms:` of the
term in `sources/glossary.yaml`, by language.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list
from leaflet.model import HOUSE_SCOPE, GlossaryTerm, Library
from leaflet.policies.printed_editions import edition_ids, locales_in
from leaflet.policies.texts import PrintedText, catalog_for, texts_in_pieces
from leaflet.problem import Problem
from leaflet.read.catalogs import is_markdown
from leaflet.running_text.block import parse_block
from leaflet.running_text.tree import marked_terms, visible

NAME = "misnamed-term"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Marked words that are none of the term's forms, in each language in which those are known."""
    terms = {term.id: term for term in library.glossary}
    for topic in library.topics if terms else ():
        for text in texts_in_pieces(library, topic):
            for mark in marked_terms(parse_block(text.text).tree) if is_markdown(text.context) else ():
                words = " ".join(visible(mark.inside).split())
                names = _names(library, terms[mark.term], text.language) if mark.term in terms else ()
                if names and words.casefold() not in {name.casefold() for name in names}:
                    editions = edition_ids(library, [topic], locales=locales_in(library, text.language))
                    yield _problem(text, words, terms[mark.term], names, editions)


def _names(library: Library, term: GlossaryTerm, language: str) -> tuple[str, ...]:
    """What texts in `language` may call `term`; nothing where it isn't translated yet."""
    entry = catalog_for(library, HOUSE_SCOPE, language).entries.get((f"term/{term.id}/term", term.term))
    own = term.term if language == library.house.source_language else entry.text if entry else ""
    return (own, *term.forms.get(language, ())) if own else ()


def _problem(
    text: PrintedText, words: str, term: GlossaryTerm, names: tuple[str, ...], editions: tuple[str, ...]
) -> Problem:
    message = f"“{words}” is marked as the term `{term.id}`, which is called {backtick_list(names)}"
    hint = (
        f"mark the word that is meant, or add this form to `{term.id}` in sources/glossary.yaml: "
        f"`forms: {{{text.language}: [{words}]}}`"
    )
    return Problem(NAME, message, hint, text.span, editions=editions)
