"""A word labels the people whom the text is about.

Why: words such as "addict" or "clean" turn a person into a problem. They keep people from asking for help, and
patients from reading on.

Fix: use the words that the hint gives; the lists are in `sources/wording.yaml`. Where the word means something
else, allow it in topic.yaml under `allow:` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from leaflet.model import Library, WordLists
from leaflet.policies.terms import find_terms, is_form_of, match_context, visible_text
from leaflet.policies.texts import PrintedText, printed_texts
from leaflet.problem import Problem, Severity

NAME = "stigma"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Stigmatising words in every text and language that is printed."""
    for text in printed_texts(library):
        word_lists = library.word_lists.get(text.language)
        if word_lists:
            yield from _problems(text, word_lists)


def _problems(text: PrintedText, word_lists: WordLists) -> Iterator[Problem]:
    for match in find_terms((t.term for t in word_lists.stigma), visible_text(text.text)):
        yield _problem(text, match, word_lists)


def _problem(text: PrintedText, match: re.Match[str], word_lists: WordLists) -> Problem:
    term = next(t for t in word_lists.stigma if is_form_of(t.term, match[0]))
    return Problem(
        NAME,
        f"“{match[0]}” labels the people whom the text is about: {match_context(match)}",
        f"instead: {term.instead}",
        text.span,
        Severity(term.severity),
        waiver_target=text.waiver_target,
    )
