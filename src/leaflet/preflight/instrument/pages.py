"""PDF bytes → pages: every glyph with its place and size after all transforms, as pdfium reads them.

Uses nothing that was known before rendering. Millimetres count from the paper's top left corner.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from leaflet.language.normalization import character_class, composed, is_accent, normalized

_MM_PER_PT = 25.4 / 72
"""Millimetres in a PDF point."""
_MAX_SIDE_MM = 1200
"""A0 is 1,189 mm long; to draw what is larger would take all memory."""
_NO_CHARACTER = frozenset({0, 0x2, 0xFFFE, 0xFFFF})
"""What pdfium gives for a hyphen that it takes to be one of a line break, and for nothing."""

Box = tuple[float, float, float, float]
"""left, top, right, bottom in mm."""
_EMPTY_BOX = (0.0, 0.0, 0.0, 0.0)
"""The box of a glyph of which pdfium can't tell where it stands."""
Matrix = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """One character on the page. (A page has thousands: creating a tuple takes a quarter of a dataclass's time.)"""

    char: str
    box: Box
    """Its ink; without area where it has none."""
    pt: float
    """Type size after all transforms, pt."""
    mcid: int | None
    """Number of the marked content that it belongs to (MCID), which the structure tree refers to."""
    char_index: int = 0
    """Its index in pdfium's text of the page."""
    matrix: Matrix = (1, 0, 0, 1)
    """Its rotation, reflection and slant: a, b, c, d of its text's matrix."""
    extent: tuple[float, float] = (0, 0)
    """Where its advance begins and ends on its line, with ink or without; mm from the paper's left edge."""
    run: int = 0
    """Glyphs with the same number are drawn by one command."""
    baseline: float = 0
    """Its baseline, mm from the paper's top edge."""


@dataclass(frozen=True, slots=True)
class Graphic:
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
    graphics: tuple[Graphic, ...]
    text: str
    """The glyphs' letters, digits and symbols (`normalized`), in the order in which they are drawn."""
    glyph_at: tuple[int, ...]
    """For each character of `text` the index of its glyph."""
    word_starts: frozenset[int]
    """Indices into `text` where a word, number or symbol begins; its length is among them."""

    @cached_property
    def digit_starts(self) -> tuple[int, ...]:
        """Those of `word_starts` that have a digit before them and one after."""
        return tuple(sorted(n for n in self.word_starts if n and self.text[n - 1 : n + 1].isdigit()))

    @cached_property
    def accents(self) -> tuple[Glyph, ...]:
        """Accents: combining characters, which stand on a letter."""
        return tuple(glyph for glyph in self.glyphs if is_accent(glyph.char))

    @property
    def raw_text(self) -> str:
        """The text as it would be copied out of the page."""
        return "".join(glyph.char for glyph in self.glyphs)


class UnreadablePdfError(Exception):
    """The bytes aren't a PDF, or are a broken or locked one."""


_NO_RUN = -1
"""The run of what pdfium adds by itself, such as a space between two words: no command draws it."""


@dataclass(frozen=True, eq=False)
class OpenPage:
    """A page of an open file; pdfium reads it when it is first used."""

    document: Any
    index: int
    """From 0."""

    @cached_property
    def page(self) -> Any:
        """The open page. Raises pypdfium2.PdfiumError for one that can't be read."""
        return self.document[self.index]

    @cached_property
    def text(self) -> Any:
        """Its characters, by the number that a `Glyph` has."""
        return self.page.get_textpage()

    @contextmanager
    def without(self, glyphs: Iterable[Glyph]) -> Iterator[None]:
        """Inside the block, the runs that `glyphs` belong to aren't drawn."""
        first_indices = {glyph.run: glyph.char_index for glyph in glyphs}.values()
        text_objects = [
            text_object for number in first_indices if (text_object := pdfium.FPDFText_GetTextObject(self.text, number))
        ]
        try:
            for text_object in text_objects:
                pdfium.FPDFPageObj_SetIsActive(text_object, False)
            yield
        finally:
            for text_object in text_objects:
                pdfium.FPDFPageObj_SetIsActive(text_object, True)


