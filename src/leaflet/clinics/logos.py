"""A clinic's logo: an SVG of the allow-list for drawings, or a PNG that is complete, small and not animated.

Of a PNG only what draws it is kept: texts, places and dates that a camera or a program put in are dropped.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from leaflet.model import Logo
from leaflet.problem import Problem, Span
from leaflet.read import figures
from leaflet.read.figures import parse_figure
from leaflet.read.file_names import is_safe_path
from leaflet.read.text_file import Problems, decode, read_bytes

NAME = "unprintable-logo"
MAX_PNG_BYTES = 1_000_000
"""Bytes that a PNG may have; a drawing has the limit of `figures`."""
MAX_PIXELS = 2000
"""Pixels that a PNG may have each way; 30 mm at 600 dpi are 709."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_ANIMATION_CHUNKS = frozenset({b"acTL", b"fcTL", b"fdAT"})
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits of a sample, by colour type (PNG specification, third edition, table 11.1)."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel, by colour type."""
_ONE_PASS = ((0, 0, 1, 1),)
_INTERLACED_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Passes: first column and row, and the steps to the next (the same specification, 8.1)."""
PATH_HINT = "put the file into a folder beside the list and write its path from there: `logos/name.svg` or `.png`"
SAVE_HINT = "open it in an image editor and export it again as PNG, or ask for the logo as SVG"
OUTLINE_HINT = "turn the words into outlines in the drawing program (“object to path”): their font may not be here"


def read_logo(folder: Path, path: str, span: Span) -> tuple[Logo | None, Problems]:
    """The logo at `path` in the list's `folder`, which the list names at `span`; None and why where it is refused."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in (".svg", ".png") or not is_safe_path(path):
        return None, (Problem(NAME, f"`{path}` is not a picture beside the list", PATH_HINT, span),)
    limit = MAX_PNG_BYTES if suffix == ".png" else figures.MAX_BYTES
    data, problems = read_bytes(folder, path, limit=limit)
    if data is None:
        return None, tuple(replace(problem, rule=NAME, span=span) for problem in problems)
    return _png(data, path, span) if suffix == ".png" else _svg(data, (folder / path).as_posix())


def _svg(data: bytes, path: str) -> tuple[Logo | None, Problems]:
    file, problems = decode(path, data, figures.MAX_BYTES)
    figure, problems = parse_figure(file, "logo", path) if file else (None, problems)
    if figure and figure.labels:
        place = figure.span("strings", len(figure.strings) - len(figure.labels))
        return None, (Problem(NAME, "a logo must not have words as text", OUTLINE_HINT, place),)
    return (Logo(figure.svg.encode(), "image/svg+xml") if figure else None), problems


def _png(data: bytes, path: str, span: Span) -> tuple[Logo | None, Problems]:
    try:
        return Logo(stripped_png(data), "image/png"), ()
    except InvalidPngError as error:
        return None, (Problem(NAME, f"the picture `{path}` {error}", SAVE_HINT, span),)


class InvalidPngError(Exception):
    """Says what is wrong with a PNG."""


def stripped_png(data: bytes) -> bytes:
    """The PNG `data` without what does not draw. Raises InvalidPngError."""
    chunks = tuple(_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if _ANIMATION_CHUNKS & set(kinds):
        raise InvalidPngError("must not be animated")
    if kinds.count(b"IHDR") != 1 or kinds[0] != b"IHDR" or kinds.index(b"IEND") != len(kinds) - 1:
        raise InvalidPngError("must be a PNG from its beginning to its end, and nothing else")
    if any(kind[:1].isupper() and kind not in _KEPT_CHUNKS for kind in kinds):
        raise InvalidPngError("has a critical chunk that the PNG specification doesn't define")
    _check_image(chunks)
    kept = (_chunk(kind, body) for kind, body in chunks if kind in _KEPT_CHUNKS)
    return _SIGNATURE + b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) of each chunk, the last an IEND."""
    if not data.startswith(_SIGNATURE):
        raise InvalidPngError("must be a PNG, and is something else despite its name")
    position, kind = len(_SIGNATURE), b""
    while position < len(data) or kind != b"IEND":
        header = data[position : position + 8]
        end = position + 12 + int.from_bytes(header[:4], "big")
        kind, body = header[4:], data[position + 8 : end - 4]
        if end > len(data) or data[position:end] != _chunk(kind, body):
            raise InvalidPngError("must be complete, and is cut off or damaged")
        yield kind, body
        position = end


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def _check_image(chunks: tuple[tuple[bytes, bytes], ...]) -> None:
    """Refuses a picture whose header, palette or pixels are not what the specification says."""
    (_, header), *rest = chunks
    if len(header) != 13:
        raise InvalidPngError("must have a header (IHDR) of 13 bytes")
    width, height, depth, colour, compression, filter_method, interlaced = struct.unpack(">IIBBBBB", header)
    if not (1 <= width <= MAX_PIXELS and 1 <= height <= MAX_PIXELS):
        raise InvalidPngError(f"must have 1 to {MAX_PIXELS} pixels each way, not {width} × {height}")
    if depth not in _DEPTHS.get(colour, ()) or compression or filter_method or interlaced > 1:
        raise InvalidPngError(
            "must have a colour type, a bit depth and a compression that the PNG specification defines"
        )
    if colour == 3 and not any(kind == b"PLTE" for kind, _ in rest):
        raise InvalidPngError("must have its palette")
    bits = depth * _SAMPLES[colour]
    size = sum(_pass_bytes(width, height, bits, step) for step in (_INTERLACED_PASSES if interlaced else _ONE_PASS))
    _check_pixels(b"".join(body for kind, body in rest if kind == b"IDAT"), size)


def _pass_bytes(width: int, height: int, bits: int, step: tuple[int, int, int, int]) -> int:
    """How many bytes a pass of the picture takes up: each row begins with one that names its filter."""
    columns, rows = -(-(width - step[0]) // step[2]), -(-(height - step[1]) // step[3])
    return rows * (1 + -(-columns * bits // 8)) if columns > 0 else 0


def _check_pixels(packed: bytes, size: int) -> None:
    """Refuses pixels that are not exactly `size` bytes; no more than these are ever unpacked."""
    stream = zlib.decompressobj()
    try:
        found = len(stream.decompress(packed, size + 1))
    except zlib.error:
        found = -1
    if found != size or not stream.eof:
        raise InvalidPngError("must have exactly as many pixels as its header says")
