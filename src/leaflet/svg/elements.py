"""A drawing as a tree of elements: parsed within bounds, and written again.

Comments and processing instructions are dropped, entities and document types refused, but for the declaration of
SVG 1.0 and 1.1 that older programs write: it names a file that nothing here opens.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.saxutils import escape, quoteattr
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

MAX_DEPTH = 48
"""How deep elements may be nested: programs put groups into groups."""
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XLINK_NAMESPACE = "http://www.w3.org/1999/xlink"
SPACE = f"{{{XML_NAMESPACE}}}space"
"""The attribute `xml:space`."""
_SVG_1_DECLARATION = re.compile(
    r'<!DOCTYPE\s+svg\s+PUBLIC\s+"-//W3C//DTD SVG [\w. ]+//EN"\s+"http://www\.w3\.org/[\w./-]+\.dtd"\s*>'
)


class SvgElement(ET.Element):
    """An element; its tag and the names of its attributes are `{namespace}name`, as ElementTree has them."""

    line: int = 1
    """Where it begins, from 1."""
    column: int = 1

    @classmethod
    def at(cls, tag: str, attributes: Mapping[str, str], line: int = 1, column: int = 1) -> SvgElement:
        """An element that begins at the place."""
        element = cls(tag, dict(attributes))
        element.line, element.column = line, column
        return element

    @property
    def name(self) -> str:
        """Its name without the namespace."""
        return self.tag.rpartition("}")[2]

    @property
    def namespace(self) -> str:
        """The namespace; '' for none."""
        return self.tag.rpartition("}")[0].removeprefix("{")

    @property
    def children(self) -> Iterator[SvgElement]:
        """The elements inside it."""
        return (child for child in self if isinstance(child, SvgElement))

    def walk(self) -> Iterator[SvgElement]:
        """The element and all below it, in document order."""
        return (element for element in self.iter() if isinstance(element, SvgElement))


@dataclass(frozen=True)
class SvgFault:
    """What a drawing has that can't be printed, or not so, and where, from 1."""

    element: SvgElement
    message: str
    hint: str
    is_unsafe: bool = True
    """Is it something other than shapes, colours and text? Else it's a matter of how they are drawn."""
    line: int = 0
    """The line where it isn't that of the element."""


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
    source.setByteStream(io.BytesIO(_SVG_1_DECLARATION.sub(_blank, text, count=1).encode()))
    source.setEncoding("utf-8")
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(source)
    except SAXParseException as error:
        line, column = max(error.getLineNumber() or 1, 1), (error.getColumnNumber() or 0) + 1
        raise SvgError(error.getMessage(), line, column) from error
    except DefusedXmlException as error:
        before = text[: max(text.find("<!DOCTYPE"), 0)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise DocumentTypeError("a document type or an entity", line, column) from error
    assert handler.root is not None
    return handler.root


def _blank(match: re.Match[str]) -> str:
    """As many spaces and line ends, so that what follows keeps its place."""
    return re.sub(r"[^\n]", " ", match[0])


def as_svg(element: SvgElement, is_root: bool = True) -> str:
    """The element as text; inside text nothing is added, since white space counts there."""
    namespace = {"xmlns": SVG_NAMESPACE} if is_root else {}
    attributes = {**namespace, **element.attrib}
    written = "".join(f" {_prefixed(name)}={quoteattr(value)}" for name, value in attributes.items())
    inside = escape(element.text or "") + "".join(as_svg(child, is_root=False) for child in element.children)
    return f"<{element.name}{written}>{inside}</{element.name}>"


def _prefixed(name: str) -> str:
    return name.replace(f"{{{XML_NAMESPACE}}}", "xml:")


class _TreeBuilder(ContentHandler):
    """Builds the tree of elements."""

    def __init__(self) -> None:
        super().__init__()
        self.root: SvgElement | None = None
        self.open: list[SvgElement] = []
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self.locator = locator

    def startElementNS(  # noqa: N802
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        assert self.locator is not None
        line, column = self.locator.getLineNumber() or 1, (self.locator.getColumnNumber() or 0) + 1
        if len(self.open) >= MAX_DEPTH:
            raise TooDeepError("nested too deep", line, column)
        attributes = {_full_name(key): value for key, value in attrs.items()}
        element = SvgElement.at(_full_name(name), attributes, line, column)
        if self.open:
            self.open[-1].append(element)
        else:
            self.root = element
        self.open.append(element)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self.open.pop()

    def characters(self, content: str) -> None:
        if len(self.open[-1]):
            last = self.open[-1][-1]
            last.tail = (last.tail or "") + content
        else:
            self.open[-1].text = (self.open[-1].text or "") + content


def _full_name(name: tuple[str | None, str]) -> str:
    return f"{{{name[0]}}}{name[1]}" if name[0] else name[1]
