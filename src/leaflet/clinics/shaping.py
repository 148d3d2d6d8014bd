"""Lines of type set without the renderer: HarfBuzz shapes them as Pango would have it do.

Only what comes out the same either way: Latin letters, digits and punctuation, from left to right, in one font.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz

from leaflet import fonts

_FONT_FILES = {
    f"{font.family}-{font.style}".replace(" ", "-").removesuffix("-Regular"): font.file for font in fonts.FONTS
}
"""Files by the name that WeasyPrint gives their fonts."""
_UNITS = 1024
"""Pango's units in a pixel: it rounds to these, and WeasyPrint cuts off what is left of a thousandth."""


class CannotShapeError(Exception):
    """The line must be set by the renderer; the message says why."""


@dataclass(frozen=True)
class ShapedLine:
    """A line of type."""

    glyphs: tuple[int, ...]
    clusters: tuple[str, ...]
    """The text that each glyph stands for; '' where the one before it stands for that of both."""
    array: bytes
    """The operand of `TJ`."""
    width: float
    """In the size of the type."""


@lru_cache(maxsize=100_000)  # each line is shaped to know its letters, and once more to be set
def shape_line(text: str, font: str, size: float, language: str) -> ShapedLine:
    """`text` in `font`, called as WeasyPrint calls it (`Lato-Bold`), of `size` CSS pixels. Raises CannotShapeError."""
    if not all(_is_plain(char) for char in text):
        raise CannotShapeError("it has letters that aren't Latin")
    face = _font(font, size)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    uharfbuzz.shape(face, buffer)
    starts = [info.cluster for info in buffer.glyph_infos]
    glyphs = tuple(info.codepoint for info in buffer.glyph_infos)
    if 0 in glyphs or any(position.x_offset or position.y_offset for position in buffer.glyph_positions):
        raise CannotShapeError("the font lacks a letter, or sets one over another")
    advances = [position.x_advance * 1000 / _UNITS / size for position in buffer.glyph_positions]
    adjustments = [
        int(_nominal_advance(font, size, glyph) - advance) for glyph, advance in zip(glyphs, advances, strict=True)
    ]
    array = "".join(f"<{glyph:04x}>{adjustment}" for glyph, adjustment in zip(glyphs, adjustments, strict=True))
    return ShapedLine(glyphs, _clusters(text, starts), f"[{array}]".encode(), sum(advances) / 1000)


@cache
def _is_plain(char: str) -> bool:
    """Is it a Latin letter, a digit, punctuation, a symbol or a space?"""
    return (
        unicodedata.name(char, "").startswith("LATIN ") if char.isalpha() else unicodedata.category(char)[0] in "NPSZ"
    )


def _clusters(text: str, starts: list[int]) -> tuple[str, ...]:
    ends = [*starts[1:], len(text)]
    return tuple(text[start:end] for start, end in zip(starts, ends, strict=True))


@cache
def _font(name: str, size: float) -> uharfbuzz.Font:
    file = _FONT_FILES.get(name)
    path = fonts.trusted_file(file) if file else None
    if path is None:
        raise CannotShapeError(f"{name} isn't one of leaflet's fonts")
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))
    font.scale = (round(size * _UNITS), round(size * _UNITS))
    return font


@cache
def _nominal_advance(name: str, size: float, glyph: int) -> int:
    """The glyph's advance width, as the file writes it: thousandths of the type size."""
    advance: int = _font(name, size).get_glyph_h_advance(glyph)
    return round(advance * 1000 / _UNITS / size)
