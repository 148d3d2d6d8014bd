"""HTML → PDF: the room of WeasyPrint.

Everything here that touches WeasyPrint's insides (`_page_box`, `tags._build_box_tree`) was written against version
70.0, which `pyproject.toml` pins. WeasyPrint is imported on the first rendering: it takes half a second.
"""

from __future__ import annotations

import functools
import itertools
import logging
import mimetypes
import os
import warnings
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from leaflet import fonts
from leaflet.model import CLINIC_BOX, Box, Overflow, Rendered

_VARIANT = "pdf/a-2a"
_PICTURES = ("data:image/png;base64,", "data:image/svg+xml;base64,")
_LOGGERS = ("weasyprint", "fontTools")
_MM = 25.4 / 96
"""Millimetres in a CSS pixel."""
_TOLERANCE = 2
"""Pixels that content may stick out by, half a millimetre: no reader sees it, and rounding makes less."""
_WORDS = 8
"""Words of the text that sticks out, for the message."""

_PRINT_CSS = "html { image-rendering: crisp-edges }"
"""Smoothed raster images are not allowed in PDF/A (WeasyPrint issue 1661)."""

_UA_SCHEMA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
"""Says that the file is PDF/UA-1 too; PDF/A wants such a property described (ISO 19005-2, 6.6.2.3)."""


def render(html: str, folder: Path) -> Rendered:
    """Lay `html` out and give the PDF: PDF/A-2a and PDF/UA-1 in one file, the same bytes for the same input.

    `html` is a complete document with its CSS inlined; it needs `<html lang>` and `<title>`. `asset:logo.svg` in it
    means that file in `folder`; no other address is opened, no network is reached. What WeasyPrint warns of, and every
    address that was refused, is in `Rendered.log`: whoever publishes treats each line as a fault.
    """
    weasyprint = _weasyprint()
    with _log() as log:
        assets = _Assets(folder.resolve(), log)
        style = weasyprint.CSS(string=_PRINT_CSS)
        page = weasyprint.HTML(string=html, url_fetcher=assets)
        document = page.render(font_config=_font_config(), stylesheets=[style], pdf_variant=_VARIANT)
        pdf = _written(document)
    return Rendered(pdf, len(document.pages), tuple(log), _overflows(document), tuple(_clinic_boxes(document)))


def warm_up() -> None:
    """Load what every rendering needs, so that processes which are forked from this one have it."""
    _font_config()


def _written(document: Any) -> bytes:
    with warnings.catch_warnings():
        # WeasyPrint leaves its colour profile's file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return bytes(document.write_pdf(finisher=_say_accessible, pdf_variant=_VARIANT))


@functools.cache
def _weasyprint() -> Any:
    os.environ["FONTCONFIG_FILE"] = str(fonts.CONFIG)
    import weasyprint  # noqa: PLC0415 -- slow, and fontconfig must be told first
    from weasyprint.pdf import tags  # noqa: PLC0415

    tags._build_box_tree = _completed(tags._build_box_tree, tags.pydyf.String)
    return weasyprint


@functools.cache
def _font_config() -> Any:
    """One for the process: each new one costs memory that is not given back (WeasyPrint issue 2843)."""
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()


# What WeasyPrint says


