"""A claim does not say what it does not show.

Why: most harm in this field comes from reading more into a result than is in it: from cells to people, from blood to
the brain, from a few weeks to a life. Each claim therefore says where it ends.

Fix: add one sentence under `does_not_show:`, such as "This does not show what happens in people."
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.language.readability import words
from leaflet.model import LanguageRules, Library
from leaflet.policies.terms import find_terms, visible_text
from leaflet.problem import Problem

NAME = "claim-without-limits"
HINT = "write one sentence under `does_not_show:`, such as “This does not show what happens in people.”"
MIN_WORDS = 4
"""Such as “It shows no cause.”"""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims without `does_not_show`, and those in which it isn't a sentence that denies something."""
    for topic in library.topics:
        rules = library.languages.get(library.source_language(topic.id))
        for claim in topic.claims:
            if not claim.does_not_show:
                yield Problem(NAME, f"claim `{claim.id}` does not say what it does not show", HINT, claim.span("id"))
            elif not _is_limit(claim.does_not_show, rules):
                message = f"“{claim.does_not_show}” does not say what claim `{claim.id}` does not show"
                yield Problem(NAME, message, HINT, claim.span("does_not_show"))


def _is_limit(text: str, rules: LanguageRules | None) -> bool:
    denies = rules is None or bool(find_terms(rules.negations, visible_text(text)))
    return denies and len(words(text)) >= MIN_WORDS
