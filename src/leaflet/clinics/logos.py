"""A clinic's logo: an SVG cleaned as drawings are, or a PNG or JPEG that is complete, small and not animated.

Of a picture only the pixels are kept, saved anew as PNG: texts, places and dates that a camera or a program put in, and
whatever else a file may hold, are dropped.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from leaflet.model import Logo
from leaflet.pixels import InvalidPictureError, PixelImage, PixelLimit, in_8_bits, picture_kind, read_pixels, saved_as
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
"""PixelImage that a PNG or JPEG may have each way; 30 mm at 600 dpi are 709."""
MAX_PHOTO_PIXELS = 1000
"""PixelImage each way to which a JPEG is scaled down: as PNG, the grain of a photo takes ten times the room."""
_TAKEN = "a logo must be an SVG, PNG or JPEG"
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
    kind = picture_kind(data, path)
    if kind not in ("PNG", "JPEG"):
        message = f"`{path}` is a file of the kind {kind}; {_TAKEN}"
        return None, (Problem(NAME, message, KIND_HINT, span),)
    try:
        return Logo(plain_png(data), "image/png"), ()
    except InvalidPictureError as error:
        return None, (Problem(NAME, f"the {kind} `{path}` {error}", KIND_HINT, span),)


def plain_png(data: bytes) -> bytes:
    """The picture in `data`, PNG or JPEG, as a PNG of 8-bit RGB or RGBA and nothing else; the same for the same pixels.

    Raises InvalidPictureError.
    """
    is_photo = picture_kind(data, "") == "JPEG"
    return saved_as(read_pixels(data, PixelLimit(MAX_PIXELS), _small if is_photo else in_8_bits), "PNG")


def _small(photo: PixelImage) -> PixelImage:
    plain = photo.convert("RGB")
    plain.thumbnail((MAX_PHOTO_PIXELS, MAX_PHOTO_PIXELS))
    return plain
