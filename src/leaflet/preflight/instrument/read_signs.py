"""What a file's glyphs read, sign by sign, in the order of its structure tree; not what the file says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from leaflet.language.normalization import character_class, normalized
from leaflet.preflight.instrument.drawn_page import Doubles, PageDrawing
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.trusted_glyphs import TrustedGlyphs

UNREADABLE = "\ufffd"
"""What a glyph reads that stands for no text: of a font that isn't trusted, or a form that no ordinary text has."""


@dataclass(frozen=True)
class Glyphs:
    """The glyphs of all pages that leave ink or might, one page after the other; a row each."""

    page: Ints
    """From 1."""
    index: Ints
    """Its row in its page's `DrawnGlyphs`."""
    content: Ints
    sequence: Ints
    text_object: Ints
    origin: Doubles
    size_pt: Doubles
    advance_mm: Doubles
    ink: Doubles
    matrix: Doubles
    kind: Ints
    """Glyphs of the same font and number have the same."""
    readings: tuple[tuple[str, ...], ...]
    """By `kind`: what such a glyph may read, the likeliest first; nothing where it is unreadable."""
    weights: tuple[int, ...]
    """By `kind`: how bold its font is, 400 for regular and 700 for bold; 0 where it isn't a trusted one."""

    def reads(self, glyph: int) -> tuple[str, ...]:
        """What the glyph in that row may read."""
        return self.readings[self.kind[glyph]]

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """By `kind`: `L` for letters, `N` for digits, `S` for signs; '' for punctuation and what is unreadable."""
        letters = (normalized("".join(texts[:1])) for texts in self.readings)
        return tuple(character_class(text[0]) if text else "" for text in letters)

    def words(self, rows: Ints) -> str:
        """What the glyphs in `rows` read, one after the other."""
        return "".join((self.reads(row) or (UNREADABLE,))[0] for row in rows.tolist())


def inked_glyphs(pages: Sequence[PageDrawing], with_figures: bool = False) -> Glyphs:
    """The glyphs of `pages`; `with_figures`: other figures than the font's ordinary ones are read, too."""
    page = np.concatenate([np.full(len(p.glyphs), p.number, np.int64) for p in pages])
    index = np.concatenate([np.arange(len(p.glyphs), dtype=np.int64) for p in pages])

    def joined(get: Callable[[PageDrawing], Ints | Doubles]) -> np.ndarray:
        return np.concatenate([get(p) for p in pages])

    fonts = pages[-1].glyphs.fonts
    font, number = joined(lambda p: p.glyphs.font), joined(lambda p: p.glyphs.number)
    ink = joined(lambda p: p.glyphs.ink)
    is_trusted = np.array([bool(f.trusted) for f in fonts] or [False])
    kept = ~np.isnan(ink[:, 0]) | ~is_trusted[font] if len(font) else np.zeros(0, np.bool_)
    kinds, kind = np.unique(font[kept] << 16 | number[kept], return_inverse=True)
    readings = tuple(_readings(fonts[key >> 16].trusted, key & 0xFFFF, with_figures) for key in kinds.tolist())
    return Glyphs(
        page=page[kept],
        index=index[kept],
        content=joined(lambda p: p.glyphs.content)[kept],
        sequence=joined(lambda p: p.glyphs.sequence)[kept],
        text_object=joined(lambda p: p.glyphs.text_object)[kept],
        origin=joined(lambda p: p.glyphs.origin)[kept],
        size_pt=joined(lambda p: p.glyphs.size_pt)[kept],
        advance_mm=joined(lambda p: p.glyphs.advance_mm)[kept],
        ink=ink[kept],
        matrix=joined(lambda p: p.glyphs.matrix)[kept],
        kind=kind,
        readings=readings,
        weights=tuple(trusted.weight if (trusted := fonts[key >> 16].trusted) else 0 for key in kinds.tolist()),
    )


def _readings(trusted: TrustedGlyphs | None, number: int, with_figures: bool) -> tuple[str, ...]:
    return trusted.readings(number, with_figures) if trusted else ()


@dataclass(frozen=True)
class ReadSigns:
    """Signs that glyphs read, in an order of reading."""

    signs: str
    glyph: Ints
    """By sign: the row of its glyph in `Glyphs`."""


def read_signs(glyphs: Glyphs, rows: Ints) -> ReadSigns:
    """What the glyphs in `rows` read, one after the other as they stand from left to right."""
    likeliest = [texts[0] if texts else UNREADABLE for texts in glyphs.readings]
    kinds = glyphs.kind[rows].tolist()
    lengths = np.array([len(text) for text in likeliest] or [0])
    counts = lengths[glyphs.kind[rows]] if len(rows) else np.zeros(0, np.int64)
    return ReadSigns("".join(map(likeliest.__getitem__, kinds)), np.repeat(rows, counts))


def in_reading_order(glyphs: Glyphs, order: Mapping[tuple[int, int], int]) -> tuple[Ints, Ints]:
    """Rows of glyphs that stand in the structure tree, in its order, and of those that don't, as drawn."""
    keys, inverse = np.unique(glyphs.page << 32 | (glyphs.content + 2), return_inverse=True)
    ranks = np.array([order.get((key >> 32, (key & 0xFFFFFFFF) - 2), -1) for key in keys.tolist()] or [-1], np.int64)
    rank = ranks[inverse] if len(inverse) else np.zeros(0, np.int64)
    rows = np.argsort(rank, kind="stable")
    outside = int((rank < 0).sum())
    return rows[outside:], rows[:outside]
