"""A substance is named that `sources/substances.yaml` does not have.

Why: the substances of a topic, and those that a required statement is for, decide which safety statements must be
printed. A misspelt one would silently leave out the warnings that belong to it.

Fix: correct the id in `topic.yaml` or `sources/disclaimers.yaml`. If the substance is really new, add it with its
names to `sources/substances.yaml`, and write what must be said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean, nearest
from leaflet.model import Library
from leaflet.policies.conditions import named_in_conditions
from leaflet.policies.reminders import is_reminder
from leaflet.problem import Problem, Span, thing

NAME = "unknown-substance"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Substances of topics, in conditions and in languages' own files that substances.yaml lacks."""
    known = tuple(substance.id for substance in library.substances)
    for name, span in _named(library):
        if name not in known:
            hint = f"{did_you_mean(name, known)}sources/substances.yaml has {backtick_list(known) or 'no substance'}"
            spoilt = frozenset(thing("substance", one) for one in (name, *nearest(name, known)))
            yield Problem(NAME, f"there is no substance `{name}`", hint, span, spoils=spoilt)


def _named(library: Library) -> Iterator[tuple[str, Span]]:
    for topic in library.topics:
        named = ((name, topic.meta.span("substances", n)) for n, name in enumerate(topic.meta.substances))
        yield from ((name, span) for name, span in named if not is_reminder(name))
    yield from named_in_conditions(library, "substances")
    for rules in library.languages.values():
        yield from ((name, rules.span("substances", name)) for name in rules.substances)
