"""A font file that isn't leaflet's own: whether leaflets can be set in it, and what it can print.

It must be what preflight compares printed glyphs with: one TrueType file with plain outlines that stay as they are.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from typing import Any

from fontTools.ttLib import TTFont

from leaflet import fonts

MAX_BYTES = 2_000_000
"""Bytes that a file may have; one of Latin, Greek and Cyrillic has 100,000 to 600,000."""
_SIGNATURES = (b"\0\1\0\0", b"true")
"""By which a TrueType file begins (OpenType, “Organization of an OpenType font”)."""
_KINDS = {
    b"OTTO": "an OpenType file with PostScript outlines",
    b"wOFF": "a web font (WOFF)",
    b"wOF2": "a web font (WOFF2)",
    b"ttcf": "a collection of fonts",
}
_NEEDED = ("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post")
_OTHER_LETTERS = {
    "fvar": "is a variable font, whose letters can change",
    "COLR": "has letters in colours",
    "SVG ": "has letters in colours",
    "CBDT": "has letters made of pixels",
    "sbix": "has letters made of pixels",
}
_RESTRICTED, _NO_SUBSET, _ONLY_PIXELS = 0x0002, 0x0100, 0x0200
"""What forbids it to stand in a PDF as leaflets have it (OpenType, `OS/2`, fsType)."""
_EVERYTHING_ELSE = 0x000C
"""Preview and print, or editable: with one of these, the least restrictive holds."""


class UnusableFontError(Exception):
    """Says what is wrong with a font file, behind its name."""


@dataclass(frozen=True)
class FontContent:
    """What is known of a font file that can be used."""

    name: str
    """Its PostScript name, by which a PDF knows it."""
    signs: frozenset[str]
    """What it prints: signs that it has a drawing of, and spaces."""


def read_own_font(data: bytes) -> FontContent:
    """What the font file `data` has. Raises UnusableFontError where leaflets can't be set in it, or may not."""
    if not data.startswith(_SIGNATURES):
        raise UnusableFontError(f"is {_KINDS.get(data[:4], 'no font')}, not TrueType (`.ttf`)")
    try:
        font = TTFont(io.BytesIO(data))
        missing = [table for table in _NEEDED if table not in font]
        signs = frozenset(_signs(font)) if not missing else frozenset()
        name = str(font["name"].getDebugName(6) or "") if not missing else ""
        rights = int(font["OS/2"].fsType) if not missing else 0
    except Exception as error:  # a damaged font can make fontTools raise anything
        raise UnusableFontError("is damaged") from error
    odd = next((words for table, words in _OTHER_LETTERS.items() if table in font), "")
    if missing or odd:
        raise UnusableFontError(odd or f"is incomplete: it has no table {missing[0]}")
    _must_be_allowed(rights)
    _must_have_a_name_of_its_own(name)
    return FontContent(name, signs)


def _must_be_allowed(rights: int) -> None:
    if rights & _RESTRICTED and not rights & _EVERYTHING_ELSE:
        raise UnusableFontError("doesn't allow to be embedded in a file (fsType: restricted licence)")
    if rights & _NO_SUBSET:
        raise UnusableFontError("doesn't allow that a part of it is embedded (fsType: no subsetting)")
    if rights & _ONLY_PIXELS:
        raise UnusableFontError("doesn't allow its outlines to be embedded (fsType: bitmaps only)")


def _must_have_a_name_of_its_own(name: str) -> None:
    if not name:
        raise UnusableFontError("has no PostScript name, by which it is known in a PDF")
    if f"{name}.ttf" in {font.file for font in fonts.FONTS}:
        raise UnusableFontError(f"calls itself {name}, as a font of leaflet's does; name that family instead")


def _signs(font: Any) -> list[str]:
    drawings, table = font["glyf"], font.getBestCmap() or {}
    return [
        chr(code)
        for code, name in table.items()
        if drawings[name].numberOfContours != 0 or unicodedata.category(chr(code)) == "Zs"
    ]
