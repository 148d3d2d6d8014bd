"""The text that each code of a font stands for, as the file gives it: `/ToUnicode` (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pikepdf

from leaflet.preflight.instrument.pdf_objects import stream_bytes

_TO_UNICODE = re.compile(
    rb"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    rb"/CIDSystemInfo\n<< /Registry \(Adobe\)\n/Ordering \(UCS\)\n/Supplement 0\n>> def\n"
    rb"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    rb"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    rb"((?:\d+ beginbfchar\n(?:<[0-9a-f]{4}> <[0-9a-f]*>\n)*endbfchar\n)*)"
    rb"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n?"
)
"""What WeasyPrint writes, and nothing else: programs interpret more than one entry for a code in different ways."""
_PART = re.compile(rb"(\d+) beginbfchar\n((?:<.*\n)*)endbfchar")
_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


def glyph_texts(font: pikepdf.Dictionary) -> Mapping[int, str] | None:
    """By code: its text. None where the map isn't written as WeasyPrint writes it, or has two entries for a code."""
    cmap = _TO_UNICODE.fullmatch(stream_bytes(font.get("/ToUnicode")))
    entries = _ENTRY.findall(cmap[1]) if cmap else []
    parts = _PART.findall(cmap[1]) if cmap else []
    is_counted = all(int(count) == rows.count(b"\n") for count, rows in parts)
    if cmap is None or not is_counted or len({code for code, _ in entries}) < len(entries):
        return None
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in entries}
