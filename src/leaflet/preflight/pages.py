"""PDF bytes → pages: every glyph with its place and size after all transforms, as pdfium reads them.

Trusts nothing that was known before printing. Millimetres count from the paper's top left corner.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from leaflet.letters import is_accent, joined, kind, letters

_MM = 25.4 / 72
"""Millimetres in a PDF point."""
_LONGEST_MM = 1200
"""A0 is 1,189 mm long; to draw what is larger would take all memory."""
_UNREADABLE = frozenset({0, 0x2, 0xFFFE, 0xFFFF})
"""What pdfium gives for a hyphen that it takes to be one of a line break, and for nothing."""

Box = tuple[float, float, float, float]
"""left, top, right, bottom in mm."""
Matrix = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on the page."""

    char: str
    box: Box
    """Its ink; without area where it has none."""
    pt: float
    """Type size after all transforms, pt."""
    content: int | None
    """Number of the marked content that it belongs to (MCID), which the structure tree refers to."""
    number: int = 0
    """By which pdfium finds it again on its page."""
    matrix: Matrix = (1, 0, 0, 1)
    """How it is turned, mirrored and slanted: a, b, c, d of its text's matrix."""
    span: tuple[float, float] = (0, 0)
    """From where to where it takes room on its line, ink or none; mm from the paper's left edge."""
    foot: float = 0
    """Where the line stands that it is written on, mm from the paper's top edge."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing or image on the page."""

    kind: str
    box: Box


@dataclass(frozen=True)
class Page:
    """One page as pdfium reads it."""

    number: int
    """From 1."""
    width_mm: float
    height_mm: float
    glyphs: tuple[Glyph, ...]
    shapes: tuple[Shape, ...]
    text: str
    """The glyphs' letters, digits and symbols (`letters.letters`), in the order in which they are drawn."""
    glyph_at: tuple[int, ...]
    """For each character of `text` the index of its glyph."""
    word_starts: frozenset[int]
    """Indices into `text` where a word, number or symbol begins; its length is among them."""

    @cached_property
    def accents(self) -> tuple[Glyph, ...]:
        """Marks that stand on a letter (combining characters)."""
        return tuple(glyph for glyph in self.glyphs if is_accent(glyph.char))

    @property
    def plain(self) -> str:
        """The text as it would be copied out of the page."""
        return "".join(glyph.char for glyph in self.glyphs)


class UnreadablePdfError(Exception):
    """The bytes are no PDF, or a broken or locked one."""


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """Every page of `pdf`. Raises UnreadablePdfError."""
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            return tuple(_page(number, document[number - 1]) for number in range(1, len(document) + 1))
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(str(error)) from error


def _page(number: int, page: Any) -> Page:
    if max(page.get_size()) * _MM > _LONGEST_MM:
        raise UnreadablePdfError(f"page {number} is larger than any paper")
    left, bottom, right, top = page.get_mediabox()
    paper = _Paper(left, top)
    glyphs = tuple(_glyphs(page.get_textpage(), paper))
    text, glyph_at, starts = _text(glyphs)
    size = ((right - left) * _MM, (top - bottom) * _MM)
    return Page(number, *size, glyphs, tuple(_shapes(page, paper)), text, glyph_at, starts)


@dataclass(frozen=True, slots=True)
class _Paper:
    """The paper's top left corner in the page's own coordinates."""

    left: float
    top: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return (
            (left - self.left) * _MM,
            (self.top - top) * _MM,
            (right - self.left) * _MM,
            (self.top - bottom) * _MM,
        )


def _glyphs(text: Any, paper: _Paper) -> Iterator[Glyph]:
    count = pdfium.FPDFText_CountChars(text)
    codes = [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]
    runs: dict[int, _Run] = {}
    for index, code in enumerate(codes):
        if 0xDC00 <= code < 0xE000:
            continue  # the second half of a character beyond 16 bits
        char = _char(code, codes[index + 1] if index + 1 < count else 0)
        yield _glyph(text, index, char, paper, runs)


