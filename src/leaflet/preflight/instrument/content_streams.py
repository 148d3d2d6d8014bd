"""The drawing commands of a page, a form, a pattern or a mask, within bounds that no leaflet comes near."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator, Sequence

import pikepdf

from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.pdf_objects import as_dictionary

MAX_BYTES = 2_000_000
"""Of drawing commands in a file, each form as often as it is drawn. The project's own editions have 0.2 million; a
command has two bytes at least, and a million of them take 0.6 GB to read."""
_MAX_PARENTS = 50

Commands = Sequence[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]


class CommandReader:
    """Reads the drawing commands of one file, and counts their bytes."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.bytes_left = MAX_BYTES

    def read(self, *streams: object) -> Commands:
        """The commands in `streams`, one after the other. Raises UnreadablePdfError."""
        data = b"\n".join(self._bytes(stream) for stream in streams if isinstance(stream, pikepdf.Stream))
        try:
            with warnings.catch_warnings():  # of what ends too early
                warnings.simplefilter("error")
                return pikepdf.parse_content_stream(pikepdf.Stream(self.pdf, data))
        except (TypeError, UserWarning, pikepdf.PdfError) as error:
            raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error

    def _bytes(self, stream: pikepdf.Stream) -> bytes:
        """Its decoded bytes; a packed stream is unpacked no further than the bounds allow."""
        data = stream.read_raw_bytes()
        if filters := [*_filters(stream)]:
            if filters != ["/FlateDecode"] or "/DecodeParms" in stream:
                raise UnreadablePdfError("its drawing commands are packed in a way that leaflet doesn't write")
            data = _unpacked(data, self.bytes_left + 1)
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            raise UnreadablePdfError("it has more drawing commands than any leaflet")
        return data


def _filters(stream: pikepdf.Stream) -> Iterator[str]:
    filters = stream.get("/Filter")
    if filters is not None:
        yield from (str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters]))


def _unpacked(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error as error:
        raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error


def page_streams(page: pikepdf.Object) -> list[object]:
    """The streams that a page draws, one after the other."""
    contents = as_dictionary(page).get("/Contents")
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def page_resources(page: pikepdf.Object) -> pikepdf.Dictionary:
    """A page's resources; it takes them over from the tree of pages above it."""
    node = as_dictionary(page)
    for _ in range(_MAX_PARENTS):
        if "/Resources" in node or "/Parent" not in node:
            break
        node = as_dictionary(node["/Parent"])
    return as_dictionary(node.get("/Resources"))
