"""What a reader sees of each letter: its text is switched off, and the page drawn again.

The pixels that change are the letter's own part in the page. Ink of strength `a` (0 none, 1 full) in the colour `T` on
a ground `G` shows as `G + a (T - G)`. The ground is the page without the text, the strength is that of the letters
alone (`stencil`), so the colour is all that has to be found; and where the page is not what it gives, something covers
the letter, cuts it off or shines through it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from leaflet.preflight.copier import unreadable
from leaflet.preflight.pages import Box, Glyph, Page
from leaflet.preflight.patches import Bytes, Floats, Ints, Patches, on_page
from leaflet.preflight.raster import Mode, Pixels, contrast, draw, luminance, pixel_boxes

DPI = 142
"""Pixels an inch that pages are drawn with: 71 % of 200, as in a copy from A4 to A5."""
_INK = 0.1
"""Strength from which a pixel counts as ink where contrast is measured; less is the soft edge of a letter."""
_CAPITAL = 0.7
"""Height of a capital letter, as a share of the type size."""
_CLUTTER = 1.6
"""Contrast to the mean of a letter's ground from which a pixel of that ground is seen as a mark of its own."""
_INCH_MM = 25.4
_MM_PT = _INCH_MM / 72


@dataclass(frozen=True, slots=True)
class Look:
    """How one letter looks, at its worst of view and print."""

    ink: float
    """How much ink its font gives it, in full pixels; 0 where it is blank."""
    lost: float
    """Largest share of its ink that is missing, or shows in another colour, at any pixel; 1 is all."""
    missing: float
    """Share of all its ink that is so."""
    contrast: float
    """Smallest ratio of its colour to the ground under it, above the foot of the line (WCAG 2.2, 1.4.3); 1 is none."""
    clutter: float
    """Share of its place on the line where something else is drawn."""

    @classmethod
    def worst(cls, one: Self, other: Self) -> Look:
        """The worse of both in everything."""
        return Look(
            min(one.ink, other.ink),
            max(one.lost, other.lost),
            max(one.missing, other.missing),
            min(one.contrast, other.contrast),
            max(one.clutter, other.clutter),
        )


UNSEEN = 1.1
"""Contrast under which a letter makes no difference to the page: it is covered, or has the colour of its ground."""
NOT_ON_THE_PAGE = Look(ink=0, lost=1, missing=1, contrast=1, clutter=0)


@dataclass(frozen=True, slots=True)
class PageSight:
    """What a reader sees of a page's letters."""

    looks: Mapping[int, Look]
    """By the glyph's number."""
    faint: frozenset[int]
    """The numbers of glyphs that are lost on a black and white copy of `DPI` pixels an inch."""


