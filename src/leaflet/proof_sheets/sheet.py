"""A finished file → one picture to look at it by.

Each way of looking finds what the others hide: at reading size wrong words and bad breaks, small whether the page
has an order, in grey what colour alone said, at 1 bit and 71 % what a photocopier loses, folded what is met first.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw, ImageFont

from leaflet.model import Layout
from leaflet.preflight.instrument.open_file import OpenPage, open_pages
from leaflet.preflight.instrument.raster import Mode, render_page
from leaflet.proof_sheets.folded import folded_views

READING_DPI, SMALL_DPI, GREY_DPI, COPIED_DPI, FOLDED_DPI = 100, 30, 50, 142, 60
"""Pixels an inch; a photocopy is 1 bit at 71 % of 200 dots an inch, as preflight looks at it."""
_HALF = 128
_GAP, _LABEL_PX, _GROUND = 24, 30, "#8a8f94"
_MOST_ACROSS = 3600
"""Pixels: four pages of A4 at reading size."""


def proof_sheet(pdf: bytes, layout: Layout, title: str) -> bytes:
    """PNG: every page of the published `pdf` in each way of looking, under the `title`.

    Raises UnreadablePdfError for a file that isn't one of ours.
    """
    with open_pages(pdf) as pages:
        rows = [row for label, pictures in _views(pages, layout) for row in _rows(label, pictures)]
    width = max(_row_width(pictures) for _, pictures in rows) + 2 * _GAP
    height = sum(_LABEL_PX + max(picture.height for picture in pictures) + _GAP for _, pictures in rows) + 3 * _GAP
    sheet = Image.new("RGB", (width, height), _GROUND)
    draw = ImageDraw.Draw(sheet)
    draw.text((_GAP, _GAP / 2), title, "white", ImageFont.load_default(26))
    top = 3 * _GAP
    for label, pictures in rows:
        draw.text((_GAP, top - 4), label, "white", ImageFont.load_default(18))
        left, top = _GAP, top + _LABEL_PX
        for picture in pictures:
            sheet.paste(picture, (left, top))
            left += picture.width + _GAP
        top += max(picture.height for picture in pictures) + _GAP
    file = io.BytesIO()
    sheet.save(file, "PNG", optimize=True)
    return file.getvalue()


def _views(pages: Sequence[OpenPage], layout: Layout) -> Iterator[tuple[str, Sequence[Image.Image]]]:
    """(how it is looked at, its pictures), the largest first."""
    yield "at reading size", [_picture(page, READING_DPI) for page in pages]
    folder = [_picture(page, FOLDED_DPI) for page in pages]
    yield from ((label, [view]) for label, view in folded_views(folder, layout.folds_mm, layout.width_mm))
    yield "small", [_picture(page, SMALL_DPI) for page in pages]
    yield "in grey", [_picture(page, GREY_DPI).convert("L") for page in pages]
    copied = (_picture(page, COPIED_DPI).convert("L") for page in pages)
    yield "photocopied: 1 bit, 71 %", [page.point(lambda level: 255 if level >= _HALF else 0) for page in copied]


def _picture(page: OpenPage, dpi: int) -> Image.Image:
    pixels = render_page(page.page, dpi, Mode.PRINT)
    height, width = pixels.shape[:2]
    return Image.frombuffer("RGB", (width, height), pixels.tobytes(), "raw", "BGRX", 0, 1)


def _rows(label: str, pictures: Sequence[Image.Image]) -> Iterator[tuple[str, Sequence[Image.Image]]]:
    """The pictures in rows that are no wider than a screen; the first has the label."""
    row: list[Image.Image] = []
    for picture in pictures:
        if row and _row_width((*row, picture)) > _MOST_ACROSS:
            yield label, row
            label, row = "", []
        row.append(picture)
    yield label, row


def _row_width(pictures: Sequence[Image.Image]) -> int:
    return sum(picture.width for picture in pictures) + _GAP * (len(pictures) - 1)
