"""SVG drawings, checked against an allow-list of elements and attributes, with their texts extracted for translation.

Whatever can load, run or style something is not on the list, so a drawing can go into a page as it is.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape, quoteattr
from xml.sax.xmlreader import AttributesImpl, InputSource, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from leaflet.model import Figure, Located, Origin, PathStep
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.file_names import is_safe_path
from leaflet.read.records import allowed_words_hint, validate
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults, read_text

MAX_BYTES = 200_000
"""Bytes that a drawing may have."""
MAX_DEPTH = 24
"""How deep its elements may be nested."""
NAMESPACE = "http://www.w3.org/2000/svg"
TEXT_ELEMENTS = frozenset({"title", "desc", "text", "tspan"})
"""Elements that hold text."""
ELEMENTS = TEXT_ELEMENTS | {"svg", "g", "rect", "circle", "ellipse", "line", "path", "polygon", "polyline"}
LAYOUT_ATTRIBUTES = {"viewBox", "preserveAspectRatio", "width", "height", "x", "y", "dx", "dy", "transform", "role"}
SHAPE_ATTRIBUTES = {"x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points"}
PAINT_ATTRIBUTES = {
    "fill",
    "fill-opacity",
    "fill-rule",
    "opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
}
STROKE_ATTRIBUTES = {"stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset"}
FONT_ATTRIBUTES = {"font-family", "font-size", "font-weight", "letter-spacing", "text-anchor", "dominant-baseline"}
ATTRIBUTES = LAYOUT_ATTRIBUTES | SHAPE_ATTRIBUTES | PAINT_ATTRIBUTES | STROKE_ATTRIBUTES | FONT_ATTRIBUTES
SAFE_VALUE = re.compile(r"(?!.*url)[\w\s#.,%()'\"+-]*", re.IGNORECASE | re.DOTALL)
"""No colon, slash or backslash: neither an address nor a style fits in."""


@dataclass
class _SvgElement:
    """An element of a drawing. Between its children there is nothing but space."""

    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    text: str = ""
    children: list[_SvgElement] = field(default_factory=list)

    def walk(self) -> Iterator[_SvgElement]:
        """The element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_figure(root: Path, topic: str, name: str, path: str, span: Span) -> tuple[Figure | None, Problems]:
    """The figure at `path` (from the folder `topic`), named in the running text at `span`; its block is called `name`.

    None and the problems where the file is missing, lies outside the topic's folder, or holds anything but a drawing.
    """
    pure = PurePosixPath(path)
    if pure.suffix != ".svg" or not is_safe_path(path):
        hint = "put the file into the topic's folder `figures` and write `![](figures/name.svg)`"
        return None, (Problem("unsafe-name", f"`{path}` is not a drawing inside the topic's folder", hint, span),)
    file, problems = read_text(root, f"{topic}/{pure}", within=topic, limit=MAX_BYTES)
    if file is None:
        return None, tuple(replace(p, span=span) if p.rule in ("missing-file", "unsafe-name") else p for p in problems)
    return parse_figure(file, name, str(pure))


def parse_figure(file: TextFile, name: str, path: str) -> tuple[Figure | None, Problems]:
    """The figure that `file` holds, for the block called `name`; `path` is its path from the topic's folder."""
    try:
        tree = _tree(file.text)
    except SAXParseException as error:
        hint = "open the file in a drawing program or a browser, and save it again as plain SVG"
        place = Span(file.path, max(error.getLineNumber() or 1, 1), (error.getColumnNumber() or 0) + 1)
        return None, (Problem("unsafe-svg", f"this is not valid XML: {error.getMessage()}", hint, place),)
    except DefusedXmlException:
        hint = "delete the line that begins with `<!DOCTYPE`"
        return None, (
            Problem("unsafe-svg", "a drawing must not declare a document type or entities", hint, Span(file.path)),
        )
    except _TooDeepError as error:
        message = f"elements must not be nested deeper than {MAX_DEPTH} levels"
        return None, (Problem("too-deep", message, "ungroup the drawing", Span(file.path, error.line, error.column)),)
    problems = tuple(_faults(file.path, tree))
    return (None, problems) if problems else _record(file.path, tree, name, path)


def svg_with_strings(figure: Figure) -> str:
    """The drawing as SVG with the figure's `strings` in the place of its own words, in document order."""
    tree = _tree(figure.svg)
    for element, text in zip(_text_elements(tree), figure.strings, strict=True):
        element.text = text
    return _svg(tree)


