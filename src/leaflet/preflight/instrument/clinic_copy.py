"""A clinic's copy: whatever was added to the edition's PDF stands in its box, and nothing shows elsewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pikepdf

from leaflet.model import CLINIC_BOX, ClinicBox
from leaflet.preflight.instrument.finished_file import open_objects
from leaflet.preflight.instrument.page_cache import PageCache, page_keys
from leaflet.preflight.instrument.pages import OpenPage, Page, UnreadablePdfError, open_pages, read_page, read_pages
from leaflet.preflight.instrument.raster import Mode, Pixels, pixel_boxes, render_page

_DPI = 100
_COLOUR_MASK = np.uint32(0xFFFFFF)
"""Blue, green and red of a pixel's four bytes."""
_TOLERANCE_MM = 0.3
"""Ink may reach so far out of the box: a letter's overhang."""


_END_OF_REVISION = re.compile(rb"startxref\s+\d+\s+%%EOF\n")


def edition_pdf_of(pdf: bytes) -> bytes | None:
    """What a copy was made of: the file before the one thing that was added to it. None where it isn't a copy."""
    ends = [first_extra_glyph.end() for first_extra_glyph in _END_OF_REVISION.finditer(pdf)]
    if len(ends) != 2 or ends[1] != len(pdf):
        return None
    piece = pdf[: ends[0]]
    return piece if CLINIC_BOX.encode() in _titles(piece) else None


def _titles(pdf: bytes) -> set[bytes]:
    """The titles of the elements of its structure."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            first_extra_glyph = [
                o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"
            ]
            return {bytes(element.T) for element in first_extra_glyph if isinstance(element.get("/T"), pikepdf.String)}
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError):
        return set()


def added_words(copy: bytes, original: bytes) -> str | None:
    """The words that `copy` has more than `piece`; None where it is not the piece's text and some more on a page."""
    pages, original_pages = read_pages(copy), read_pages(original)
    first_extra_glyph = _page_with_more_glyphs(pages, original_pages)
    if first_extra_glyph is None:
        return None
    page, start = first_extra_glyph
    return " ".join("".join(glyph.char for glyph in page.glyphs[start:]).split())


def _page_with_more_glyphs(pages: tuple[Page, ...], original_pages: tuple[Page, ...]) -> tuple[Page, int] | None:
    """The one page that has more glyphs than before, and how many it had; None where more than that is different."""
    if len(pages) != len(original_pages) or any(
        not p.text.startswith(b.text) for p, b in zip(pages, original_pages, strict=True)
    ):
        return None
    longer = [(p, len(b.glyphs)) for p, b in zip(pages, original_pages, strict=True) if len(p.glyphs) != len(b.glyphs)]
    return longer[0] if len(longer) == 1 else None


def changes_outside(copy: bytes, original: bytes, box: ClinicBox, page_cache: PageCache | None = None) -> Iterator[str]:
    """What in `copy` is different from `piece` outside of `box`: words by their place, everything else by its looks.

    Where this process made both, `memory` keeps what was seen of a page, and pages of the same objects are not drawn.
    """
    try:
        with _open_copy(copy, "copy", page_cache) as new, _open_copy(original, "piece", page_cache) as old:
            yield from _words_outside(new, old, box)
            changed = [number for number, is_other in enumerate(_pages_changed(new, old, box), 1) if is_other]
    except UnreadablePdfError as error:
        yield f"can't be read: {error}"
        return
    yield from (f"looks different on page {number}, and not only in the box" for number in changed)


@dataclass(frozen=True)
class _OpenPdf:
    """A file that is open, and what of it may be remembered by its pages' keys."""

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
        own = tuple(f"{name} {number}" for number in range(len(open_sheets)))
        yield _OpenPdf(open_sheets, page_keys(objects) if page_cache else own, page_cache or PageCache())


def _words_outside(new: _OpenPdf, old: _OpenPdf, box: ClinicBox) -> Iterator[str]:
    first_extra_glyph = _page_with_more_glyphs(new.pages, old.pages)
    if first_extra_glyph is None:
        yield "doesn't have the original's text and some more in its box"
        return
    page, start = first_extra_glyph
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
    """For each page whether it looks different outside of the box, on a screen or printed. The same objects do not."""
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
        first_extra_glyph = [
            o for o in objects.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
        ]
        return any(_in_box(figure) for figure in first_extra_glyph)


def _in_box(element: pikepdf.Object) -> bool:
    while isinstance(element, pikepdf.Dictionary) and "/P" in element:
        if element.get("/T") == CLINIC_BOX:
            return True
        element = element["/P"]
    return False
