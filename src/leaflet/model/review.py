"""Reviews of the content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 -- two records have a field called `date`
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from leaflet.model.record import Id, PrintedName, Record

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, hexadecimal."""


class ReviewRecord(Record):
    """A review of some editions of a topic in one locale. Written by `leaflet sign-off` into the topic's `review.yaml`.

    The one format for whoever answers for a text.
    """

    name: PrintedName
    role: PrintedName
    """The reviewer's profession."""
    locale: str
    """As `nl-NL`."""
    date: Date
    """When it was reviewed."""
    expires: Date
    """The last day on which it holds."""
    fingerprints: Mapping[Id, Hash] = Field(min_length=1)
    """By layout: the content that was reviewed (`Edition.fingerprint`)."""
    looks: Annotated[
        Annotated[Mapping[Id, Hash], Tag("by-layout")] | Annotated[Literal["any"], Tag("any")],
        Discriminator(lambda looks: "by-layout" if isinstance(looks, Mapping) else "any"),
    ]
    """By layout: how it looked (`Layout.look`); `any` where the review holds however it is laid out."""

    def covers(self, layout: str, locale: str, fingerprint: str, look: str) -> bool:
        """Was it given for this content of `layout` in `locale`, in this look? Dates don't matter here."""
        is_same_look = self.looks == "any" or self.looks.get(layout) == look
        return self.locale == locale and self.fingerprints.get(layout) == fingerprint and is_same_look


class ReviewState(StrEnum):
    """What is known about a review of an edition."""

    NONE = "none"
    CURRENT = "current"
    CHANGED = "changed"
    """Reviewed once, but its content or its look is no longer what was reviewed."""
    EXPIRED = "expired"
