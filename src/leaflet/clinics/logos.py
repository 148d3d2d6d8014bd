"""A clinic's logo: an SVG cleaned as drawings are, or a PNG or JPEG that is complete, small and not animated.

Of a picture only the pixels are kept, saved anew as PNG: texts, places and dates that a camera or a program put in, and
whatever else a file may hold, are dropped.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from PIL import Image, ImageFile, ImageOps

from leaflet.model import Logo
from leaflet.problem import Problem, Span
from leaflet.read import figures
from leaflet.read.figures import parse_figure, read_drawing
from leaflet.read.file_names import is_safe_path
from leaflet.read.text_file import Problems, decode, read_bytes
from leaflet.svg.labels import labels

NAME = "unprintable-logo"
MAX_PICTURE_BYTES = 1_000_000
"""Bytes that a PNG or JPEG may have; a drawing has the limit of `figures`."""
MAX_PIXELS = 2000
"""Pixels that a PNG or JPEG may have each way; 30 mm at 600 dpi are 709."""
MAX_PHOTO_PIXELS = 1000
"""Pixels each way to which a JPEG is scaled down: as PNG, the grain of a photo takes ten times the room."""
_SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%PDF": "PDF",
    b"%!PS": "PostScript",
    b"8BPS": "Photoshop",
    b"\0\0\1\0": "icon",
}
"""The kinds of picture by the bytes that they begin with."""
_TAKEN = "a logo must be an SVG, PNG or JPEG"
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
"""The last chunk, with its checksum (PNG specification, third edition, 5.6)."""
_JPEG_END = b"\xff\xd9"
"""The marker EOI (ITU-T T.81, B.2.1)."""
_INCOMPLETE = "must be complete, and is cut off or damaged"
_TOO_LARGE = f"must have 1 to {MAX_PIXELS} pixels each way"
PATH_HINT = (
    "put the file into a folder beside the list and write its path from there: `logos/name.svg`, `.png` or `.jpg`"
)
KIND_HINT = "open it in an image editor and export it as PNG, or ask for the logo as SVG"
OUTLINE_HINT = "turn the words into outlines in the drawing program (“object to path”): their font may not be here"


def read_logo(folder: Path, path: str, span: Span) -> tuple[Logo | None, Problems]:
    """The logo at `path` in the list's `folder`, which the list names at `span`; None and why where it is refused."""
    is_drawing = PurePosixPath(path).suffix.lower() == ".svg"
    fault = _path_fault(path)
    if fault:
        return None, (Problem(NAME, *fault, span),)
    limit = figures.MAX_BYTES if is_drawing else MAX_PICTURE_BYTES
    data, problems = read_bytes(folder, path, limit=limit)
    if data is None:
        return None, tuple(replace(problem, rule=NAME, span=span) for problem in problems)
    return _svg(data, (folder / path).as_posix()) if is_drawing else _picture(data, path, span)


def _path_fault(path: str) -> tuple[str, str] | None:
    """What is wrong with the logo's path, and what to do; None where a file may be there."""
    if "\\" in path and is_safe_path(path.replace("\\", "/")):
        return (
            f"`{path}` has `\\` between its names, which not every system knows",
            f"write `{path.replace(chr(92), '/')}`",
        )
    if not is_safe_path(path) or not PurePosixPath(path).suffix:
        return f"`{path}` is not a picture beside the list; {_TAKEN}", PATH_HINT
    return None


def _svg(data: bytes, path: str) -> tuple[Logo | None, Problems]:
    file, problems = decode(path, data, figures.MAX_BYTES)
    drawing, problems = read_drawing(file, "logo") if file else (None, problems)
    texts = (label.element for label in labels(drawing)) if drawing is not None else ()
    words = next((element for element in texts if element.name not in ("title", "desc")), None)
    if words is not None:
        place = Span(path, words.line, words.column)
        return None, (Problem(NAME, "a logo must not have words as text", OUTLINE_HINT, place),)
    figure, problems = parse_figure(file, "logo", path) if file and drawing is not None else (None, problems)
    return (Logo(figure.svg.encode(), "image/svg+xml") if figure else None), problems


def _picture(data: bytes, path: str, span: Span) -> tuple[Logo | None, Problems]:
    kind = _kind(data, path)
    if kind not in ("PNG", "JPEG"):
        message = f"`{path}` is a file of the kind {kind}; {_TAKEN}"
        return None, (Problem(NAME, message, KIND_HINT, span),)
    try:
        return Logo(plain_png(data), "image/png"), ()
    except InvalidPictureError as error:
        return None, (Problem(NAME, f"the {kind} `{path}` {error}", KIND_HINT, span),)


def _kind(data: bytes, path: str) -> str:
    """What kind of picture it is by its bytes, whatever its name says; by its name where nobody knows."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "HEIC or AVIF"
    known = (kind for signature, kind in _SIGNATURES.items() if data.startswith(signature))
    return next(known, f"`{PurePosixPath(path).suffix.removeprefix('.')}`, by its name,")


class InvalidPictureError(Exception):
    """Says what is wrong with a picture."""


def plain_png(data: bytes) -> bytes:
    """The picture in `data`, PNG or JPEG, as a PNG of 8-bit RGB or RGBA and nothing else; the same for the same pixels.

    Raises InvalidPictureError.
    """
    is_jpeg = _kind(data, "") == "JPEG"
    if (_JPEG_END not in data) if is_jpeg else not data.endswith(_PNG_END):
        raise InvalidPictureError(_INCOMPLETE)
    try:
        with _strict_pillow():
            if is_jpeg:
                return _photo_as_png(data)
            _verify(data)
            return _pixels_as_png(data)
    except InvalidPictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InvalidPictureError(_TOO_LARGE) from error
    except Exception as error:  # Pillow raises a dozen types, and whichever it is, it can't read the file
        raise InvalidPictureError(_INCOMPLETE) from error


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
        _check_size(picture)
        if getattr(picture, "n_frames", 1) > 1:
            raise InvalidPictureError("must not be animated")
        picture.verify()


def _check_size(picture: Image.Image) -> None:
    if max(picture.size) > MAX_PIXELS:
        raise InvalidPictureError(f"{_TOO_LARGE}, not {picture.width} × {picture.height}")


def _photo_as_png(data: bytes) -> bytes:
    """A JPEG as it is looked at: turned as the camera was held, in RGB."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        _check_size(picture)
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((MAX_PHOTO_PIXELS, MAX_PHOTO_PIXELS))
    return _saved(upright)


def _pixels_as_png(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        if picture.mode.startswith("I") and picture.has_transparency_data:
            raise InvalidPictureError("must have 8 bits a channel where a grey is transparent")
        grey_16 = picture.mode.startswith("I")  # Pillow's own conversion would make all that isn't black white
        source = picture.point(lambda value: value / 257).convert("L") if grey_16 else picture
        plain = source.convert("RGBA" if source.has_transparency_data else "RGB")
    return _saved(plain)


def _saved(picture: Image.Image) -> bytes:
    picture.info.clear()
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return saved.getvalue()
