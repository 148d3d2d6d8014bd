"""What a drawing has that can't be kept: every element and attribute is held to the vocabulary, at its place."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.messages import did_you_mean
from leaflet.svg.elements import SVG_NAMESPACE, XLINK_NAMESPACE, XML_NAMESPACE, SvgElement, SvgFault
from leaflet.svg.styles import BREAKS_LINES, style_fault, value_fault
from leaflet.svg.vocabulary import (
    DROPPED_ELEMENTS,
    ELEMENTS,
    GEOMETRY,
    GRADIENTS,
    HEADINGS,
    HINTS,
    TEXTS,
    UNUSED_DEFINITIONS,
)

ACTIVE_NAMESPACES = (
    "",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/2001/XInclude",
    "http://www.w3.org/1999/XSL/Transform",
    "http://www.w3.org/2001/xml-events",
)
"""Whose elements draw, load or run something. What else isn't SVG is a program's own notes, and dropped."""
HREF = f"{{{XLINK_NAMESPACE}}}href"


def root_faults(root: SvgElement) -> Iterator[SvgFault]:
    """What is wrong with the first element: it must be an `<svg>` of the right namespace."""
    if root.name != "svg":
        yield SvgFault(root, f"a drawing must be an <svg>, not <{root.name}>", "save it as plain SVG")
    if root.namespace != SVG_NAMESPACE:
        yield SvgFault(root, "the <svg> must name its namespace", f'write <svg xmlns="{SVG_NAMESPACE}" …>')


def element_faults(element: SvgElement, is_defined: bool = False, in_switch: bool = False) -> Iterator[SvgFault]:
    """What is wrong with `element` and all in it. Is it in <defs>, or for programs of another kind (<switch>)?"""
    if element.namespace in ACTIVE_NAMESPACES:
        hint = "take it out: only shapes, colours and text are printed"
        yield SvgFault(element, f"<{element.name}> of another language is not allowed in a drawing", hint)
    if element.namespace != SVG_NAMESPACE or _draws_nothing(element, is_defined, in_switch):
        return
    if element.name not in ELEMENTS:
        yield _unknown(element)
        return
    yield from _for_one_language(element)
    yield from _broken_by_the_program(element)
    for name, value in element.attrib.items():
        yield from _attribute_faults(element, name, value)
    yield from _stray_words(element)
    for child in element.children:
        yield from element_faults(child, is_defined or element.name == "defs", element.name == "switch")


def _unknown(element: SvgElement) -> SvgFault:
    known = f"{did_you_mean(element.name, ELEMENTS)}only shapes, colours, gradients and text are printed"
    return SvgFault(element, f"<{element.name}> is not allowed in a drawing", HINTS.get(element.name, known))


def _draws_nothing(element: SvgElement, is_defined: bool, in_switch: bool) -> bool:
    """Is it left out with all in it? In <switch>, that is what only one program knows (Illustrator's own copy)."""
    for_one_program = in_switch and element.name == "foreignObject" and "requiredExtensions" in element.attrib
    unused = is_defined and element.name in UNUSED_DEFINITIONS
    return element.name in DROPPED_ELEMENTS or unused or for_one_program


def _for_one_language(element: SvgElement) -> Iterator[SvgFault]:
    """What readers of one language would see: a leaflet has its labels from its catalog, and a page knows no reader."""
    if "systemLanguage" in element.attrib:
        hint = "leave the labels of one language; those of others are translated in the catalogs"
        yield SvgFault(element, "`systemLanguage` must not choose what is drawn", hint)


def _broken_by_the_program(element: SvgElement) -> Iterator[SvgFault]:
    """A text whose lines only the program breaks; where it placed each line as well, that place is kept."""
    for name in sorted(BREAKS_LINES):
        is_set = element.attrib.get(name, "auto").strip() not in ("auto", "none", "0", "inherit")
        if element.name == "text" and is_set and not any("y" in e.attrib for e in element.walk() if e.name == "tspan"):
            hint = "set each line as a text of its own (in Inkscape: Text, Convert to text)"
            yield SvgFault(element, f"`{name}` must not break the lines of a text", hint)


def _stray_words(element: SvgElement) -> Iterator[SvgFault]:
    pieces = (element.text, *(child.tail for child in element))
    if element.name not in (*TEXTS, *HEADINGS, "style") and any(piece and piece.strip() for piece in pieces):
        hint = "put every text into a <text> or <tspan>"
        yield SvgFault(element, f"words must not stand directly in this <{element.name}>", hint)


def _attribute_faults(element: SvgElement, name: str, value: str) -> Iterator[SvgFault]:
    namespace, _, local = name.rpartition("}")
    if not namespace and name != "href":
        fault = value_fault(element, name, value) if name in GEOMETRY else style_fault(element, name, value)
        yield from (fault,) if fault else ()
    elif name in ("href", HREF):
        if element.name not in ("use", *GRADIENTS) or not value.startswith("#"):
            hint = "take it away; nothing outside the drawing can be linked or loaded"
            yield SvgFault(element, f"the attribute `{local}` is not allowed in a drawing", hint)
    elif namespace[1:] in ACTIVE_NAMESPACES or (namespace[1:] == XML_NAMESPACE and local == "base"):
        yield SvgFault(element, f"the attribute `{local}` is not allowed in a drawing", "take it away")
