"""A printed glyph isn't the trusted font's own, or stands for another text than the file says.

Why: a file can draw “no” and say that it reads “yes”: then every other law reads words that no reader sees.

Fix: build the file again. Where that does not help, a font of this machine is another version than the one that is
trusted: `leaflet doctor` names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import numpy as np
import pikepdf

from leaflet.language.formats import is_right_to_left
from leaflet.language.normalization import normalized
from leaflet.preflight.instrument.drawn_fonts import DrawnFont
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.glyph_texts import glyph_texts
from leaflet.preflight.instrument.glyph_widths import glyph_widths
from leaflet.preflight.instrument.outlines import (
    ALLOWED_TABLES,
    DamagedFontError,
    FontFile,
    composed,
    embedded_font,
    folded,
    mirrored_text,
)
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_number, stream_bytes
from leaflet.preflight.instrument.trusted_glyphs import TrustedGlyphs, trusted_glyphs
from leaflet.problem import Problem

NAME = "untrusted-glyph"
_FONT_KEYS = {"/Type", "/Subtype", "/BaseFont", "/DescendantFonts", "/Encoding", "/ToUnicode"}
_DESCENDANT_KEYS = {"/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/CIDToGIDMap", "/FontDescriptor", "/W", "/DW"}
_WIDTH_TOLERANCE = 1.01
"""Thousandths of the type size: widths are written as whole ones."""


@dataclass(frozen=True)
class _EmbeddedFont:
    """A font of the file, of the one kind that WeasyPrint writes: a code is the number of a glyph."""

    name: str
    """As the file calls it, for the message."""
    file: FontFile
    texts: Mapping[int, str]
    """By glyph: what the file says that it stands for."""
    widths: Mapping[int, float]
    """By glyph: its advance width, thousandths of the type size."""
    width: float
    """The same for every other glyph."""


@dataclass(frozen=True)
class _Setting:
    """What lets a glyph stand for another text than its own."""

    is_right_to_left: bool
    """Brackets are turned round."""
    has_small_capitals: bool
    """They are set with the glyphs of capitals."""


class _UnexpectedFontError(Exception):
    """A font isn't of the kind that WeasyPrint writes; the message says how it differs."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare every glyph that is shown with the trusted font's."""
    fonts = file.drawn_pages[-1].glyphs.fonts if file.drawn_pages else ()
    shown: list[set[int]] = [set() for _ in fonts]
    for page in file.drawn_pages:
        for key in np.unique(page.glyphs.font << 16 | page.glyphs.number).tolist():
            shown[key >> 16].add(key & 0xFFFF)
    setting = _Setting(is_right_to_left(file.edition.locale), file.edition.layout.allows("small-capitals"))
    pairs = zip(fonts, shown, strict=True)
    faults = (fault for font, codes in pairs for fault in _faults(font, codes, setting))
    yield from (_problem(file, f"in {file.edition.id} {fault}") for fault in dict.fromkeys(faults))


def _faults(drawn: DrawnFont, codes: Set[int], setting: _Setting) -> Iterator[str]:
    font = drawn.dictionary
    name = str(font.get("/BaseFont", "without a name")).removeprefix("/").split("+")[-1]
    try:
        embedded = _read_embedded(name, font)
        trusted = trusted_glyphs(embedded.file.name, drawn.own)
        if trusted is None:
            yield f"the font {name} isn't a trusted one, or differs on this machine"
            return
        yield from (f"the font {name} {fault}" for fault in _file_faults(embedded.file, trusted.file))
        for glyph in sorted(codes):
            yield from (f"the font {name} {fault}" for fault in _glyph_faults(embedded, trusted, glyph, setting))
    except _UnexpectedFontError as error:
        yield f"the font {name} {error}"
    except DamagedFontError as error:
        yield f"the font {name} can't be read: {error}"


def _file_faults(file: FontFile, trusted_font: FontFile) -> Iterator[str]:
    if unknown_tables := sorted(file.tables - ALLOWED_TABLES):
        yield f"holds more than outlines: {', '.join(table.strip() for table in unknown_tables)}"
    if file.units_per_em != trusted_font.units_per_em:
        yield "is scaled"


def _glyph_faults(font: _EmbeddedFont, trusted: TrustedGlyphs, glyph: int, setting: _Setting) -> Iterator[str]:
    text, trusted_outline = font.texts.get(glyph, ""), trusted.file.outline(glyph)
    if trusted_outline is None:
        yield f"has a glyph ({glyph}) that the trusted font lacks"
        return
    drawn = font.file.outline(glyph)
    what = f"“{text}”" if text.strip() else f"glyph {glyph}"
    if (
        drawn is None
        or drawn.has_instructions
        or (drawn.points, drawn.ends) != (trusted_outline.points, trusted_outline.ends)
    ):
        yield f"draws {what} differently from the trusted font"
    elif (drawn.advance, drawn.bearing) != (trusted_outline.advance, trusted_outline.bearing) or not _has_same_width(
        font, trusted.file, glyph
    ):
        yield f"sets {what} at another width than the trusted font"
    if not _is_true(trusted, glyph, text, bool(trusted_outline.points), setting):
        yield f"claims to read “{text}” where it draws {_text_of(trusted, glyph)}"


def _has_same_width(font: _EmbeddedFont, trusted_font: FontFile, glyph: int) -> bool:
    trusted_outline = trusted_font.outline(glyph)
    assert trusted_outline is not None
    written_width = font.widths.get(glyph, font.width)
    return abs(written_width - trusted_outline.advance * 1000 / trusted_font.units_per_em) <= _WIDTH_TOLERANCE


def _is_true(trusted: TrustedGlyphs, glyph: int, text: str, has_ink: bool, setting: _Setting) -> bool:
    """Is `text` what a reader makes of `glyph`? A blank is one; what else has no ink stands for any text without ink.

    A form that no ordinary text has is a fault of the page, whatever the file says that it reads.
    """
    readings = trusted.readings(glyph, with_figures=True)
    if not has_ink:
        return text.isspace() if any(map(str.isspace, readings)) else not normalized(text)
    if not readings:
        return True
    said = {text, mirrored_text(text)} if setting.is_right_to_left or not normalized(text) else {text}
    in_one_form = folded if setting.has_small_capitals else composed
    return bool({in_one_form(one) for one in said} & {in_one_form(one) for one in readings})


def _text_of(trusted: TrustedGlyphs, glyph: int) -> str:
    texts = "".join(trusted.readings(glyph, with_figures=True)[:1])
    return f"“{texts}”" if texts.strip() else f"glyph {glyph}"


def _read_embedded(name: str, font: pikepdf.Dictionary) -> _EmbeddedFont:
    """Raises _UnexpectedFontError and DamagedFontError."""
    fonts = font.get("/DescendantFonts")
    descendant = as_dictionary(fonts[0] if isinstance(fonts, pikepdf.Array) and len(fonts) == 1 else None)
    descriptor = as_dictionary(descendant.get("/FontDescriptor"))
    direct = font.get("/Encoding") == "/Identity-H" and descendant.get("/CIDToGIDMap") == "/Identity"
    if font.get("/Subtype") != "/Type0" or descendant.get("/Subtype") != "/CIDFontType2" or not direct:
        raise _UnexpectedFontError("is not of the kind that leaflet writes: its codes may mean any glyph")
    if unknown_keys := ({*font.keys()} - _FONT_KEYS) | ({*descendant.keys()} - _DESCENDANT_KEYS):
        raise _UnexpectedFontError(f"has what leaflet does not write: {', '.join(sorted(unknown_keys))}")
    if "/FontFile2" not in descriptor or "/FontFile" in descriptor or "/FontFile3" in descriptor:
        raise _UnexpectedFontError("is not inside the file as one TrueType file")
    file = embedded_font(stream_bytes(descriptor["/FontFile2"]))
    texts = glyph_texts(font)
    if texts is None:
        raise _UnexpectedFontError("does not say plainly which text its codes stand for")
    return _EmbeddedFont(name, file, texts, glyph_widths(descendant), as_number(descendant.get("/DW"), 1000))


def _problem(file: FinishedFile, fault: str) -> Problem:
    return file.problem(NAME, fault, "build it again from its sources; `leaflet doctor` shows whether fonts differ")