def looks(
    pdf: bytes,
    letters_alone: bytes,
    pages: Sequence[Page],
    wanted: Sequence[Sequence[Glyph]],
    copied: Sequence[Sequence[Glyph]],
) -> tuple[PageSight, ...]:
    """For every page of `pdf`, how each of its `wanted` glyphs looks, and which of `copied` a copy loses.

    `letters_alone` is the file's `stencil`.
    """
    with closing(pypdfium2.PdfDocument(pdf)) as document, closing(pypdfium2.PdfDocument(letters_alone)) as letters:
        return tuple(
            _page_sight(document[page.number - 1], letters[page.number - 1], glyphs, on_copy) if glyphs else _NOTHING
            for page, glyphs, on_copy in zip(pages, wanted, copied, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page as pixels."""

    shown: Pixels
    """As it is."""
    ground: Pixels
    """Without the text."""
    letters: Pixels
    """The letters alone, black on white."""


_NOTHING = PageSight({}, frozenset())


def _page_sight(page: Any, letters: Any, glyphs: Sequence[Glyph], copied: Sequence[Glyph]) -> PageSight:
    """Each letter's worst look. Where a page is the same in print, pixel by pixel, so is what a reader sees of it."""
    sheet, on_paper = _sheet(page, letters, glyphs, Mode.VIEW), draw(page, DPI, Mode.PRINT)
    found = _sheet_looks(sheet, glyphs)
    if not np.array_equal(on_paper, sheet.shown):
        printed = _sheet_looks(_sheet(page, letters, glyphs, Mode.PRINT), glyphs)
        found = [Look.worst(*pair) for pair in zip(found, printed, strict=True)]
    faint = unreadable(on_paper, sheet.letters, copied, DPI) if copied else ()
    by_number = dict(zip((glyph.number for glyph in glyphs), found, strict=True))
    return PageSight(by_number, frozenset(glyph.number for glyph in faint))


def _sheet(page: Any, letters: Any, glyphs: Sequence[Glyph], mode: Mode) -> _Sheet:
    shown = draw(page, DPI, mode)
    with _switched_off(page, glyphs):
        ground = draw(page, DPI, mode)
    return _Sheet(shown, ground, draw(letters, DPI, mode))


@contextmanager
def _switched_off(page: Any, glyphs: Sequence[Glyph]) -> Iterator[None]:
    """The text that draws `glyphs` is not drawn meanwhile."""
    text = page.get_textpage()
    drawn = [pdfium.FPDFText_GetTextObject(text, glyph.number) for glyph in glyphs]
    try:
        for one in filter(None, drawn):
            pdfium.FPDFPageObj_SetIsActive(one, False)
        yield
    finally:
        for one in filter(None, drawn):
            pdfium.FPDFPageObj_SetIsActive(one, True)


def _sheet_looks(sheet: _Sheet, glyphs: Sequence[Glyph]) -> list[Look]:
    boxes = pixel_boxes((glyph.box for glyph in glyphs), DPI)
    there = on_page(boxes, sheet.shown)
    if not there.any():
        return [NOT_ON_THE_PAGE] * len(glyphs)
    found = iter(_measured(sheet, [g for g, is_there in zip(glyphs, there, strict=True) if is_there], boxes[there]))
    return [next(found) if is_there else NOT_ON_THE_PAGE for is_there in there]


def _measured(sheet: _Sheet, glyphs: Sequence[Glyph], boxes: Ints) -> list[Look]:
    patches = Patches.of(boxes, sheet.shown.shape[1])
    shown, ground, strength = patches.cut(sheet.shown), patches.cut(sheet.ground), patches.strength(sheet.letters)
    colour = _colour(patches, shown, ground, strength)
    lost = _lost(patches, shown, ground, strength, colour)
    ratio = _contrast(patches, ground, strength, colour, glyphs)
    ink = patches.sums(strength)
    missing = patches.sums(lost) / np.maximum(ink, 1e-6)
    columns = (ink, patches.greatest(lost), missing, ratio, _clutter(sheet.ground, glyphs))
    return [Look(*(float(value) for value in row)) for row in zip(*columns, strict=True)]


def _colour(patches: Patches, shown: Bytes, ground: Bytes, strength: Floats) -> Floats:
    """The colour of each letter, 0 to 255: the one that explains its pixels best (least squares)."""
    ink = strength[:, None]
    own = patches.sums((shown - ground * (1 - ink)) * ink) / np.maximum(patches.sums(ink * ink), 1e-6)
    return np.asarray(np.clip(own, 0, 255), np.float32)


def _lost(patches: Patches, shown: Bytes, ground: Bytes, strength: Floats, colour: Floats) -> Floats:
    """How much of the ink that colour and strength must give is not shown, at each pixel; share of full ink.

    Ink of another colour counts as missing. More than there must be does not: where letters are joined, translucent ink
    lies twice.
    """
    full = patches.spread(colour) - ground
    length = np.sqrt((full * full).sum(axis=1))
    change = shown.astype(np.float32) - ground
    given = (change * full).sum(axis=1) / np.maximum(length, 1)
    stray = np.sqrt(np.maximum((change * change).sum(axis=1) - given * given, 0))
    missing = np.maximum(strength * length - given, stray)
    return np.asarray(missing / np.maximum(patches.spread(patches.greatest(length)), 1), np.float32)


def _contrast(patches: Patches, ground: Bytes, strength: Floats, colour: Floats, glyphs: Sequence[Glyph]) -> Floats:
    own = patches.spread(luminance(np.rint(colour).astype(np.uint8)))
    feet = patches.spread(np.array([glyph.foot / _INCH_MM * DPI for glyph in glyphs]))
    counts = (strength > _INK) & (patches.rows < feet - 1)
    return patches.least(np.where(counts, contrast(own, luminance(ground)), np.float32(21)))


def _clutter(ground: Pixels, glyphs: Sequence[Glyph]) -> Floats:
    """For each letter, the share of its place on the line (its advance, foot to capital height) that is not plain."""
    height, width = ground.shape[:2]
    boxes = _inner(pixel_boxes(map(_place, glyphs), DPI), width, height)
    patches = Patches.of(boxes, width)
    light = luminance(patches.cut(ground))
    mean = patches.spread(patches.means(light))
    return patches.means((contrast(light, mean) > _CLUTTER).astype(np.float32))


def _place(glyph: Glyph) -> Box:
    return glyph.span[0], glyph.foot - _CAPITAL * glyph.pt * _MM_PT, glyph.span[1], glyph.foot


def _inner(boxes: Ints, width: int, height: int) -> Ints:
    """`boxes` without their outermost pixels, which they have only a part of; on the page, of at least one pixel."""
    size = np.array((width, height))
    begin = np.clip(boxes[:, :2] + 1, 0, size - 1)
    return np.hstack((begin, np.maximum(np.minimum(boxes[:, 2:] - 1, size), begin + 1)))
