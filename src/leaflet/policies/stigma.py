"""A word labels the people whom the text is about.

Why: words such as "addict" or "clean" turn a person into a problem. They keep people from asking for help, and
patients from reading on.

Fix: use the words that the hint gives; the lists stand in `sources/wording.yaml`. Where the word means something
else, allow it in topic.yaml under `allow:` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from leaflet.model import Library, Wording
from leaflet.policies.terms import around, find, matches, plain
from leaflet.policies.texts import Shown, shown
from leaflet.problem import Problem, Severity

NAME = "stigma"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Stigmatising words in every text and language that is printed."""
    for text in shown(library):
        wording = library.word_lists.get(text.language)
        if wording:
            yield from _found(text, wording)


def _found(text: Shown, wording: Wording) -> Iterator[Problem]:
    for match in find((t.term for t in wording.stigma), plain(text.text)):
        yield _problem(text, match, wording)


def _problem(text: Shown, match: re.Match[str], wording: Wording) -> Problem:
    term = next(t for t in wording.stigma if matches(t.term, match[0]))
    return Problem(
        NAME,
        f"“{match[0]}” labels the people whom the text is about: {around(match)}",
        f"instead: {term.instead}",
        text.span,
        Severity(term.severity),
        waiver_target=text.waiver_target,
    )
