"""The text that each code of a font stands for, as the file gives it: `/ToUnicode` (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pikepdf

from leaflet.preflight.instrument.pdf_objects import stream_bytes

_TO_UNICODE = re.compile(
    rb"\s*/CIDInit /ProcSet findresource begin\s+12 dict begin\s+begincmap\s+/CIDSystemInfo\s+<<[^<>]*>>\s+def\s+"
    rb"/CMapName /Adobe-Identity-UCS def\s+/CMapType 2 def\s+"
    rb"1 begincodespacerange\s+<0000> <ffff>\s+endcodespacerange\s+"
    rb"((?:\d+ beginbfchar\s+(?:<[0-9a-f]{4}> <[0-9a-f]*>\s+)*endbfchar\s+)*)"
    rb"endcmap\s+CMapName currentdict /CMap defineresource pop\s+end\s+end\s*"
)
"""What WeasyPrint writes, and nothing else: programs interpret more than one entry for a code in different ways."""
_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


def glyph_texts(font: pikepdf.Dictionary) -> Mapping[int, str] | None:
    """By code: its text. None where the map isn't written as WeasyPrint writes it, or has two entries for a code."""
    cmap = _TO_UNICODE.fullmatch(stream_bytes(font.get("/ToUnicode")))
    entries = _ENTRY.findall(cmap[1]) if cmap else []
    if cmap is None or len({code for code, _ in entries}) < len(entries):
        return None
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in entries}
