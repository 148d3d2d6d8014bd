"""What a reader sees of each letter, measured by hiding its text and drawing the page again.

The pixels that change are the letter's own part in the page. Ink of strength `a` (0 none, 1 full) in the colour `T` on
a ground `G` shows as `G + a (T - G)`. The ground is the page without the text, the strength is that of the letters
alone (`text_only`), so the colour is all that has to be found; and where the page differs from the result, something
covers the letter, cuts it off or shines through it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from leaflet.lengths import MM_PER_INCH, MM_PER_PT
from leaflet.preflight.instrument.copier import lost_on_copy
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.open_file import OpenPage
from leaflet.preflight.instrument.page import Glyph
from leaflet.preflight.instrument.patches import Bytes, Floats, Ints, Patches, are_on_page, row_dot_products
from leaflet.preflight.instrument.raster import Mode, Pixels, contrast, luminance, pixel_boxes, render_page, window_rows

DPI = 142
"""Pixels an inch that pages are drawn with: 71 % of 200, as in a copy from A4 to A5."""
_INK = 0.1
"""Strength from which a pixel counts as ink where contrast is measured; less is the soft edge of a letter."""
_CAP_HEIGHT = 0.7
"""Height of a capital letter, as a share of the type size."""
_CLUTTER_CONTRAST = 1.6
"""Contrast to the mean of a letter's ground from which a pixel of that ground is seen as something drawn there."""


class Appearance(NamedTuple):
    """How one letter looks, on a screen or in print, whichever is worse."""

    ink: float
    """How much ink its font gives it, in full pixels; 0 where it is blank."""
    peak_loss: float
    """Largest share of its ink that is missing, or shows in another colour, at any pixel; 1 is all."""
    total_loss: float
    """Share of all its ink that is so."""
    contrast: float
    """Smallest ratio of its colour to the ground under it, above the foot of the line (WCAG 2.2, 1.4.3); 1 is none."""
    clutter: float
    """Share of its place on the line where something else is drawn."""

    @classmethod
    def worst(cls, one: Self, other: Self) -> Appearance:
        """The worse of both in everything."""
        return Appearance(
            min(one.ink, other.ink),
            max(one.peak_loss, other.peak_loss),
            max(one.total_loss, other.total_loss),
            min(one.contrast, other.contrast),
            max(one.clutter, other.clutter),
        )


INVISIBLE_CONTRAST = 1.1
"""Contrast under which a letter makes no difference to the page: it is covered, or has the colour of its ground."""
NOT_ON_THE_PAGE = Appearance(ink=0, peak_loss=1, total_loss=1, contrast=1, clutter=0)


@dataclass(frozen=True, slots=True)
class PageAppearance:
    """What a reader sees of a page's letters."""

    appearances: Mapping[int, Appearance]
    """By the glyph's number."""
    lost_on_copy: frozenset[int]
    """The numbers of glyphs that are lost on a black and white copy of `DPI` pixels an inch."""


def page_appearance(
    sheet: OpenPage, letters_alone: OpenPage, measured: Sequence[Glyph], must_survive_copy: Sequence[Glyph]
) -> PageAppearance:
    """How each of the `measured` glyphs of a page looks at its worst, and which of `must_survive_copy` a copy loses.

    `letters_alone` is the same page of the file with its text only. Where the page looks the same in print as on a
    screen, pixel by pixel, it is measured once.
    """
    if not measured:
        return _NO_GLYPHS
    raster, on_paper = (
        _raster(sheet, letters_alone, measured, Mode.VIEW),
        render_page(sheet.page, DPI, Mode.PRINT, sheet.window),
    )
    found = _appearances(raster, measured)
    rows = window_rows(sheet.window, DPI)
    if not np.array_equal(on_paper[rows], raster.shown[rows]):
        printed = _appearances(_raster(sheet, letters_alone, measured, Mode.PRINT), measured)
        found = [Appearance.worst(*pair) for pair in zip(found, printed, strict=True)]
    lost = lost_on_copy(on_paper, raster.letters_alone, must_survive_copy, DPI) if must_survive_copy else ()
    by_number = dict(zip((glyph.char_index for glyph in measured), found, strict=True))
    return PageAppearance(by_number, frozenset(glyph.char_index for glyph in lost))


@dataclass(frozen=True, slots=True)
class _Raster:
    """One page as pixels."""

    shown: Pixels
    """As it is."""
    ground: Pixels
    """Without the text."""
    letters_alone: Pixels
    """The letters alone, black on white."""


_NO_GLYPHS = PageAppearance({}, frozenset())


def _raster(sheet: OpenPage, letters_alone: OpenPage, glyphs: Sequence[Glyph], mode: Mode) -> _Raster:
    shown = render_page(sheet.page, DPI, mode, sheet.window)
    with sheet.without(glyphs):
        ground = render_page(sheet.page, DPI, mode, sheet.window)
    return _Raster(shown, ground, render_page(letters_alone.page, DPI, mode, sheet.window))


