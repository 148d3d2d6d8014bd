"""How much a file may hold before it is looked at: more than any leaflet needs is refused unread."""

from __future__ import annotations

import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pikepdf

from leaflet.inspect.drawing_commands import commands_of
from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.finished_file import open_objects
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.pdf_objects import as_number

MAX_PAGES = 100
MAX_SIDE_MM = 1200
"""A0 is 1,189 mm long; to draw what is larger would take all memory."""
MAX_OBJECTS = 100_000
"""The longest leaflet of this project has 1,300."""
MAX_UNPACKED_BYTES = 150_000_000
"""Of all streams, unpacked: a scan of an A4 page at 600 dots an inch has 104 million."""
MAX_COMMAND_BYTES = 2_000_000
"""Drawing commands of a page; the longest has 70,000."""
MAX_COMMANDS = 50_000
"""Drawing commands of a page; the longest has 3,700."""
_CHUNK = 1_000_000
_BYTES_PER_DOT = 4
_PACKED = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode"})
_MOST_PACKED = 1032
"""Bytes that one byte may stand for in Flate (RFC 1951: 258 by two bits)."""
_AS_TEXT: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "/ASCIIHexDecode": lambda data: bytes.fromhex(data.decode("latin-1").partition(">")[0]),
        "/ASCII85Decode": lambda data: a85decode(data.partition(b"~>")[0], ignorechars=b" \t\n\r\v\0\f"),
    }
)


def too_much(pdf: bytes) -> str | None:
    """What `pdf` has more of than any leaflet, in words that follow "it has"; None where it is within all bounds.

    Raises UnreadablePdfError. Nothing is unpacked beyond the bounds, but what it takes to list the objects.
    """
    with open_objects(pdf) as opened:
        try:
            return next(_excesses(opened), None)
        except (ValueError, AttributeError, TypeError) as error:
            raise UnreadablePdfError(f"its objects are damaged: {error}") from error


def _excesses(pdf: pikepdf.Pdf) -> Iterator[str]:
    pages = len(pdf.pages)
    if pages > MAX_PAGES:
        yield f"{pages:,} pages, more than any leaflet"
    if len(pdf.objects) > MAX_OBJECTS:
        yield "more parts than any leaflet"
    if any(_side_mm(page) > MAX_SIDE_MM for page in pdf.pages):
        yield "a page that is larger than any paper"
    if not _fits(pdf):
        yield f"more packed into it than {MAX_UNPACKED_BYTES // 1_000_000} MB, more than any leaflet"
    for page in pdf.pages:
        size = sum(_unpacked(stream, MAX_COMMAND_BYTES) for stream in _streams(page.obj.get("/Contents")))
        if size > MAX_COMMAND_BYTES or len(commands_of(page)) > MAX_COMMANDS:
            yield "more drawn on a page than any leaflet"


def _side_mm(page: pikepdf.Page) -> float:
    """The longest side of a page's largest box."""
    scale = as_number(page.obj.get("/UserUnit"), 1) * MM_PER_PT
    boxes = [[as_number(edge, 0) for edge in list(box)] for box in (page.mediabox, page.cropbox)]
    return max(max(abs(box[2] - box[0]), abs(box[3] - box[1])) for box in boxes) * scale


def _fits(pdf: pikepdf.Pdf) -> bool:
    total = 0
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and total <= MAX_UNPACKED_BYTES:
            total += _unpacked(stream, MAX_UNPACKED_BYTES - total)
    return total <= MAX_UNPACKED_BYTES


def _streams(contents: object) -> list[pikepdf.Stream]:
    found = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [stream for stream in found if isinstance(stream, pikepdf.Stream)]


def _unpacked(stream: pikepdf.Stream, limit: int) -> int:
    """How many bytes `stream` holds, counted to just over `limit`.

    A picture says how large it is. What is packed in two ways, or by a way of old, is taken to hold as much as it may.
    """
    dots = as_number(stream.get("/Width"), 0) * as_number(stream.get("/Height"), 0)
    if dots * _BYTES_PER_DOT > limit:
        return limit + 1
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    data = stream.read_raw_bytes()
    if names[0] in _AS_TEXT:
        names, data = names[1:], _AS_TEXT[names[0]](data)
    if names == ["/FlateDecode"]:
        return _inflated(data, limit)
    return min(limit + 1, len(data) * (_MOST_PACKED if _PACKED & set(names) else 1))


def _inflated(data: bytes, limit: int) -> int:
    packed = zlib.decompressobj()
    size = 0
    try:
        while data and size <= limit:
            size += len(packed.decompress(data, _CHUNK))
            data = packed.unconsumed_tail
    except zlib.error:
        pass  # damaged: what follows tells it
    return size
