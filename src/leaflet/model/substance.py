"""What people take, and what must be told of it."""

from __future__ import annotations

from collections.abc import Mapping

from leaflet.model.record import Id, Line, Record
from leaflet.model.statement import OF_A_SUBSTANCE, Subject


class NotSaid(Record):
    """A subject that need not be told of a substance."""

    subject: Subject
    why: Line


class Substance(Record):
    """What people take. Read from `sources/substances.yaml`."""

    id: Id
    names: Mapping[str, tuple[Line, ...]]
    """How texts call it, by language. `x*` stands for any ending."""
    without: tuple[NotSaid, ...] = ()
    """Subjects of `OF_A_SUBSTANCE` that need not be told of it; all others must be."""

    @property
    def required_subjects(self) -> frozenset[Subject]:
        """What a piece on it must tell."""
        return OF_A_SUBSTANCE - {gap.subject for gap in self.without}