def _appearances(raster: _Raster, glyphs: Sequence[Glyph]) -> list[Appearance]:
    boxes = pixel_boxes((glyph.box for glyph in glyphs), DPI)
    is_on_page = are_on_page(boxes, raster.shown)
    if not is_on_page.any():
        return [NOT_ON_THE_PAGE] * len(glyphs)
    found = iter(
        _measure(raster, [g for g, is_there in zip(glyphs, is_on_page, strict=True) if is_there], boxes[is_on_page])
    )
    return [next(found) if is_there else NOT_ON_THE_PAGE for is_there in is_on_page]


def _measure(raster: _Raster, glyphs: Sequence[Glyph], boxes: Ints) -> list[Appearance]:
    patches = _with_ink(raster, Patches.from_boxes(boxes, raster.shown.shape[1]))
    shown, ground, strength = (
        patches.colours(raster.shown),
        patches.colours(raster.ground),
        patches.ink_strength(raster.letters_alone),
    )
    colour = _colour(patches, shown, ground, strength)
    lost = _lost(patches, shown, ground, strength, colour)
    ratio = _contrast(patches, ground, strength, colour, glyphs)
    ink = patches.sums(strength)
    missing = patches.sums(lost) / np.maximum(ink, 1e-6)
    columns = (ink, patches.maxima(lost), missing, ratio, _clutter(raster.ground, glyphs))
    return [*map(Appearance._make, zip(*(column.tolist() for column in columns), strict=True))]


def _with_ink(raster: _Raster, patches: Patches) -> Patches:
    """`patches` where there is ink or must be; where neither is, there is nothing to measure. Half of the pixels."""
    shown, ground = (
        bitmap.reshape(-1).view(np.uint32).take(patches.pixels) for bitmap in (raster.shown, raster.ground)
    )
    return patches.subset((patches.ink_strength(raster.letters_alone) > 0) | (shown != ground))


def _colour(patches: Patches, shown: Bytes, ground: Bytes, strength: Floats) -> Floats:
    """The colour of each letter, 0 to 255: the one that explains its pixels best (least squares)."""
    ink = strength[:, None]
    best = patches.sums((shown - ground * (1 - ink)) * ink) / np.maximum(patches.sums(ink * ink), 1e-6)
    return np.asarray(np.clip(best, 0, 255), np.float32)


def _lost(patches: Patches, shown: Bytes, ground: Bytes, strength: Floats, colour: Floats) -> Floats:
    """How much of the ink that colour and strength must give is not shown, at each pixel; share of full ink.

    Ink of another colour counts as missing. More than there must be does not: where letters are joined, translucent ink
    lies twice.
    """
    full = np.asarray(patches.per_pixel(colour) - ground, np.float32)
    length = np.sqrt(row_dot_products(full, full))
    change = np.asarray(shown.astype(np.float32) - ground, np.float32)
    given = row_dot_products(change, full) / np.maximum(length, 1)
    stray = np.sqrt(np.maximum(row_dot_products(change, change) - given * given, 0))
    missing = np.maximum(strength * length - given, stray)
    return np.asarray(missing / np.maximum(patches.per_pixel(patches.maxima(length)), 1), np.float32)


def _contrast(patches: Patches, ground: Bytes, strength: Floats, colour: Floats, glyphs: Sequence[Glyph]) -> Floats:
    letter_luminance = patches.per_pixel(luminance(np.rint(colour).astype(np.uint8)))
    baselines = patches.per_pixel(np.array([glyph.baseline / MM_PER_INCH * DPI for glyph in glyphs]))
    is_measured = (strength > _INK) & (patches.rows < baselines - 1)
    return patches.minima(np.where(is_measured, contrast(letter_luminance, luminance(ground)), np.float32(21)))


def _clutter(ground: Pixels, glyphs: Sequence[Glyph]) -> Floats:
    """For each letter, the share of its place on the line (its advance, foot to capital height) that is not plain."""
    height, width = ground.shape[:2]
    boxes = _without_edge_pixels(pixel_boxes(map(_line_box, glyphs), DPI), width, height)
    patches = Patches.from_boxes(boxes, width)
    light = luminance(patches.colours(ground))
    mean = patches.per_pixel(patches.means(light))
    return patches.means((contrast(light, mean) > _CLUTTER_CONTRAST).astype(np.float32))


def _line_box(glyph: Glyph) -> Box:
    return glyph.extent[0], glyph.baseline - _CAP_HEIGHT * glyph.pt * MM_PER_PT, glyph.extent[1], glyph.baseline


def _without_edge_pixels(boxes: Ints, width: int, height: int) -> Ints:
    """`boxes` without their outermost pixels, which they have only a part of; on the page, of at least one pixel."""
    size = np.array((width, height))
    begin = np.clip(boxes[:, :2] + 1, 0, size - 1)
    return np.hstack((begin, np.maximum(np.minimum(boxes[:, 2:] - 1, size), begin + 1)))
