"""What people take, and what must be said about it."""

from __future__ import annotations

from collections.abc import Mapping

from leaflet.model.record import Id, NonEmptyStr, Record
from leaflet.model.statement import SUBSTANCE_SUBJECTS, Subject


class OmittedSubject(Record):
    """A subject that doesn't apply to a substance."""

    subject: Subject
    why: NonEmptyStr


class Substance(Record):
    """What people take. Read from `sources/substances.yaml`."""

    id: Id
    names: Mapping[str, tuple[NonEmptyStr, ...]]
    """Its names in texts, by language. `x*` stands for any ending."""
    groups: tuple[Id, ...] | None = None
    """Groups of rules (`groups:` in wording.yaml) that topics about it are under; `[]` means none, None means all."""
    without: tuple[OmittedSubject, ...] = ()
    """Subjects of `SUBSTANCE_SUBJECTS` that don't apply to it; all others must be covered."""

    @property
    def required_subjects(self) -> frozenset[Subject]:
        """The subjects that a piece about it must cover."""
        return SUBSTANCE_SUBJECTS - {gap.subject for gap in self.without}
