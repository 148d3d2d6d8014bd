"""Reviews of the content."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 -- two records have a field called `date`
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from leaflet.model.record import NonEmptyStr, Record


class ReviewRecord(Record):
    """A clinical review. Written by `leaflet sign-off` into a topic's `review.yaml`."""

    name: NonEmptyStr
    role: NonEmptyStr
    date: Date
    expires: Date
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Fingerprint of the content that was reviewed."""


class ReviewState(StrEnum):
    """What is known about a clinical review of the content."""

    NONE = "none"
    CURRENT = "current"
    CHANGED = "changed"
    """Reviewed once, but the content is no longer what was reviewed."""
    EXPIRED = "expired"
