"""What a finished PDF must carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leaflet.problem import Span


@dataclass(frozen=True)
class Mark:
    """Something that the finished PDF must carry, found again by its text.

    `kind` is the attribute that the layout sets (`data-disclaimer`, `data-claim`, `data-block`), `id` its value.
    `pieces` are the texts that must all be there, close together. `min_pt` is the smallest type allowed for them.
    """

    kind: Literal["disclaimer", "claim", "block"]
    id: str
    parts: tuple[str, ...]
    min_pt: float
    every_page: bool
    span: Span
    """Where the source says it: for the problem that tells of its absence."""

    @property
    def identifying_text(self) -> str:
        """The words by which a person knows it: a claim's wording, otherwise what stands first."""
        return max(self.parts, key=len) if self.kind == "claim" else self.parts[0]


@dataclass(frozen=True)
class Link:
    """A link that an edition must have."""

    text: str
    """What a reader sees of it."""
    target: str
    """The address that it leads to."""
