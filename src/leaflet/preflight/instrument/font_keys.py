"""A font as a page uses it: the glyphs that are shown in it, and nothing of what only other pages show.

A font's file holds the glyphs that its file of pages shows, and so does the list of widths and of texts. A word more on
the last page would change all of them for each page, though it draws nothing there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import pikepdf

from leaflet.preflight.instrument.glyph_texts import glyph_texts
from leaflet.preflight.instrument.glyph_widths import glyph_widths
from leaflet.preflight.instrument.outlines import DamagedFontError, FontFile, embedded_font
from leaflet.preflight.instrument.pdf_objects import as_dictionary, stream_bytes
from leaflet.preflight.instrument.text_objects import Codes, showing, shown_codes

_BY_GLYPH = {"/ToUnicode", "/DescendantFonts", "/W", "/FontDescriptor", "/FontFile2"}
"""Entries that are compared glyph by glyph, or looked into."""
_MAX_SPELLINGS = 16
_TEXTS = re.compile(rb"\d+ beginbfchar\s+(?:<[0-9a-f]*> <[0-9a-f]*>\s+)*endbfchar\s+")
"""The texts by glyph in a map of texts; all around them counts for each page."""
_SUBSET_TAG = re.compile(r"/[A-Z]{6}\+")
"""What begins the name of a font of which not all glyphs are there (ISO 32000-1, 9.6.4)."""


@dataclass(frozen=True)
class _KnownFont:
    """What a font's entries say, and where its glyphs are."""

    entries: bytes
    file: FontFile
    texts: Mapping[int, str]
    widths: Mapping[int, float]

    def glyph(self, code: bytes) -> bytes:
        """What `code` draws, how wide, and what it stands for. Raises DamagedFontError."""
        number = int(code, 16)
        facts = (self.texts.get(number), self.widths.get(number), self.file.metrics(number))
        return code + repr(facts).encode() + self.file.commands(number)


class FontKeys:
    """The fonts of one file, each read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], _KnownFont | None] = {}
        self._glyphs: dict[tuple[tuple[int, int], bytes], bytes] = {}

    def codes_of(self, font: pikepdf.Object, text: str) -> re.Pattern[bytes] | None:
        """What commands look like that show `text` in `font`; None where it can't be shown, or is empty."""
        texts = known.texts if (known := self._font(font)) else {}
        codes: defaultdict[str, list[bytes]] = defaultdict(list)
        for code, one in texts.items():
            codes[one].append(b"%04x" % code)
        ways = [[codes[part] for part in parts] for parts in _spellings(text, {one for one in codes if one})]
        return showing(ways) if ways else None

    def glyphs(self, fonts: pikepdf.Dictionary, shown: Codes) -> list[bytes] | None:
        """All of `fonts` that counts where the codes `shown` are shown.

        None where one is damaged, isn't there, or is of another kind than WeasyPrint writes.
        """
        parts: list[bytes] = []
        for name, codes in sorted(shown.items()):
            font = fonts.get("/" + name.decode("latin-1"))
            known = self._font(font) if isinstance(font, pikepdf.Dictionary) else None
            if font is None or known is None:
                return None
            try:
                parts += (name, known.entries, *(self._glyph(font, known, code) for code in sorted(codes)))
            except DamagedFontError:
                return None
        return parts

    def read(self, fonts: pikepdf.Dictionary, text_objects: tuple[bytes, ...]) -> tuple[str, ...]:
        """What each of `text_objects` reads."""
        known = {name[1:].encode(): self._font(font) for name, font in fonts.items()}
        return tuple(
            "".join(font.texts.get(int(code, 16), "") for name, code in shown_codes(one) if (font := known.get(name)))
            for one in text_objects
        )

    def _glyph(self, font: pikepdf.Object, known: _KnownFont, code: bytes) -> bytes:
        key = font.objgen, code
        if key not in self._glyphs:
            self._glyphs[key] = known.glyph(code)
        return self._glyphs[key]

    def _font(self, font: pikepdf.Object) -> _KnownFont | None:
        if font.objgen not in self._fonts or not font.is_indirect:
            try:
                self._fonts[font.objgen] = _read(font)
            except DamagedFontError:
                self._fonts[font.objgen] = None
        return self._fonts[font.objgen]


def _spellings(text: str, parts: Set[str]) -> list[tuple[str, ...]]:
    """Each way to put `text` together from `parts`, which may be ligatures; not more than `_MAX_SPELLINGS`."""
    ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in text)]
    for end in range(1, len(text) + 1):
        for start in range(end):
            if text[start:end] in parts:
                ways[end] += [(*way, text[start:end]) for way in ways[start]]
        ways[end] = ways[end][:_MAX_SPELLINGS]
    return ways[-1] if text else []


def _read(font: pikepdf.Object) -> _KnownFont | None:
    """None where it is not a font of one TrueType file whose codes are numbers of glyphs. Raises DamagedFontError."""
    fonts = as_dictionary(font).get("/DescendantFonts")
    inner = as_dictionary(fonts[0] if isinstance(fonts, pikepdf.Array) and len(fonts) == 1 else None)
    descriptor = as_dictionary(inner.get("/FontDescriptor"))
    texts, data = glyph_texts(as_dictionary(font)), stream_bytes(descriptor.get("/FontFile2"))
    is_direct = font.get("/Encoding") == "/Identity-H" and inner.get("/CIDToGIDMap") == "/Identity"
    if texts is None or not data or not is_direct:
        return None
    file = embedded_font(data)
    around = _TEXTS.sub(b"", stream_bytes(font.get("/ToUnicode")))
    entries = repr((file.units_per_em, sorted(file.tables), around)).encode() + b"".join(
        part for one in (font, inner, descriptor) for part in _entries(one)
    )
    return _KnownFont(entries, file, texts, glyph_widths(inner))


def _entries(part: pikepdf.Object) -> Iterator[bytes]:
    for key, value in sorted(part.items()):
        if key not in _BY_GLYPH:
            written = (
                value.unparse(resolved=True).decode("latin-1") if isinstance(value, pikepdf.Object) else repr(value)
            )
            yield f"{key} {_SUBSET_TAG.sub('/', written)}\n".encode()
