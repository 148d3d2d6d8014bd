"""A clinic's logo: an SVG of the same allow-list as drawings, or a small PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from leaflet.model import Logo
from leaflet.problem import Problem, Span
from leaflet.read.figures import read_figure
from leaflet.read.names import leads_out
from leaflet.read.text_file import Problems

LIMIT = 1_000_000
"""Bytes of a PNG."""
MOST_PIXELS = 2000
"""Of each side; a box of 30 mm printed at 600 dpi has 700."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KNOWN = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"bKGD"))
"""Chunks that say nothing but what is to be seen; all others are refused, animation and texts among them."""


def read_logo(root: Path, written: str, span: Span) -> tuple[Logo | None, Problems]:
    """The logo `written` at `span`, a path from the list's folder `root`; None and why, where it is refused."""
    pure = PurePosixPath(written)
    if pure.is_absolute() or ".." in pure.parts or ":" in written or pure.suffix.lower() not in (".svg", ".png"):
        hint = "put the file beside the list and write its name: `logos/name.svg` or `logos/name.png`"
        return None, (Problem("clinic-logo", f"`{written}` is not a picture in the list's folder", hint, span),)
    out = leads_out(root, written)
    if out:
        return None, (Problem("clinic-logo", f"`{written}`: {out[0].message}", out[0].hint, span),)
    if pure.suffix.lower() == ".svg":
        figure, problems = read_figure(root, ".", "logo", written, span)
        return (Logo(data=figure.svg.encode(), media_type="image/svg+xml") if figure else None), problems
    return _png(root / written, written, span)


def _png(file: Path, written: str, span: Span) -> tuple[Logo | None, Problems]:
    try:
        with file.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        return None, (Problem("clinic-logo", f"`{written}` can't be read: {said}", "correct its name", span),)
    faults = tuple(_png_faults(data))
    if faults:
        hint = "open it in a drawing program and save it anew as a PNG without extras, or as an SVG"
        return None, (Problem("clinic-logo", f"`{written}` {faults[0]}", hint, span),)
    return Logo(data=data, media_type="image/png"), ()


def _png_faults(data: bytes) -> Iterator[str]:
    """What is wrong with a PNG (PNG specification, 3rd edition, 5)."""
    if len(data) > LIMIT:
        yield f"is larger than {LIMIT // 1000} kB"
        return
    if not data.startswith(_SIGNATURE):
        yield "is no PNG, whatever it is called"
        return
    chunks = list(_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds or b"" in kinds:
        yield "is damaged"
        return
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        yield f"has {width} × {height} pixels; at most {MOST_PIXELS} each way can be printed"
    foreign = [kind.decode("ascii", "replace") for kind in kinds if kind not in _KNOWN]
    if foreign:
        yield f"holds more than a picture ({', '.join(sorted(set(foreign)))})"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, data) of each chunk; the kind of one that is damaged is empty."""
    at = len(_SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8].ljust(8, b"\0"))
        inside, check = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        good = len(inside) == length and check == struct.pack(">I", zlib.crc32(kind + inside))
        yield (kind if good else b""), inside
        if not good:
            return
        at += 12 + length
