"""The reference library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from leaflet.model.record import Id, Line, Record


class Reference(Record):
    """One entry of the reference library (CSL-JSON). Read from `sources/references.json`."""

    id: Id
    csl: Mapping[str, Any]
    """The CSL-JSON item, without `custom`."""
    read: Literal["full", "abstract", "secondary", "entry-only"]
    """How far it was read by the authors."""
    system: Line
    finding: Line
    caveat: Line | None = None

    @property
    def can_support_claim(self) -> bool:
        """May it support a claim? (domain: at least the abstract was read.)"""
        return self.read in ("full", "abstract")
