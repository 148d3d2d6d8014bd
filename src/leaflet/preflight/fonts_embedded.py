"""Every font is inside the file, as outlines, and has every character that is printed.

Why: a font that is not inside is replaced by another on the next machine, and a character that a font lacks prints as
an empty box, though the text can still be copied out of the file.

Fix: run `leaflet doctor`: it tells which font is missing. For a character that none of the project's fonts has, choose
another one in the source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pikepdf

from leaflet.preflight.objects import data, dictionary
from leaflet.preflight.pages import UnreadablePdfError
from leaflet.preflight.proof import Proof
from leaflet.problem import Problem

NAME = "fonts-embedded"
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_DEPTH = 20
"""How deep drawings may be nested in drawings."""
_SHOWS = ("Tj", "TJ", "'", '"')
_Instructions = Sequence[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]
_HEX = r"<([0-9A-Fa-f]+)>"


def check(proof: Proof) -> Iterator[Problem]:
    """Look at every font, and at the glyphs that are shown in it."""
    told: set[str] = set()
    for number, page in enumerate(proof.pdf.pages, 1):
        for font, codes in _shown(page.obj, page.obj.get("/Resources"), 0):
            for fault in _faults(font, codes):
                message = f"the font {_name(font)} on page {number} of {proof.edition.id} {fault}"
                if message not in told:
                    told.add(message)
                    yield proof.problem(NAME, message, "run `leaflet doctor`, and build again")


def _name(font: pikepdf.Dictionary) -> str:
    return str(font.get("/BaseFont", "without a name")).removeprefix("/").split("+")[-1]


def _faults(font: pikepdf.Dictionary, codes: set[bytes]) -> Iterator[str]:
    if font.get("/Subtype") == "/Type3":
        yield "is drawn by commands (Type 3); it must be an outline font"
        return
    composite = font.get("/Subtype") == "/Type0"
    inner = _descendant(font) if composite else font
    descriptor = dictionary(inner.get("/FontDescriptor"))
    if not any(data(descriptor.get(key)) for key in _FILES):
        yield "is not inside the file"
    elif composite:
        lacking = sorted(code.hex() for code in codes if _is_empty_box(font, inner, code))
        if lacking:
            yield f"lacks a character that is printed (an empty box stands there; code {', '.join(lacking[:5])})"


def _descendant(font: pikepdf.Dictionary) -> pikepdf.Dictionary:
    fonts = font.get("/DescendantFonts")
    return dictionary(fonts[0] if isinstance(fonts, pikepdf.Array) and len(fonts) else None)


def _is_empty_box(font: pikepdf.Dictionary, inner: pikepdf.Dictionary, code: bytes) -> bool:
    """Does `code` print glyph 0, `.notdef`, or none that the font has?"""
    character = _character(font, code)
    mapping = inner.get("/CIDToGIDMap")
    if isinstance(mapping, pikepdf.Stream):
        character = int.from_bytes(data(mapping)[2 * character : 2 * character + 2])
    return character == 0 or character >= _glyphs(inner)


def _character(font: pikepdf.Dictionary, code: bytes) -> int:
    """The character number that the font's encoding gives for `code`, 0 for none."""
    encoding = font.get("/Encoding")
    value = int.from_bytes(code)
    if not isinstance(encoding, pikepdf.Stream):
        return value
    cmap = data(encoding).decode("latin-1")
    for low, high, first in re.findall(rf"{_HEX}\s*{_HEX}\s*(\d+)", cmap):
        if int(low, 16) <= value <= int(high, 16):
            return int(first) + value - int(low, 16)
    single = re.findall(rf"^\s*{_HEX}\s*(\d+)\s*$", cmap, re.MULTILINE)
    return next((int(number) for key, number in single if int(key, 16) == value), 0)


def _glyphs(font: pikepdf.Dictionary) -> int:
    """How many glyphs the TrueType file inside has (table `maxp`); no limit for another kind of file."""
    file = data(dictionary(font.get("/FontDescriptor")).get("/FontFile2"))
    tables = int.from_bytes(file[4:6])
    for entry in (file[12 + 16 * n : 28 + 16 * n] for n in range(tables)):
        if entry[:4] == b"maxp":
            offset = int.from_bytes(entry[8:12])
            return int.from_bytes(file[offset + 4 : offset + 6])
    return 0 if file else 0x10000


def _shown(content: pikepdf.Object, resources: object, depth: int) -> Iterator[tuple[pikepdf.Dictionary, set[bytes]]]:
    """Every font that is used in `content` and in the drawings in it, with the two-byte codes that are shown in it."""
    if depth > _DEPTH:
        return
    fonts, objects = (dictionary(dictionary(resources).get(key)) for key in ("/Font", "/XObject"))
    codes, drawings = _used(content)
    yield from ((dictionary(fonts[key]), used) for key, used in codes.items() if key in fonts)
    for drawn in (objects.get(key) for key in sorted(drawings)):
        if isinstance(drawn, pikepdf.Stream) and drawn.get("/Subtype") == "/Form":
            yield from _shown(drawn, drawn.get("/Resources", resources), depth + 1)


def _used(content: pikepdf.Object) -> tuple[dict[str, set[bytes]], set[str]]:
    """The codes that `content` shows by the name of their font, and the names of the drawings that it places."""
    codes: defaultdict[str, set[bytes]] = defaultdict(set)
    drawings: set[str] = set()
    stack, font = [""], ""
    for instruction in _instructions(content):
        name, operands = str(instruction.operator), instruction.operands
        if name == "q":
            stack.append(font)
        elif name == "Q":
            font = stack.pop() if stack else ""
        elif name == "Tf" and operands:
            font = str(operands[0])
            codes[font] |= set()
        elif name == "Do" and operands:
            drawings.add(str(operands[0]))
        elif name in _SHOWS and operands:
            codes[font] |= set(_codes(operands[-1]))
    return dict(codes), drawings


def _instructions(content: pikepdf.Object) -> _Instructions:
    try:
        return pikepdf.parse_content_stream(content, "Tf q Q Tj TJ ' \" Do")
    except TypeError as error:
        raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error


def _codes(shown: object) -> Iterator[bytes]:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    for string in strings:
        if isinstance(string, pikepdf.String):
            text = bytes(string)
            yield from (text[at : at + 2] for at in range(0, len(text), 2))
