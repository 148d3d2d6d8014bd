"""A text promises more than anybody knows.

Why: words such as "cure", "breakthrough" or "safe" sell. In a leaflet about medicine they make people take a risk for
a benefit that was never shown.

Fix: write what was measured, in whom and what is not known. A denial in the same clause ("not a cure") and a quoted
correction (“the happiness hormone” is too simple) are fine. Where the word means something else, allow it in
topic.yaml under `allow:` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from leaflet.model import Library, WordLists
from leaflet.policies.terms import is_form_of, is_quoted, match_context, undenied_matches, visible_text
from leaflet.policies.texts import PrintedText, printed_texts
from leaflet.problem import Problem, Severity

NAME = "overclaim"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Overclaims in every text and language that is printed, unless the sentence denies or quotes them."""
    for text in printed_texts(library):
        word_lists = library.word_lists.get(text.language)
        if word_lists:
            yield from _problems(text, word_lists)


def _problems(text: PrintedText, word_lists: WordLists) -> Iterator[Problem]:
    visible = visible_text(text.text)
    for match in undenied_matches((t.term for t in word_lists.overclaims), visible, word_lists):
        if not is_quoted(visible, match.start()):
            yield _problem(text, match, word_lists)


def _problem(text: PrintedText, match: re.Match[str], word_lists: WordLists) -> Problem:
    term = next(t for t in word_lists.overclaims if is_form_of(t.term, match[0]))
    return Problem(
        NAME,
        f"“{match[0]}” promises more than anybody knows: {match_context(match)}",
        f"instead: {term.instead}",
        text.span,
        Severity(term.severity),
        waiver_target=text.waiver_target,
    )
