"""A page's glyphs as pdfium reads them: character, ink, size and place after all transforms."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from leaflet.inspect.page import Glyph, Matrix
from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.geometry import Box, PaperOrigin

_NO_CHARACTER = frozenset({0, 0x2, 0xFFFE, 0xFFFF})
"""What pdfium gives for a hyphen that it takes to be one of a line break, and for nothing."""
_NOWHERE_BOX = (0.0, 0.0, 0.0, 0.0)
"""The box of a glyph of which pdfium can't tell where it stands."""
_NO_RUN = -1
"""The run of what pdfium adds by itself, such as a space between two words: no command draws it."""


def read_glyphs(text: Any, origin: PaperOrigin) -> Iterator[Glyph]:
    """Every glyph of pdfium's `text` of a page, in the order in which they are drawn."""
    count = pdfium.FPDFText_CountChars(text)
    codes = [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]
    reader = GlyphReader(text, origin)
    for index, code in enumerate(codes):
        if 0xDC00 <= code < 0xE000:
            continue  # the second half of a character beyond 16 bits
        char = _decode(code, codes[index + 1] if index + 1 < count else 0)
        yield reader.glyph(index, char)


@dataclass(frozen=True, slots=True)
class _Run:
    """What the characters of one text object share: they are shown by one command."""

    number: int
    matrix: Matrix
    pt: float
    mcid: int | None


class GlyphReader:
    """Reads glyph by glyph; what pdfium writes its answers into is made once for all of them."""

    def __init__(self, text: Any, origin: PaperOrigin) -> None:
        self.text = text
        self.paper = origin
        self.runs: dict[int, _Run] = {}
        self.left, self.right, self.bottom, self.top = (ctypes.c_double() for _ in range(4))
        self.loose_box = pdfium.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def glyph(self, index: int, char: str) -> Glyph:
        """The glyph with the number `index`, which reads `char`."""
        run, ink = self._run(index), self._ink(index)
        extent, baseline = self._extent(index), self._baseline(index)
        return Glyph(char, ink, run.pt, run.mcid, index, run.matrix, extent, run.number, baseline)

    def _run(self, index: int) -> _Run:
        """The run of the glyph; asked of pdfium once for each text object."""
        text_object = pdfium.FPDFText_GetTextObject(self.text, index)
        key = ctypes.addressof(text_object.contents) if text_object else 0
        if key and key in self.runs:
            return self.runs[key]
        matrix = _matrix(self.text, index)
        pt = float(pdfium.FPDFText_GetFontSize(self.text, index)) * _scale(matrix)
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(text_object) if text_object else -1
        self.runs[key] = _Run(len(self.runs) if text_object else _NO_RUN, matrix, pt, mcid if mcid >= 0 else None)
        return self.runs[key]

    def _ink(self, index: int) -> Box:
        left, right, bottom, top = self.left, self.right, self.bottom, self.top
        if not pdfium.FPDFText_GetCharBox(self.text, index, left, right, bottom, top):
            return _NOWHERE_BOX
        return self.paper.box(left.value, bottom.value, right.value, top.value)

    def _extent(self, index: int) -> tuple[float, float]:
        """What the line gives the glyph: its advance, not its ink."""
        if not pdfium.FPDFText_GetLooseCharBox(self.text, index, self.loose_box):
            return 0, 0
        return (self.loose_box.left - self.paper.left) * MM_PER_PT, (self.loose_box.right - self.paper.left) * MM_PER_PT

    def _baseline(self, index: int) -> float:
        if not pdfium.FPDFText_GetCharOrigin(self.text, index, self.x, self.y):
            return 0
        return (self.paper.top - self.y.value) * MM_PER_PT


def _decode(code: int, following: int) -> str:
    if 0xD800 <= code < 0xDC00:
        return chr(0x10000 + ((code - 0xD800) << 10) + (following - 0xDC00)) if 0xDC00 <= following < 0xE000 else ""
    return "" if code in _NO_CHARACTER else chr(code)


def _matrix(text: Any, index: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    return float(matrix.a), float(matrix.b), float(matrix.c), float(matrix.d)


def _scale(matrix: Matrix) -> float:
    """The smaller of the two scales of a text's matrix."""
    a, b, c, d = matrix
    return float(min((a**2 + b**2) ** 0.5, (c**2 + d**2) ** 0.5))
