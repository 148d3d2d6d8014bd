"""A category is named that the house does not have.

Why: its categories decide what a topic must say, and which words it must not use. With a misspelt one it would owe what
every topic does and nothing more, and a condition on a misspelt one would never hold.

Fix: correct the id. The categories are the files in `sources/categories/`; a new one is a new file there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean, nearest
from leaflet.model import CATEGORIES_FOLDER, Library
from leaflet.policies.conditions import named_in_conditions
from leaflet.policies.reminders import is_reminder
from leaflet.problem import Problem, Span, thing

NAME = "unknown-category"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Categories of topics, substances and contacts, and in conditions, that have no file."""
    known = tuple(category.id for category in library.categories)
    for name, span in _named(library):
        if name not in known:
            hint = f"{did_you_mean(name, known)}{CATEGORIES_FOLDER} has {backtick_list(known) or 'no category'}"
            spoilt = frozenset(thing("category", one) for one in (name, *nearest(name, known)))
            yield Problem(NAME, f"there is no category `{name}`", hint, span, spoils=spoilt)


def _named(library: Library) -> Iterator[tuple[str, Span]]:
    for topic in library.topics:
        named = ((name, topic.meta.span("categories", n)) for n, name in enumerate(topic.meta.categories))
        yield from ((name, span) for name, span in named if not is_reminder(name))
    for substance in library.substances:
        yield from ((name, substance.span("categories", n)) for n, name in enumerate(substance.categories))
    for contact in library.contacts:
        yield from ((name, contact.span("categories", n)) for n, name in enumerate(contact.categories))
    yield from named_in_conditions(library, "categories")
