"""The outline of a layout: what stands in its document, in the order of reading, and under which heading."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, model_validator

from leaflet.model.record import NonEmptyStr, Record, is_id
from leaflet.model.statement import StatementKind

BRAND = "brand"
STATE, IDENTITY, STATUS, CLINIC, CLAIMS = "state", "identity", "status", "clinic", "claims"
CLAIMS_IN_PEOPLE, CLAIMS_NOT_IN_PEOPLE = "claims.in-people", "claims.not-in-people"
SECTIONS = "sections."
STATEMENTS = "statements."
FAMILIES = (
    *(STATE, IDENTITY, STATUS, CLINIC, "title", "subtitle", "for-whom", "in-short"),
    *(CLAIMS, CLAIMS_NOT_IN_PEOPLE, CLAIMS_IN_PEOPLE, "uncertainties", "contacts", "legend", "references", "colophon"),
    *("making", BRAND, "contacts.emergency", "contacts.urgent-care", "contacts.crisis"),
    *(f"{STATEMENTS}{kind}" for kind in StatementKind if kind is not StatementKind.DRAFT),
)
"""What an outline may name of an edition's texts, beside the sections of a role (`sections.background`); `state` is the
draft mark, or who has reviewed the piece."""


def section_role(name: str) -> str:
    """The role of `sections.ROLE`, a name in an outline; '' of any other."""
    role = name.removeprefix(SECTIONS)
    return role if role != name and is_id(role) else ""


Drawn = Literal[
    "figures",
    "marker",
    "ornament",
    "page-numbers",
    "pictograms",
    "picture",
    "shadow",
    "side-lines",
    "small-capitals",
    "ticks",
]
"""What a style sheet may add to a page that isn't in the document: each only where the layout says so."""


class OutlineEntry(Record):
    """A heading with what stands under it, or what stands under none."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["heading"], "properties": {"heading": {"type": "string"}}},
                {"required": ["has"], "properties": {"has": {"minItems": 1}}},
            ]
        }
    )

    heading: NonEmptyStr | None = None
    """A heading, or the caption of a table: one of the templates' own texts, as it is marked for translation."""
    has: tuple[NonEmptyStr, ...] = ()
    """Families of texts, and the templates' own words between them. A heading that has nothing always stands (its room
    is to be written in); any other stands where the edition has something for it."""

    @model_validator(mode="after")
    def _says_something(self) -> OutlineEntry:
        if self.heading is None and not self.has:
            raise ValueError("give a `heading`, or what it `has`")
        return self
