"""QR codes and their like, read from the page as it looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pypdfium2
import zxingcpp

from leaflet.preflight.pages import Box, UnreadablePdfError

DPI = 150
"""Enough for a code of 10 mm; a telephone does not read much smaller ones from paper."""
_LONGEST = 5000
"""Pixels along a page's longer side, at most: a forged page may be metres long."""
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.AllMatrix)
"""QR, Data Matrix, Aztec and their like. Striped codes are left out: a hatched field can look like one."""


_AS_COPIED = zxingcpp.Binarizer.FixedThreshold


@dataclass(frozen=True)
class Code:
    """A code on a page."""

    text: str
    """What it says."""
    page: int
    """From 1."""
    box_mm: Box
    """The smallest upright rectangle around it, without its quiet zone; from the paper's top left corner."""
    dark: bool
    """Can it be read when every grey becomes black or white, as on a copy?"""


def codes(pdf: bytes) -> tuple[Code, ...]:
    """Every code on the pages of `pdf`, from top to bottom. Raises UnreadablePdfError."""
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            return tuple(code for number in range(len(document)) for code in page_codes(document[number], number + 1))
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(str(error)) from error


def page_codes(page: Any, number: int) -> tuple[Code, ...]:
    """Every code on `page` (pypdfium2), which has the number `number`, from top to bottom."""
    dpi = max(1, min(DPI, int(_LONGEST * 72 / max(page.get_size()))))
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    pixels = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
    return tuple(sorted(_read(pixels, number, dpi), key=lambda code: (code.box_mm[1], code.box_mm[0])))


def _read(pixels: Any, page: int, dpi: int) -> Iterator[Code]:
    """The codes in a grey image of `dpi` pixels an inch: bytes, height × width."""
    every = zxingcpp.read_barcodes(pixels, formats=_FORMATS)
    dark = {one.text for one in zxingcpp.read_barcodes(pixels, formats=_FORMATS, binarizer=_AS_COPIED)} if every else ()
    for found in every:
        place = found.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        across, down = sorted(c.x for c in corners), sorted(c.y for c in corners)
        left, top, right, bottom = (n * 25.4 / dpi for n in (across[0], down[0], across[-1], down[-1]))
        yield Code(found.text, page, (left, top, right, bottom), found.text in dark)
