"""How the letters of the document's texts are set: upright, of one size, on one foot, and how far apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from leaflet.language.normalization import is_accent
from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.drawn_page import Doubles
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.patches import Flags, Ints
from leaflet.preflight.instrument.wanted_signs import INLINE, paragraph_edges

SQUARE = 0.01
"""How much wider than high, or off the right angle, a letter may be drawn."""
SAME_SIZE = 1.01
"""Ratio of sizes in one text; in the project's editions they are equal."""
RAISED_EM = (0.02, 0.6)
"""How far apart the feet of two letters of a paragraph are where one is raised or lowered; lines are farther apart."""
WORD_GAP_EM = (0.10, 1.2)
"""White between words, from one letter's advance to the next letter's; the editions have 0.18 to 0.26."""
LETTER_GAP_EM = 0.16
"""The same inside a word, both ways: the editions have -0.12 (`To`) to 0.00."""
INK_GAP_EM = 0.32
"""White between the ink of two letters of a word: the editions have up to 0.18 (`NE`)."""
INK_HEIGHT_EM = {"Lu": 0.62, "Nd": 0.62, "Ll": 0.45}
"""How tall capitals, figures and small letters without ascender are at least, as shares of the least type size.

Lato has 0.72, 0.72 and 0.51.
"""
SLASHES_GAP_EM = 0.25
"""How far two slashes may reach into one another, as in an address: Lato has -0.22 there."""
_WITHOUT_ASCENDER = frozenset("acegmnopqrsuvwxyz")
_LAM_ALEF = {"\u0644", "\u0627"}
_SHIFTED = frozenset({"sub", "sup", "tspan"})
"""Elements of a document, and of a drawing, that may stand off the foot of their line."""


@dataclass(frozen=True, slots=True)
class SettingFault:
    """Letters that aren't set as they are meant to be."""

    kind: str
    """`turned`, `sizes`, `raised`, `joined-words`, `torn-words`, `tight-letters`, `loose-letters`, `low-ink`."""
    row: int
    """Of the glyph in `LinedUp.glyphs`; of two the second."""
    measured: float
    """Size ratio, or em; mm of ink for `low-ink`."""


