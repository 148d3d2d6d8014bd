"""What the glyphs of a font file look like.

Units are those of the font's grid (`units_per_em`); glyphs are named by their number in the file.
"""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from struct import unpack_from
from typing import TypeVar

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.unicodedata import mirrored

from leaflet import fonts

# It warns about the creation date in a font's `head` table, which says nothing about its glyphs.
logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)

_OUTLINE_TABLES = ("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post", "gasp", "GDEF")
ALLOWED_TABLES = frozenset({*_OUTLINE_TABLES, "GlyphOrder"})
"""The tables of a font file that holds outlines and nothing that could move or replace them."""
_Result = TypeVar("_Result")
_MAX_OPEN_FONTS = 16
"""Font files out of PDFs that are kept open."""


class DamagedFontError(Exception):
    """A font file can't be read."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One glyph."""

    points: tuple[tuple[float, float, bool], ...]
    """Across, up, and whether the curve runs through the point."""
    ends: tuple[int, ...]
    """The last point of each contour."""
    advance: int
    bearing: int
    """From the origin to the leftmost point: a rasteriser moves the glyph by what this differs."""
    has_instructions: bool
    """Does it carry instructions, which can move its points?"""


class FontFile:
    """A TrueType file. Its methods raise DamagedFontError."""

    def __init__(self, data: bytes) -> None:
        self.font = _guarded(lambda: TTFont(io.BytesIO(data), lazy=True))
        self.outlines: dict[int, Outline | None] = {}

    @cached_property
    def name(self) -> str:
        """Its PostScript name; '' for none."""
        return _guarded(lambda: str(self.font["name"].getDebugName(6) or ""))

    @cached_property
    def units_per_em(self) -> int:
        """The size of its grid."""
        return _guarded(lambda: int(self.font["head"].unitsPerEm))

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of its tables, and `a table twice` where the file has one of them twice."""
        reader = self.font.reader
        return frozenset(self.font.keys()) | ({"a table twice"} if reader.numTables != len(reader.tables) else set())

    def outline(self, glyph: int) -> Outline | None:
        """How `glyph` looks; None where the file has none of that number."""
        if glyph not in self.outlines:
            self.outlines[glyph] = _guarded(lambda: _outline(self.font, glyph))
        return self.outlines[glyph]


def composed(text: str) -> str:
    """`text` in one form of every character (NFKC), without what only directs its setting.

    That is Unicode's category Cf, and variation selectors.
    """
    normalized = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normalized if unicodedata.category(c) != "Cf" and not "\ufe00" <= c <= "\ufe0f")


def folded(text: str) -> str:
    """The same, and in lower case: small capitals are set with capitals."""
    return composed(unicodedata.normalize("NFKC", text).casefold())


def mirrored_text(text: str) -> str:
    """`text` with brackets and signs turned round, as they are set from right to left."""
    return "".join(chr(mirrored(ord(c)) or ord(c)) for c in text)


@lru_cache(_MAX_OPEN_FONTS)
def embedded_font(data: bytes) -> FontFile:
    """The font file that a PDF holds as `data`; the copies of one edition share theirs. Raises DamagedFontError."""
    file = FontFile(data)
    _guarded(lambda: _must_agree(file.font))
    return file


def _must_agree(font: TTFont) -> None:
    """Programs take the number of glyphs from different tables (OpenType, `maxp`, `loca`, `hhea`, `hmtx`)."""
    count, metric_count = font["maxp"].numGlyphs, font["hhea"].numberOfHMetrics
    if len(font["loca"].locations) != count + 1 or len(font.reader["hmtx"]) != 2 * (count + metric_count):
        raise ValueError("its tables have different numbers of glyphs")
    _must_be_in_order(font["loca"].locations, len(font.reader["glyf"]))


def _must_be_in_order(starts: Sequence[int], end: int) -> None:
    """Of a glyph whose place runs past the table `glyf` or backwards, one program draws what another leaves out."""
    if any(start > after for start, after in pairwise((*starts, end))):
        raise ValueError("its glyphs lie out of order, or outside of their table")


@cache
def trusted_font(name: str) -> FontFile | None:
    """The file of the trusted font with the PostScript name `name`; None where this machine hasn't got it."""
    path = fonts.trusted_file(f"{name}.ttf")
    return FontFile(path.read_bytes()) if path else None


def _guarded(read: Callable[[], _Result]) -> _Result:
    try:
        return read()
    except Exception as error:  # a forged font can make fontTools raise anything
        raise DamagedFontError(f"{type(error).__name__}: {error}") from error


def _outline(font: TTFont, glyph: int) -> Outline | None:
    order = font.getGlyphOrder()
    if glyph >= len(order):
        return None
    table = _GlyphTable(font)
    found = table[order[glyph]]
    points, ends, flags = found.getCoordinates(table)
    on_curve = [bool(flag & 1) for flag in flags]
    program = getattr(found, "program", None)
    points_on_curve = tuple((x, y, on) for (x, y), on in zip(points, on_curve, strict=True))
    return Outline(points_on_curve, tuple(ends), *_metrics(font, glyph), bool(program and program.getBytecode()))


class _GlyphTable:
    """The table `glyf` as fontTools' `Glyph` needs it: fontTools itself would read all glyphs for one of them."""

    extended = False
    """Are its numbers longer than OpenType has them?"""

    def __init__(self, font: TTFont) -> None:
        self.font = font

    def __getitem__(self, name: str) -> Glyph:
        number, offsets = self.font.getGlyphID(name), self.font["loca"]
        glyph = Glyph(self.font.reader["glyf"][offsets[number] : offsets[number + 1]])
        glyph.expand(self)
        return glyph

    def getGlyphName(self, number: int) -> str:  # noqa: N802 -- fontTools' name
        return str(self.font.getGlyphName(number))


def _metrics(font: TTFont, glyph: int) -> tuple[int, int]:
    """Advance and bearing (OpenType, `hmtx`). fontTools would read those of all glyphs, of which few are shown."""
    table, metric_count = font.reader["hmtx"], font["hhea"].numberOfHMetrics
    (advance,) = unpack_from(">H", table, 4 * min(glyph, metric_count - 1))
    (bearing,) = unpack_from(
        ">h", table, 4 * glyph + 2 if glyph < metric_count else 4 * metric_count + 2 * (glyph - metric_count)
    )
    return advance, bearing
