"""A topic whose category asks something of each substance lists none.

Why: what must be said of each substance is asked of those that a topic lists. A topic that lists none would owe nothing
of it, whatever its text is about.

Fix: list in `substances:` of topic.yaml what the topic is about, or name the category that it really is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Category, Library, OwedBy, Topic
from leaflet.problem import Problem, thing

NAME = "missing-substance"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Topics without substances, of each category that asks something of each substance."""
    of_each = frozenset(subject.id for subject in library.subjects if subject.owed_by is OwedBy.AGENT)
    for topic in library.topics:
        for category in library.categories:
            is_asked = category.id in topic.meta.categories and bool(of_each & set(category.subjects))
            if is_asked and not topic.meta.substances:
                yield _problem(topic, category)


def _problem(topic: Topic, category: Category) -> Problem:
    return Problem(
        NAME,
        f"the topic lists no {category.agents}, and its category `{category.id}` asks what must be said of each",
        f"list its {category.agents} in `substances:`, so that what must be said of them is printed",
        topic.meta.span("categories", topic.meta.categories.index(category.id)),
        rests_on=frozenset({thing("category", category.id)}),
    )
