"""The fonts of a PDF as its drawing commands use them: how far each code moves on, and which trusted font it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pikepdf

from leaflet.preflight.instrument.glyph_widths import glyph_widths
from leaflet.preflight.instrument.outlines import DamagedFontError, embedded_font
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_number, stream_bytes
from leaflet.preflight.instrument.trusted_glyphs import OwnFonts, TrustedGlyphs, trusted_glyphs

_CODES = 0x10000


class FontList(list["DrawnFont"]):
    """The fonts that a file's pages have used so far, each once."""

    def __init__(self, own: OwnFonts) -> None:
        """`own` are those that the house trusts beside leaflet's."""
        super().__init__()
        self.own = own
        self.numbers: dict[object, int] = {}

    def number_of(self, dictionary: pikepdf.Dictionary) -> int:
        """The place of a font in this list."""
        key = dictionary.objgen if dictionary.is_indirect else id(dictionary)
        if key not in self.numbers:
            self.numbers[key] = len(self)
            self.append(DrawnFont(dictionary, self.own))
        return self.numbers[key]


@dataclass(frozen=True, eq=False)
class DrawnFont:
    """A font of the file. Only the kind that WeasyPrint writes is known: a code has two bytes, a glyph's number."""

    dictionary: pikepdf.Dictionary
    own: OwnFonts
    """What the house trusts beside leaflet's fonts."""

    @cached_property
    def descendant(self) -> pikepdf.Dictionary:
        """The font that its codes lead to; empty where there isn't exactly one."""
        fonts = self.dictionary.get("/DescendantFonts")
        return as_dictionary(fonts[0] if isinstance(fonts, pikepdf.Array) and len(fonts) == 1 else None)

    @property
    def is_drawing(self) -> bool:
        """Are its glyphs drawings with commands of their own (a Type 3 font)?"""
        return bool(self.dictionary.get("/Subtype") == "/Type3")

    @cached_property
    def advances(self) -> npt.NDArray[np.float64]:
        """By code: how far the file moves on after it, in em (`/W` and `/DW`)."""
        advances = np.full(_CODES, as_number(self.descendant.get("/DW"), 1000))
        for code, width in glyph_widths(self.descendant).items():
            advances[code] = width
        return advances / 1000

    @cached_property
    def name(self) -> str:
        """Its file's PostScript name; '' where the PDF doesn't hold it as one TrueType file."""
        descriptor = as_dictionary(self.descendant.get("/FontDescriptor"))
        data = stream_bytes(descriptor.get("/FontFile2"))
        try:
            return embedded_font(data).name if data else ""
        except DamagedFontError:
            return ""

    @cached_property
    def trusted(self) -> TrustedGlyphs | None:
        """The glyphs of the trusted font of its name, by the same numbers; None where it isn't a trusted one."""
        is_direct = (
            self.descendant.get("/CIDToGIDMap") == "/Identity" and self.dictionary.get("/Encoding") == "/Identity-H"
        )
        return trusted_glyphs(self.name, self.own) if is_direct and self.name else None
