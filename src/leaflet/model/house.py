"""The folder's settings: what holds for every topic."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from leaflet.model.brand import Brand
from leaflet.model.locale import LANGUAGE_PATTERN, LOCALE_PATTERN, SOURCE_LANGUAGE
from leaflet.model.record import NonEmptyStr, PrintedName, Record, Text
from leaflet.model.reference import CitationKey


class CiteTogether(Record):
    """References of which one alone would mislead."""

    references: tuple[CitationKey, ...] = Field(min_length=2)
    extent: Literal["claim", "topic"]
    """claim: whichever claim cites one cites all; topic: the topic and each of its pieces do."""
    why: NonEmptyStr


class LinkHost(Record):
    """A host that prose may link to, or must not."""

    host: NonEmptyStr
    kind: Literal["scholarly", "official", "not-peer-reviewed", "refused"]
    """What it has; nothing links to a host that is `refused`."""
    why: NonEmptyStr


MAX_ADDRESS = 50
"""Letters of the address of the status pages: a reader may have to type it, and each layout has room for so many."""


class House(Record):
    """What holds for every topic. Read from `sources/house.yaml`."""

    publisher: Text | None = None
    """Who publishes; without it each piece says that nobody is named."""
    locales: tuple[Annotated[str, Field(json_schema_extra={"pattern": LOCALE_PATTERN})], ...] = Field(min_length=1)
    """Locales to build, such as `nl-NL`."""
    source_language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)] = SOURCE_LANGUAGE
    """The language that the sources are written in, `nl`; each other one comes out of catalogs."""
    base_url: Annotated[str, Field(max_length=MAX_ADDRESS, json_schema_extra={"pattern": "^https://"})] | None = None
    """https address of the status pages; without one no QR code is printed."""
    review_months: int = Field(ge=1, le=60)
    """How long a review lasts."""
    feedback: Text
    """How a reader reports that something is wrong."""
    feedback_address: PrintedName | None = None
    """The e-mail or web address for it, printed after that. `none`: there is none, and each piece says so."""
    update_policy: Text
    brand: Brand = Field(default_factory=Brand)
    """How the house looks: name, logo, colours, fonts."""
    cite_together: tuple[CiteTogether, ...] = ()
    links: tuple[LinkHost, ...] = ()

    @property
    def has_no_address(self) -> bool:
        """Does it say that there is no address for feedback? A house of before 0.3 says nothing about one."""
        return self.feedback_address == "none"
