"""What a reader sees of each letter, measured by hiding its text and drawing the page again.

The pixels that change are the letter's own part in the page. Ink of strength `a` (0 none, 1 full) in the colour `T` on
a ground `G` shows as `G + a (T - G)`. The ground is the page without the text, the strength is that of the letters
alone (`text_only`), so the colour is all that has to be found; and where the page differs from the result, something
covers the letter, cuts it off or shines through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from leaflet.lengths import MM_PER_INCH
from leaflet.preflight.instrument.copier import lost_on_copy
from leaflet.preflight.instrument.drawn_page import Doubles
from leaflet.preflight.instrument.open_file import OpenPage
from leaflet.preflight.instrument.patches import Bytes, Floats, Ints, Patches, are_on_page, row_dot_products
from leaflet.preflight.instrument.raster import Mode, Pixels, contrast, luminance, pixel_boxes, render_page, window_rows
from leaflet.preflight.instrument.read_signs import Glyphs

DPI = 142
"""Pixels an inch that pages are drawn with: 71 % of 200, as in a copy from A4 to A5."""
_INK = 0.1
"""Strength from which a pixel counts as ink where contrast is measured; less is the soft edge of a letter."""


class Appearances(NamedTuple):
    """How letters look, on a screen or in print, whichever is worse; one value for each letter."""

    ink: Floats
    """How much ink its font gives it, in full pixels; 0 where it is blank."""
    peak_loss: Floats
    """Largest share of its ink that is missing, or shows in another colour, at any pixel; 1 is all."""
    total_loss: Floats
    """Share of all its ink that is so."""
    contrast: Floats
    """Smallest ratio of its colour to the ground under it, above the foot of the line (WCAG 2.2, 1.4.3); 1 is none."""

    @classmethod
    def worst(cls, one: Self, other: Self) -> Self:
        """The worse of both in everything."""
        return cls(
            np.minimum(one.ink, other.ink),
            np.maximum(one.peak_loss, other.peak_loss),
            np.maximum(one.total_loss, other.total_loss),
            np.minimum(one.contrast, other.contrast),
        )


INVISIBLE_CONTRAST = 1.1
"""Contrast under which a letter makes no difference to the page: it is covered, or has the colour of its ground."""
NOT_ON_THE_PAGE = Appearances(*(np.array([value], np.float32) for value in (0, 1, 1, 1)))


@dataclass(frozen=True, slots=True)
class PageAppearance:
    """What a reader sees of a page's letters."""

    rows: Ints
    """Which, by their rows in `Glyphs`."""
    looks: Appearances
    """A value for each of them."""
    lost_on_copy: Ints
    """The rows of those that are lost on a black and white copy of `DPI` pixels an inch."""


def page_appearance(
    sheet: OpenPage, letters_alone: OpenPage, glyphs: Glyphs, measured: Ints, must_survive_copy: Ints
) -> PageAppearance:
    """How each of the `measured` glyphs of a page looks at its worst, and which of `must_survive_copy` a copy loses.

    `letters_alone` is the same page of the file with its text only. Where the page looks the same in print as on a
    screen, pixel by pixel, it is measured once.
    """
    nothing = np.zeros(0, np.int64)
    if not len(measured):
        return PageAppearance(measured, Appearances(*(np.zeros(0, np.float32),) * 4), nothing)
    raster, on_paper = (
        _raster(sheet, letters_alone, Mode.VIEW),
        render_page(sheet.page, DPI, Mode.PRINT, sheet.window),
    )
    found = _appearances(raster, glyphs, measured)
    rows = window_rows(sheet.window, DPI)
    if not np.array_equal(on_paper[rows], raster.shown[rows]):
        printed = _appearances(_raster(sheet, letters_alone, Mode.PRINT), glyphs, measured)
        found = Appearances.worst(found, printed)
    lost = lost_on_copy(on_paper, raster.letters_alone, glyphs, must_survive_copy, DPI)
    return PageAppearance(measured, found, lost)


@dataclass(frozen=True, slots=True)
class _Raster:
    """One page as pixels."""

    shown: Pixels
    """As it is."""
    ground: Pixels
    """Without its text."""
    letters_alone: Pixels
    """The letters alone, black on white."""


def _raster(sheet: OpenPage, letters_alone: OpenPage, mode: Mode) -> _Raster:
    shown = render_page(sheet.page, DPI, mode, sheet.window)
    with sheet.without_text():
        ground = render_page(sheet.page, DPI, mode, sheet.window)
    return _Raster(shown, ground, render_page(letters_alone.page, DPI, mode, sheet.window))


def _appearances(raster: _Raster, glyphs: Glyphs, rows: Ints) -> Appearances:
    boxes = pixel_boxes(glyphs.ink[rows], DPI)
    is_on_page = are_on_page(boxes, raster.shown)
    found = Appearances(*(np.repeat(column, len(rows)) for column in NOT_ON_THE_PAGE))
    if is_on_page.any():
        feet = glyphs.origin[rows, 1] / MM_PER_INCH * DPI
        for column, values in zip(found, _measure(raster, boxes[is_on_page], feet[is_on_page]), strict=True):
            column[is_on_page] = values
    return found


def _measure(raster: _Raster, boxes: Ints, feet: Doubles) -> Appearances:
    """How the letters in `boxes` look that stand on `feet`; both in pixels."""
    patches = _with_ink(raster, Patches.from_boxes(boxes, raster.shown.shape[1]))
    shown, ground, strength = (
        patches.colours(raster.shown),
        patches.colours(raster.ground),
        patches.ink_strength(raster.letters_alone),
    )
    colour = _colour(patches, shown, ground, strength)
    lost = _lost(patches, shown, ground, strength, colour)
    ink = patches.sums(strength)
    missing = np.asarray(patches.sums(lost) / np.maximum(ink, 1e-6), np.float32)
    return Appearances(ink, patches.maxima(lost), missing, _contrast(patches, ground, strength, colour, feet))


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


def _contrast(patches: Patches, ground: Bytes, strength: Floats, colour: Floats, feet: Doubles) -> Floats:
    letter_luminance = patches.per_pixel(luminance(np.rint(colour).astype(np.uint8)))
    is_measured = (strength > _INK) & (patches.rows < patches.per_pixel(feet) - 1)
    return patches.minima(np.where(is_measured, contrast(letter_luminance, luminance(ground)), np.float32(21)))
