"""A translator's answer is to other texts than those of today.

Why: an answer is the reason why a suspected translation is right. When either text changes, nobody has said yet that
the new ones are.

Fix: read both texts again. Where a check still suspects them, its hint has the line for today's texts; else delete the
answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Answer, Library
from leaflet.policies.suspicions import answers_to, texts_digest
from leaflet.policies.translation_pairs import translation_pairs
from leaflet.problem import Problem, Severity

NAME = "outdated-answer"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Answers of entries whose text or translation has changed since."""
    for pair in translation_pairs(library):
        for answer in answers_to(library, pair):
            if answer.texts != texts_digest(pair):
                yield _problem(answer)


def _problem(answer: Answer) -> Problem:
    return Problem(
        NAME,
        f"the answer for `{answer.entry}` is to texts that have changed since",
        "compare both texts; answer anew if a check suspects them, and delete this answer",
        answer.span("texts"),
        Severity.WARNING,
    )
