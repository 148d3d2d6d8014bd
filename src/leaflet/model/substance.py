"""What people take, and what must be said about it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from leaflet.model.record import Id, NonEmptyStr, Record


class OmittedSubject(Record):
    """A subject that doesn't apply to a substance."""

    subject: Id
    why: NonEmptyStr


class Substance(Record):
    """What people take. Read from `sources/substances.yaml`."""

    id: Id
    names: Mapping[str, tuple[NonEmptyStr, ...]]
    """Its names in texts, by language. `x*` stands for any ending."""
    groups: tuple[Id, ...] | None = None
    """Groups of rules (`groups:` in wording.yaml) that topics about it are under; `[]` means none, None means all but
    `clinic-box`."""
    categories: tuple[Id, ...] = Field(min_length=1)
    """A topic that lists it must be of one of these, which say what must be told of it."""
    without: tuple[OmittedSubject, ...] = ()
    """Subjects owed by each substance that don't apply to it; of all others something must be said."""

    def is_without(self, subject: str) -> bool:
        """Does `subject` not apply to it?"""
        return any(gap.subject == subject for gap in self.without)
