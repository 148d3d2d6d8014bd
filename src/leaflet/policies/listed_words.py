"""Problems of phrases that `sources/wording.yaml` refuses, wherever they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leaflet.model import Library
from leaflet.policies.corrections import is_denied
from leaflet.policies.phrases import PhraseBook, PhraseMatch, phrase_book, running_words
from leaflet.policies.quoted_texts import QUOTED_HINT, quoted_texts
from leaflet.policies.terms import match_context
from leaflet.policies.texts import PrintedText, printed_texts
from leaflet.policies.word_groups import groups_of
from leaflet.problem import Problem, Severity


@dataclass(frozen=True)
class RefusedPhrases:
    """One of the rules, and what is wrong with a phrase that it refuses."""

    rule: str
    fault: str
    """What such a phrase does, as a message says it after the phrase."""
    field: str
    """The field of `WordRules` that holds its terms."""
    is_fine: Callable[[PhraseBook, re.Match[str]], bool] = lambda book, match: False
    """May a text have the phrase there, such as to deny it?"""


def listed_word_problems(library: Library, refused: RefusedPhrases) -> Iterator[Problem]:
    """A problem for each phrase of the rule in every text and language that is printed."""
    for text in printed_texts(library):
        for finding in phrases_found(library, refused, text):
            yield _problem(refused, text, finding, f"instead: {finding.term.instead}")


def quoted_word_problems(library: Library, refused: RefusedPhrases) -> Iterator[Problem]:
    """A problem for each phrase of the rule in what references quote, of terms that hold `in_titles`."""
    for text in quoted_texts(library):
        for finding in phrases_found(library, refused, text, in_titles=True):
            yield _problem(refused, text, finding, QUOTED_HINT)


def _problem(refused: RefusedPhrases, text: PrintedText, finding: PhraseMatch, hint: str) -> Problem:
    return Problem(
        refused.rule,
        f"“{finding.match[0]}” {refused.fault}: {match_context(finding.match)}",
        hint,
        text.span,
        Severity(finding.term.severity),
        waiver_target=text.waiver_target,
    )


def phrases_found(
    library: Library, refused: RefusedPhrases, text: PrintedText, *, in_titles: bool = False
) -> Iterator[PhraseMatch]:
    """Where `text` says what the rule refuses: in any topic, or in those of its groups."""
    book = phrase_book(library, text.language)
    if book:
        words, groups = running_words(text.text), groups_of(library, text)
        findings = book.findings(refused.field, groups, words, in_titles=in_titles)
        yield from (finding for finding in findings if not refused.is_fine(book, finding.match))


def refused_phrases(library: Library, language: str, text: str) -> Iterator[PhraseMatch]:
    """What a text of no topic, such as a clinic's name, says and no leaflet may: it is under all groups."""
    book = phrase_book(library, language)
    for field in ("overclaims", "promotions", "endorsements", "unsafe_advice", "stigma") if book else ():
        if book:
            findings = book.findings(field, tuple(book.word_lists.groups), running_words(text))
            yield from (f for f in findings if field == "stigma" or not is_denied(book, f.match))