@dataclass(frozen=True)
class LetterSetting:
    """The letters of all texts of a document, as they are set."""

    lined_up: LinedUp
    has_small_capitals: bool = False
    has_figures: bool = False

    def faults(self, smallest_pt: float) -> Iterator[SettingFault]:
        """Every letter that is set otherwise than a text is; at most one of each kind in a text."""
        found: dict[tuple[str, int], SettingFault] = {}
        for fault in (*self._turned(), *self._sizes(), *self._feet(), *self._gaps(), *self._low_ink(smallest_pt)):
            found.setdefault((fault.kind, int(self.lined_up.text[fault.row])), fault)
        yield from found.values()

    def _turned(self) -> Iterator[SettingFault]:
        a, b, c, d = self.lined_up.glyphs.matrix.T
        wrong = (a <= 0) | (d <= 0) | (np.abs(b) > SQUARE * a) | (np.abs(c) > SQUARE * d) | (np.abs(a - d) > SQUARE * d)
        yield from (SettingFault("turned", row, 0) for row in np.flatnonzero(wrong).tolist())

    def _sizes(self) -> Iterator[SettingFault]:
        rows, text, size = self._rows, self._text, self._size
        if self.has_small_capitals or not len(rows):
            return
        ratio = size[1:] / size[:-1]
        other = (text[1:] == text[:-1]) & (np.maximum(ratio, 1 / ratio) > SAME_SIZE)
        yield from (SettingFault("sizes", int(rows[n + 1]), float(ratio[n])) for n in np.flatnonzero(other))

    def _feet(self) -> Iterator[SettingFault]:
        """Letters of a paragraph that stand a little off the foot of the letter before them."""
        foot, em = self.lined_up.glyphs.origin[self._rows, 1], self._size * MM_PER_PT
        off = np.diff(foot) / np.maximum(em[1:], em[:-1])
        is_off = self._follows & (np.abs(off) > RAISED_EM[0]) & (np.abs(off) < RAISED_EM[1]) & ~self._is_shifted
        yield from (SettingFault("raised", int(self._rows[n + 1]), float(-off[n])) for n in np.flatnonzero(is_off))

    def _gaps(self) -> Iterator[SettingFault]:
        """White that is too wide or too narrow between letters that stand beside one another."""
        glyphs = self.lined_up.glyphs
        left, right, later, follows = self._neighbours
        em = self._size_of(left, right) * MM_PER_PT
        advance = (glyphs.origin[right, 0] - glyphs.origin[left, 0] - glyphs.advance_mm[left]) / em
        ink = (glyphs.ink[right, 0] - glyphs.ink[left, 2]) / em
        starts = follows & (self.lined_up.starts_word[later] == 1)
        run = self._run_of_text[self.lined_up.text]
        same_text = follows & (run[left] == run[right])
        overlaps = advance < -LETTER_GAP_EM
        close = zip(left[overlaps], right[overlaps], advance[overlaps].tolist(), strict=True)
        overlaps[overlaps] = [not self._is_joined(*pair) for pair in close]
        kinds = {
            "joined-words": (starts & (advance < WORD_GAP_EM[0]), advance),
            "torn-words": (starts & same_text & (advance > WORD_GAP_EM[1]), advance),
            "tight-letters": (~starts & overlaps, advance),
            "loose-letters": (~starts & same_text & ((advance > LETTER_GAP_EM) | (ink > INK_GAP_EM)), ink),
        }
        for kind, (wrong, measured) in kinds.items():
            yield from (SettingFault(kind, int(later[n]), float(measured[n])) for n in np.flatnonzero(wrong))

    def _is_joined(self, left: int, right: int, advance: float) -> bool:
        """Are they lam and alef, which Arabic fonts draw into one another, or two slashes?"""
        signs = ["".join(self.lined_up.glyphs.reads(int(row)))[:1] for row in (left, right)]
        return set(signs) == _LAM_ALEF or (signs == ["/", "/"] and advance >= -SLASHES_GAP_EM)

    def _low_ink(self, smallest_pt: float) -> Iterator[SettingFault]:
        """Letters whose outline is lower than a letter of the least size must be."""
        glyphs = self.lined_up.glyphs
        least = np.array([self._least_em(texts[0] if texts else "") for texts in glyphs.readings] or [0.0])
        height = glyphs.ink[:, 3] - glyphs.ink[:, 1]
        is_large = glyphs.size_pt > smallest_pt * 0.99  # what is small is told as such
        low = np.flatnonzero(is_large & (height < least[glyphs.kind] * smallest_pt * MM_PER_PT))
        yield from (SettingFault("low-ink", row, float(height[row])) for row in low.tolist())

    def _least_em(self, sign: str) -> float:
        category = unicodedata.category(sign) if len(sign) == 1 else ""
        is_measured = sign in _WITHOUT_ASCENDER if category == "Ll" else sign.isascii()
        is_measured &= not (self.has_figures and category == "Nd")
        return INK_HEIGHT_EM.get(category, 0.0) if is_measured else 0.0

    @cached_property
    def _rows(self) -> Ints:
        """The letters of texts, without marks on them, in the order of the document."""
        text, glyphs = self.lined_up.text, self.lined_up.glyphs
        is_mark = np.array([bool(texts) and is_accent(texts[0][0]) for texts in glyphs.readings] or [False])
        rows = np.flatnonzero((text >= 0) & ~is_mark[glyphs.kind])
        return rows[np.lexsort((self.lined_up.sign[rows], glyphs.page[rows], text[rows]))]

    @cached_property
    def _text(self) -> Ints:
        return self.lined_up.text[self._rows]

    @cached_property
    def _size(self) -> Doubles:
        return self.lined_up.glyphs.size_pt[self._rows]

    @cached_property
    def _paragraph(self) -> Ints:
        """By row of `_rows`: a number that the letters of one paragraph share, if nothing else stands between them."""
        document = self.lined_up.document
        edges = np.zeros(len(document.texts) + 1, np.int64)
        edges[[*paragraph_edges(document)]] = 1
        return np.cumsum(edges)[self._text]

    @cached_property
    def _run_of_text(self) -> Ints:
        """By text: a number that it shares with what stands in one inline element with it."""
        document = self.lined_up.document
        runs = np.arange(len(document.texts) + 1)
        for element in reversed(document.elements):
            if element.tag in INLINE:
                runs[element.texts.start : element.texts.stop] = element.texts.start
        return runs

    @cached_property
    def _follows(self) -> Flags:
        """Between rows of `_rows`: do both stand in one paragraph, on one page?"""
        page = self.lined_up.glyphs.page[self._rows]
        return np.asarray((np.diff(self._paragraph) == 0) & (np.diff(page) == 0))

    @cached_property
    def _is_shifted(self) -> Flags:
        """Between rows of `_rows`: does either stand in an element that is raised or lowered?"""
        document = self.lined_up.document
        shifted = np.zeros(len(document.texts), np.bool_)
        for element in document.elements:
            if element.tag in _SHIFTED:
                shifted[element.texts.start : element.texts.stop] = True
        each = shifted[self._text]
        return np.asarray(each[1:] | each[:-1])

    @cached_property
    def _neighbours(self) -> tuple[Ints, Ints, Ints, Flags]:
        """Of letters that stand beside one another: the left, the right, the later, and are they so in the document?

        Where a line changes its direction, they aren't.
        """
        rows, glyphs = self._rows, self.lined_up.glyphs
        if not len(rows):
            return rows, rows, rows, rows > 0
        foot = np.round(glyphs.origin[rows, 1], 1)
        order = np.lexsort((glyphs.origin[rows, 0], foot, glyphs.page[rows], self._paragraph))
        left, right = order[:-1], order[1:]
        same_line = (self._paragraph[left] == self._paragraph[right]) & (foot[left] == foot[right])
        same_line &= glyphs.page[rows[left]] == glyphs.page[rows[right]]
        left, right = left[same_line], right[same_line]
        return rows[left], rows[right], rows[np.maximum(left, right)], np.abs(right - left) == 1

    def _size_of(self, one: Ints, other: Ints) -> Doubles:
        sizes = self.lined_up.glyphs.size_pt
        return np.maximum(sizes[one], sizes[other])
