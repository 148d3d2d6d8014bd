"""Check each copy that was set without the renderer, from its own bytes.

A copy is the bytes of an overlay's head, of which a specimen passed the whole preflight, and a tail of its own: the
drawing commands of its box, and the cross-reference table. What is checked: the head is the same; the table points to
the same objects, and to the one new; the commands are those of the specimen, except the arrays of the lines; each array
reads as the clinic's own words, by the file's own fonts; and no line is wider than the box.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pikepdf

from leaflet.clinics.overlay import Overlay
from leaflet.lengths import MM_PER_PX
from leaflet.model import ClinicLine
from leaflet.preflight.instrument.glyph_texts import glyph_texts
from leaflet.preflight.instrument.glyph_widths import glyph_widths

_TAIL = re.compile(
    rb"(?P<content>\d+) 0 obj\n<</Filter/FlateDecode/Length (?P<length>\d+)>>\n"
    rb"stream\n(?P<packed>.*?)\nendstream\nendobj\n"
    rb"(?P<table>(?P<number>\d+) 0 obj\n<</Type/XRef/Size (?P<size>\d+)/W\[1 4 1\]/Index\[(?P<index>[\d ]+)\]"
    rb"/Root (?P<root>\d+ \d+ R)/Info (?P<info>\d+ \d+ R)/Prev (?P<before>\d+)"
    rb"/ID\[<(?P<id>[0-9A-F]+)><[0-9A-F]{32}>\]"
    rb"/Length (?P<rows>\d+)>>\nstream\n)(?P<entries>.*)\nendstream\nendobj\nstartxref\n(?P<start>\d+)\n%%EOF\n",
    re.DOTALL,
)
_ARRAY = re.compile(rb"\[([^\]]*)\](?= TJ\n)")
_GLYPH = re.compile(rb"<([0-9a-f]{4})>(-?\d+)")
_MAX_COMMAND_BYTES = 100_000
"""Bytes that the drawing commands of a box may have."""


@dataclass(frozen=True)
class _PdfFont:
    """A font of the file."""

    texts: Mapping[int, str]
    widths: Mapping[int, float]
    """Thousandths of the type size."""


def copy_faults(copy: bytes, overlay: Overlay, lines: Sequence[ClinicLine], width_mm: float) -> Iterator[str]:
    """What is wrong with `copy`, whose box of `width_mm` should say `lines`."""
    if not copy.startswith(overlay.head):
        yield "does not begin with the original that was checked"
        return
    match = _TAIL.fullmatch(copy, len(overlay.head))
    if not match or int(match["length"]) != len(match["packed"]):
        yield "has an ending that leaflet doesn't write"
        return
    yield from _table_faults(match, overlay)
    yield from _content_faults(match["packed"], overlay, lines, width_mm)


def box_commands(copy: bytes, shared_bytes: int) -> bytes | None:
    """The drawing commands of the box of `copy`, whose first `shared_bytes` are the head; None where it has none."""
    match = _TAIL.fullmatch(copy, shared_bytes)
    return zlib.decompress(match["packed"]) if match else None


def _table_faults(match: re.Match[bytes], overlay: Overlay) -> Iterator[str]:
    written = tuple(match[name] for name in ("content", "number", "size", "root", "info", "before", "id"))
    numbers = (overlay.content_number, overlay.next_number, overlay.next_number + 1)
    expected = (
        *(b"%d" % n for n in numbers),
        overlay.root.encode(),
        overlay.info.encode(),
        b"%d" % overlay.previous_table,
        overlay.file_id,
    )
    if written != expected or int(match["start"]) != match.start("table"):
        yield "points to objects that aren't the original's"
    offsets = {**overlay.offsets, overlay.content_number: len(overlay.head), overlay.next_number: match.start("table")}
    index = [int(word) for word in match["index"].split()]
    listed = [first + n for first, count in zip(index[::2], index[1::2], strict=False) for n in range(count)]
    entries = match["entries"]
    rows = [entries[n : n + 6] for n in range(0, len(entries), 6)]
    if dict(zip(listed, rows, strict=False)) != {
        n: b"\1" + offset.to_bytes(4, "big") + b"\0" for n, offset in offsets.items()
    }:
        yield "has a cross-reference table with wrong offsets"
    if len(index) % 2 or len(listed) != len(offsets) or int(match["rows"]) != len(entries):
        yield "has a cross-reference table of the wrong length"


def _content_faults(packed: bytes, overlay: Overlay, lines: Sequence[ClinicLine], width_mm: float) -> Iterator[str]:
    unpacking = zlib.decompressobj()
    try:
        commands = unpacking.decompress(packed, _MAX_COMMAND_BYTES)
    except zlib.error:
        commands = b""
    if not unpacking.eof or unpacking.unused_data:
        yield "has a box that can't be read"
        return
    arrays = _ARRAY.findall(commands)
    if tuple(_ARRAY.split(commands)[::2]) != overlay.segments or len(arrays) != len(lines):
        yield "draws something else in its box"
        return
    fonts = _line_fonts(overlay)
    for array, overlay_line, line in zip(arrays, overlay.lines, lines, strict=True):
        text, width = _read_array(array, fonts[overlay_line.resource])
        if text != line.text:
            yield f"says “{text}” in place of “{line.text}”"
        if width * overlay_line.size * MM_PER_PX > width_mm:
            yield f"has a line that is too wide for its box: “{line.text}”"


def _read_array(array: bytes, font: _PdfFont) -> tuple[str, float]:
    """The text of an array of `TJ`, and its width in the size of the type. ('', 0) for an array of another form."""
    glyphs = [(int(match[1], 16), int(match[2])) for match in _GLYPH.finditer(array)]
    if b"".join(b"<%04x>%d" % pair for pair in glyphs) != array or any(glyph not in font.texts for glyph, _ in glyphs):
        return "", 0
    width = sum(font.widths.get(glyph, 0) - adjustment for glyph, adjustment in glyphs) / 1000
    return "".join(font.texts[glyph] for glyph, _ in glyphs), width


@lru_cache(maxsize=64)
def _line_fonts(overlay: Overlay) -> Mapping[str, _PdfFont]:
    """The fonts of the lines by their names on the page, out of the file itself."""
    names = {line.resource for line in overlay.lines}
    with pikepdf.open(io.BytesIO(overlay.head + overlay.tail([line.array for line in overlay.lines]))) as pdf:
        pages = [page.obj.Resources.Font for page in pdf.pages]
        found: dict[str, Any] = {name: next(page[name] for page in pages if name in page) for name in names}
        return {name: _read_font(font) for name, font in found.items()}


def _read_font(font: Any) -> _PdfFont:
    return _PdfFont(glyph_texts(font) or {}, glyph_widths(font.DescendantFonts[0]))
