"""What WeasyPrint's output lacks for PDF/UA and for preflight, added while the PDF is written; here and nowhere else.

Written against version 70.0: `tags._build_box_tree`, `svg.draw_gradient`, `Stream.show_text` and the form of what they
give and take are WeasyPrint's internals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from leaflet.model import CLINIC_BOX
from leaflet.render.box_tree import unwrapped
from leaflet.render.clinic_boxes import is_clinic_box

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

TextShower = Callable[[Any, str], None]
BoxTreeBuilder = Callable[..., Iterator[Any]]
GradientPainter = Callable[..., bool]


def declare_pdf_ua(document: Any, pdf: Any) -> None:
    """Add PDF/UA-1 to the metadata of a PDF/A file; WeasyPrint writes one variant at a time (issue 2783)."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number].stream
    stream[0] = stream[0].replace(b"</rdf:RDF>", _UA_SCHEMA.encode())


def with_missing_tags(build: BoxTreeBuilder, string: Callable[[str], Any]) -> BoxTreeBuilder:
    """WeasyPrint's builder of structure elements, with what it leaves out; `string` makes a PDF string."""

    def build_completed(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        for element in build(box, parent, pdf, *rest):
            _add_missing_attributes(unwrapped(box), element, string)
            if element["S"] == "/L":
                _keep_items_only(element, pdf)
            yield element

    return build_completed


def _add_missing_attributes(box: Any, element: Any, string: Callable[[str], Any]) -> None:
    """Set a passage's language, a header cell's scope (ISO 14289-1, 7.2 and 7.5; WeasyPrint issue 2508), a box."""
    if box.element is None:
        return
    if box.element.get("lang") and box.element_tag != "html":
        element["Lang"] = string(box.element.get("lang"))
    if is_clinic_box(box):
        element["T"] = string(CLINIC_BOX)
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"


def _keep_items_only(element: Any, pdf: Any) -> None:
    """Move the white space between items on one line into the item before: a list holds nothing but items.

    An item of which a column has nothing but its inner list, which stands beside it in the structure, is left out.
    """
    body = None
    for reference in tuple(element["K"]):
        kid = pdf.objects[int(reference.split()[0])]
        if kid["S"] == "/LI" and not kid["K"]:
            element["K"].remove(reference)
        elif kid["S"] == "/LI":
            body = pdf.objects[int(kid["K"][-1].split()[0])]
        elif kid["S"] == "/Span" and body is not None:
            element["K"].remove(reference)
            body["K"].append(reference)
            kid["P"] = body.reference


def without_empty_strings(show_text: TextShower) -> TextShower:
    """WeasyPrint's command for strings and the numbers that kern them, `<0035>4<>-9<0002>7`, without the empty strings.

    After one of these pdfium (Chrome) forgets the last number of the command: where a line is justified, and its spaces
    are from another font than its letters, each word would stand elsewhere than in other programs.
    """

    def show(stream: Any, text: str) -> None:
        show_text(stream, text.replace("<>", " "))

    return show


def with_shading_patterns(draw_gradient: GradientPainter, dictionary: Callable[[Any], Any]) -> GradientPainter:
    """WeasyPrint's painter of gradients, which writes each as a shading; `dictionary` makes a PDF dictionary.

    It writes a tile as large as the shape, which Poppler (Evince, Okular) draws too small where the drawing is scaled:
    what stands on a dark gradient would be white on white there.
    """

    def draw(svg: Any, node: Any, gradient: Any, font_size: float, *rest: Any, stroke: bool) -> bool:
        patterns = svg.stream._resources["Pattern"]
        before = set(patterns)
        is_drawn = draw_gradient(svg, node, gradient, font_size, *rest, stroke=stroke)
        for name in set(patterns) - before:
            patterns[name] = _as_shading_pattern(patterns[name], dictionary)
        if stroke:  # which it sets for plain colours alone
            svg.stream.set_line_width(svg.length(node.get("stroke-width", "1px"), font_size))
        return is_drawn

    return draw


def _as_shading_pattern(tile: Any, dictionary: Callable[[Any], Any]) -> Any:
    """The tile as a pattern of the shading that it paints (ISO 32000-1, 8.7.4.2); itself where it shines through."""
    (group,) = tile._resources["XObject"].values()
    if group._resources["ExtGState"]:
        return tile
    (shading,) = group._resources["Shading"].values()
    pattern = dictionary({"Type": "/Pattern", "PatternType": 2, "Shading": shading, "Matrix": tile.extra["Matrix"]})
    pattern.extra = {}  # where WeasyPrint looks for resources
    return pattern
