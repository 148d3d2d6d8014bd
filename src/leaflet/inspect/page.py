"""A page as it was read: its glyphs and drawings, and its text as it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from leaflet.preflight.instrument.geometry import Box

Matrix = tuple[float, float, float, float]
InkColour = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""
Paint = tuple[InkColour | None, InkColour | None]
"""In which colours a text or drawing is filled and stroked; None where it isn't, or by a pattern."""


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

    @property
    def raw_text(self) -> str:
        """The text as it would be copied out of the page."""
        return "".join(glyph.char for glyph in self.glyphs)
