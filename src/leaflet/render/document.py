"""HTML → PDF with WeasyPrint.

Everything here that uses WeasyPrint's internals (`_page_box`, `tags._build_box_tree`) was written against version
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
from leaflet.model import CLINIC_BOX, KIND_NAMES, ClinicBox, Overflow, RenderResult, TextKey

_PDF_VARIANT = "pdf/a-2a"
_DATA_URL_PREFIXES = ("data:image/png;base64,", "data:image/svg+xml;base64,")
_LOGGERS = ("weasyprint", "fontTools")
_MM_PER_PX = 25.4 / 96
"""Millimetres in a CSS pixel."""
_TOLERANCE_PX = 2
"""Pixels that content may stick out by, half a millimetre: no reader sees it, and rounding makes less."""
_EXCERPT_WORDS = 8
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
"""Declares that the file is PDF/UA-1 too; PDF/A requires such a property described (ISO 19005-2, 6.6.2.3)."""


def render(html: str, folder: Path) -> RenderResult:
    """Lay `html` out as a PDF: PDF/A-2a and PDF/UA-1 in one file, the same bytes for the same input.

    `html` is a complete document with its CSS inlined; it needs `<html lang>` and `<title>`. `asset:logo.svg` in it
    means that file in `folder`; no other address is opened, and no network is used. What WeasyPrint warns of, and every
    address that was refused, is in `RenderResult.log`: whoever publishes treats each line as a fault.
    """
    weasyprint = _weasyprint()
    with _captured_log() as log:
        assets = _AssetFetcher(folder.resolve(), log)
        style = weasyprint.CSS(string=_PRINT_CSS)
        page = weasyprint.HTML(string=html, url_fetcher=assets)
        document = page.render(font_config=_font_config(), stylesheets=[style], pdf_variant=_PDF_VARIANT)
        pdf = _pdf_bytes(document)
    return RenderResult(pdf, len(document.pages), tuple(log), _overflows(document), tuple(_clinic_boxes(document)))


def load_renderer() -> None:
    """Load what every rendering needs, so that processes which are forked from this one have it."""
    _font_config()


def _pdf_bytes(document: Any) -> bytes:
    with warnings.catch_warnings():
        # WeasyPrint leaves its colour profile's file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return bytes(document.write_pdf(finisher=_declare_pdf_ua, pdf_variant=_PDF_VARIANT))


@functools.cache
def _weasyprint() -> Any:
    os.environ["FONTCONFIG_FILE"] = str(fonts.CONFIG)
    import weasyprint  # noqa: PLC0415 -- slow, and fontconfig must be configured first
    from weasyprint.pdf import tags  # noqa: PLC0415

    tags._build_box_tree = _with_missing_tags(tags._build_box_tree, tags.pydyf.String)
    return weasyprint


@functools.cache
def _font_config() -> Any:
    """One for the process: each new one costs memory that is not given back (WeasyPrint issue 2843)."""
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()


# WeasyPrint's log


class _LogCollector(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def _captured_log() -> Iterator[list[str]]:
    """The lines that are logged meanwhile, in order; nothing reaches standard error."""
    lines: list[str] = []
    handler = _LogCollector(lines)
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
class _AssetFetcher:
    """WeasyPrint's URL fetcher: serves `asset:` files inside `folder`, and has nothing to open anything else with."""

    folder: Path
    log: list[str]
    _fail_on_errors: bool = field(default=False, init=False)
    """Asked for by WeasyPrint. A refusal is logged instead, so that one run reports all of them."""

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415

        try:
            if url.startswith(_DATA_URL_PREFIXES):  # made by compose from checked pictures
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


