"""A translator's answer is to nothing that a check suspects.

Why: an answer that nothing asks for hides a slip: another entry was meant, another check, or the translation was
corrected since. One day it would stand beside something that nobody has thought of.

Fix: delete the answer, or correct its `entry:` and its `to:`; the hint of the suspicion has the whole line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list
from leaflet.model import Answer, Catalog, Library
from leaflet.policies.answerable import ANSWERABLE
from leaflet.policies.suspicions import answers_to, is_for, texts_digest
from leaflet.policies.translation_pairs import translation_pairs
from leaflet.problem import Problem, Severity

NAME = "unused-answer"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Answers to an entry or a check that isn't there, or that suspects nothing."""
    used = frozenset(_used_or_outdated(library))
    for catalog in library.catalogs.values():
        yield from (_problem(answer) for answer in _answers(catalog) if answer.span() not in used)


def _answers(catalog: Catalog) -> tuple[Answer, ...]:
    return catalog.answers


def _used_or_outdated(library: Library) -> Iterator[object]:
    """The places of answers that are to something; whether that is still so is another policy's matter."""
    for pair in translation_pairs(library):
        for answer in answers_to(library, pair):
            rule = answer.to
            suspicions = ANSWERABLE.get(rule)
            suspects = suspicions is not None and is_for(answer, pair, rule) and any(suspicions(pair))
            if suspects or answer.texts != texts_digest(pair):
                yield answer.span()


def _problem(answer: Answer) -> Problem:
    known = "" if answer.to in ANSWERABLE else f"; `to:` is one of {backtick_list(ANSWERABLE)}"
    return Problem(
        NAME,
        f"the answer for `{answer.entry}` to `{answer.to}` is to nothing",
        f"delete it, or correct its `entry:` or `to:`{known}",
        answer.span(),
        Severity.WARNING,
    )
