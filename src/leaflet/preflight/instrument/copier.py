"""What a page looks like on a copy in black and white."""

from __future__ import annotations

import numpy as np

from leaflet.preflight.instrument.patches import Floats, Ints, Patches, are_on_page
from leaflet.preflight.instrument.raster import Pixels, pixel_boxes
from leaflet.preflight.instrument.read_signs import Glyphs

BLACK_THRESHOLD = 128
"""Brightness, 0 to 255, under which a copier prints black."""
_MIN_KEPT_INK = {"S": 0.45, "L": 0.25, "N": 0.25}
"""Share of the ink that must be on the copy, for signs, letters and digits. A word helps to read a broken letter;
nothing helps to read a broken sign. A letter in grey that is lost keeps nothing; the thinnest one in black 8.5 pt keeps
0.39."""
_MAX_SMUDGE = 0.5
"""Share of the area around a letter that may turn into the letter's colour: soft edges become black or white."""


def lost_on_copy(page_pixels: Pixels, letters_alone: Pixels, glyphs: Glyphs, rows: Ints, dpi: int) -> Ints:
    """Those of `rows` of `glyphs`, letters, digits and signs, that can't be made out in black and white.

    One that isn't on the page is left to other laws.
    """
    boxes = pixel_boxes(glyphs.ink[rows], dpi) + np.array([-1, -1, 1, 1])
    is_on_page = are_on_page(boxes, page_pixels)
    rows, boxes = rows[is_on_page], boxes[is_on_page]
    if not len(rows):
        return rows
    patches = Patches.from_boxes(boxes, page_pixels.shape[1])
    strength = patches.ink_strength(letters_alone)
    black = _black(patches, page_pixels)
    letter_coloured = np.where(patches.per_pixel(_is_light(patches, black, strength)), 1 - black, black).astype(
        np.float32
    )
    least = np.array([_MIN_KEPT_INK.get(name, 0) for name in glyphs.classes])[glyphs.kind[rows]]
    kept = _share(patches, letter_coloured, strength) >= least
    smudged = _share(patches, letter_coloured, 1 - strength) > _MAX_SMUDGE
    return rows[~kept | smudged]


def _black(patches: Patches, page_pixels: Pixels) -> Floats:
    """1 for each pixel that the copier prints black, 0 for the others (brightness: ITU-R BT.601)."""
    blue, green, red = patches.colours(page_pixels).T.astype(np.float32)  # `@` would start threads
    return np.asarray(0.114 * blue + 0.587 * green + 0.299 * red < BLACK_THRESHOLD, np.float32)


def _is_light(patches: Patches, black: Floats, strength: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which letters are light on a dark ground: those with more black around them than in them."""
    return np.asarray(_share(patches, black, 1 - strength) > _share(patches, black, strength))


def _share(patches: Patches, values: Floats, weights: Floats) -> Floats:
    """For each box the mean of `values`, weighted."""
    return np.asarray(patches.sums(values * weights) / np.maximum(patches.sums(weights), 1e-6), np.float32)
