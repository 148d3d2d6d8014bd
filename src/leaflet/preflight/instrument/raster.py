"""A page as pixels: how pdfium shows it on a screen or prints it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from enum import Enum
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from leaflet.lengths import MM_PER_INCH
from leaflet.preflight.instrument.geometry import Box

Pixels = npt.NDArray[np.uint8]
"""Rows, columns, and blue, green, red and nothing of each pixel, 0 to 255."""

_INCH_PT = 72
_AROUND_WINDOW_MM = 10.0
"""How far above and below a window a page is white: what is measured of a letter in it doesn't reach so far."""


class Mode(Enum):
    """For what a page is drawn; a layer or an annotation may show in one and not in the other."""

    VIEW = pdfium.FPDF_ANNOT
    PRINT = pdfium.FPDF_ANNOT | pdfium.FPDF_PRINTING


def render_page(page: Any, dpi: int, mode: Mode, window: Box | None = None) -> Pixels:
    """The open pdfium page on white paper, with its annotations, `dpi` pixels an inch.

    Only the `window` of it is drawn, mm; all of it where it is None. Rows that aren't among `window_rows` hold nothing.
    """
    width, height = (max(1, round(length / _INCH_PT * dpi)) for length in page.get_size())
    edges = (0, 0, width, height) if window is None else pixel_boxes((window,), dpi)[0].tolist()
    left, top, right, bottom = (min(max(edge, 0), most) for edge, most in zip(edges, (width, height) * 2, strict=True))
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[window_rows(window, dpi)] = 255
    if right > left and bottom > top:
        buffer = pixels[top:, left:].ctypes.data_as(ctypes.c_void_p)
        bitmap = pdfium.FPDFBitmap_CreateEx(right - left, bottom - top, pdfium.FPDFBitmap_BGRx, buffer, width * 4)
        try:
            pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, width, height, 0, mode.value)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels


def halved(pixels: Pixels) -> Pixels:
    """The same picture with half as many pixels, each the mean of four; an odd row or column is left out."""
    height, width = (length // 2 for length in pixels.shape[:2])
    four = pixels[: 2 * height, : 2 * width].reshape(height, 2, width, 2, 4)
    return np.asarray(four.mean(axis=(1, 3)), np.uint8)


def window_rows(window: Box | None, dpi: int) -> slice:
    """The rows of pixels of a page with such a `window`, and some more above and below; all where it is None."""
    if window is None:
        return slice(None)
    first, last = window[1] - _AROUND_WINDOW_MM, window[3] + _AROUND_WINDOW_MM
    return slice(max(round(first / MM_PER_INCH * dpi), 0), max(round(last / MM_PER_INCH * dpi), 0))


def pixel_boxes(boxes: Iterable[Box], dpi: int) -> npt.NDArray[np.int64]:
    """The whole pixels that each of `boxes` (mm from the paper's top left corner) touches: left, top, right, bottom."""
    edges = np.array(tuple(boxes), np.float64).reshape(-1, 4) / MM_PER_INCH * dpi
    return np.hstack((np.floor(edges[:, :2]), np.ceil(edges[:, 2:]))).astype(np.int64)


_LINEAR = np.array([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.arange(256) / 255])
_BLUE, _GREEN, _RED = (np.asarray(_LINEAR * share, np.float32) for share in (0.0722, 0.7152, 0.2126))


def luminance(colours: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Relative luminance, 0 to 1, of blue-green-red colours, 0 to 255 (WCAG 2.2, relative luminance)."""
    return np.asarray(_BLUE[colours[:, 0]] + _GREEN[colours[:, 1]] + _RED[colours[:, 2]], np.float32)


def contrast(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Contrast ratio, 1 to 21, of two luminances (WCAG 2.2, contrast ratio)."""
    return np.asarray((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05), np.float32)
