"""One kind of printed piece."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from leaflet.model.audience import Audience
from leaflet.model.outline import Drawn, OutlineEntry, section_role
from leaflet.model.record import Id, NonEmptyStr, Record

LAYOUTS_FOLDER = "layouts"
BASE_FOLDER = "base"
"""The folder in it that the layouts share; it isn't a layout."""
SKELETON = f"{BASE_FOLDER}/document.html.j2"
"""The template that each page ends in, named from `LAYOUTS_FOLDER` on."""
PACKAGED_LAYOUTS = Path(__file__).parent.parent / LAYOUTS_FOLDER
"""The layouts that travel in the package; in the repository it is a link to `layouts/` at the top."""
PACKAGED_PREFIX = "leaflet/"
"""Before the name of a file, in templates: leaflet's own, also where the house has one of that name."""

LayoutContent = Literal[
    "prose",
    "claims",
    "open-claims",
    "uncertainties",
    "numbers",
    "short-references",
    "references",
    "contacts",
    "emergency-contact",
    "making",
    "legend",
    "short-legend",
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


def layout_file(own: Path, packaged: Path | None, name: str) -> Path:
    """The file or folder that templates call `name`: in the folder `own`, or in `packaged` where `own` lacks it."""
    if packaged and name.startswith(PACKAGED_PREFIX):
        return packaged / name.removeprefix(PACKAGED_PREFIX)
    found = packaged / name if packaged else own / name
    return found if found.exists() and not (own / name).exists() else own / name


def shown_layout_path(file: Path, packaged: Path | None) -> str:
    """How messages name a layout's `file`: from the house's folder on, or from the package's where it is leaflet's."""
    if packaged and file.is_relative_to(packaged):
        return f"{PACKAGED_PREFIX}{LAYOUTS_FOLDER}/{file.relative_to(packaged).as_posix()}"
    return f"{LAYOUTS_FOLDER}/{'/'.join(file.parts[-2:])}"


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


def _without_what_is_inherited(schema: dict[str, Any]) -> None:
    """A layout that extends another must say nothing but its id."""
    required = [name for name in schema["required"] if name != "id"]
    schema["required"] = ["id"]
    schema["anyOf"] = [{"required": ["extend"], "properties": {"extend": {"type": "string"}}}, {"required": required}]


class Layout(Record):
    """One kind of printed piece: a folder under `layouts/`. Read from its `layout.yaml`."""

    model_config = ConfigDict(json_schema_extra=_without_what_is_inherited)

    id: Id
    extend: Id | None = None
    """The layout of which it is a variant: whatever isn't said here is as it is there, templates and styles too."""
    says: Mapping[NonEmptyStr, NonEmptyStr] = Field(default_factory=dict)
    """Words of its templates, each with what is printed instead, in the source language."""
    title: NonEmptyStr
    audience: Audience
    width_mm: float = Field(gt=50, le=500)
    """Of the page."""
    height_mm: float = Field(gt=50, le=500)
    """Of the page."""
    folds_mm: tuple[float, ...] = ()
    """Where the sheet is folded, from the left edge of its first page on; its second page is its back."""
    pages: PageBounds
    smallest_pt: float = Field(ge=6)
    """Nothing is set smaller than this."""
    body_pt: float = Field(ge=8)
    """The running text, each of its paragraphs and lists, is set in this size or larger."""
    safe_mm: float = Field(default=4, ge=4)
    """Everything stays this far inside the paper's edge."""
    languages: tuple[str, ...] = ()
    """The languages that it is made in; without it, all that are printed."""
    shows: tuple[LayoutContent, ...] = Field(min_length=1)
    """prose: the sections for its audience with the claims set there; claims: every claim; open-claims: every claim
    without human evidence or contested; numbers: those of its claims, in fact boxes; and so on.
    Whatever it shows, it shows completely."""
    needs: tuple[LayoutNeed, ...] = ()
    """Of a topic that has none of these no piece is made, since its pages would be empty; without it, always."""
    roomier: Id | None = None
    """The layout that prints the same texts on as many pages as they need: who has no room here is told of it."""
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
    packaged: Path | None = Field(default=None, exclude=True)
    """Leaflet's own layouts, where the house takes from them what its folder lacks."""
    extends: tuple[str, ...] = Field(default=(), exclude=True)
    """The folders of the layouts that it extends, the nearest first, as templates name them."""
    look: str = Field(default="", exclude=True)
    """SHA-256 (hex) of all that decides how its pages look: this file, templates, style sheets, pictures."""
    texts: tuple[str, ...] = Field(default=(), exclude=True)
    """What its own templates print of their own, in the source language."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of sections that have a place in it, in the order of its outline."""
        named = (section_role(name) for entry in self.outline for name in entry.has)
        return tuple(dict.fromkeys(role for role in named if role))

    def is_in(self, language: str) -> bool:
        """Is it made in `language`?"""
        return not self.languages or language in self.languages

    def takes(self, role: str) -> bool:
        """Does it print sections of this role? One without an outline, which isn't built, says nothing of it."""
        return not self.outline or role in self.roles

    def folds_on(self, page: int) -> tuple[float, ...]:
        """Where page number `page`, from 1 on, is folded: mm from its left edge."""
        return self.folds_mm if page % 2 else tuple(self.width_mm - fold for fold in reversed(self.folds_mm))

    @property
    def page(self) -> str:
        """The template of its page: its own or, where it has none, the nearest of those that it extends."""
        names = [f"{name}/page.html.j2" for name in (self.id, *self.extends)]
        return next((name for name in names if self.file(name).exists()), names[0])

    @property
    def style_sheets(self) -> tuple[str, ...]:
        """Its style sheets: that of what it extends goes before its own."""
        names = [f"{name}/page.css" for name in (*reversed(self.extends), self.id)]
        return tuple(name for name in names if not self.extends or self.file(name).exists())

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its pictures are: its own folder, those of the layouts that it extends, the one that all share."""
        return (self.folder, *(self.file(name) for name in (*self.extends, BASE_FOLDER)))

    def file(self, name: str) -> Path:
        """The file that its templates call `name`."""
        return layout_file(self.folder.parent, self.packaged, name)

    def shown_path(self, name: str) -> str:
        """How messages call the file that its templates call `name`."""
        return shown_layout_path(self.file(name), self.packaged)

    def allows(self, addition: Drawn) -> bool:
        """May its style sheet add this to the pages?"""
        return addition in self.draws
