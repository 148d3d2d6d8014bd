"""Every statement and every claim with the sign of its level is still there on a photocopy, and on a smaller one.

Why: leaflets are copied, in black and white, two pages on one. A grey that an eye can read becomes white there or
black, and a hollow shape that fills up tells another level of evidence.

Fix: set the words that the message names darker or larger, or make their ground lighter, in the layout's page.css.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

import numpy as np
import pypdfium2

from leaflet.letters import kind
from leaflet.letters import letters as letters_of
from leaflet.preflight.pages import Glyph, Page
from leaflet.preflight.patches import Floats, Patches, on_page
from leaflet.preflight.proof import Proof
from leaflet.preflight.raster import Mode, Pixels, draw, pixel_box
from leaflet.preflight.words import words
from leaflet.problem import Problem

NAME = "photocopy"
_COPIES = {200: "a photocopy", 142: "a photocopy at 71 %"}
"""Pixels an inch of a copier that knows black and white only; 142 is what is left of 200 from A4 to A5."""
_KINDS = ("disclaimer", "claim")
_GREY = 128
"""Brightness, 0 to 255, under which a copier prints black."""
_KEPT = {"S": 0.45, "L": 0.25, "N": 0.25}
"""Share of the ink that must be on the copy, for signs, letters and digits. A word helps to read a broken letter;
nothing helps to read a broken sign. A letter in grey that is lost keeps nothing; the thinnest one in black 8.5 pt keeps
0.39."""
_SMUDGED = 0.5
"""Share of the room in and around a letter that may get its colour: soft edges turn to one side or the other."""


def check(proof: Proof) -> Iterator[Problem]:
    """Copy every page twice, and look for every letter of every statement and claim."""
    with (
        closing(pypdfium2.PdfDocument(proof.data)) as document,
        closing(pypdfium2.PdfDocument(proof.letters_alone)) as letters,
    ):
        for page in proof.pages:
            glyphs = [glyph for glyph in proof.marked(page, _KINDS) if letters_of(glyph.char)]
            for dpi, copy in _COPIES.items() if glyphs else ():
                shown, alone = (draw(one[page.number - 1], dpi, Mode.PRINT) for one in (document, letters))
                lost = _lost(shown, alone, glyphs, dpi)
                if lost:
                    yield _problem(proof, page, lost, copy)
                    break


def _problem(proof: Proof, page: Page, lost: list[Glyph], copy: str) -> Problem:
    return proof.problem(
        NAME,
        f"“{words(page, lost)}” on page {page.number} of {proof.edition.id} is lost on {copy}",
        f"set it darker or larger, or its ground lighter, in the page.css of `{proof.edition.layout.id}`",
    )


def _lost(shown: Pixels, alone: Pixels, glyphs: Sequence[Glyph], dpi: int) -> list[Glyph]:
    """The glyphs that can't be made out in black and white; one that is not on the page is another test's."""
    boxes = np.array([pixel_box(glyph.box, dpi) for glyph in glyphs]) + np.array([-1, -1, 1, 1])
    there = on_page(boxes, shown)
    glyphs, boxes = [glyph for glyph, is_there in zip(glyphs, there, strict=True) if is_there], boxes[there]
    if not glyphs:
        return []
    patches = Patches.of(boxes, shown.shape[1])
    strength = patches.strength(alone)
    black = _black(patches, shown)
    own = np.where(patches.spread(_is_light(patches, black, strength)), 1 - black, black).astype(np.float32)
    kept = _share(patches, own, strength) >= np.array([_KEPT[kind(letters_of(glyph.char)[0])] for glyph in glyphs])
    smudged = _share(patches, own, 1 - strength) > _SMUDGED
    return [glyph for glyph, lost in zip(glyphs, ~kept | smudged, strict=True) if lost]


def _black(patches: Patches, shown: Pixels) -> Floats:
    """1 for each pixel that the copier prints black, 0 for the others (brightness: ITU-R BT.601)."""
    grey = patches.cut(shown) @ np.array([0.114, 0.587, 0.299], np.float32)
    return np.asarray(grey < _GREY, np.float32)


def _is_light(patches: Patches, black: Floats, strength: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which letters are light on a dark ground: those with more black around them than in them."""
    return np.asarray(_share(patches, black, 1 - strength) > _share(patches, black, strength))


def _share(patches: Patches, values: Floats, weights: Floats) -> Floats:
    """For each box the mean of `values`, weighted."""
    return np.asarray(patches.sums(values * weights) / np.maximum(patches.sums(weights), 1e-6), np.float32)
