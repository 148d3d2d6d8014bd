"""A clinic's copy: whatever was added to the edition's PDF is in its box, and nothing else looks different."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from leaflet.model import CLINIC_BOX, ClinicBox
from leaflet.preflight.instrument.commands import drawn_pages
from leaflet.preflight.instrument.finished_file import FinishedFile, open_objects, own_fonts
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.open_file import open_pages
from leaflet.preflight.instrument.page_keys import PageKey, page_keys
from leaflet.preflight.instrument.page_proofs import PageProofs
from leaflet.preflight.instrument.raster import Mode, Pixels, pixel_boxes, render_page
from leaflet.preflight.instrument.structure import read_structure

_DPI = 100
_COLOUR_MASK = np.uint32(0xFFFFFF)
"""Blue, green and red of a pixel's four bytes."""
_TOLERANCE_MM = 0.3
"""Ink may reach so far out of the box: a letter's overhang."""


def changes_in_copy(file: FinishedFile, original: bytes, box: ClinicBox, proofs: PageProofs) -> Iterator[str]:
    """What differs between a copy and its `original` outside of `box`: its words by their place, the rest by its looks.

    This process has made both; the original is measured once, and a page that has the same key in both isn't drawn.
    Raises UnreadablePdfError.
    """
    digest = hashlib.sha256(original).digest()
    asides = {number: key.aside_numbers for number, key in enumerate(file.keys, 1) if not key.has_box}
    old_keys = proofs.once(("keys", digest), partial(_keys_of, file, original, asides))
    if _has_words_outside(file.lined_up, box):
        yield "has words of the clinic outside its box"
    for number, key in enumerate(file.keys, 1):
        if number <= len(old_keys) and key.shown == old_keys[number - 1].shown:
            continue
        pixels = proofs.once(("pixels", digest, number), partial(_pixels_of, original, number))
        inside = box if number == box.page else None
        if any(_differs(render_page(file.open_pages[number - 1].page, _DPI, m), pixels[m], inside) for m in Mode):
            yield f"looks different on page {number}, and not only in the box"


def _keys_of(file: FinishedFile, original: bytes, asides: Mapping[int, frozenset[int]]) -> tuple[PageKey, ...]:
    with open_objects(original) as objects:
        return page_keys(
            objects, drawn_pages(objects, own_fonts(file.edition)), read_structure(objects).elements, asides
        )


def _has_words_outside(lined_up: LinedUp, box: ClinicBox) -> bool:
    rows = lined_up.rows_marked("block", CLINIC_BOX)
    left, top, right, bottom = box.area_mm
    ink = lined_up.glyphs.ink[rows]
    inside = (ink[:, :2] >= np.array((left, top)) - _TOLERANCE_MM).all(axis=1)
    inside &= (ink[:, 2:] <= np.array((right, bottom)) + _TOLERANCE_MM).all(axis=1)
    return bool((~inside | (lined_up.glyphs.page[rows] != box.page)).any())


def _pixels_of(original: bytes, number: int) -> Mapping[Mode, Pixels]:
    with open_pages(original) as sheets:
        return {mode: render_page(sheets[number - 1].page, _DPI, mode) for mode in Mode}


def _differs(new: Pixels, old: Pixels, box: ClinicBox | None) -> bool:
    if new.shape != old.shape:
        return True
    different = (new.view(np.uint32) ^ old.view(np.uint32))[:, :, 0] & _COLOUR_MASK != 0
    if box:
        left, top, right, bottom = pixel_boxes([box.area_mm], _DPI)[0]
        different[top - 1 : bottom + 1, left - 1 : right + 1] = False
    return bool(different.any())