@dataclass(frozen=True, slots=True)
class _Run:
    """What the characters of one text object share: they are shown by one command."""

    matrix: Matrix
    pt: float
    content: int | None


def _run(text: Any, index: int, runs: dict[int, _Run]) -> _Run:
    """The run of the character at `index`; asked of pdfium once for each text object."""
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
    if key and key in runs:
        return runs[key]
    matrix = _matrix(text, index)
    pt = float(pdfium.FPDFText_GetFontSize(text, index)) * _scale(matrix)
    number = pdfium.FPDFPageObj_GetMarkedContentID(drawn) if drawn else -1
    runs[key] = _Run(matrix, pt, number if number >= 0 else None)
    return runs[key]


def _glyph(text: Any, index: int, char: str, paper: _Paper, runs: dict[int, _Run]) -> Glyph:
    run = _run(text, index, runs)
    ink, room = _ink(text, index, paper), _room(text, index, paper)
    return Glyph(char, ink, run.pt, run.content, index, run.matrix, room, _foot(text, index, paper))


def _char(code: int, following: int) -> str:
    if 0xD800 <= code < 0xDC00:
        return chr(0x10000 + ((code - 0xD800) << 10) + (following - 0xDC00)) if 0xDC00 <= following < 0xE000 else ""
    return "" if code in _UNREADABLE else chr(code)


def _ink(text: Any, index: int, paper: _Paper) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return paper.box(left.value, bottom.value, right.value, top.value)


def _room(text: Any, index: int, paper: _Paper) -> tuple[float, float]:
    """What the line gives the character: its advance, not its ink."""
    room = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, room)
    return (room.left - paper.left) * _MM, (room.right - paper.left) * _MM


def _foot(text: Any, index: int, paper: _Paper) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return (paper.top - y.value) * _MM


def _matrix(text: Any, index: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    return float(matrix.a), float(matrix.b), float(matrix.c), float(matrix.d)


def _scale(matrix: Matrix) -> float:
    """The smaller of the two scales of a text's matrix."""
    a, b, c, d = matrix
    return float(min((a**2 + b**2) ** 0.5, (c**2 + d**2) ** 0.5))


_SHAPES = {
    pdfium.FPDF_PAGEOBJ_PATH: "drawing",
    pdfium.FPDF_PAGEOBJ_IMAGE: "image",
    pdfium.FPDF_PAGEOBJ_SHADING: "tint",
    pdfium.FPDF_PAGEOBJ_FORM: "drawing",
}


def _shapes(page: Any, paper: _Paper) -> Iterator[Shape]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        kind_ = _SHAPES.get(pdfium.FPDFPageObj_GetType(drawn))
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if kind_ and pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            yield Shape(kind_, paper.box(left.value, bottom.value, right.value, top.value))


def _text(glyphs: tuple[Glyph, ...]) -> tuple[str, tuple[int, ...], frozenset[int]]:
    """`Page.text`, `Page.glyph_at` and `Page.word_starts` of `glyphs`."""
    text: list[str] = []
    glyph_at: list[int] = []
    starts = {0}
    apart = True
    for index, glyph in enumerate(glyphs):
        if text and (whole := joined(text[-1], glyph.char)):
            text[-1] = whole
            continue
        found = letters(glyph.char)
        if found and (apart or _another_word(glyphs[glyph_at[-1]], glyph)):
            starts.add(len(text))
        apart = not found
        text += found
        glyph_at += [index] * len(found)
    return "".join(text), tuple(glyph_at), frozenset(starts | {len(text)})


def _another_word(before: Glyph, glyph: Glyph) -> bool:
    """Does a word, number or symbol begin with `glyph`, though no space stands before it? (A raised number does.)"""
    return kind(before.char[-1]) != kind(glyph.char[0]) or abs(before.pt - glyph.pt) > 0.05 * glyph.pt
