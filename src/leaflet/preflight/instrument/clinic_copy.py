"""A clinic's copy: whatever was added to the edition's PDF is in its box, and nothing else looks different."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pikepdf

from leaflet.model import CLINIC_BOX, ClinicBox
from leaflet.preflight.instrument.finished_file import open_objects
from leaflet.preflight.instrument.open_file import OpenPage, UnreadablePdfError, open_pages
from leaflet.preflight.instrument.page import Page
from leaflet.preflight.instrument.page_cache import PageCache, page_keys
from leaflet.preflight.instrument.pages import read_page, read_pages
from leaflet.preflight.instrument.raster import Mode, Pixels, pixel_boxes, render_page
from leaflet.preflight.instrument.revisions import revision_ends

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


def changes_outside(copy: bytes, original: bytes, box: ClinicBox, page_cache: PageCache | None = None) -> Iterator[str]:
    """What differs between `copy` and `original` outside of `box`: words by their position, the rest by its looks.

    Where this process made both files, `page_cache` keeps each page's text and pixels, and a page whose objects are
    the same isn't rendered.
    """
    try:
        with _open_copy(copy, "copy", page_cache) as new, _open_copy(original, "original", page_cache) as old:
            yield from _words_outside(new, old, box)
            changed = [number for number, is_other in enumerate(_pages_changed(new, old, box), 1) if is_other]
    except UnreadablePdfError as error:
        yield f"can't be read: {error}"
        return
    yield from (f"looks different on page {number}, and not only in the box" for number in changed)


@dataclass(frozen=True)
class _OpenPdf:
    """An open file, with the cache of its pages."""

    sheets: tuple[OpenPage, ...]
    keys: tuple[str, ...]
    page_cache: PageCache

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(
            self.page_cache.get((key, number), partial(read_page, number, sheet))
            for number, (key, sheet) in enumerate(zip(self.keys, self.sheets, strict=True), 1)
        )

    def pixels(self, index: int, mode: Mode) -> Pixels:
        return self.page_cache.get((self.keys[index], mode), lambda: render_page(self.sheets[index].page, _DPI, mode))


@contextmanager
def _open_copy(pdf: bytes, name: str, page_cache: PageCache | None) -> Iterator[_OpenPdf]:
    with open_pages(pdf) as open_sheets, open_objects(pdf) as objects:
        uncached_keys = tuple(f"{name} {number}" for number in range(len(open_sheets)))
        yield _OpenPdf(open_sheets, page_keys(objects) if page_cache else uncached_keys, page_cache or PageCache())


def _words_outside(new: _OpenPdf, old: _OpenPdf, box: ClinicBox) -> Iterator[str]:
    longer_page = _page_with_more_glyphs(new.pages, old.pages)
    if longer_page is None:
        yield "doesn't have the original's text and some more in its box"
        return
    page, start = longer_page
    if page.number != box.page or any(
        not _is_inside(glyph.box, box) for glyph in page.glyphs[start:] if glyph.char.strip()
    ):
        yield "has added words outside the clinic's box"


def _is_inside(ink: tuple[float, float, float, float], box: ClinicBox) -> bool:
    left, top, right, bottom = ink
    return (
        left >= box.left_mm - _TOLERANCE_MM
        and top >= box.top_mm - _TOLERANCE_MM
        and right <= box.left_mm + box.width_mm + _TOLERANCE_MM
        and bottom <= box.top_mm + box.height_mm + _TOLERANCE_MM
    )


def _pages_changed(new: _OpenPdf, old: _OpenPdf, box: ClinicBox) -> Iterator[bool]:
    """For each page: does it look different outside of the box, on a screen or in print? The same objects don't."""
    for index, keys in enumerate(zip(new.keys, old.keys, strict=False)):
        inside = box if index + 1 == box.page else None
        yield len(set(keys)) > 1 and any(
            _differs(new.pixels(index, mode), old.pixels(index, mode), inside) for mode in Mode
        )


def _differs(new: Pixels, old: Pixels, box: ClinicBox | None) -> bool:
    if new.shape != old.shape:
        return True
    different = (new.view(np.uint32) ^ old.view(np.uint32))[:, :, 0] & _COLOUR_MASK != 0
    if box:
        edges = (box.left_mm, box.top_mm, box.left_mm + box.width_mm, box.top_mm + box.height_mm)
        left, top, right, bottom = pixel_boxes([edges], _DPI)[0]
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
