"""The edition's PDF that a clinic's copy was made from, which is its first revision; and what the copy has besides."""

from __future__ import annotations

import io

import pikepdf

from leaflet.inspect.page import Page
from leaflet.inspect.pages import read_pages
from leaflet.model import CLINIC_BOX
from leaflet.preflight.instrument.revisions import revision_ends


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
