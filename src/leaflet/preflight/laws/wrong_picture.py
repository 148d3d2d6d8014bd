"""A picture of the source is lost, altered, cut off, turned, stretched, covered, too coarse, too small or out of place.

Why: a photo shows which cuff, which plaster, which pill. Where it is mirrored, cut off or another one, readers do
something else; and one with too few pixels shows squares instead of what was meant. One that is as wide as a thumbnail
shows nothing, and one beside another text is taken for that text's. So a picture or drawing is 30 mm wide or more, and
two fifths of its column, and stands in it between the text before it and the text after it (the project's own limits).

Fix: take a picture with as many pixels as the message says, such as the camera's original: a larger copy of a small one
shows no more. What is said of its place, look for in the layout's CSS.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

import pikepdf

from leaflet.editions.brand import printed_logo
from leaflet.editions.edition import Edition
from leaflet.lengths import MM_PER_PT, PRINT_DPI
from leaflet.model import Figure, Picture
from leaflet.pixels import pixel_digest
from leaflet.preflight.instrument.drawn_page import DrawnImage, PageDrawing, Painting
from leaflet.preflight.instrument.figure_places import FigurePlace, drawing_width_mm, figure_faults
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.tagged_elements import PICTURES, flowing
from leaflet.problem import Problem, Span

NAME = "wrong-picture"
_PT_PER_INCH = 72
_UPRIGHT = 0.01
"""How far a picture may be turned or stretched, as a part of its width."""
_CUT_MM = 0.3
_COARSE = 0.99
"""Of the print's resolution: what sizes in whole pixels may lack."""
_KEYS = ("/SMask", "/Mask", "/Decode", "/ImageMask")
"""By which a file shows other pixels than it holds."""
_UNREADABLE = (pikepdf.PdfError, NotImplementedError, ValueError, TypeError, KeyError, OSError, SyntaxError)
"""What pikepdf and Pillow raise for a picture that they can't read. It has no digest then, so that the picture which is
wanted is told as missing."""
_CSS_HINT = "look for it in the CSS of `{}`"


@dataclass(frozen=True)
class _SourcePicture:
    """A photo or picture of the running text, or a logo of pixels."""

    file: str
    digest: str
    pixels: tuple[int, int]
    span: Span
    block: Picture | None = None
    """Where it stands in the running text; None for a logo, which stands where the layout has it."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look for each picture of the edition, and at where it is drawn."""
    drawn = _drawn(file)
    for picture in _pictures(file.edition):
        places = drawn.get(picture.digest, [])
        said = f"the picture `{picture.file}`"
        if len(places) != 1:
            how = "isn't printed as the source has it" if not places else f"is printed {len(places)} times"
            hint = _CSS_HINT.format(file.edition.layout.id)
            yield file.problem(NAME, f"{said} {how} in {file.edition.id}", hint, picture.span)
        for page, painting, image in places[:1]:
            where = f"on page {page.number} of {file.edition.id}"
            for fault, hint in _faults(page, painting, image, picture):
                found = (hint or _CSS_HINT).format(file.edition.layout.id)
                yield file.problem(NAME, f"{said} {fault} {where}", found, picture.span)
            if picture.block:
                yield from _misplaced(file, picture.block, page.number, painting.box)
    yield from _drawings(file)


def _pictures(edition: Edition) -> Iterator[_SourcePicture]:
    for block in (block for block in edition.blocks() if isinstance(block, Picture)):
        yield _SourcePicture(block.file, block.digest, block.pixels, block.span(), block)
    logo = printed_logo(edition)
    if logo and logo.mark and logo.mark.digest:
        yield _SourcePicture(logo.file, logo.mark.digest, logo.mark.pixels, edition.house.brand.span("logo", "file"))


