"""Two files dot by dot, as they are seen on a screen and as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from leaflet.inspect.page import Page
from leaflet.lengths import MM_PER_INCH
from leaflet.model import ClinicBox
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.open_file import OpenPage
from leaflet.preflight.instrument.raster import Mode, pixel_boxes, render_page

DPI = 142
"""As preflight draws. Two drawings of one file differ by nothing, which a test measures."""
_UNSEEN_LEVELS = 1
"""Of 255, in each of a dot's colours: what a program that rounds numbers (`mutool clean -s`) does to a dot on an edge.

Nobody sees it: one level is the smallest step that a screen has. It moves a colour by 1.9 at most, a grey by 0.5, where
2.3 is just noticeable (CIE 1976 colour difference; Mahy, Van Eycken and Oosterlinck, 1994); a printer keeps less.
Colours that were set otherwise by as little are told all the same, by the commands (`drawn_alike`).
"""
_MM_PER_PIXEL = MM_PER_INCH / DPI
_MAX_BANDS = 8
"""Places that are named one by one; a page with more looks different all over."""
_MAX_WORDS = 24
"""Words that are quoted for one place."""
_MAX_LETTERS = 300
"""Letters that are quoted, at most."""
_Dots = npt.NDArray[np.bool_]


def visual_differences(
    submitted: OpenPage, current: OpenPage, page: Page, box: ClinicBox | None = None
) -> tuple[str, ...]:
    """What looks different on `page` of today's print, in sentences; what stands in the clinic's `box` is left out."""
    by_mode = {mode: _different_dots(submitted, current, mode, box) for mode in Mode}
    both = by_mode[Mode.VIEW] | by_mode[Mode.PRINT]
    bands = list(_bands(both))
    if len(bands) > _MAX_BANDS:
        return (f"page {page.number} looks different in {len(bands)} places",)
    return tuple(dict.fromkeys(_describe(page, band, by_mode) for band in bands))


def excerpt(words: Sequence[str]) -> str:
    """The first of `words`, as they are quoted."""
    return shortened(" ".join(words[:_MAX_WORDS]) + (" …" if len(words) > _MAX_WORDS else ""))


def shortened(text: str) -> str:
    """`text`, or its beginning where it is longer than a few lines."""
    return text if len(text) <= _MAX_LETTERS else f"{text[:_MAX_LETTERS]} …"


def _different_dots(submitted: OpenPage, current: OpenPage, mode: Mode, box: ClinicBox | None) -> _Dots:
    own, other = (render_page(sheet.page, DPI, mode)[:, :, :3] for sheet in (submitted, current))
    if own.shape != other.shape:
        return np.zeros((1, 1), np.bool_)  # the objects differ, and say by how much
    apart = np.maximum(own, other) - np.minimum(own, other)
    differs: _Dots = np.asarray((apart > _UNSEEN_LEVELS).any(axis=2), np.bool_)
    if box:
        edges = (box.left_mm, box.top_mm, box.left_mm + box.width_mm, box.top_mm + box.height_mm)
        left, top, right, bottom = pixel_boxes([edges], DPI)[0]
        differs[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1] = False
    return differs


def _bands(differs: _Dots) -> Iterator[Box]:
    """Where dots differ, one place for each run of rows, mm."""
    rows: _Dots = np.asarray(differs.any(axis=1), np.bool_)
    for band in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(rows)) + 1):
        if rows[band[0]]:
            columns = np.flatnonzero(differs[band].any(axis=0))
            edges = (columns[0], band[0], columns[-1] + 1, band[-1] + 1)
            left, top, right, bottom = (float(edge) * _MM_PER_PIXEL for edge in edges)
            yield left, top, right, bottom


def _describe(page: Page, band: Box, by_mode: dict[Mode, _Dots]) -> str:
    words = excerpt(_words_in(page, band))
    what = f"“{words}”" if words else f"what stands {band[1]:.0f} mm below the upper edge"
    rows = slice(int(band[1] / _MM_PER_PIXEL), int(band[3] / _MM_PER_PIXEL) + 1)
    seen = [mode for mode, differs in by_mode.items() if differs[rows].any()]
    where = "" if len(seen) != 1 else " on a screen" if seen == [Mode.VIEW] else " on paper"
    return f"page {page.number}: {what} doesn't look as it was printed{where}"


def _words_in(page: Page, band: Box) -> list[str]:
    """The words that `band` touches."""
    words = [list(run) for blank, run in groupby(page.glyphs, key=lambda g: not g.char.strip()) if not blank]
    return ["".join(g.char for g in word) for word in words if any(_touches(g.box, band) for g in word)]


def _touches(box: Box, band: Box) -> bool:
    return box[0] < band[2] and band[0] < box[2] and box[1] < band[3] and band[1] < box[3]
