"""Reading the QR codes that are printed on the pages, as a telephone would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import zxingcpp

from leaflet.preflight.pages import Box, UnreadablePdfError
from leaflet.preflight.raster import Mode, draw

_DPI = 150
"""Enough for a code of 10 mm."""
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_LONGEST = 5000
"""Dots along a page's longer side, at most: a forged page may be metres long."""


@dataclass(frozen=True)
class Code:
    """A QR code that could be read."""

    text: str
    page: int
    """From 1."""
    box_mm: Box
    """left, top, right, bottom from the paper's top left corner."""


def read_codes(pdf: bytes) -> tuple[Code, ...]:
    """Every QR code on the pages of `pdf`. Raises UnreadablePdfError."""
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            return tuple(code for n in range(len(document)) for code in _codes(document[n], n + 1))
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(str(error)) from error


def _codes(page: Any, number: int) -> Iterator[Code]:
    dpi = max(1, min(_DPI, int(_LONGEST * 72 / max(page.get_size()))))
    picture = np.ascontiguousarray(draw(page, dpi, Mode.PRINT)[:, :, 1])
    for found in zxingcpp.read_barcodes(picture, formats=_QR):
        corners = found.position
        points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
        xs, ys = ([along * 25.4 / dpi for along in side] for side in zip(*((p.x, p.y) for p in points), strict=True))
        yield Code(found.text, number, (min(xs), min(ys), max(xs), max(ys)))
