"""SVG drawings as trees of elements: parsed within bounds, and written again, with other texts where asked.

Comments and processing instructions are dropped, entities and document types refused. Which elements and attributes a
drawing may have is for whoever reads it to decide.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape, quoteattr
from xml.sax.xmlreader import AttributesImpl, InputSource, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

MAX_DEPTH = 24
"""How deep elements may be nested."""


@dataclass
class SvgElement:
    """An element of a drawing. Between its children there is nothing but space."""

    name: str
    attributes: Mapping[str, str]
    line: int
    """Where it begins, from 1."""
    column: int
    text: str = ""
    """Its own text in NFC, with single spaces."""
    children: list[SvgElement] = field(default_factory=list)

    def walk(self) -> Iterator[SvgElement]:
        """The element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


class SvgError(Exception):
    """The text isn't a drawing that can be parsed: it isn't XML."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class DocumentTypeError(SvgError):
    """It declares a document type or entities."""


class TooDeepError(SvgError):
    """Its elements are nested deeper than `MAX_DEPTH`."""


def parse_svg(text: str) -> SvgElement:
    """The root element of `text`. Raises SvgError, with the place of the fault."""
    handler = _TreeBuilder()
    source = InputSource()
    source.setByteStream(io.BytesIO(text.encode()))
    source.setEncoding("utf-8")
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    try:
        parser.parse(source)
    except SAXParseException as error:
        line, column = max(error.getLineNumber() or 1, 1), (error.getColumnNumber() or 0) + 1
        raise SvgError(error.getMessage(), line, column) from error
    except DefusedXmlException as error:
        raise DocumentTypeError("a document type or an entity") from error
    assert handler.root is not None
    return handler.root


def text_elements(tree: SvgElement) -> tuple[SvgElement, ...]:
    """The elements of `tree` that hold text, in document order."""
    return tuple(element for element in tree.walk() if element.text)


def as_svg(element: SvgElement) -> str:
    """The element as text; inside text nothing is added, since white space counts there."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    inside = escape(element.text) + "".join(as_svg(child) for child in element.children)
    return f"<{element.name}{attributes}>{inside}</{element.name}>"


def svg_with_strings(svg: str, strings: Sequence[str]) -> str:
    """The drawing `svg`, as `as_svg` wrote it, with `strings` in the place of its own texts, in document order."""
    tree = parse_svg(svg)
    for element, text in zip(text_elements(tree), strings, strict=True):
        element.text = text
    return as_svg(tree)


class _TreeBuilder(ContentHandler):
    """Builds the tree of elements."""

    def __init__(self) -> None:
        super().__init__()
        self.root: SvgElement | None = None
        self.open: list[SvgElement] = []
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        assert self.locator is not None
        line, column = self.locator.getLineNumber() or 1, (self.locator.getColumnNumber() or 0) + 1
        if len(self.open) >= MAX_DEPTH:
            raise TooDeepError("nested too deep", line, column)
        element = SvgElement(name, dict(attrs.items()), line, column)
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
