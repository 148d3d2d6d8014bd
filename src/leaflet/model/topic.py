"""One content source."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 -- two records have a field called `date`
from typing import Annotated

from pydantic import Field, StringConstraints

from leaflet.model.claim import Claim, Uncertainty
from leaflet.model.prose import Section
from leaflet.model.record import Id, NonEmptyStr, Record, Text
from leaflet.model.review import ReviewRecord


class Waiver(Record):
    """A problem that an editor allows, with the reason."""

    policy: Id
    at: str
    """Id of the claim, uncertainty, section or layout concerned, or the topic's own id."""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10)]


class TopicMeta(Record):
    """Identity of a topic. Read from its `topic.yaml`."""

    id: Id
    title: Text
    subtitle: Text
    for_whom: Text
    """Whom the patient pieces are for, in one sentence."""
    in_short: tuple[Text, ...] = Field(min_length=1, max_length=4)
    """The message in a few short sentences, for the cover."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    date: Date
    """Date of this version; printed on every page."""
    substances: tuple[Id, ...] = Field(min_length=1)
    authors: tuple[NonEmptyStr, ...] = Field(min_length=1)
    funding: Text
    conflicts: Text
    allow: tuple[Waiver, ...] = ()


class Topic(Record):
    """One content source: a folder under `sources/topics/`."""

    meta: TopicMeta
    claims: tuple[Claim, ...]
    uncertainties: tuple[Uncertainty, ...]
    sections: tuple[Section, ...]
    review: ReviewRecord | None = None

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.meta.id

    def claim(self, name: str) -> Claim | None:
        """The claim called `name`, or None."""
        return next((claim for claim in self.claims if claim.id == name), None)
