"""How a house looks: its name, its mark, its colours, its type."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from leaflet.fonts import TEXT_FAMILIES
from leaflet.model.record import FreeText, NonEmptyStr, PrintedName, Record, Text

CHECKSUM_PATTERN = "^[0-9a-fA-F]{64}$"
CssColour = Annotated[str, FreeText(), Field(json_schema_extra={"pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"})]
"""A colour as CSS writes it: `#07464e`."""
_OF_FILE = ("file", "sha256", "licence")
_A_FILE: dict[str, Any] = {name: {"type": "string"} for name in _OF_FILE}
_NO_FILE: dict[str, Any] = {name: {"type": "null"} for name in (*_OF_FILE, "bold")}
Sha256 = Annotated[str, Field(pattern=CHECKSUM_PATTERN)]


@dataclass(frozen=True)
class BrandMark:
    """A logo as it is printed: a drawing that was cleaned, or pixels and nothing else."""

    data: bytes = field(repr=False)
    media_type: Literal["image/svg+xml", "image/png"]
    ratio: float
    """Its width as a part of its height."""
    pixels: tuple[int, int] = (0, 0)
    """Across and down; none of a drawing."""
    digest: str = ""
    """SHA-256 (hex) of the pixels; '' of a drawing."""


@dataclass(frozen=True)
class OwnFont:
    """A font file of the house's own, checked."""

    data: bytes = field(repr=False)
    weight: Literal[400, 700]
    postscript_name: str
    """By which it is known in a PDF."""
    signs: frozenset[str] = field(repr=False)
    """What it can print."""


class BrandLogo(Record):
    """The house's mark."""

    file: NonEmptyStr
    """An SVG or PNG, its path from `sources/` on, such as `brand/logo.svg`."""
    alt: Text
    """What it says or shows, for readers who can't see it."""
    mark: BrandMark | None = Field(default=None, exclude=True)


class BoldFont(Record):
    """The bold letters of a font of the house's own."""

    file: NonEmptyStr
    """A TrueType file (`.ttf`), its path from `sources/` on."""
    sha256: Sha256
    """The file's checksum, as `sha256sum` prints it."""


class FontChoice(Record):
    """A family that leaflet trusts, or a font file of the house's own."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["family"], "properties": {"family": {"type": "string"}, **_NO_FILE}},
                {"required": [*_OF_FILE], "properties": {"family": {"type": "null"}, **_A_FILE}},
            ]
        }
    )

    family: Annotated[NonEmptyStr, Field(json_schema_extra={"enum": [*TEXT_FAMILIES]})] | None = None
    """One of the families that `leaflet doctor` knows."""
    file: NonEmptyStr | None = None
    """A TrueType file (`.ttf`), its path from `sources/` on, such as `brand/House-Regular.ttf`."""
    sha256: Sha256 | None = None
    """The file's checksum, as `sha256sum` prints it."""
    licence: NonEmptyStr | None = None
    """What allows it to stand in files that you hand out: an SPDX id such as `OFL-1.1`, or words."""
    bold: BoldFont | None = None
    """Its bold letters; running text needs them."""
    own: tuple[OwnFont, ...] = Field(default=(), exclude=True)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        own = (self.file, self.sha256, self.licence)
        if bool(self.family) == any(own) or (any(own) and not all(own)) or (self.bold and not self.file):
            raise ValueError("give either `family`, or `file` with its `sha256` and `licence`")
        return self

    @property
    def css_family(self) -> str:
        """What a style sheet calls it. An own one by its files: two of one name never meet in a process."""
        data = b"".join(font.data for font in self.own)
        return f"font-{hashlib.sha256(data).hexdigest()[:16]}" if data else self.family or ""

    @property
    def assets(self) -> Iterator[tuple[str, OwnFont]]:
        """Its own files by what a document calls them: the family and the weight."""
        yield from ((f"{self.css_family}-{font.weight}.ttf", font) for font in self.own)


class BrandFonts(Record):
    """What texts are set in."""

    text: FontChoice | None = None
    """Everything but headings."""
    headings: FontChoice | None = None


MAX_BRAND_NAME = 40
"""Letters: beside a logo, each layout has room for two lines."""


class Brand(Record):
    """How a house looks; what isn't said is as leaflet's own layouts have it."""

    name: Annotated[PrintedName, Field(max_length=MAX_BRAND_NAME)] | None = None
    """The house's name, printed on each piece beside its logo."""
    logo: BrandLogo | None = None
    accent: CssColour = ""
    """Headings, rules, the field of the cover: a colour such as `"#07464e"`, in quotes."""
    alarm: CssColour = ""
    """The box for emergencies."""
    fonts: BrandFonts | None = None

    @property
    def mark(self) -> BrandMark | None:
        """The logo as it is printed."""
        return self.logo.mark if self.logo else None

    @property
    def choices(self) -> Iterator[tuple[Literal["text", "headings"], FontChoice]]:
        """Which fonts were chosen, and what for."""
        if self.fonts and self.fonts.text:
            yield "text", self.fonts.text
        if self.fonts and self.fonts.headings:
            yield "headings", self.fonts.headings

    @property
    def own_fonts(self) -> tuple[OwnFont, ...]:
        """The font files of the house's own, each once."""
        return tuple(dict.fromkeys(font for _, choice in self.choices for font in choice.own))

    @property
    def look(self) -> str:
        """All that decides how it looks, in short; '' where all is as the layouts have it. Words are no part of it."""
        mark = hashlib.sha256(self.mark.data).hexdigest() if self.mark else ""
        fonts = [(part, choice.css_family) for part, choice in self.choices]
        return repr((self.accent, self.alarm, mark, fonts)) if any((self.accent, self.alarm, mark, fonts)) else ""
