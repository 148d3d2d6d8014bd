"""The draft mark doesn't say that the piece isn't reviewed, or isn't a draft mark any more.

Why: until somebody answers for a piece, every page of it says so. The program prints the mark on each page of each
draft and lets no record or layout switch it off; a mark whose words have lost their meaning would be as bad as none.

Fix: give the statement with `subject: not-reviewed` the kind `draft` again, and say in each language that the text
isn't reviewed: “Draft. Not clinically reviewed.” The hint lists the words that are understood, `unreviewed:` in the
file of the language.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import HOUSE_SCOPE, NOT_REVIEWED, DraftMarkRules, Library, Statement, StatementKind
from leaflet.policies.phrases import PhraseBook, phrase_book, running_words
from leaflet.policies.terms import find_terms
from leaflet.policies.texts import printed_texts
from leaflet.problem import Problem

NAME = "weakened-draft-mark"


def check(library: Library, today: date) -> Iterator[Problem]:
    """The statements on the subject `not-reviewed`, in each printed language: their kind and their words."""
    marks = {f"disclaimer/{s.id}/text": s for s in library.statements if s.subject == NOT_REVIEWED}
    yield from (_wrong_kind(mark) for mark in marks.values() if mark.kind is not StatementKind.DRAFT)
    for text in printed_texts(library, (HOUSE_SCOPE,)):
        book = phrase_book(library, text.language)
        rules = book.rules.unreviewed if book and book.rules else None
        if text.context in marks and book and rules and not _says_so(book, rules, running_words(text.text)):
            hint = f"say it with one of: {', '.join(f'“{phrase}”' for phrase in rules.phrases)}"
            yield Problem(NAME, "the draft mark doesn't say that the piece isn't reviewed", hint, text.span)


def _wrong_kind(mark: Statement) -> Problem:
    message = f"the draft mark `{mark.id}` is of the kind `{mark.kind}`, which isn't printed on every page"
    return Problem(NAME, message, "write `kind: draft`", mark.span("kind"))


def _says_so(book: PhraseBook, rules: DraftMarkRules, text: str) -> bool:
    found = (match for phrase in rules.phrases for match in book.matches(phrase, text))
    return any(not any(find_terms(rules.undone_by, gap or "") for gap in match.groups()) for match in found)
