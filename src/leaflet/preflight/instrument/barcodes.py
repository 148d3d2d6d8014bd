"""QR codes and other two-dimensional codes, read from the page as it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import zxingcpp

from leaflet.lengths import MM_PER_INCH
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.open_file import OpenPage, open_pages

_Symbology = zxingcpp.BarcodeFormat
DPI = 150
"""Enough for a code of 10 mm; a telephone can't read much smaller ones from paper."""
_MAX_SIDE_PX = 5000
"""Pixels along a page's longer side, at most: a forged page may be metres long."""
_FORMATS = tuple(
    zxingcpp.BarcodeFormats(kinds)
    for kinds in (
        (_Symbology.QRCode, _Symbology.MicroQRCode, _Symbology.RMQRCode, _Symbology.Aztec, _Symbology.MaxiCode),
        (_Symbology.DataMatrix,),
    )
)
"""Two-dimensional codes, in two searches: one search for all of them takes longer. Striped codes are left out: a
hatched field can look like one."""


_BLACK_OR_WHITE = zxingcpp.Binarizer.FixedThreshold


@dataclass(frozen=True)
class Barcode:
    """A code on a page."""

    text: str
    """The text that it encodes."""
    page: int
    """From 1."""
    box_mm: Box
    """The smallest upright rectangle around it, without its quiet zone; from the paper's top left corner."""
    is_legible_on_copy: bool
    """Can it be read when every grey becomes black or white, as on a copy?"""


def barcodes_on(sheet: OpenPage, number: int) -> tuple[Barcode, ...]:
    """The codes on the page `number`, from 1; searched without its text first, because searching among text is slow.

    A code that is made of letters isn't found: its letters are no text of the document.
    """
    with sheet.without_text():
        is_there = page_barcodes(sheet.page, number)
    return page_barcodes(sheet.page, number) if is_there else ()


def read_barcodes(pdf: bytes) -> tuple[Barcode, ...]:
    """Every code on the pages of `pdf`, from top to bottom. Raises UnreadablePdfError."""
    with open_pages(pdf) as opened:
        return tuple(code for number, sheet in enumerate(opened, 1) for code in page_barcodes(sheet.page, number))


def page_barcodes(page: Any, number: int) -> tuple[Barcode, ...]:
    """Every code on `page` (pypdfium2), which has the number `number`, from top to bottom."""
    dpi = max(1, min(DPI, int(_MAX_SIDE_PX * 72 / max(page.get_size()))))
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    pixels = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
    return tuple(sorted(_read(pixels, number, dpi), key=lambda code: (code.box_mm[1], code.box_mm[0])))


def _read(pixels: Any, page: int, dpi: int) -> Iterator[Barcode]:
    """The codes in a grey image of `dpi` pixels an inch: bytes, height × width."""
    found = _search(pixels, zxingcpp.Binarizer.LocalAverage)
    legible = {barcode.text for barcode in _search(pixels, _BLACK_OR_WHITE)} if found else ()
    for barcode in found:
        position = barcode.position
        corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
        across, down = sorted(c.x for c in corners), sorted(c.y for c in corners)
        left, top, right, bottom = (n * MM_PER_INCH / dpi for n in (across[0], down[0], across[-1], down[-1]))
        yield Barcode(barcode.text, page, (left, top, right, bottom), barcode.text in legible)


def _search(pixels: Any, binarizer: zxingcpp.Binarizer) -> list[zxingcpp.Barcode]:
    searches = (zxingcpp.read_barcodes(pixels, formats=formats, binarizer=binarizer) for formats in _FORMATS)
    return [found for search in searches for found in search]
