"""A required statement has no words.

Why: what consists of dots, arrows or a number warns nobody, and without letters it can't be found again in the
finished file.

Fix: write the statement as a sentence; a translation too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import excerpt
from leaflet.model import Library
from leaflet.policies.texts import catalog_entry, source_texts, target_languages
from leaflet.problem import Problem, Span
from leaflet.running_text.constructs import PLACEHOLDER

NAME = "wordless-statement"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Required statements, and their translations, without a letter of their own."""
    for text in source_texts(library):
        if text.is_statement:
            entries = (catalog_entry(library, text, language) for language in target_languages(library))
            for wording, span in ((text.source, text.span), *((e.text, e.span) for e in entries if e and e.text)):
                if not any(letter.isalpha() for letter in wording.replace(PLACEHOLDER, "")):
                    yield _problem(wording, span)


def _problem(wording: str, span: Span) -> Problem:
    message = f"a required statement must have words; {excerpt(wording)} has none"
    return Problem(NAME, message, "write it as a sentence", span)
