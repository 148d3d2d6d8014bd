"""Text as drawing commands show it, gathered command by command; its places are worked out for a whole page at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pikepdf

from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.drawn_fonts import DrawnFont
from leaflet.preflight.instrument.drawn_page import Doubles, DrawnGlyphs
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.transform import IDENTITY, PageTransform, combined


@dataclass(slots=True)
class TextState:
    """What the text operators set (ISO 32000-1, 9.3); it belongs to the graphics state.

    Word spacing isn't kept: it is for codes of one byte, which no font has whose text is believed.
    """

    font: int = 0
    """Its place among the page's fonts."""
    size: float = 0.0
    char_space: float = 0.0
    scale: float = 1.0
    """Of widths."""
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class ShownText:
    """The strings that a page shows, one row each in `rows`, and their codes and kerning one after the other."""

    codes: bytearray = field(default_factory=bytearray)
    shifts: list[float] = field(default_factory=list)
    """For each code: how far along its line it is moved before it is drawn, in units of text space."""
    rows: list[tuple[float, ...]] = field(default_factory=list)
    line: PageTransform = IDENTITY
    """Where the line begins on the page (ISO 32000-1, 9.4.1)."""
    chain: int = 0
    """Strings with the same number follow one another; a new place begins a new one."""
    pending: float = 0.0
    object_number: int = 0

    def begin(self) -> None:
        """A text object begins."""
        self.object_number += 1
        self.place(IDENTITY)

    def place(self, line: PageTransform) -> None:
        """What is shown next begins there."""
        self.line, self.pending = line, 0.0
        self.chain += 1

    def move(self, across: float, up: float) -> None:
        """What is shown next begins so far from the beginning of this line."""
        self.place(combined((1, 0, 0, 1, across, up), self.line))

    def show(self, parts: Iterable[object], state: TextState, page: PageTransform, place: tuple[int, int]) -> None:
        """Strings, and between them numbers that kern; `place`: content and sequence."""
        first, kern = len(self.shifts), -state.size * state.scale / 1000
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                count = len(codes) // 2
                if count:
                    self.codes += codes[: 2 * count]
                    self.shifts.append(self.pending)
                    self.shifts += [0.0] * (count - 1)
                    self.pending = 0.0
            else:
                self.pending += kern * float(part)  # type: ignore[arg-type]
        matrix = combined(self.line, page)
        text = state.font, state.size, state.scale, state.rise, state.char_space, state.mode
        self.rows.append((len(self.shifts) - first, self.chain, self.object_number, *place, *text, *matrix))

    def glyphs(self, fonts: tuple[DrawnFont, ...], left: float, top: float) -> DrawnGlyphs:
        """All glyphs that were shown; `left` and `top` are the paper's corner in the page's own units, points."""
        rows = np.array(self.rows, np.float64).reshape(-1, 17)
        each = np.repeat(rows, rows[:, 0].astype(np.int64), axis=0)
        number = np.frombuffer(bytes(self.codes), ">u2").astype(np.int64)
        chain, text_object, content, sequence, font, mode = each[:, [1, 2, 3, 4, 5, 10]].T.astype(np.int64)
        size, scale, rise, char_space = each[:, [6, 7, 8, 9]].T
        matrix, moved = each[:, 11:15], each[:, 15:17]
        advance = _advances(fonts, font, number)
        along = _along(np.array(self.shifts), (advance * size + char_space) * scale, chain)
        at = moved + along[:, None] * matrix[:, :2] + rise[:, None] * matrix[:, 2:]
        em = matrix * (np.stack((size * scale, size * scale, size, size), axis=1))
        across, upward = np.hypot(em[:, 0], em[:, 1]), np.hypot(em[:, 2], em[:, 3])
        corner = np.array((left, top))
        return DrawnGlyphs(
            fonts=fonts,
            font=font,
            number=number,
            content=content,
            sequence=sequence,
            text_object=text_object,
            origin=(at - corner) * (MM_PER_PT, -MM_PER_PT),
            size_pt=np.minimum(across, upward),
            advance_mm=advance * across * MM_PER_PT,
            ink=_ink(fonts, font, number, em, at - corner),
            matrix=em,
            mode=mode,
        )


def _advances(fonts: tuple[DrawnFont, ...], font: Ints, number: Ints) -> Doubles:
    """Each glyph's advance, em."""
    advances = np.zeros(len(number))
    for index in np.unique(font).tolist():
        mine = font == index
        advances[mine] = fonts[index].advances[number[mine]]
    return advances


def _along(shifts: Doubles, steps: Doubles, chain: Ints) -> Doubles:
    """How far each glyph stands from the beginning of its line, in units of text space."""
    after = np.cumsum(shifts + steps)
    is_first = np.diff(chain, prepend=-1) != 0
    starts = np.flatnonzero(is_first)
    before_chain = (after - shifts - steps)[starts]
    return np.asarray(after - steps - np.repeat(before_chain, np.diff(starts, append=len(chain))))


def _ink(fonts: tuple[DrawnFont, ...], font: Ints, number: Ints, em: Doubles, at: Doubles) -> Doubles:
    """The box of each glyph's outline, mm from the paper's corner."""
    outlines = np.full((len(number), 4), np.nan)
    for index in np.unique(font).tolist():
        if trusted := fonts[index].trusted:
            boxes = trusted.boxes
            mine = np.flatnonzero((font == index) & (number < len(boxes)))
            outlines[mine] = boxes[number[mine]]
    across, up = outlines[:, [0, 2, 2, 0]], outlines[:, [1, 1, 3, 3]]
    x = em[:, 0, None] * across + em[:, 2, None] * up + at[:, 0, None]
    y = em[:, 1, None] * across + em[:, 3, None] * up + at[:, 1, None]
    return np.stack((x.min(axis=1), -y.max(axis=1), x.max(axis=1), -y.min(axis=1)), axis=1) * MM_PER_PT
