"""The reference library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from leaflet.model.record import Id, NonEmptyStr, Record


class Reference(Record):
    """One entry of the reference library (CSL-JSON). Read from `sources/references.json`."""

    id: Id
    csl: Mapping[str, Any]
    """The CSL-JSON item, without `custom`."""
    read: Literal["full", "abstract", "secondary", "entry-only"]
    """How far it was read by the authors."""
    system: NonEmptyStr
    finding: NonEmptyStr
    caveat: NonEmptyStr | None = None

    @property
    def can_support_claim(self) -> bool:
        """May it support a claim? At least the abstract must have been read."""
        return self.read in ("full", "abstract")