@contextmanager
def open_pages(pdf: bytes) -> Iterator[tuple[OpenPage, ...]]:
    """Every page of `pdf`: fonts and glyphs are looked up once for all that is done with them.

    Raises UnreadablePdfError, also where the block finds that a page can't be read.
    """
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            yield tuple(OpenPage(document, index) for index in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(str(error)) from error


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """What stands on every page of `pdf`. Raises UnreadablePdfError."""
    with open_pages(pdf) as opened:
        return read_open_pages(opened)


def read_open_pages(open_pages: Sequence[OpenPage]) -> tuple[Page, ...]:
    """What stands on every page of a file. Raises UnreadablePdfError."""
    return tuple(read_page(number, sheet) for number, sheet in enumerate(open_pages, 1))


def read_page(number: int, open_page: OpenPage) -> Page:
    """What stands on the page `number`, from 1. Raises UnreadablePdfError."""
    page = open_page.page
    if max(page.get_size()) * _MM_PER_PT > _MAX_SIDE_MM:
        raise UnreadablePdfError(f"page {number} is larger than any paper")
    left, bottom, right, top = page.get_mediabox()
    paper = _PaperOrigin(left, top)
    glyphs = tuple(_glyphs(open_page.text, paper))
    text, glyph_at, starts = _text(glyphs)
    size = ((right - left) * _MM_PER_PT, (top - bottom) * _MM_PER_PT)
    return Page(number, *size, glyphs, tuple(_graphics(page, paper)), text, glyph_at, starts)


@dataclass(frozen=True, slots=True)
class _PaperOrigin:
    """The paper's top left corner in the page's own coordinates."""

    left: float
    top: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return (
            (left - self.left) * _MM_PER_PT,
            (self.top - top) * _MM_PER_PT,
            (right - self.left) * _MM_PER_PT,
            (self.top - bottom) * _MM_PER_PT,
        )


def _glyphs(text: Any, origin: _PaperOrigin) -> Iterator[Glyph]:
    count = pdfium.FPDFText_CountChars(text)
    codes = [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]
    reader = _GlyphReader(text, origin)
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


class _GlyphReader:
    """Reads glyph by glyph; what pdfium writes its answers into is made once for all of them."""

    def __init__(self, text: Any, origin: _PaperOrigin) -> None:
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
            return _EMPTY_BOX
        return self.paper.box(left.value, bottom.value, right.value, top.value)

    def _extent(self, index: int) -> tuple[float, float]:
        """What the line gives the glyph: its advance, not its ink."""
        if not pdfium.FPDFText_GetLooseCharBox(self.text, index, self.loose_box):
            return 0, 0
        return (self.loose_box.left - self.paper.left) * _MM_PER_PT, (
            self.loose_box.right - self.paper.left
        ) * _MM_PER_PT

    def _baseline(self, index: int) -> float:
        if not pdfium.FPDFText_GetCharOrigin(self.text, index, self.x, self.y):
            return 0
        return (self.paper.top - self.y.value) * _MM_PER_PT


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


_GRAPHIC_KINDS = {
    pdfium.FPDF_PAGEOBJ_PATH: "drawing",
    pdfium.FPDF_PAGEOBJ_IMAGE: "image",
    pdfium.FPDF_PAGEOBJ_SHADING: "tint",
    pdfium.FPDF_PAGEOBJ_FORM: "drawing",
}


def _graphics(page: Any, origin: _PaperOrigin) -> Iterator[Graphic]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        page_object = pdfium.FPDFPage_GetObject(page, index)
        graphic_kind = _GRAPHIC_KINDS.get(pdfium.FPDFPageObj_GetType(page_object))
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if graphic_kind and pdfium.FPDFPageObj_GetBounds(page_object, left, bottom, right, top):
            yield Graphic(graphic_kind, origin.box(left.value, bottom.value, right.value, top.value))


def _text(glyphs: tuple[Glyph, ...]) -> tuple[str, tuple[int, ...], frozenset[int]]:
    """`Page.text`, `Page.glyph_at` and `Page.word_starts` of `glyphs`."""
    text: list[str] = []
    glyph_at: list[int] = []
    starts = {0}
    is_after_gap = True
    for index, glyph in enumerate(glyphs):
        if text and (combined := composed(text[-1], glyph.char)):
            text[-1] = combined
            continue
        found = normalized(glyph.char)
        if found and (is_after_gap or _begins_word(glyphs[glyph_at[-1]], glyph)):
            starts.add(len(text))
        is_after_gap = not found
        text += found
        glyph_at += [index] * len(found)
    return "".join(text), tuple(glyph_at), frozenset(starts | {len(text)})


def _begins_word(before: Glyph, glyph: Glyph) -> bool:
    """Does a word, number or symbol begin with `glyph`, though no space stands before it? (A raised number does.)"""
    return (
        character_class(before.char[-1]) != character_class(glyph.char[0])
        or abs(before.pt - glyph.pt) > 0.05 * glyph.pt
    )
