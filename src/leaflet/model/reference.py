"""The reference library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from leaflet.model.record import NonEmptyStr, Record

CITATION_KEY_PATTERN = r"^[A-Za-z0-9]+(?:[-_:.+][A-Za-z0-9]+)*$"
CitationKey = Annotated[str, StringConstraints(pattern=CITATION_KEY_PATTERN, max_length=80)]
"""What a reference manager calls an entry: Zotero's “Citation Key”, such as `moliner2023` or `smithEffects2020`."""


Extent = Literal["full", "abstract", "secondary", "entry-only"]
"""How far a reference was read by the authors."""


class ReadingNote(Record):
    """What the authors have read of a reference, and found. Read from `sources/reading-notes.yaml`.

    It stands beside the library, since a reference manager knows none of it and would lose it with the next export.
    """

    id: CitationKey
    """Of the reference."""
    read: Extent
    system: NonEmptyStr
    """What was studied: whom or what."""
    finding: NonEmptyStr
    caveat: NonEmptyStr | None = None


class Reference(Record):
    """One entry of the reference library (CSL-JSON), read from `sources/references.json`, with its reading note."""

    id: CitationKey
    csl: Mapping[str, Any]
    """The CSL-JSON item, as the reference manager has exported it."""
    read: Extent | None = None
    """None where it has no reading note, which a policy reports."""
    system: str | None = None
    finding: str | None = None
    caveat: str | None = None

    @property
    def can_support_claim(self) -> bool:
        """May it support a claim? At least the abstract must have been read."""
        return self.read in ("full", "abstract")

    def with_note(self, note: ReadingNote | None) -> Reference:
        """The same reference with what `note` says of it."""
        return self.model_copy(update=note.model_dump(exclude={"id"})) if note else self
