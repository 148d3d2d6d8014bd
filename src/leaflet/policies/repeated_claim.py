"""A claim's words stand in another text, without the claim's level.

Why: a claim is printed with the shape that says what was studied, and with what it does not show. The same sentence in
the running text, in a title or a drawing looks like a plain fact.

Fix: set the claim there, `[[claim-id]]`, or take the sentence out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from leaflet.language.readability import sentences
from leaflet.model import Library, Topic
from leaflet.policies.phrases import running_words
from leaflet.policies.texts import PrintedText, catalog_for, printed_languages, stopped_by, texts_in_pieces
from leaflet.problem import Problem

NAME = "repeated-claim"
MIN_WORDS = 6
"""Fewer words in a row are shared by chance."""
MIN_SHARE = 0.75
"""Of the words of a claim, or of one of its sentences: so much of it says the claim."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Texts of a topic that repeat most of one of its claims, or of a sentence of one, in the same language."""
    for topic in library.topics:
        wordings = {language: tuple(_wordings(library, topic, language)) for language in printed_languages(library)}
        for text in texts_in_pieces(library, topic):
            if not text.context.startswith("claim/"):
                yield from _repeated(text, wordings.get(text.language, ()), stopped_by(library, topic, text))


def _repeated(
    text: PrintedText, wordings: tuple[tuple[str, tuple[str, ...]], ...], editions: tuple[str, ...]
) -> Iterator[Problem]:
    words = f" {' '.join(_words(text.text))} "
    for claim, run in wordings:
        if _holds_most(words, run):
            hint = f"set the claim there, `[[{claim}]]`, or take the sentence out"
            message = f"this repeats the claim `{claim}` without its level"
            yield Problem(NAME, message, hint, text.span, editions=editions)
            return


def _holds_most(words: str, claim: tuple[str, ...]) -> bool:
    """Does `words` hold so many of the claim's words in a row?"""
    return any(row in words for row in _rows(claim))


@lru_cache(1000)  # each claim is looked for in every text
def _rows(claim: tuple[str, ...]) -> tuple[str, ...]:
    """So many of its words in a row as tell it again, from each of the first ones on."""
    length = max(MIN_WORDS, int(len(claim) * MIN_SHARE + 0.5))
    return tuple(f" {' '.join(claim[n : n + length])} " for n in range(len(claim) - length + 1))


def _wordings(library: Library, topic: Topic, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    catalog, rules = catalog_for(library, topic.id, language), library.languages.get(language)
    for claim in topic.claims:
        for audience, text in (("patient", claim.patient), ("clinician", claim.clinician)):
            entry = catalog.entries.get((f"claim/{claim.id}/{audience}", text)) if text else None
            wording = text if language == library.source_language(topic.id) else entry.text if entry else None
            for said in (wording, *sentences(wording, rules.abbreviations if rules else ())) if wording else ():
                yield claim.id, tuple(_words(said))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w%]+", running_words(text).casefold())