def _drawings(file: FinishedFile) -> Iterator[Problem]:
    """Look at where each drawing of the edition stands, and how large it is: by the marked contents of its tag."""
    figures = {block.id: block for block in file.edition.blocks() if isinstance(block, Figure)}
    if not figures:
        return
    places = [n for n in flowing(file.document) if file.document.elements[n].tag in PICTURES]
    for number, element in zip(places, (e for e in file.elements if e.tag == "Figure"), strict=False):
        marks = (file.document.elements[n].mark for n in file.document.ancestors(number))
        figure = next((figures[mark[1]] for mark in marks if mark and mark[1] in figures), None)
        drawn = {page for page, _ in element.content_ids}
        if figure and len(drawn) == 1:
            (page,) = drawn
            contents = {content for _, content in element.content_ids}
            paintings = file.drawn_pages[page - 1].paintings
            if boxes := [painting.box for painting in paintings if painting.content in contents]:
                yield from _misplaced(file, figure, page, bounding_box(boxes))


def _misplaced(file: FinishedFile, block: Figure | Picture, page: int, box: Box) -> Iterator[Problem]:
    """What is wrong with the size of a picture or drawing and with its place."""
    width = file.drawn_pages[page - 1].size_mm[0]
    seen = (width - box[2], box[1], width - box[0], box[3]) if file.typesetting.is_right_to_left else box
    for number in file.document.marked.get(("block", block.id), ())[:1]:
        whole = drawing_width_mm(file.lines, number, block) if isinstance(block, Figure) else 0.0
        for fault in figure_faults(file.lines, FigurePlace(number, page, seen, isinstance(block, Picture), whole)):
            what = "picture" if isinstance(block, Picture) else "drawing"
            message = f"the {what} `{block.file}` {fault} on page {page} of {file.edition.id}"
            hint = _CSS_HINT.format(file.edition.layout.id)
            yield file.problem(NAME, message, hint, block.span(), {file.page_thing(page)})


def _drawn(file: FinishedFile) -> Mapping[str, list[tuple[PageDrawing, Painting, DrawnImage]]]:
    """By digest of pixels: where each picture of the file is drawn."""
    found: defaultdict[str, list[tuple[PageDrawing, Painting, DrawnImage]]] = defaultdict(list)
    sizes = {picture.pixels for picture in _pictures(file.edition)}
    for page in file.drawn_pages if sizes else ():
        for painting in page.paintings:
            if painting.image and _size(painting.image.stream) in sizes:  # so that no other is unpacked
                found[_digest(painting.image.stream)].append((page, painting, painting.image))
    return found


def _size(stream: pikepdf.Stream) -> tuple[object, object]:
    return stream.get("/Width"), stream.get("/Height")


def _digest(stream: pikepdf.Stream) -> str:
    if any(key in stream for key in _KEYS):
        return ""
    try:
        pixels = pikepdf.PdfImage(stream).as_pil_image().convert("RGB")
    except _UNREADABLE:
        return ""
    return pixel_digest(pixels.size, pixels.tobytes())


def _faults(
    page: PageDrawing, painting: Painting, image: DrawnImage, picture: _SourcePicture
) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do) with a picture as it is drawn; '' where the style sheet is to be looked into."""
    width, b, c, height, _, _ = image.transform
    across, down = picture.pixels
    if min(width, height) <= 0 or max(abs(b), abs(c)) > _UPRIGHT * width:
        yield "is turned or mirrored", ""
        return
    if abs(width * down / (height * across) - 1) > _UPRIGHT:
        yield "is stretched", ""
    left, top, right, bottom = painting.box
    cut = max(width * MM_PER_PT - (right - left), height * MM_PER_PT - (bottom - top))
    if cut > _CUT_MM or painting.has_shaped_clip:
        yield "is cut off", ""
    later = page.paintings[page.paintings.index(painting) + 1 :]
    if painting.opacity < 1 or any(_reaches_into(other, painting) for other in later):
        yield "is covered or faded", ""
    needed = ceil(_COARSE * width / _PT_PER_INCH * PRINT_DPI)
    if across < needed:
        full = ceil(width / _PT_PER_INCH * PRINT_DPI)
        hint = (
            f"take one of at least {full} pixels across, such as the camera's original; enlarging this one doesn't help"
        )
        yield f"is too coarse: {width * MM_PER_PT:.0f} mm wide, it needs {full} pixels across, and has {across},", hint


def _reaches_into(other: Painting, picture: Painting) -> bool:
    across = min(other.box[2], picture.box[2]) - max(other.box[0], picture.box[0])
    down = min(other.box[3], picture.box[3]) - max(other.box[1], picture.box[1])
    return min(across, down) > _CUT_MM
