"""Runs a page's drawing commands, and gives what they draw: glyphs in arrays, and all that isn't text.

It draws nothing itself, and believes nothing that a font of the file says of its glyphs but their widths.
"""

from __future__ import annotations

import pikepdf

from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.content_streams import CommandReader, page_resources, page_streams
from leaflet.preflight.instrument.drawing import Drawing
from leaflet.preflight.instrument.drawn_fonts import FontList
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.operators import OPERATORS
from leaflet.preflight.instrument.trusted_glyphs import NO_FONTS, OwnFonts

_MAX_SIDE_MM = 1200
"""A0 is 1,189 mm long; to draw what is larger would take all memory."""


def drawn_pages(pdf: pikepdf.Pdf, own: OwnFonts = NO_FONTS) -> tuple[PageDrawing, ...]:
    """What each page of `pdf` draws; `own` are the fonts that its house trusts beside leaflet's.

    Raises UnreadablePdfError.
    """
    reader, fonts = CommandReader(pdf), FontList(own)
    return tuple(_drawn_page(reader, fonts, number, page) for number, page in enumerate(pdf.pages, 1))


def _drawn_page(reader: CommandReader, fonts: FontList, number: int, page: pikepdf.Page) -> PageDrawing:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    if max(right - left, top - bottom) * MM_PER_PT > _MAX_SIDE_MM:
        raise UnreadablePdfError(f"page {number} is larger than any paper")
    drawing = Drawing(reader, OPERATORS, left, top, page_resources(page.obj), fonts)
    drawing.run(*page_streams(page.obj))
    size = ((right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT)
    glyphs = drawing.shown.glyphs(tuple(fonts), left, top)
    return PageDrawing(
        number,
        size,
        glyphs,
        tuple(drawing.paintings),
        tuple(drawing.marked),
        drawing.shown.object_number,
        frozenset(drawing.hidden_text),
    )
