"""A clinic's copy: whatever was added to the edition's PDF is in its box, and nothing else looks different."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
import pikepdf

from leaflet.model import CLINIC_BOX, ClinicBox
from leaflet.preflight.instrument.finished_file import FinishedFile, open_objects
from leaflet.preflight.instrument.open_file import open_pages
from leaflet.preflight.instrument.page import Page
from leaflet.preflight.instrument.page_keys import PageKey, page_keys
from leaflet.preflight.instrument.page_proofs import PageProofs
from leaflet.preflight.instrument.pages import read_open_pages, read_pages
from leaflet.preflight.instrument.raster import Mode, Pixels, pixel_boxes, render_page
from leaflet.preflight.instrument.revisions import revision_ends
from leaflet.preflight.instrument.structure import read_structure

_DPI = 100
_COLOUR_MASK = np.uint32(0xFFFFFF)
"""Blue, green and red of a pixel's four bytes."""
_TOLERANCE_MM = 0.3
"""Ink may reach so far out of the box: a letter's overhang."""


def edition_pdf_of(pdf: bytes) -> bytes | None:
    """The edition's PDF that a copy was made from: its first of two revisions. None where it isn't a copy."""
    ends = [end + 1 for end in revision_ends(pdf) if pdf.startswith(b"\n", end)]
    if len(ends) != 2 or ends[1] != len(pdf):
        return None
    original = pdf[: ends[0]]
    return original if CLINIC_BOX.encode() in _titles(original) else None


def _titles(pdf: bytes) -> set[bytes]:
    """The titles of the elements of its structure tree."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            elements = [
                o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"
            ]
            return {bytes(element.T) for element in elements if isinstance(element.get("/T"), pikepdf.String)}
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError):
        return set()


def added_words(copy: bytes, original: bytes) -> str | None:
    """The words that `copy` has and `original` lacks; None where it isn't the original's text with more on one page."""
    pages, original_pages = read_pages(copy), read_pages(original)
    longer_page = _page_with_more_glyphs(pages, original_pages)
    if longer_page is None:
        return None
    page, start = longer_page
    return " ".join("".join(glyph.char for glyph in page.glyphs[start:]).split())


def _page_with_more_glyphs(pages: tuple[Page, ...], original_pages: tuple[Page, ...]) -> tuple[Page, int] | None:
    """The one page that has more glyphs than before, and how many it had; None where anything else differs."""
    if len(pages) != len(original_pages) or any(
        not p.text.startswith(b.text) for p, b in zip(pages, original_pages, strict=True)
    ):
        return None
    longer = [(p, len(b.glyphs)) for p, b in zip(pages, original_pages, strict=True) if len(p.glyphs) != len(b.glyphs)]
    return longer[0] if len(longer) == 1 else None


def changes_in_copy(file: FinishedFile, original: bytes, box: ClinicBox, proofs: PageProofs) -> Iterator[str]:
    """What differs between a copy and its `original` outside of `box`: words by their position, the rest by its looks.

    This process has made both; the original is measured once, and a page that has the same key in both isn't drawn.
    Raises UnreadablePdfError.
    """
    digest = hashlib.sha256(original).digest()
    old_pages, old_keys = proofs.once(("read", digest), partial(_read_original, original))
    yield from _words_outside(file.pages, old_pages, box)
    for number, (page, key) in enumerate(zip(file.pages, file.keys, strict=True), 1):
        if number <= len(old_keys) and key.shown == old_keys[number - 1].shown:
            continue
        pixels = proofs.once(("pixels", digest, number), partial(_pixels_of, original, number))
        inside = box if number == box.page else None
        if any(_differs(render_page(file.open_pages[number - 1].page, _DPI, m), pixels[m], inside) for m in Mode):
            yield f"looks different on page {page.number}, and not only in the box"


def _read_original(original: bytes) -> tuple[tuple[Page, ...], tuple[PageKey, ...]]:
    with open_pages(original) as sheets, open_objects(original) as objects:
        return read_open_pages(sheets), page_keys(objects, read_structure(objects).elements)


def _pixels_of(original: bytes, number: int) -> Mapping[Mode, Pixels]:
    with open_pages(original) as sheets:
        return {mode: render_page(sheets[number - 1].page, _DPI, mode) for mode in Mode}


def _words_outside(new: tuple[Page, ...], old: tuple[Page, ...], box: ClinicBox) -> Iterator[str]:
    longer_page = _page_with_more_glyphs(new, old)
    if longer_page is None:
        yield "doesn't have the original's text and some more in its box"
        return
    page, start = longer_page
    if page.number != box.page or any(
        not _is_inside(glyph.box, box) for glyph in page.glyphs[start:] if glyph.char.strip()
    ):
        yield "has added words outside the clinic's box"


def _is_inside(ink: tuple[float, float, float, float], box: ClinicBox) -> bool:
    box_left, box_top, box_right, box_bottom = box.area_mm
    return (
        ink[0] >= box_left - _TOLERANCE_MM
        and ink[1] >= box_top - _TOLERANCE_MM
        and ink[2] <= box_right + _TOLERANCE_MM
        and ink[3] <= box_bottom + _TOLERANCE_MM
    )


def _differs(new: Pixels, old: Pixels, box: ClinicBox | None) -> bool:
    if new.shape != old.shape:
        return True
    different = (new.view(np.uint32) ^ old.view(np.uint32))[:, :, 0] & _COLOUR_MASK != 0
    if box:
        left, top, right, bottom = pixel_boxes([box.area_mm], _DPI)[0]
        different[top - 1 : bottom + 1, left - 1 : right + 1] = False
    return bool(different.any())


def has_logo(pdf: bytes) -> bool:
    """Does its box hold a picture?"""
    with pikepdf.open(io.BytesIO(pdf)) as objects:
        figures = [o for o in objects.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        return any(_in_box(figure) for figure in figures)


def _in_box(element: pikepdf.Object) -> bool:
    while isinstance(element, pikepdf.Dictionary) and "/P" in element:
        if element.get("/T") == CLINIC_BOX:
            return True
        element = element["/P"]
    return False