class _Collector(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def _log() -> Iterator[list[str]]:
    """The lines that are logged meanwhile, in order; nothing reaches standard error."""
    lines: list[str] = []
    handler = _Collector(lines)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate, logger.level = False, logging.WARNING
    try:
        yield lines
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate
            logger.setLevel(level)


# Files


@dataclass
class _Assets:
    """WeasyPrint's URL fetcher: serves `asset:` files inside `folder`, and has nothing to open anything else with."""

    folder: Path
    log: list[str]
    _fail_on_errors: bool = field(default=False, init=False)
    """Asked for by WeasyPrint. A refusal is logged instead, so that one run tells all of them."""

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415

        try:
            if url.startswith(_PICTURES):  # made by compose, of what was looked at
                return URLFetcherResponse(
                    url, b64decode(url.partition(",")[2]), {"Content-Type": url[5:].partition(";")[0]}
                )
            path = self._path(url)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        except (OSError, ValueError) as error:
            # WeasyPrint is silent about an image inside an SVG, and about a font.
            self.log.append(f"error: {url} was not loaded: {error}")
            raise

    def _path(self, url: str) -> Path:
        """The file that `url` means. Raises ValueError or OSError where it is not one inside the folder."""
        parts = urlsplit(url)
        if parts.scheme != "asset" or parts.netloc or parts.query:
            raise ValueError("only `asset:` and a file name can be loaded")
        path = (self.folder / unquote(parts.path)).resolve(strict=True)
        if not (path.is_relative_to(self.folder) and path.is_file()):
            raise ValueError("it is not a file inside the layout's folder")
        return path


# Tags and metadata


def _say_accessible(document: Any, pdf: Any) -> None:
    """Add PDF/UA-1 to the metadata of a PDF/A file; WeasyPrint writes one variant at a time (issue 2783)."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number].stream
    stream[0] = stream[0].replace(b"</rdf:RDF>", _UA_SCHEMA.encode())


_Build = Callable[..., Iterator[Any]]


def _completed(build: _Build, string: Callable[[str], Any]) -> _Build:
    """WeasyPrint's builder of structure elements, with what it leaves out; `string` makes a PDF string."""

    def build_completed(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        for element in build(box, parent, pdf, *rest):
            _complete(_real(box), element, string)
            if element["S"] == "/L":
                _items_only(element, pdf)
            yield element

    return build_completed


def _complete(box: Any, element: Any, string: Callable[[str], Any]) -> None:
    """Set a passage's language, a header cell's scope (ISO 14289-1, 7.2 and 7.5; WeasyPrint issue 2508), a box."""
    if box.element is None:
        return
    if box.element.get("lang") and box.element_tag != "html":
        element["Lang"] = string(box.element.get("lang"))
    if _is_clinic_box(box):
        element["T"] = string(CLINIC_BOX)
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"


def _items_only(element: Any, pdf: Any) -> None:
    """Move the white space between items that stand in a line into the item before: a list holds nothing but items."""
    body = None
    for reference in tuple(element["K"]):
        kid = pdf.objects[int(reference.split()[0])]
        if kid["S"] == "/LI":
            body = pdf.objects[int(kid["K"][-1].split()[0])]
        elif kid["S"] == "/Span" and body is not None:
            element["K"].remove(reference)
            body["K"].append(reference)
            kid["P"] = body.reference


# The clinic's box


def _clinic_boxes(document: Any) -> Iterator[Box]:
    for number, page in enumerate(document.pages, 1):
        for box in _inside(page._page_box):
            if _is_clinic_box(box):
                edges = (box.content_box_x(), box.content_box_y(), box.width, box.height)
                yield Box(number, *(edge * _MM for edge in edges))


def _is_clinic_box(box: Any) -> bool:
    return box.element is not None and box.element.get("data-clinic") == "box" and box.element_tag == "div"


# What sticks out


@dataclass(frozen=True)
class _Edges:
    """A rectangle; CSS pixels from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


_Mark = tuple[str, str]
"""Kind and id: what the attributes `data-…` of a layout say."""
_KINDS = ("disclaimer", "claim", "block")
_Side = Literal["bottom", "right", "left", "top"]


def _overflows(document: Any) -> tuple[Overflow, ...]:
    """What sticks out of a box marked `data-fit`, goes on after one on a later page, or runs off the paper."""
    before: dict[int, str] = {}
    found: list[Overflow] = []
    for number, page in enumerate(document.pages, 1):
        fitted = tuple(_fitted(page._page_box))
        texts = {id(box.element): _text(_inside(box)) for box in fitted}
        found += [o for box in fitted for o in _too_full(number, box)]
        found += [_continued(number, box) for box in fitted if _goes_on(id(box.element), before, texts)]
        found += _off_paper(number, page)
        before |= texts
    return tuple(found)


def _goes_on(element: int, before: dict[int, str], now: dict[int, str]) -> bool:
    """Is it the rest of an element of an earlier page? (One with the same text is repeated, as a foot is.)"""
    return element in before and before[element] != now[element]


def _real(box: Any) -> Any:
    """The box itself where `box` is the placeholder of an absolutely positioned one."""
    return getattr(box, "_box", box)


def _children(box: Any) -> Iterator[Any]:
    return (_real(child) for child in getattr(box, "children", ()))


def _inside(box: Any) -> Iterator[Any]:
    """Every box under `box`, in document order."""
    for child in _children(box):
        yield child
        yield from _inside(child)


def _name(box: Any) -> str:
    return str(box.element.get("data-fit"))


def _fitted(box: Any, outer_element: Any = None) -> Iterator[Any]:
    """The outermost box of every element marked `data-fit` (an element's lines and cells are boxes of it, too)."""
    marked = box.element is not None and box.element.get("data-fit") is not None and box.element is not outer_element
    if marked and isinstance(box.height, int | float):
        yield box
        outer_element = box.element
    for child in _children(box):
        yield from _fitted(child, outer_element)


def _content(box: Any) -> _Edges:
    x, y = box.content_box_x(), box.content_box_y()
    return _Edges(x, y, x + box.width, y + box.height)


def _sticking_out(page: int, name: str, room: _Edges, boxes: Iterator[Any]) -> list[Overflow]:
    """One Overflow for each side of `room` that one of `boxes` crosses, by the farthest of them."""
    crossings = [(side, by, box) for box in boxes for side, by in _crossed(box, room)]
    found = []
    for side in dict.fromkeys(side for side, _, _ in crossings):
        over = [(by, box) for s, by, box in crossings if s == side]
        text = _words(box for _, box in over)
        found.append(Overflow(page, name, side, round(max(by for by, _ in over) * _MM, 1), text))
    return found


def _too_full(page: int, box: Any) -> list[Overflow]:
    """What sticks out of `box`, with the marks that do not fit it."""
    room = _content(box)
    found = _sticking_out(page, _name(box), room, _inside(box))
    lost = _lost(box, room) if found else ()
    return [replace(overflow, lost_texts=lost) for overflow in found]


def _lost(box: Any, room: _Edges) -> tuple[_Mark, ...]:
    """The marks in `box` from the first that crosses the edge of `room` on that cross it or were not laid out at all.

    (The renderer drops what would begin below the paper.)
    """
    inside = tuple(_inside(box))
    laid_out = {id(inner.element) for inner in inside}
    crossings = {id(inner.element) for inner in inside if any(_crossed(inner, room))}
    marked = [(mark, {id(e) for e in element.iter()}) for mark, element in _marked(box.element)]
    beyond = itertools.dropwhile(lambda pair: not pair[1] & crossings, marked)
    return tuple(mark for mark, elements in beyond if elements & crossings or not elements & laid_out)


def _marked(element: Any) -> Iterator[tuple[_Mark, Any]]:
    """Every mark in `element`, with the element that carries it."""
    for inner in element.iter():
        for kind in _KINDS:
            if inner.get(f"data-{kind}"):
                yield (kind, inner.get(f"data-{kind}")), inner


def _crossed(box: Any, room: _Edges) -> Iterator[tuple[_Side, float]]:
    """The sides of `room` that `box` crosses, and by how many pixels.

    Lines and blocks are held to top and bottom, text and images to left and right: a line is as wide as its column,
    and a band of colour may be drawn wider than its text.
    """
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    edges = _border(box)
    distances: dict[_Side, float] = {}
    if isinstance(box, b.LineBox | b.ReplacedBox | b.BlockLevelBox | b.TableCellBox) and not _taken_out(box):
        distances |= {"bottom": edges.bottom - room.bottom, "top": room.top - edges.top}
    if isinstance(box, b.TextBox | b.ReplacedBox):
        distances |= {"right": edges.right - room.right, "left": room.left - edges.left}
    yield from ((side, amount) for side, amount in distances.items() if amount > _TOLERANCE)


def _taken_out(box: Any) -> bool:
    """Was it placed by itself, such as a mark in the margin? (Its text is held to the box all the same.)"""
    return bool(box.is_absolutely_positioned())


def _border(box: Any) -> _Edges:
    x, y = box.border_box_x(), box.border_box_y()
    return _Edges(x, y, x + box.border_width(), y + box.border_height())


def _continued(page: int, box: Any) -> Overflow:
    """The rest of a box that was broken over two pages, by the height of what stands there."""
    bottom = max((_border(inner).bottom for inner in _inside(box)), default=box.content_box_y())
    by_mm = round((bottom - box.content_box_y()) * _MM, 1)
    here = {id(inner.element) for inner in _inside(box)}
    lost = (mark for mark, element in _marked(box.element) if any(id(e) in here for e in element.iter()))
    return Overflow(page, _name(box), "bottom", by_mm, _words(_inside(box)), tuple(lost))


def _off_paper(number: int, page: Any) -> list[Overflow]:
    paper = _Edges(0, 0, page.width, page.height)
    return _sticking_out(number, "page", paper, _lines(page._page_box))


def _lines(box: Any) -> Iterator[Any]:
    """Lines and their text, without those inside a transformed box, whose place is another."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    for child in _children(box):
        if child.style["transform"]:
            continue
        if isinstance(child, b.LineBox | b.TextBox):
            yield child
        yield from _lines(child)


def _words(boxes: Iterator[Any]) -> str:
    """The first words in `boxes`."""
    return " ".join(_text(boxes).split()[:_WORDS])


def _text(boxes: Iterator[Any]) -> str:
    """The text in the lines among `boxes` and in their pieces, each piece once."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    lines = (box for box in boxes if isinstance(box, b.LineBox | b.TextBox))
    text_boxes = (piece for line in lines for piece in (line, *_inside(line)) if isinstance(piece, b.TextBox))
    return " ".join({id(piece): piece.text for piece in text_boxes}.values())
