"""A level is named that the evidence ladder does not have.

Why: the level tells a reader what a claim was studied in. A word that is not on the ladder has no shape, no
explanation and no rules for its wording, so nobody could judge how sure the claim is.

Fix: use one of the levels in `sources/evidence.yaml`. If a rung is really missing, add it there, with its shape, its
label and its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean, nearest
from leaflet.model import Library
from leaflet.policies.conditions import named_in_conditions
from leaflet.policies.reminders import is_reminder
from leaflet.problem import Problem, Span, thing

NAME = "unknown-level"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Levels of claims, in conditions and in languages' own files that are not on the ladder."""
    known = tuple(level.id for level in library.ladder.levels)
    for name, span in _named(library):
        if name not in known:
            hint = f"{did_you_mean(name, known)}the levels are {backtick_list(known)}"
            spoilt = frozenset(thing("level", one) for one in (name, *nearest(name, known)))
            yield Problem(NAME, f"level `{name}` is not on the evidence ladder", hint, span, spoils=spoilt)


def _named(library: Library) -> Iterator[tuple[str, Span]]:
    for topic in library.topics:
        yield from ((claim.level, claim.span("level")) for claim in topic.claims if not is_reminder(claim.level))
    yield from named_in_conditions(library, "levels")
    for rules in library.languages.values():
        yield from ((name, rules.span("levels", name)) for name in rules.levels)
