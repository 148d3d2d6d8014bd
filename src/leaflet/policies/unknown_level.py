"""A level is named that the evidence ladder does not have.

Why: the level tells a reader what a claim was studied in. A word that is not on the ladder has no shape, no
explanation and no rules for its wording, so nobody could judge how sure the claim is.

Fix: use one of the levels in `sources/evidence.yaml`; those of a topic are others where its category has `rungs:` or
`levels:` of its own. If a rung is really missing, add it there, with its shape, its label and its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from leaflet.messages import backtick_list, did_you_mean, nearest
from leaflet.model import Library, Topic
from leaflet.policies.conditions import named_in_conditions
from leaflet.policies.reminders import is_reminder
from leaflet.problem import Problem, Span, thing

NAME = "unknown-level"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Levels of claims that aren't on the ladder of their topic, and others that the house doesn't have."""
    for topic in library.topics:
        known = tuple(level.id for level in library.ladder_of(topic).levels)
        rests_on = frozenset(thing("category", name) for name in topic.meta.categories)
        for claim in topic.claims:
            if claim.level not in known and not is_reminder(claim.level):
                problem = _problem(claim.level, known, claim.span("level"), _whose(library, topic, claim.level))
                yield replace(problem, rests_on=rests_on)
    every = tuple(level.id for level in library.levels)
    yield from (_problem(name, every, span) for name, span in _named_elsewhere(library) if name not in every)


def _problem(name: str, known: tuple[str, ...], span: Span, whose: str = "") -> Problem:
    hint = f"{did_you_mean(name, known)}the levels are {backtick_list(known)}"
    spoilt = frozenset(thing("level", one) for one in (name, *nearest(name, known)))
    return Problem(NAME, f"level `{name}` is not on the evidence ladder{whose}", hint, span, spoils=spoilt)


def _whose(library: Library, topic: Topic, name: str) -> str:
    """Which ladder, where the house has a rung `name` that is on another."""
    is_elsewhere = any(level.id == name for level in library.levels)
    own = [category.id for category in library.categories if category.id in topic.meta.categories]
    return f" of the topic’s categories, {backtick_list(own)}" if is_elsewhere and own else ""


def _named_elsewhere(library: Library) -> Iterator[tuple[str, Span]]:
    for category in library.categories:
        yield from ((name, category.span("rungs", n)) for n, name in enumerate(category.rungs))
    yield from named_in_conditions(library, "levels")
    for rules in library.languages.values():
        yield from ((name, rules.span("levels", name)) for name in rules.levels)
