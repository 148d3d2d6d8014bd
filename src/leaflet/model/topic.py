"""One content source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 -- two records have a field called `date`
from typing import Annotated, TypeVar

from pydantic import Discriminator, Field, StringConstraints, Tag

from leaflet.model.claim import Claim, Uncertainty
from leaflet.model.locale import LANGUAGE_PATTERN
from leaflet.model.prose import Section
from leaflet.model.record import Id, NonEmptyStr, PrintedName, Record, Text
from leaflet.model.review import ReviewRecord


class Waiver(Record):
    """A problem that an editor allows, with the reason."""

    policy: Id
    at: str
    """Id of the claim, uncertainty, section or layout concerned, or the topic's own id."""
    reason: Annotated[NonEmptyStr, StringConstraints(min_length=10)]


Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$")]
"""As `1.0`."""
T = TypeVar("T")


def _mapping_or_one(value: object) -> str:
    return "mapping" if isinstance(value, Mapping) else "one"


OneOrByLocale = Annotated[
    Annotated[T, Tag("one")] | Annotated[Mapping[str, T], Field(min_length=1), Tag("mapping")],
    Discriminator(_mapping_or_one),  # so that a fault is reported for one of the two
]
"""One value for all locales, or one for each, by locale."""


class LiteratureSearch(Record):
    """When the literature was searched last, and where."""

    date: Date
    """The day of the last search."""
    where: Text
    """Databases, registers, guidelines: `PubMed and the Cochrane Library`."""


class ReaderTest(Record):
    """How readers tried the text before it went out."""

    who: Text
    """Whom it is for, as the piece says it: `people who measure at home`."""
    how_many: int = Field(ge=1)
    """How many people read it."""
    changed: Text
    """What was changed after it."""


class TopicMeta(Record):
    """Identity of a topic. Read from its `topic.yaml`."""

    id: Id
    title: Text
    subtitle: Text
    for_whom: Text
    """Whom the patient pieces are for, in one sentence."""
    in_short: tuple[Text, ...] = Field(min_length=1, max_length=4)
    """The message in a few short sentences, for the cover."""
    version: OneOrByLocale[Version]
    """One for all locales, or one for each, by locale."""
    date: OneOrByLocale[Date]
    """Date of this version, printed on every page: one for all locales, or one for each."""
    layouts: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """The layouts that it is made in; without it, all that the house has."""
    locales: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """The locales that it is made in, of those in house.yaml; without it, all of them."""
    source_language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)] | None = None
    """The language that it is written in; without it, the house's."""
    categories: tuple[Id, ...] = Field(min_length=1)
    """What kind of topic it is; it owes what each of them asks."""
    substances: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    """Groups of word rules that it is under besides those of its categories and substances."""
    authors: tuple[PrintedName, ...] = Field(min_length=1)
    funding: Text | None = None
    """Who paid for it."""
    conflicts: Text | None = None
    """Which interests its authors have, or that they have none."""
    search: LiteratureSearch | None = None
    readers: ReaderTest | None = None
    """How readers tried it; without it, it is printed that none did."""
    changes: Text | None = None
    """What changed since the last version."""
    allow: tuple[Waiver, ...] = ()

    def version_in(self, locale: str) -> str:
        """Its version in `locale`; the first that is given where there is none for it, which a policy reports."""
        return _in_locale(self.version, locale)

    def date_in(self, locale: str) -> Date:
        """The date of that version."""
        return _in_locale(self.date, locale)


def _in_locale(value: T | Mapping[str, T], locale: str) -> T:
    if not isinstance(value, Mapping):
        return value
    return value.get(locale) or next(iter(value.values()))


class Topic(Record):
    """One content source: a folder under `sources/topics/`."""

    meta: TopicMeta
    claims: tuple[Claim, ...]
    uncertainties: tuple[Uncertainty, ...]
    sections: tuple[Section, ...]
    reviews: tuple[ReviewRecord, ...] = ()

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.meta.id

    def claim(self, name: str) -> Claim | None:
        """The claim called `name`, or None."""
        return next((claim for claim in self.claims if claim.id == name), None)
