"""A clinic's copy: what was added to its piece stands in the piece's box, and nothing shows anywhere else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pikepdf
import pypdfium2

from leaflet.model import Box
from leaflet.preflight.pages import Page, UnreadablePdfError, read_pages
from leaflet.preflight.raster import Mode, draw, pixel_boxes
from leaflet.render import CLINIC_BOX

_DPI = 100
_TOLERANCE_MM = 0.3
"""Ink may reach so far out of the box: a letter's overhang."""


_END = re.compile(rb"startxref\s+\d+\s+%%EOF\n")


def piece_of(pdf: bytes) -> bytes | None:
    """What a copy was made of: the file before the one thing that was added to it. None where it is no copy."""
    ends = [found.end() for found in _END.finditer(pdf)]
    if len(ends) != 2 or ends[1] != len(pdf):
        return None
    piece = pdf[: ends[0]]
    return piece if CLINIC_BOX.encode() in _titles(piece) else None


def _titles(pdf: bytes) -> set[bytes]:
    """The titles of the elements of its structure."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            found = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
            return {bytes(element.T) for element in found if isinstance(element.get("/T"), pikepdf.String)}
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError):
        return set()


def added_words(copy: bytes, piece: bytes) -> str | None:
    """The words that `copy` has more than `piece`; None where it is not the piece's text and some more on a page."""
    pages, before = read_pages(copy), read_pages(piece)
    found = _longer(pages, before)
    if found is None:
        return None
    page, start = found
    return " ".join("".join(glyph.char for glyph in page.glyphs[start:]).split())


def _longer(pages: tuple[Page, ...], before: tuple[Page, ...]) -> tuple[Page, int] | None:
    """The one page that has more glyphs than before, and how many it had; None where more than that is different."""
    if len(pages) != len(before) or any(not p.text.startswith(b.text) for p, b in zip(pages, before, strict=True)):
        return None
    longer = [(p, len(b.glyphs)) for p, b in zip(pages, before, strict=True) if len(p.glyphs) != len(b.glyphs)]
    return longer[0] if len(longer) == 1 else None


def strays(copy: bytes, piece: bytes, box: Box) -> Iterator[str]:
    """What in `copy` is different from `piece` outside of `box`: words by their place, everything else by its looks."""
    try:
        found = _longer(read_pages(copy), read_pages(piece))
    except UnreadablePdfError as error:
        yield f"can't be read: {error}"
        return
    if found is None:
        yield "has not the piece's text, and some more in its box"
        return
    page, start = found
    if page.number != box.page or any(
        not _is_inside(glyph.box, box) for glyph in page.glyphs[start:] if glyph.char.strip()
    ):
        yield "has words that don't stand in the clinic's box"
    yield from (f"looks different on page {number}, and not in the box alone" for number in _changed(copy, piece, box))


def _is_inside(ink: tuple[float, float, float, float], box: Box) -> bool:
    left, top, right, bottom = ink
    return (
        left >= box.left_mm - _TOLERANCE_MM
        and top >= box.top_mm - _TOLERANCE_MM
        and right <= box.left_mm + box.width_mm + _TOLERANCE_MM
        and bottom <= box.top_mm + box.height_mm + _TOLERANCE_MM
    )


def _changed(copy: bytes, piece: bytes, box: Box) -> Iterator[int]:
    """The pages that look different outside of the box, on a screen or printed."""
    with closing(pypdfium2.PdfDocument(copy)) as one, closing(pypdfium2.PdfDocument(piece)) as other:
        for number in range(1, len(one) + 1):
            for mode in Mode:
                if _differs(one[number - 1], other[number - 1], mode, box if number == box.page else None):
                    yield number
                    break


def _differs(page: pypdfium2.PdfPage, before: pypdfium2.PdfPage, mode: Mode, box: Box | None) -> bool:
    new, old = draw(page, _DPI, mode), draw(before, _DPI, mode)
    if new.shape != old.shape:
        return True
    different = np.any(new[:, :, :3] != old[:, :, :3], axis=2)
    if box:
        edges = (box.left_mm, box.top_mm, box.left_mm + box.width_mm, box.top_mm + box.height_mm)
        left, top, right, bottom = pixel_boxes([edges], _DPI)[0]
        different[top - 1 : bottom + 1, left - 1 : right + 1] = False
    return bool(different.any())


def has_logo(pdf: bytes) -> bool:
    """Does its box hold a picture?"""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        return any(_in_box(figure) for figure in found)


def _in_box(element: pikepdf.Object) -> bool:
    while isinstance(element, pikepdf.Dictionary) and "/P" in element:
        if element.get("/T") == CLINIC_BOX:
            return True
        element = element["/P"]
    return False
