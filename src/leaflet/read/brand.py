"""How a house looks: its logo, fonts and colours, each checked where `house.yaml` names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from leaflet.colours import TEXT_CONTRAST, WHITE, colour_of, contrast, readable
from leaflet.model import SOURCES_FOLDER, Brand, BrandMark, House
from leaflet.pixels import (
    InvalidPictureError,
    PixelImage,
    PixelLimit,
    digest_of_file,
    on_paper,
    picture_kind,
    read_pixels,
    saved_as,
)
from leaflet.problem import Problem, Span
from leaflet.read.brand_fonts import read_fonts
from leaflet.read.figures import MAX_BYTES as MAX_DRAWING_BYTES
from leaflet.read.figures import read_drawing
from leaflet.read.file_names import is_safe_path
from leaflet.read.text_file import Problems, decode, read_bytes
from leaflet.svg.elements import as_svg
from leaflet.svg.labels import labels
from leaflet.svg.placement import placement_faults, view_box

COLOUR = "unreadable-colour"
LOGO = "unfit-logo"
_COLOURS = ("accent", "alarm")
_MAX_LOGO_BYTES = 5_000_000
_LIMIT = PixelLimit(5000)
_PRINTED_PIXELS = (1000, 1000)
"""To which a larger one is scaled down: 80 mm at the print's resolution, more than any layout has room for."""
_FLATTEST, _NARROWEST = 12.0, 0.2
"""How wide a logo may be, as a part of its height."""
_PATH_HINT = "put the file into `sources/brand/` and write its path from `sources` on: `brand/logo.svg`, or `.png`"
_PIXELS_HINT = "open it in an image editor and export it as PNG in RGB, or take the logo as SVG"
_OUTLINE_HINT = "turn the words into outlines in the drawing program (“object to path”): their font may not be here"


def read_brand(root: Path, house: House) -> tuple[House, Problems]:
    """`house` with its logo and fonts as they are printed, and what is wrong with its brand."""
    brand = house.brand
    mark, mark_problems = _read_mark(root, brand)
    choices, font_problems = read_fonts(root, brand)
    logo = brand.logo.model_copy(update={"mark": mark}) if brand.logo else None
    fonts = brand.fonts.model_copy(update=choices) if brand.fonts else None
    read = house.model_copy(update={"brand": brand.model_copy(update={"logo": logo, "fonts": fonts})})
    return read, (*_colour_faults(brand), *mark_problems, *font_problems)


def _colour_faults(brand: Brand) -> Iterator[Problem]:
    """Each colour is one, and stands out against white as text must, and white against it."""
    for field in _COLOURS:
        text, span = getattr(brand, field), brand.span(field)
        if field not in brand.model_fields_set:
            continue
        if (colour := colour_of(text)) is None:
            hint = 'write it as in CSS, three or six digits and letters from a to f, in quotes: "#07464e"'
            yield Problem("invalid-record", f"`{field}` is `{text}`, which isn't a colour", hint, span)
        elif (found := contrast(colour, WHITE)) < TEXT_CONTRAST:
            ratio = min(found, TEXT_CONTRAST - 0.01)  # 4.4996 isn't 4.5
            message = (
                f"`{field}` is {text}, which stands out {ratio:.2f} to 1 against white, as text on paper and as the "
                f"ground of white text; {TEXT_CONTRAST} to 1 is needed"
            )
            nearest = readable(colour)
            hint = f'the nearest colour of that hue that does is {nearest}: write {field}: "{nearest}"'
            yield Problem(COLOUR, message, hint, span)


def _read_mark(root: Path, brand: Brand) -> tuple[BrandMark | None, Problems]:
    if brand.logo is None:
        return None, ()
    path, span = brand.logo.file, brand.span("logo", "file")
    suffix = PurePosixPath(path).suffix.lower()
    if not is_safe_path(path) or suffix not in (".svg", ".png"):
        return None, (Problem(LOGO, f"`{path}` isn't an SVG or a PNG below `sources`", _PATH_HINT, span),)
    limit = MAX_DRAWING_BYTES if suffix == ".svg" else _MAX_LOGO_BYTES
    data, problems = read_bytes(root, f"{SOURCES_FOLDER}/{path}", within=SOURCES_FOLDER, limit=limit)
    if data is None:
        return None, tuple(replace(problem, span=span) for problem in problems)
    mark, problems = _drawing(data, f"{SOURCES_FOLDER}/{path}") if suffix == ".svg" else _pixels(data, path, span)
    if mark and not _NARROWEST <= mark.ratio <= _FLATTEST:
        room = f"there is room for {_NARROWEST} to {_FLATTEST:.0f}"
        message = f"the logo `{path}` is {mark.ratio:.1f} times as wide as high; {room}"
        return None, (Problem(LOGO, message, "cut what is empty around it, or take another form of the logo", span),)
    return mark, problems


def _drawing(data: bytes, path: str) -> tuple[BrandMark | None, Problems]:
    file, problems = decode(path, data, MAX_DRAWING_BYTES)
    drawing, problems = read_drawing(file, "brand") if file else (None, problems)
    if drawing is None or problems:
        return None, problems
    words = next((label.element for label in labels(drawing) if label.element.name not in ("title", "desc")), None)
    if words is not None:
        here = Span(path, words.line, words.column)
        return None, (Problem(LOGO, "a logo must not have words as text", _OUTLINE_HINT, here),)
    if faults := placement_faults(drawing):
        here = Span(path, faults[0].element.line, faults[0].element.column)
        return None, (Problem("unprintable-drawing", faults[0].message, faults[0].hint, here),)
    _, _, width, height = view_box(drawing) or (0, 0, 1, 1)
    return BrandMark(as_svg(drawing).encode(), "image/svg+xml", width / height), ()


def _pixels(data: bytes, path: str, span: Span) -> tuple[BrandMark | None, Problems]:
    kind = picture_kind(data, path)
    if kind != "PNG":
        return None, (Problem(LOGO, f"`{path}` is a file of the kind {kind}, not PNG", _PIXELS_HINT, span),)
    try:
        picture = read_pixels(data, _LIMIT, _printed)
    except InvalidPictureError as error:
        return None, (Problem(LOGO, f"the PNG `{path}` {error}", _PIXELS_HINT, span),)
    saved, (width, height) = saved_as(picture, "PNG"), picture.size
    return BrandMark(saved, "image/png", width / height, picture.size, digest_of_file(saved)), ()


def _printed(picture: PixelImage) -> PixelImage:
    plain = on_paper(picture)
    plain.thumbnail(_PRINTED_PIXELS)
    return plain
