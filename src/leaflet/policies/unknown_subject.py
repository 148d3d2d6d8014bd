"""A subject is named that `sources/subjects.yaml` does not have.

Why: a statement covers the subject that it names. With a misspelt one it would cover nothing. A category that
names a misspelt one would ask its topics for nothing, and a substance that is `without:` one would go on owing it.

Fix: correct the id. If the subject is really new, add it to `sources/subjects.yaml`, and say there who owes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean, nearest
from leaflet.model import Library
from leaflet.problem import Problem, Span, thing

NAME = "unknown-subject"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Subjects of statements and categories, and those that a substance is without, that subjects.yaml lacks."""
    known = tuple(subject.id for subject in library.subjects)
    for name, span in _named(library):
        if name not in known:
            hint = f"{did_you_mean(name, known)}sources/subjects.yaml has {backtick_list(known) or 'no subject'}"
            spoilt = frozenset(thing("subject", one) for one in (name, *nearest(name, known)))
            yield Problem(NAME, f"there is no subject `{name}`", hint, span, spoils=spoilt)


def _named(library: Library) -> Iterator[tuple[str, Span]]:
    yield from ((statement.subject, statement.span("subject")) for statement in library.statements)
    for category in library.categories:
        yield from ((name, category.span("subjects", n)) for n, name in enumerate(category.subjects))
    for substance in library.substances:
        yield from ((gap.subject, gap.span("subject")) for gap in substance.without)
