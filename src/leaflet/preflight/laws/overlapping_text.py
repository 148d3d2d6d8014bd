"""Letters overlap: one is pushed into the next, or a line into another.

Why: letters on top of one another make a smudge, though each of them is there and in the right colour.

Fix: take away a negative `letter-spacing` or `word-spacing` and a small `line-height` in the layout's page.css, and
what puts two texts in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from leaflet.language.normalization import has_ink, is_accent
from leaflet.preflight.instrument.drawn_labels import label_with
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import bounding_box
from leaflet.preflight.instrument.letter_faults import words_containing
from leaflet.preflight.instrument.page import Glyph, Page
from leaflet.problem import Problem

NAME = "overlapping-text"
_MAX_OVERLAP = 0.4
"""Share of two letters' mean width that they may reach into each other; a pair such as “P.” reaches a quarter."""
_JOINED_PAIRS = ("//", "لا", "لأ", "لإ", "لآ")
"""Slashes, which Lato sets close, and Arabic letters of which the second is always drawn into the first."""
_SAME_LINE_MM = 0.1
_WORD_GAP = 0.35
"""Millimetres for each pt of type: a wider gap ends a line's run of words (a word space is a quarter of that)."""
_MAX_LINE_OVERLAP_MM = 0.15
"""How far two lines' ink may reach into each other, both ways."""


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Compare every glyph with the next one on its line, and every line with those that it touches."""
    for page in file.pages:
        if overlapping := _overlapping(page):
            label = label_with(file.edition, file.matches, overlapping[0])
            yield file.problem(
                NAME,
                f"“{words_containing(page, overlapping)}” on page {page.number} of {file.edition.id} "
                "stands on top of other letters",
                "move its labels apart in the drawing"
                if label
                else f"look in the page.css of `{file.edition.layout.id}` for a negative `letter-spacing`, a small "
                "`line-height`, or two texts in one place",
                label.span if label else None,
                rests_on={file.page_thing(page)},
                spoils={file.letters_thing(page)},
            )


def _overlapping(page: Page) -> list[Glyph]:
    lines = _lines([glyph for glyph in page.glyphs if _takes_room(glyph)])
    return [*_overlapping_neighbours(lines), *_overlapping_lines(lines)]


def _takes_room(glyph: Glyph) -> bool:
    return has_ink(glyph.char) and not is_accent(glyph.char) and _width(glyph) > 0


def _width(glyph: Glyph) -> float:
    return glyph.extent[1] - glyph.extent[0]


def _lines(drawn: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that were drawn one after the other on one line, going right or going left."""
    lines: list[list[Glyph]] = []
    for glyph in drawn:
        if lines and _continues_line(lines[-1][-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _continues_line(before: Glyph, glyph: Glyph) -> bool:
    gap = max(glyph.extent[0] - before.extent[1], before.extent[0] - glyph.extent[1])
    return abs(before.baseline - glyph.baseline) < _SAME_LINE_MM and gap < glyph.pt * _WORD_GAP


def _overlapping_neighbours(lines: Sequence[Sequence[Glyph]]) -> Iterator[Glyph]:
    """Glyphs that reach into the one before them on their line, not only under or over it as a dot after ’ does."""
    pairs = [pair for line in lines for pair in pairwise(line)]
    spans = np.array([(*before.extent, *glyph.extent) for before, glyph in pairs]).reshape(-1, 4)
    into = np.minimum(spans[:, 1], spans[:, 3]) - np.maximum(spans[:, 0], spans[:, 2])
    width = (spans[:, 1] - spans[:, 0] + spans[:, 3] - spans[:, 2]) / 2
    for before, glyph in (pairs[n] for n in np.flatnonzero(into > _MAX_OVERLAP * width).tolist()):
        ligature = before.box == glyph.box or before.char + glyph.char[:1] in _JOINED_PAIRS
        if not ligature and before.box[1] < glyph.box[3] and glyph.box[1] < before.box[3]:
            yield glyph


def _overlapping_lines(lines: Sequence[Sequence[Glyph]]) -> Iterator[Glyph]:
    """Glyphs whose ink reaches into that of another line."""
    boxes = np.array([bounding_box([glyph.box for glyph in line]) for line in lines]).reshape(-1, 4)
    for first, second in np.argwhere(np.triu(_overlaps(boxes, boxes), 1)).tolist():
        first_boxes, second_boxes = (np.array([glyph.box for glyph in lines[n]]) for n in (first, second))
        for index in np.flatnonzero(_overlaps(first_boxes, second_boxes).any(axis=1)).tolist():
            yield lines[first][index]


def _overlaps(boxes: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which of `boxes` reach into which of `others`, by more than `_MAX_LINE_OVERLAP_MM` both ways."""
    one, two = boxes[:, None, :], others[None, :, :]
    shared = np.minimum(one[..., 2:], two[..., 2:]) - np.maximum(one[..., :2], two[..., :2])
    return np.asarray((shared > _MAX_LINE_OVERLAP_MM).all(axis=-1))