def _record(path: str, tree: _SvgElement, name: str, file: str) -> tuple[Figure | None, Problems]:
    elements = _text_elements(tree)
    found = {e.name: e.text for e in tree.children if e.name in ("title", "desc")}
    located = Located(
        id=name,
        file=file,
        svg=_svg(tree),
        strings=tuple(e.text for e in elements),
        title=found.get("title", ""),
        description=found.get("desc", ""),
    )
    spans: dict[tuple[PathStep, ...], Span] = {
        ("strings", n): Span(path, e.line, e.column) for n, e in enumerate(elements)
    }
    located.origin = Origin(Span(path, tree.line, tree.column), spans)
    return validate(Figure, SourceDocument(located, located.origin))


def _text_elements(tree: _SvgElement) -> tuple[_SvgElement, ...]:
    return tuple(e for e in tree.walk() if e.text)


def _svg(element: _SvgElement) -> str:
    """The element as text; inside text nothing is added, since white space counts there."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    inside = escape(element.text) + "".join(_svg(child) for child in element.children)
    return f"<{element.name}{attributes}>{inside}</{element.name}>"


class _TooDeepError(Exception):
    """The drawing is nested too deep."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line, self.column = line, column


class _TreeBuilder(ContentHandler):
    """Builds the tree of elements."""

    def __init__(self) -> None:
        super().__init__()
        self.root: _SvgElement | None = None
        self.open: list[_SvgElement] = []
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        assert self.locator is not None
        line, column = self.locator.getLineNumber() or 1, (self.locator.getColumnNumber() or 0) + 1
        if len(self.open) >= MAX_DEPTH:
            raise _TooDeepError(line, column)
        element = _SvgElement(name, dict(attrs.items()), line, column)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802
        element = self.open.pop()
        # NFC again, since a reference such as &#x301; can produce any character.
        element.text = unicodedata.normalize("NFC", " ".join(element.text.split()))

    def characters(self, content: str) -> None:
        self.open[-1].text += content


def _tree(text: str) -> _SvgElement:
    handler = _TreeBuilder()
    source = InputSource()
    source.setByteStream(io.BytesIO(text.encode()))
    source.setEncoding("utf-8")
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    parser.parse(source)
    assert handler.root is not None
    return handler.root


def _faults(path: str, tree: _SvgElement) -> Iterator[Problem]:
    if tree.name != "svg":
        yield _fault(path, tree, f"a drawing must be an <svg>, not <{tree.name}>", "save it as plain SVG")
    if tree.attributes.get("xmlns") != NAMESPACE:
        yield _fault(path, tree, "the <svg> must name its namespace", f'write <svg xmlns="{NAMESPACE}" …>')
    for element in tree.walk():
        yield from _element_faults(path, element)
    yield from _order_faults(path, tree)


def _element_faults(path: str, element: _SvgElement) -> Iterator[Problem]:
    if element.name not in ELEMENTS:
        yield _fault(
            path, element, f"<{element.name}> is not allowed in a drawing", allowed_words_hint(element.name, ELEMENTS)
        )
    for name, value in element.attributes.items():
        yield from _attribute_faults(path, element, name, value)
    yield from forbidden_character_faults(Span(path, element.line, element.column), element.text)
    if element.text and (element.name not in TEXT_ELEMENTS or element.children):
        hint = "put every text into a <text> or <tspan> of its own, with nothing else inside"
        yield _fault(path, element, f"words must not stand directly in this <{element.name}>", hint)


def _attribute_faults(path: str, element: _SvgElement, name: str, value: str) -> Iterator[Problem]:
    if name == "xmlns" and element.name == "svg" and value == NAMESPACE:
        return
    if name not in ATTRIBUTES:
        hint = "remove it; style with fill, stroke, font-size and the like, never with style or class"
        yield _fault(path, element, f"the attribute `{name}` is not allowed in a drawing", hint)
    elif not SAFE_VALUE.fullmatch(value):
        hint = "use plain numbers, colours and names; nothing can be linked or loaded"
        yield _fault(path, element, f"the attribute `{name}` must not have this value", hint)


def _order_faults(path: str, tree: _SvgElement) -> Iterator[Problem]:
    """Title and description come first, once each: whatever follows them is a label that is drawn."""
    head = [e.name for e in tree.children[:2]]
    allowed = {"title", "desc"} if set(head) == {"title", "desc"} else set(head[:1]) & {"title", "desc"}
    first = tree.children[: len(allowed)]
    for element in tree.walk():
        if element.name in ("title", "desc") and not any(element is e for e in first):
            hint = "put one <title> and one <desc> directly under <svg>, before everything else"
            yield _fault(path, element, f"<{element.name}> must stand once, first in the drawing", hint)


def _fault(path: str, element: _SvgElement, message: str, hint: str) -> Problem:
    return Problem("unsafe-svg", message, hint, Span(path, element.line, element.column))
