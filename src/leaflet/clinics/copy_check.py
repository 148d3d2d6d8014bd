"""What is shown of each copy that was set without the renderer, from its own bytes.

A copy is the bytes of a stamp's head, of which a specimen passed the whole preflight, and a tail of its own: the
drawing commands of its box, and the table of objects. So it is shown that the head is the very same; that the table
leads to the very same objects, and to the one new; that its commands are those of the specimen but for the arrays of
the lines; that each array reads as the clinic's own words, by the file's own fonts; and that no line is wider than the
box.
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

from leaflet.clinics.overlay import Stamp
from leaflet.model import ClinicLine

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
_SHOWN = re.compile(rb"<([0-9a-f]{4})>(-?\d+)")
_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_LONGEST = 100_000
"""Bytes that the drawing commands of a box may have."""


@dataclass(frozen=True)
class _Type:
    """A font of the file."""

    texts: Mapping[int, str]
    widths: Mapping[int, float]
    """Thousandths of the type size."""


def faults(copy: bytes, overlay: Stamp, lines: Sequence[ClinicLine], width_mm: float) -> Iterator[str]:
    """What is wrong with `copy` as the one whose box of `width_mm` says `lines`."""
    if not copy.startswith(overlay.head):
        yield "does not begin with the piece that was shown to be right"
        return
    found = _TAIL.fullmatch(copy, len(overlay.head))
    if not found or int(found["length"]) != len(found["packed"]):
        yield "has something at its end that leaflet does not write"
        return
    yield from _table_faults(found, overlay)
    yield from _content_faults(found["packed"], overlay, lines, width_mm)


def own_commands(copy: bytes, shared: int) -> bytes | None:
    """The drawing commands of the box of `copy`, whose first `shared` bytes are the head; None where it has no such."""
    found = _TAIL.fullmatch(copy, shared)
    return zlib.decompress(found["packed"]) if found else None


def _table_faults(found: re.Match[bytes], overlay: Stamp) -> Iterator[str]:
    written = tuple(found[name] for name in ("content", "number", "size", "root", "info", "before", "id"))
    numbers = (overlay.content_number, overlay.size, overlay.size + 1)
    expected = (*(b"%d" % n for n in numbers), overlay.root.encode(), overlay.info.encode(), b"%d" % overlay.previous_table, overlay.file_id)
    if written != expected or int(found["start"]) != found.start("table"):
        yield "leads to other objects than the piece's"
    places = {**overlay.offsets, overlay.content_number: len(overlay.head), overlay.size: found.start("table")}
    index = [int(word) for word in found["index"].split()]
    listed = [first + n for first, count in zip(index[::2], index[1::2], strict=True) for n in range(count)]
    entries = found["entries"]
    rows = [entries[n : n + 6] for n in range(0, len(entries), 6)]
    if dict(zip(listed, rows, strict=False)) != {n: b"\1" + at.to_bytes(4, "big") + b"\0" for n, at in places.items()}:
        yield "has a table that leads to other places"
    if len(listed) != len(places) or int(found["rows"]) != len(entries):
        yield "has a table of another length"


def _content_faults(packed: bytes, overlay: Stamp, lines: Sequence[ClinicLine], width_mm: float) -> Iterator[str]:
    unpacking = zlib.decompressobj()
    try:
        commands = unpacking.decompress(packed, _LONGEST)
    except zlib.error:
        commands = b""
    if not unpacking.eof or unpacking.unused_data:
        yield "has a box that can't be read"
        return
    arrays = _ARRAY.findall(commands)
    if tuple(_ARRAY.split(commands)[::2]) != overlay.segments or len(arrays) != len(lines):
        yield "draws something else in its box"
        return
    types = _types(overlay)
    for array, overlay_line, line in zip(arrays, overlay.lines, lines, strict=True):
        text, width = _read(array, types[overlay_line.resource])
        if text != line.text:
            yield f"says “{text}” in place of “{line.text}”"
        if width * overlay_line.size * 25.4 / 96 > width_mm:
            yield f"has a line that is too wide for its box: “{line.text}”"


def _read(array: bytes, font: _Type) -> tuple[str, float]:
    """The text of an array of `TJ`, and its width in the size of the type. ('', 0) for one of another form."""
    shown = [(int(found[1], 16), int(found[2])) for found in _SHOWN.finditer(array)]
    if b"".join(b"<%04x>%d" % pair for pair in shown) != array or any(glyph not in font.texts for glyph, _ in shown):
        return "", 0
    width = sum(font.widths.get(glyph, 0) - adjustment for glyph, adjustment in shown) / 1000
    return "".join(font.texts[glyph] for glyph, _ in shown), width


@lru_cache(maxsize=64)
def _types(overlay: Stamp) -> Mapping[str, _Type]:
    """The fonts of the lines by their names on the page, out of the file itself."""
    names = {line.resource for line in overlay.lines}
    with pikepdf.open(io.BytesIO(overlay.head + overlay.tail([line.array for line in overlay.lines]))) as pdf:
        pages = [page.obj.Resources.Font for page in pdf.pages]
        found: dict[str, Any] = {name: next(page[name] for page in pages if name in page) for name in names}
        return {name: _type(font) for name, font in found.items()}


def _type(font: Any) -> _Type:
    entries = _ENTRY.findall(font.ToUnicode.read_bytes())
    texts = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}
    return _Type(texts, dict(_widths(list(font.DescendantFonts[0].W))))


def _widths(array: Sequence[Any]) -> Iterator[tuple[int, float]]:
    """The widths of glyphs (ISO 32000-1, 9.7.4.3): `first [w w …]`."""
    for first, widths in zip(array[::2], array[1::2], strict=True):
        yield from ((int(first) + n, float(width)) for n, width in enumerate(widths))
