"""A topic lists a substance, and isn't of a category in which that may be listed.

Why: what must be said of a substance is asked by a topic's categories. A topic of another kind that names it in its
text must list it, and would go out without a word of warning.

Fix: add the category to `categories:` in topic.yaml; the other checks then report what must be said. Where the
substance belongs to another category, too, add that to its `categories:` in `sources/substances.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list
from leaflet.model import Library, Substance, Topic
from leaflet.problem import Problem, thing

NAME = "missing-category"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Substances of topics that are of none of the substance's categories."""
    for topic in library.topics:
        for substance in library.substances:
            if substance.id in topic.meta.substances and not _may_list(topic, substance):
                yield _problem(topic, substance)


def _may_list(topic: Topic, substance: Substance) -> bool:
    return bool(set(substance.categories) & set(topic.meta.categories))


def _problem(topic: Topic, substance: Substance) -> Problem:
    asked = backtick_list(substance.categories)
    rests_on = frozenset(thing("category", name) for name in substance.categories)
    return Problem(
        NAME,
        f"`{substance.id}` is listed, and the topic is of none of its categories, which are {asked}",
        f"add one of these to `categories:` in topic.yaml, so that what must be said of `{substance.id}` is printed",
        topic.meta.span("substances", topic.meta.substances.index(substance.id)),
        rests_on=rests_on,
    )
