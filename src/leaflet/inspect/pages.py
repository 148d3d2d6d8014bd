"""PDF bytes → pages: every glyph with its place and size after all transforms, as pdfium reads them.

Uses nothing that was known before rendering. Millimetres count from the paper's top left corner.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from leaflet.inspect.glyphs import read_glyphs
from leaflet.inspect.page import Glyph, Graphic, InkColour, Page, Paint
from leaflet.language.normalization import character_class, composed, normalized
from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.geometry import PaperOrigin
from leaflet.preflight.instrument.open_file import OpenPage, UnreadablePdfError, open_pages

_MAX_SIDE_MM = 1200
"""A0 is 1,189 mm long; to draw what is larger would take all memory."""
_GRAPHIC_KINDS = {
    pdfium.FPDF_PAGEOBJ_PATH: "drawing",
    pdfium.FPDF_PAGEOBJ_IMAGE: "image",
    pdfium.FPDF_PAGEOBJ_SHADING: "tint",
    pdfium.FPDF_PAGEOBJ_FORM: "drawing",
}

_FILLED_TEXT = frozenset({0, 2, 4, 6})
_STROKED_TEXT = frozenset({1, 2, 5, 6})
"""Text rendering modes (ISO 32000-1, table 106)."""


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """What stands on every page of `pdf`. Raises UnreadablePdfError."""
    with open_pages(pdf) as opened:
        return read_open_pages(opened)


def read_open_pages(open_pages: Sequence[OpenPage]) -> tuple[Page, ...]:
    """What stands on every page of a file. Raises UnreadablePdfError."""
    return tuple(read_page(number, sheet) for number, sheet in enumerate(open_pages, 1))


def read_page(number: int, open_page: OpenPage) -> Page:
    """What stands on the page `number`, from 1. Raises UnreadablePdfError."""
    page = open_page.page
    if max(page.get_size()) * MM_PER_PT > _MAX_SIDE_MM:
        raise UnreadablePdfError(f"page {number} is larger than any paper")
    left, bottom, right, top = page.get_mediabox()
    paper = PaperOrigin(left, top)
    glyphs = tuple(read_glyphs(open_page.text, paper))
    text, glyph_at, starts = _text(glyphs)
    size = ((right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT)
    return Page(number, *size, glyphs, tuple(_graphics(page, paper)), text, glyph_at, starts)


def read_paints(open_page: OpenPage) -> tuple[Paint, ...]:
    """In which colours each text and drawing of a page is filled and stroked, in the order in which they are drawn."""
    count = pdfium.FPDFPage_CountObjects(open_page.page)
    return tuple(_paint(pdfium.FPDFPage_GetObject(open_page.page, index)) for index in range(count))


def _paint(page_object: Any) -> Paint:
    is_filled, is_stroked = _is_filled_and_stroked(page_object)
    return (
        _colour(pdfium.FPDFPageObj_GetFillColor, page_object) if is_filled else None,
        _colour(pdfium.FPDFPageObj_GetStrokeColor, page_object) if is_stroked else None,
    )


def _is_filled_and_stroked(page_object: Any) -> tuple[bool, bool]:
    """Which of its two colours does it use? (What is in a form may use both, a stencil is filled.)"""
    kind = pdfium.FPDFPageObj_GetType(page_object)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(page_object)
        return mode in _FILLED_TEXT, mode in _STROKED_TEXT
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(page_object, fill, stroke)
        return bool(fill.value), bool(stroke.value)
    return kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM), kind == pdfium.FPDF_PAGEOBJ_FORM


def _colour(ask: Callable[..., int], page_object: Any) -> InkColour | None:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if not ask(page_object, red, green, blue, opacity):
        return None  # a pattern, which is among the resources
    return red.value, green.value, blue.value, opacity.value


def _graphics(page: Any, origin: PaperOrigin) -> Iterator[Graphic]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        page_object = pdfium.FPDFPage_GetObject(page, index)
        graphic_kind = _GRAPHIC_KINDS.get(pdfium.FPDFPageObj_GetType(page_object))
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if graphic_kind and pdfium.FPDFPageObj_GetBounds(page_object, left, bottom, right, top):
            yield Graphic(graphic_kind, origin.box(left.value, bottom.value, right.value, top.value))


def _text(glyphs: tuple[Glyph, ...]) -> tuple[str, tuple[int, ...], frozenset[int]]:
    """`Page.text`, `Page.glyph_at` and `Page.word_starts` of `glyphs`."""
    text: list[str] = []
    glyph_at: list[int] = []
    starts = {0}
    is_after_gap = True
    for index, glyph in enumerate(glyphs):
        if text and (combined := composed(text[-1], glyph.char)):
            text[-1] = combined
            continue
        found = normalized(glyph.char)
        if found and (is_after_gap or _begins_word(glyphs[glyph_at[-1]], glyph)):
            starts.add(len(text))
        is_after_gap = not found
        text += found
        glyph_at += [index] * len(found)
    return "".join(text), tuple(glyph_at), frozenset(starts | {len(text)})


def _begins_word(before: Glyph, glyph: Glyph) -> bool:
    """Does a word, number or symbol begin with `glyph`, though no space stands before it? (A raised number does.)"""
    return (
        character_class(before.char[-1]) != character_class(glyph.char[0])
        or abs(before.pt - glyph.pt) > 0.05 * glyph.pt
    )
