"""A clinic's logo: an SVG of the allow-list for drawings, or a PNG that is complete, small and not animated.

Of a PNG only the pixels are kept, saved anew: texts, places and dates that a camera or a program put in, and whatever
else a file may hold, are dropped.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from PIL import Image, ImageFile

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
_END = b"\0\0\0\0IEND\xaeB`\x82"
"""The last chunk, with its checksum (PNG specification, third edition, 5.6)."""
_INCOMPLETE = "must be complete, and is cut off or damaged"
_TOO_LARGE = f"must have 1 to {MAX_PIXELS} pixels each way"
PATH_HINT = "put the file into a folder beside the list and write its path from there: `logos/name.svg` or `.png`"
SAVE_HINT = "open it in an image editor and export it again as PNG, or ask for the logo as SVG"
OUTLINE_HINT = "turn the words into outlines in the drawing program (“object to path”): their font may not be here"


def read_logo(folder: Path, path: str, span: Span) -> tuple[Logo | None, Problems]:
    """The logo at `path` in the list's `folder`, which the list names at `span`; None and why where it is refused."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in (".svg", ".png") or not is_safe_path(path):
        message = f"`{path}` is not a picture beside the list; a logo must be a PNG or SVG"
        return None, (Problem(NAME, message, PATH_HINT, span),)
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
        return Logo(plain_png(data), "image/png"), ()
    except InvalidPngError as error:
        return None, (Problem(NAME, f"the picture `{path}` {error}", SAVE_HINT, span),)


class InvalidPngError(Exception):
    """Says what is wrong with a PNG."""


def plain_png(data: bytes) -> bytes:
    """The picture in `data` as a PNG of 8-bit RGB or RGBA and nothing else; the same bytes for the same pixels.

    Raises InvalidPngError.
    """
    if not data.startswith(_SIGNATURE):
        raise InvalidPngError("must be a PNG or SVG, and is something else despite its name")
    if not data.endswith(_END):
        raise InvalidPngError(_INCOMPLETE)
    try:
        with _strict_pillow():
            _verify(data)
            return _pixels_as_png(data)
    except InvalidPngError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InvalidPngError(_TOO_LARGE) from error
    except Exception as error:  # Pillow raises a dozen types, and whichever it is, it can't read the file
        raise InvalidPngError(_INCOMPLETE) from error


@contextmanager
def _strict_pillow() -> Iterator[None]:
    """Meanwhile what is cut off or odd is an error; WeasyPrint makes Pillow lenient for the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings(action="error"):
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _verify(data: bytes) -> None:
    """Compares the checksums of all chunks, without unpacking a pixel."""
    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        if max(picture.size) > MAX_PIXELS:
            raise InvalidPngError(f"{_TOO_LARGE}, not {picture.width} × {picture.height}")
        if getattr(picture, "n_frames", 1) > 1:
            raise InvalidPngError("must not be animated")
        picture.verify()


def _pixels_as_png(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        if picture.mode.startswith("I") and picture.has_transparency_data:
            raise InvalidPngError("must have 8 bits a channel where a grey is transparent")
        grey_16 = picture.mode.startswith("I")  # Pillow's own conversion would make all that isn't black white
        source = picture.point(lambda value: value / 257).convert("L") if grey_16 else picture
        plain = source.convert("RGBA" if source.has_transparency_data else "RGB")
    plain.info.clear()
    saved = io.BytesIO()
    plain.save(saved, "PNG")
    return saved.getvalue()
