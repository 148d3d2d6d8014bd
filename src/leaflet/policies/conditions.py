"""Every condition under which something must be said, with the record that gives it."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.model import Conditions, Library, Statement, Subject
from leaflet.problem import Span


def named_in_conditions(library: Library, field: str) -> Iterator[tuple[str, Span]]:
    """(name, place) of each of the ids in `field` of a `when:`, of subjects and of statements."""
    owners: tuple[Subject | Statement, ...] = (*library.subjects, *library.statements)
    for owner in owners:
        for n, name in enumerate(_names(owner.when, field)):
            yield name, owner.span("when", field, n)


def _names(when: Conditions, field: str) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(when, field)
    return names
