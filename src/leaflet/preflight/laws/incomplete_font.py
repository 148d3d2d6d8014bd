"""A font isn't embedded in the file as outlines, or lacks a character that is printed.

Why: a font that isn't embedded is replaced by another on the next machine, and a character that a font lacks prints as
an empty box, though the text can still be copied out of the file.

Fix: run `leaflet doctor`: it names the missing font. A character of a text that no font has is told before anything is
built, as `unprintable-sign`; look for this one in the layout's page.css, after `content:`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

import pikepdf

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.pdf_objects import as_dictionary, stream_bytes
from leaflet.problem import Problem

NAME = "incomplete-font"
_HINT = "run `leaflet doctor`; look for the sign after `content:` in the page.css, where no text is checked"
_FONT_FILE_KEYS = ("/FontFile", "/FontFile2", "/FontFile3")
_HEX = r"<([0-9A-Fa-f]+)>"


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at every font, and at the glyphs that are shown in it."""
    reported: set[str] = set()
    for number, page in enumerate(file.contents, 1):
        for font, codes in page.fonts:
            for fault in _faults(font, codes):
                message = f"the font {_name(font)} on page {number} of {file.edition.id} {fault}"
                if message not in reported:
                    reported.add(message)
                    yield file.problem(NAME, message, _HINT)


def _name(font: pikepdf.Dictionary) -> str:
    return str(font.get("/BaseFont", "without a name")).removeprefix("/").split("+")[-1]


def _faults(font: pikepdf.Dictionary, codes: Set[bytes]) -> Iterator[str]:
    if font.get("/Subtype") == "/Type3":
        yield "is drawn by commands (Type 3); it must be an outline font"
        return
    composite = font.get("/Subtype") == "/Type0"
    descendant = _descendant(font) if composite else font
    descriptor = as_dictionary(descendant.get("/FontDescriptor"))
    if not any(stream_bytes(descriptor.get(key)) for key in _FONT_FILE_KEYS):
        yield "is not inside the file"
    elif composite:
        missing_codes = _empty_boxes(font, descendant, codes)
        if missing_codes:
            yield f"lacks a character that is printed (an empty box stands there; code {', '.join(missing_codes[:5])})"


def _descendant(font: pikepdf.Dictionary) -> pikepdf.Dictionary:
    fonts = font.get("/DescendantFonts")
    return as_dictionary(fonts[0] if isinstance(fonts, pikepdf.Array) and len(fonts) else None)


def _empty_boxes(font: pikepdf.Dictionary, descendant: pikepdf.Dictionary, codes: Set[bytes]) -> list[str]:
    """Those of `codes`, in hex, that print glyph 0, `.notdef`, or none that the font has."""
    characters, count = _encoding(font), _glyph_count(descendant)
    mapping = descendant.get("/CIDToGIDMap")
    glyphs = {code: characters(int.from_bytes(code)) for code in codes}
    if isinstance(mapping, pikepdf.Stream):
        mapped = stream_bytes(mapping)
        glyphs = {code: int.from_bytes(mapped[2 * number : 2 * number + 2]) for code, number in glyphs.items()}
    return sorted(code.hex() for code, glyph in glyphs.items() if glyph == 0 or glyph >= count)


def _encoding(font: pikepdf.Dictionary) -> Callable[[int], int]:
    """What gives the character number that the font's encoding has for a code, 0 for none."""
    encoding = font.get("/Encoding")
    if not isinstance(encoding, pikepdf.Stream):
        return lambda code: code
    cmap = stream_bytes(encoding).decode("latin-1")
    ranges = [(int(a, 16), int(b, 16), int(n)) for a, b, n in re.findall(rf"{_HEX}\s*{_HEX}\s*(\d+)", cmap)]
    single = re.findall(rf"^\s*{_HEX}\s*(\d+)\s*$", cmap, re.MULTILINE)
    singles = {int(code, 16): int(number) for code, number in reversed(single)}
    return lambda code: next((n + code - a for a, b, n in ranges if a <= code <= b), singles.get(code, 0))


def _glyph_count(font: pikepdf.Dictionary) -> int:
    """How many glyphs the TrueType file inside has (table `maxp`); no limit for another kind of file."""
    file = stream_bytes(as_dictionary(font.get("/FontDescriptor")).get("/FontFile2"))
    tables = int.from_bytes(file[4:6])
    for entry in (file[12 + 16 * n : 28 + 16 * n] for n in range(tables)):
        if entry[:4] == b"maxp":
            offset = int.from_bytes(entry[8:12])
            return int.from_bytes(file[offset + 4 : offset + 6])
    return 0 if file else 0x10000
