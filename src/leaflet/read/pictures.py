"""A topic's photos and pictures, PNG and JPEG: saved anew as they are printed, and described in the running text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Literal

from leaflet.lengths import MM_PER_INCH, PRINT_DPI
from leaflet.model import Figure
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
from leaflet.read.figures import read_figure
from leaflet.read.file_names import is_safe_path
from leaflet.read.text_file import Problems, read_bytes

NAME = "unprintable-picture"
SUFFIXES = (".png", ".jpg", ".jpeg")
MAX_BYTES = 20_000_000
"""Bytes that a picture may have."""
LIMIT = PixelLimit(9000)
"""PixelImage that a picture may have before it is scaled down; telephones take up to 8160."""
_PRINTED_PIXELS = (round(210 / MM_PER_INCH * PRINT_DPI), round(297 / MM_PER_INCH * PRINT_DPI))
"""PixelImage to which a larger one is scaled down: a sheet of A4 at the print's resolution."""
_MEDIA_TYPES: Mapping[str, Literal["image/png", "image/jpeg"]] = MappingProxyType(
    {"PNG": "image/png", "JPEG": "image/jpeg"}
)
_EXPORT_HINT = "open it in an image editor and export it as PNG or JPEG, in RGB"
_WORDS_HINT = (
    "say between the brackets what it shows, for readers who can't see it: `![What it shows](figures/name.jpg)`"
)


@dataclass(frozen=True)
class PictureFile:
    """A picture as it is printed, still without words."""

    data: bytes
    media_type: Literal["image/png", "image/jpeg"]
    pixels: tuple[int, int]
    digest: str


def is_picture_path(path: str) -> bool:
    """Is it named as a picture of pixels?"""
    return PurePosixPath(path).suffix.lower() in SUFFIXES


def read_figure_file(
    root: Path, topic: str, name: str, path: str, span: Span
) -> tuple[Figure | PictureFile | None, Problems]:
    """The drawing or the picture at `path` (from the folder `topic`), named in the running text at `span`.

    None and the problems where the file is missing, lies outside the topic's folder, or can't be printed.
    """
    if not is_picture_path(path) or not is_safe_path(path):
        return read_figure(root, topic, name, path, span)
    data, problems = read_bytes(root, f"{topic}/{path}", within=topic, limit=MAX_BYTES)
    if data is None:
        return None, tuple(replace(problem, span=span) for problem in problems)
    kind = picture_kind(data, path)
    if kind not in _MEDIA_TYPES:
        return None, (Problem(NAME, f"`{path}` is a file of the kind {kind}, not PNG or JPEG", _EXPORT_HINT, span),)
    try:
        picture = read_pixels(data, LIMIT, _printed)
    except InvalidPictureError as error:
        return None, (Problem(NAME, f"the {kind} `{path}` {error}", _EXPORT_HINT, span),)
    saved = saved_as(picture, kind)
    return PictureFile(saved, _MEDIA_TYPES[kind], picture.size, digest_of_file(saved)), ()


def _printed(picture: PixelImage) -> PixelImage:
    plain = on_paper(picture)
    plain.thumbnail(_PRINTED_PIXELS)
    return plain


def described(words: str, path: str, span: Span) -> tuple[str, Problems]:
    """What a picture's brackets say, and what is wrong with it; `span` is where they begin."""
    text = " ".join(words.split())
    names = {PurePosixPath(path).stem.casefold(), PurePosixPath(path).name.casefold()}
    if not any(sign.isalpha() for sign in text) or text.casefold() in names:
        message = f"the picture `{path}` has no description"
        return text, (Problem("figure-without-description", message, _WORDS_HINT, words_span(span)),)
    return text, ()


def words_span(span: Span) -> Span:
    """Where the words of a picture begin that is written at `span`: behind `![`."""
    return replace(span, column=span.column + 2)
