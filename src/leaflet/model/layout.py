"""One kind of printed piece."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from leaflet.model.audience import Audience
from leaflet.model.outline import Drawn, OutlineEntry, section_role
from leaflet.model.record import Id, NonEmptyStr, Record

LAYOUTS_FOLDER = "layouts"
BASE_FOLDER = "base"
"""The folder in it that the layouts share; it isn't a layout."""

LayoutContent = Literal[
    "prose", "claims", "open-claims", "uncertainties", "short-references", "references", "contacts", "making"
]

LayoutNeed = Literal["prose", "claims", "open-claims", "uncertainties"]
"""What a page may be empty without."""

_ON_NO_PAGE = (".yaml", ".po")
"""Suffixes: `layout.yaml` counts by its values, and catalogs are texts."""


def can_change_a_page(path: str) -> bool:
    """Can a page be made of the file at `path`, named from `LAYOUTS_FOLDER` on? Such files make up a layout's look.

    Not of a hidden one, which an editor or a build may leave there, nor of one in no layout's folder.
    """
    parts = path.split("/")
    return len(parts) > 1 and not path.endswith(_ON_NO_PAGE) and not any(p.startswith(".") for p in parts)


class PageBounds(Record):
    """How many pages a piece may have: exactly so many, or at most."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": [name], "properties": {name: {"type": "integer"}}} for name in ("exactly", "at_most")
            ]
        }
    )

    exactly: int | None = Field(default=None, ge=1)
    """So many pages, no more and no fewer."""
    at_most: int | None = Field(default=None, ge=1)
    """So many pages, or fewer."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.exactly is None) == (self.at_most is None):
            raise ValueError("give either `exactly` or `at_most`")
        return self

    def allows(self, pages: int) -> bool:
        """Is `pages` right?"""
        return pages == self.exactly if self.exactly is not None else pages <= (self.at_most or 0)


class WordBounds(Record):
    """How many words of its own a piece may have, without required statements; outside these bounds is a warning."""

    at_least: int = 0
    """Words; fewer is a warning."""
    at_most: int
    """Words; more is a warning."""


class Layout(Record):
    """One kind of printed piece: a folder under `layouts/`. Read from its `layout.yaml`."""

    id: Id
    title: NonEmptyStr
    audience: Audience
    width_mm: float = Field(gt=50, le=500)
    """Of the page."""
    height_mm: float = Field(gt=50, le=500)
    """Of the page."""
    pages: PageBounds
    smallest_pt: float = Field(ge=6)
    """Nothing is set smaller than this."""
    body_pt: float = Field(ge=8)
    """The running text, each of its paragraphs and lists, is set in this size or larger."""
    safe_mm: float = Field(default=4, ge=4)
    """Everything stays this far inside the paper's edge."""
    languages: tuple[str, ...] = Field(min_length=1)
    """Languages whose scripts it can set."""
    shows: tuple[LayoutContent, ...] = Field(min_length=1)
    """prose: the sections for its audience with the claims set there; claims: every claim; open-claims: every claim
    without human evidence or contested; and so on. Whatever it shows, it shows completely."""
    needs: tuple[LayoutNeed, ...] = ()
    """Of a topic that has none of these no piece is made, since its pages would be empty; without it, always."""
    words: WordBounds
    piece: str = ""
    """What a reader calls it; ends the title of its files. One of its templates' own texts."""
    outline: tuple[OutlineEntry, ...] = ()
    """What stands in its document, in the order of reading: each text of an edition once for each time it is named."""
    between_references: str = ""
    """The sign between two references that run on in a line."""
    draws: tuple[Drawn, ...] = ()
    """What its style sheet adds to the pages."""
    folder: Path = Field(default=Path(), exclude=True)
    look: str = Field(default="", exclude=True)
    """SHA-256 (hex) of all that decides how its pages look: this file, templates, style sheets, pictures."""
    texts: tuple[str, ...] = Field(default=(), exclude=True)
    """What its own templates print of their own, in the source language."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of sections that have a place in it, in the order of its outline."""
        named = (section_role(name) for entry in self.outline for name in entry.has)
        return tuple(dict.fromkeys(role for role in named if role))

    def takes(self, role: str) -> bool:
        """Does it print sections of this role? One without an outline, which isn't built, says nothing of it."""
        return not self.outline or role in self.roles

    def allows(self, addition: Drawn) -> bool:
        """May its style sheet add this to the pages?"""
        return addition in self.draws