def _declare_pdf_ua(document: Any, pdf: Any) -> None:
    """Add PDF/UA-1 to the metadata of a PDF/A file; WeasyPrint writes one variant at a time (issue 2783)."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number].stream
    stream[0] = stream[0].replace(b"</rdf:RDF>", _UA_SCHEMA.encode())


_BoxTreeBuilder = Callable[..., Iterator[Any]]


def _with_missing_tags(build: _BoxTreeBuilder, string: Callable[[str], Any]) -> _BoxTreeBuilder:
    """WeasyPrint's builder of structure elements, with what it leaves out; `string` makes a PDF string."""

    def build_completed(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        for element in build(box, parent, pdf, *rest):
            _add_missing_attributes(_unwrapped(box), element, string)
            if element["S"] == "/L":
                _move_spaces_into_items(element, pdf)
            yield element

    return build_completed


def _add_missing_attributes(box: Any, element: Any, string: Callable[[str], Any]) -> None:
    """Set a passage's language, a header cell's scope (ISO 14289-1, 7.2 and 7.5; WeasyPrint issue 2508), a box."""
    if box.element is None:
        return
    if box.element.get("lang") and box.element_tag != "html":
        element["Lang"] = string(box.element.get("lang"))
    if _is_clinic_box(box):
        element["T"] = string(CLINIC_BOX)
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"


def _move_spaces_into_items(element: Any, pdf: Any) -> None:
    """Move the white space between items on one line into the item before: a list holds nothing but items."""
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


def _clinic_boxes(document: Any) -> Iterator[ClinicBox]:
    for number, page in enumerate(document.pages, 1):
        for box in _descendants(page._page_box):
            if _is_clinic_box(box):
                edges = (box.content_box_x(), box.content_box_y(), box.width, box.height)
                yield ClinicBox(number, *(edge * _MM_PER_PX for edge in edges))


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


_Side = Literal["bottom", "right", "left", "top"]


def _overflows(document: Any) -> tuple[Overflow, ...]:
    """What sticks out of a box marked `data-fit`, goes on after one on a later page, or runs off the paper."""
    before: dict[int, str] = {}
    found: list[Overflow] = []
    for number, page in enumerate(document.pages, 1):
        fitted = tuple(_fit_boxes(page._page_box))
        texts = {id(box.element): _text(_descendants(box)) for box in fitted}
        found += [o for box in fitted for o in _box_overflows(number, box)]
        found += [
            _continuation_overflow(number, box) for box in fitted if _is_continued(id(box.element), before, texts)
        ]
        found += _page_overflows(number, page)
        before |= texts
    return tuple(found)


def _is_continued(element: int, before: dict[int, str], now: dict[int, str]) -> bool:
    """Is it the rest of an element on an earlier page? (One with the same text is repeated, as a footer is.)"""
    return element in before and before[element] != now[element]


def _unwrapped(box: Any) -> Any:
    """The box itself where `box` is the placeholder of an absolutely positioned one."""
    return getattr(box, "_box", box)


def _children(box: Any) -> Iterator[Any]:
    return (_unwrapped(child) for child in getattr(box, "children", ()))


def _descendants(box: Any) -> Iterator[Any]:
    """Every box under `box`, in document order."""
    for child in _children(box):
        yield child
        yield from _descendants(child)


def _fit_id(box: Any) -> str:
    return str(box.element.get("data-fit"))


def _fit_boxes(box: Any, outer_element: Any = None) -> Iterator[Any]:
    """The outermost box of every element marked `data-fit` (an element's lines and cells are boxes of it, too)."""
    marked = box.element is not None and box.element.get("data-fit") is not None and box.element is not outer_element
    if marked and isinstance(box.height, int | float):
        yield box
        outer_element = box.element
    for child in _children(box):
        yield from _fit_boxes(child, outer_element)


def _content_edges(box: Any) -> _Edges:
    x, y = box.content_box_x(), box.content_box_y()
    return _Edges(x, y, x + box.width, y + box.height)


def _overflows_by_side(page: int, name: str, room: _Edges, boxes: Iterator[Any]) -> list[Overflow]:
    """One Overflow for each side of `room` that `boxes` cross, with the largest distance."""
    crossings = [(side, distance, box) for box in boxes for side, distance in _crossed_sides(box, room)]
    found = []
    for side in dict.fromkeys(side for side, _, _ in crossings):
        crossing = [(distance, box) for s, distance, box in crossings if s == side]
        text = _first_words(box for _, box in crossing)
        overflow_mm = round(max(distance for distance, _ in crossing) * _MM_PER_PX, 1)
        found.append(Overflow(page, name, side, overflow_mm, text))
    return found


def _box_overflows(page: int, box: Any) -> list[Overflow]:
    """What sticks out of `box`, with the required texts that don't fit."""
    room = _content_edges(box)
    found = _overflows_by_side(page, _fit_id(box), room, _descendants(box))
    lost = _lost_texts(box, room) if found else ()
    return [replace(overflow, lost_texts=lost) for overflow in found]


def _lost_texts(box: Any, room: _Edges) -> tuple[TextKey, ...]:
    """The required texts in `box`, from the first that crosses the edge of `room`, that cross it or were not laid out.

    (The renderer drops what would begin below the paper.)
    """
    inside = tuple(_descendants(box))
    laid_out = {id(inner.element) for inner in inside}
    crossings = {id(inner.element) for inner in inside if any(_crossed_sides(inner, room))}
    marked = [(key, {id(e) for e in element.iter()}) for key, element in _marked_elements(box.element)]
    beyond = itertools.dropwhile(lambda pair: not pair[1] & crossings, marked)
    return tuple(key for key, elements in beyond if elements & crossings or not elements & laid_out)


def _marked_elements(element: Any) -> Iterator[tuple[TextKey, Any]]:
    """Every required text in `element`, with the element that carries it."""
    for inner in element.iter():
        for kind in KIND_NAMES:
            if inner.get(f"data-{kind}"):
                yield (kind, inner.get(f"data-{kind}")), inner


def _crossed_sides(box: Any, room: _Edges) -> Iterator[tuple[_Side, float]]:
    """The sides of `room` that `box` crosses, and by how many pixels.

    Lines and blocks are held to top and bottom, text and images to left and right: a line is as wide as its column,
    and a band of colour may be drawn wider than its text.
    """
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    edges = _border_edges(box)
    distances: dict[_Side, float] = {}
    if isinstance(box, b.LineBox | b.ReplacedBox | b.BlockLevelBox | b.TableCellBox) and not _is_absolutely_positioned(
        box
    ):
        distances |= {"bottom": edges.bottom - room.bottom, "top": room.top - edges.top}
    if isinstance(box, b.TextBox | b.ReplacedBox):
        distances |= {"right": edges.right - room.right, "left": room.left - edges.left}
    yield from ((side, amount) for side, amount in distances.items() if amount > _TOLERANCE_PX)


def _is_absolutely_positioned(box: Any) -> bool:
    """Is it absolutely positioned, such as a sign in the margin? (Its text must still fit the box.)"""
    return bool(box.is_absolutely_positioned())


def _border_edges(box: Any) -> _Edges:
    x, y = box.border_box_x(), box.border_box_y()
    return _Edges(x, y, x + box.border_width(), y + box.border_height())


def _continuation_overflow(page: int, box: Any) -> Overflow:
    """The rest of a box that was broken over two pages, by the height of what is on the later page."""
    bottom = max((_border_edges(inner).bottom for inner in _descendants(box)), default=box.content_box_y())
    overflow_mm = round((bottom - box.content_box_y()) * _MM_PER_PX, 1)
    laid_out = {id(inner.element) for inner in _descendants(box)}
    lost = (key for key, element in _marked_elements(box.element) if any(id(e) in laid_out for e in element.iter()))
    return Overflow(page, _fit_id(box), "bottom", overflow_mm, _first_words(_descendants(box)), tuple(lost))


def _page_overflows(number: int, page: Any) -> list[Overflow]:
    paper = _Edges(0, 0, page.width, page.height)
    return _overflows_by_side(number, "page", paper, _untransformed_lines(page._page_box))


def _untransformed_lines(box: Any) -> Iterator[Any]:
    """Lines and their text, without those inside a transformed box, whose position differs."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    for child in _children(box):
        if child.style["transform"]:
            continue
        if isinstance(child, b.LineBox | b.TextBox):
            yield child
        yield from _untransformed_lines(child)


def _first_words(boxes: Iterator[Any]) -> str:
    """The first words in `boxes`."""
    return " ".join(_text(boxes).split()[:_EXCERPT_WORDS])


def _text(boxes: Iterator[Any]) -> str:
    """The text in the lines among `boxes` and in their text boxes, each once."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    lines = (box for box in boxes if isinstance(box, b.LineBox | b.TextBox))
    text_boxes = (box for line in lines for box in (line, *_descendants(line)) if isinstance(box, b.TextBox))
    return " ".join({id(box): box.text for box in text_boxes}.values())
