"""What a page draws, in arrays: its glyphs, and all that isn't text. One row each, in the order of drawing.

Lengths are millimetres from the paper's top left corner; a box is left, top, right, bottom.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pikepdf

from leaflet.preflight.instrument.drawn_fonts import DrawnFont
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.transform import PageTransform

Doubles = npt.NDArray[np.float64]

NO_CONTENT = -1
"""In `content`: in no marked content, or in one without a number."""
ARTIFACT = -2
"""In `content`: in a marked content that says it is an ornament, which a screen reader leaves out."""


@dataclass(frozen=True)
class DrawnGlyphs:
    """The glyphs that a page shows. `n` of them; each array has a row for each."""

    fonts: tuple[DrawnFont, ...]
    font: Ints
    """Its font's place in `fonts`; the same font has the same place on each page of a file."""
    number: Ints
    """The glyph's number in that font."""
    content: Ints
    """The number (MCID) of the marked content around it, which the structure tree names; `ARTIFACT`, `NO_CONTENT`."""
    sequence: Ints
    """Which marked content of the page it stands in, counted from 1 as drawn, with or without a number; 0 for none."""
    text_object: Ints
    """Which text object (BT … ET) it stands in. WeasyPrint writes one for each inline box on a line."""
    origin: Doubles
    """(n, 2): where its outline's origin stands: across, and its baseline down the page, mm."""
    size_pt: Doubles
    """Type size after all transforms, the smaller of both ways, pt."""
    advance_mm: Doubles
    """How far the file moves on after it, along its line, without kerning, mm."""
    ink: Doubles
    """(n, 4): the box of its outline in the trusted font, mm; nan where it is blank or the font isn't a trusted one."""
    matrix: Doubles
    """(n, 4): a, b, c, d from one em to points on the page, up counting as up: (size, 0, 0, size) when upright."""
    mode: Ints
    """Text rendering mode (ISO 32000-1, table 106); 0 fills."""

    def __len__(self) -> int:
        return len(self.number)


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """A picture of pixels as a page draws it."""

    stream: pikepdf.Stream
    transform: PageTransform
    """From the unit square to points on the page, up counting as up."""


@dataclass(frozen=True, slots=True)
class Painting:
    """Something drawn that isn't text."""

    kind: str
    """`rectangle`, `line` (upright or level), `frame` (of two rectangles), `box` (with round corners, full or hollow),
    `path` (any other), `image`, `shading`."""
    box: tuple[float, float, float, float]
    """Where it can leave ink: what its line's width adds is in it, what a clip cuts off is not, mm."""
    fill: tuple[float, ...] | str | None
    """The colour that it is filled with, as the file gives its numbers; a pattern's name; None for not filled."""
    stroke: tuple[float, ...] | str | None
    """The colour of its outline, likewise."""
    opacity: float
    """0 to 1, of the filling, or of the outline where it isn't filled."""
    has_shaped_clip: bool
    """Is it cut off by a shape that isn't an upright rectangle?"""
    content: int
    """As `DrawnGlyphs.content`."""
    sequence: int
    """As `DrawnGlyphs.sequence`."""
    image: DrawnImage | None = field(default=None, compare=False)
    """Of an `image` that is an object of the file."""
    hole: tuple[float, float, float, float] | None = None
    """What a `frame` leaves free inside of its lines, mm: of one filled by the even-odd rule, with no outline."""


@dataclass(frozen=True)
class PageDrawing:
    """All that a page draws."""

    number: int
    """From 1."""
    size_mm: tuple[float, float]
    glyphs: DrawnGlyphs
    paintings: tuple[Painting, ...]
    marked_content: tuple[tuple[str, pikepdf.Dictionary], ...]
    """Every marked content or point: its tag without the slash, and its properties; in patterns and masks, too."""
    text_objects: int
    """How many text objects it has, in forms, too."""
    hidden_text: frozenset[str]
    """Where it shows text that nothing can be said of: `pattern`, `mask`, `Type 3 font`."""
