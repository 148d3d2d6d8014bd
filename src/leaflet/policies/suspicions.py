"""Suspicions that a translation is wrong, and the answers to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import islice

from leaflet.language.stance_differences import StanceDifference
from leaflet.messages import excerpt
from leaflet.model import Answer, Library
from leaflet.policies.texts import catalog_for
from leaflet.policies.translation_pairs import TranslationPair, translation_pairs
from leaflet.problem import Problem
from leaflet.read.answers import answers_file

Suspicions = Callable[[TranslationPair], Iterator[str]]
"""What a rule suspects of a translation, as messages."""


def unanswered(library: Library, rule: str, suspicions: Suspicions) -> Iterator[Problem]:
    """A problem for each suspicion of `rule` that no answer beside the catalog is for; where its place is, there."""
    for pair in translation_pairs(library):
        answers = [answer for answer in answers_to(library, pair) if is_for(answer, pair, rule)]
        for message in () if any(answer.reason for answer in answers) else suspicions(pair):
            # An answer holds for one wording: where that must be corrected anyway, it would be void at once.
            problem = pair.problem(rule, message, _hint(pair, rule), frozenset({str(pair.entry.span)}))
            hint = f"write as `reason:` why it is right, for who reviews it; or correct {pair.entry.span}"
            yield replace(problem, span=answers[0].span("reason"), hint=hint) if answers else problem


def first_in_sentences(pair: TranslationPair, change: Callable[[StanceDifference], str]) -> Iterator[str]:
    """What `change` says of the first sentence of which it says anything, with both sentences."""
    said = ((change(difference), sentence) for sentence, difference in pair.stances)
    yield from islice(
        (f"{text}: {excerpt(sentence.source)} is {excerpt(sentence.translated)}" for text, sentence in said if text), 1
    )


def answers_to(library: Library, pair: TranslationPair) -> tuple[Answer, ...]:
    """The answers that name the entry of `pair`."""
    answers = catalog_for(library, pair.text.scope, pair.language).answers
    return tuple(answer for answer in answers if answer.entry == entry_name(pair))


def answered_pairs(library: Library, scopes: Collection[str]) -> Iterator[tuple[Answer, TranslationPair]]:
    """Every answer to today's texts in the catalogs of `scopes`, with what it answers: reviewers must see it."""
    for pair in translation_pairs(library):
        if pair.text.scope in scopes:
            found = (a for a in answers_to(library, pair) if a.reason and a.texts == texts_digest(pair))
            yield from ((answer, pair) for answer in found)


def is_for(answer: Answer, pair: TranslationPair, rule: str) -> bool:
    """Is it the answer to what `rule` suspects of these very texts?"""
    return answer.entry == entry_name(pair) and answer.to == rule and answer.texts == texts_digest(pair)


def entry_name(pair: TranslationPair) -> str:
    """What an answer names the entry by: its context, or the English where it has none."""
    return pair.text.context or pair.text.source


def texts_digest(pair: TranslationPair) -> str:
    """Twelve digits of a hash (SHA-256) of the text and its translation: an answer holds for these only."""
    return hashlib.sha256(f"{pair.text.source}\0{pair.entry.text}".encode()).hexdigest()[:12]


def _hint(pair: TranslationPair, rule: str) -> str:
    file = answers_file(catalog_path(pair))
    answer = f'- {{entry: "{entry_name(pair)}", to: {rule}, texts: "{texts_digest(pair)}", reason: "…"}}'
    return f"correct {catalog_path(pair)}; or, where it is right, say why in {file}: {answer}"


def catalog_path(pair: TranslationPair) -> str:
    """The catalog that the translation is in."""
    return pair.entry.span.path
