"""The composed document sets a text as something else than it is: another element, attribute, link, list or table.

Why: what is a heading, a row or a link decides how a text is found, read aloud and followed. A `style` of its own can
hide a text or give it another bookmark, `lang` lets it be read in another language, `<s>` strikes it through.

Fix: use the elements and attributes that docs/designers.md lists, set running text with `prose(block)`, drawings with
`drawing(block)` and the rest with the macros of `layouts/base/macros.html.j2`; looks belong into page.css.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.editions.brand import printed_logo
from leaflet.editions.fact_boxes import fact_box
from leaflet.editions.words import note_labels
from leaflet.language.formats import quotation_marks
from leaflet.language.normalization import folded
from leaflet.model import Block, ClaimPlaceholder, Figure, Picture, Prose, RequiredText, Subheading
from leaflet.pixels import data_address
from leaflet.preflight.instrument.document import Document, DocumentElement
from leaflet.preflight.instrument.document_comparison import DocumentComparison, name_in_messages
from leaflet.preflight.instrument.icon_arrays import drawings_in
from leaflet.preflight.instrument.markup import (
    Markup,
    drawing_markup,
    drawn_markup,
    figure_markup,
    found_markup,
    prose_markup,
)
from leaflet.problem import Problem
from leaflet.running_text.block import parse_block

NAME = "wrong-markup"
ELEMENTS = frozenset(
    (
        *("body", "header", "main", "footer", "section", "article", "aside", "nav", "div", "figure", "p"),
        *("h1", "h2", "h3", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("span", "strong", "em", "b", "i", "a", "br", "img", "svg"),
    )
)
"""Elements that a template may use."""
ATTRIBUTES = frozenset({"class", "id", "lang"})
"""Attributes that each element may have, besides `data-…`."""
OWN_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "th": frozenset({"scope"}),
    "img": frozenset({"src", "alt"}),
}
HEADINGS = ("h1", "h2", "h3", "caption")


def check(comparison: DocumentComparison) -> Iterator[Problem]:
    """Look at each element, at each required text, and at the tables that are set of them."""
    layout = comparison.edition.layout.id
    for fault in dict.fromkeys(
        (
            *_elements(comparison),
            *_texts(comparison),
            *_pictures(comparison),
            *_fact_boxes(comparison),
            *_tables(comparison.document),
        )
    ):
        yield comparison.problem(
            NAME,
            f"{fault} in the document of {comparison.edition.id}",
            f"change it in the template of `{layout}`; docs/designers.md says what a template may set",
        )


def _elements(comparison: DocumentComparison) -> Iterator[str]:
    """Elements and attributes that are on no list. What is in a drawing is compared with its source."""
    elements, locale = comparison.document.elements, str(comparison.edition.locale)
    drawn_until = 0
    for number, element in enumerate(elements):
        if number < drawn_until:
            continue
        if element.tag == "svg":
            drawn_until = element.end
        elif element.tag not in ELEMENTS:
            yield f"a `{element.tag}` stands"
        else:
            yield from (f"a `{element.tag}` has `{name}`" for name in _unknown_attributes(element, locale))
        if element.tag == "a" and not any(elements[n].mark for n in comparison.document.ancestors(number)):
            yield "a link stands outside the required texts"


def _unknown_attributes(element: DocumentElement, locale: str) -> Iterator[str]:
    for name, value in element.attributes.items():
        is_known = name in ATTRIBUTES | OWN_ATTRIBUTES.get(element.tag, frozenset()) or name.startswith("data-")
        has_place = name == "style" and not element.texts and element.mark is None  # such as a ruled line
        if not (is_known or has_place) or (name == "lang" and value != locale):
            yield f"{name}={value}"


def _texts(comparison: DocumentComparison) -> Iterator[str]:
    blocks = {block.id: block for block in comparison.edition.blocks() if not isinstance(block, ClaimPlaceholder)}
    for expected, found in comparison.pairs:
        if expected.required is None:
            continue
        name, tag = name_in_messages(expected.name), comparison.document.elements[found.element].tag
        block = blocks.get(expected.required.id) if expected.required.kind == "block" else None
        right = _heading_tag(expected.required.id, block)
        if tag != right and (right or tag in HEADINGS):
            yield f"{name} is set as `{tag}`{f', not as `{right}`,' if right else ''}"
        if expected.reading == found.reading and not _is_set_right(comparison, expected.required, block, found.element):
            yield f"{name} has other markup or links than its source"


def _pictures(comparison: DocumentComparison) -> Iterator[str]:
    """In the place of each picture of the source stands that, with its description, and nothing else."""
    document = comparison.document
    for picture in (block for block in comparison.edition.blocks() if isinstance(block, Picture)):
        right = [(data_address(picture.media_type, picture.data), picture.description)]
        places = document.marked.get(("block", picture.id), ())
        if any(_images(document, number) != right for number in places):
            yield f"the picture `{picture.file}` isn't that of the source, or has another description,"
    logo = printed_logo(comparison.edition)
    if logo and logo.mark:
        right = [(data_address(logo.mark.media_type, logo.mark.data), logo.alt)]
        if [found for found in _images(document, 0) if found in right] != right:
            yield f"the logo `{logo.file}` isn't that of the source, or doesn't stand there once,"


def _images(document: Document, number: int) -> list[tuple[str | None, str | None]]:
    inside = (document.elements[n] for n in range(number, document.elements[number].end))
    return [(e.attributes.get("src"), e.attributes.get("alt")) for e in inside if e.tag == "img"]


def _fact_boxes(comparison: DocumentComparison) -> Iterator[str]:
    """In each fact box the drawings of its counts, and no other, each between its group and its number."""
    document = comparison.document
    for claim in comparison.edition.claims:
        box = fact_box(comparison.edition, claim)
        right = [(*count.lines, drawing_markup(count.svg)) for count in box.counts] if box else []
        for number in document.marked.get(("claim", claim.id), ()):
            if right != [_drawing_with_words(document, svg) for svg in drawings_in(document, number)]:
                yield f"the fact box of `{claim.id}` has other drawings than its numbers, or in other places,"


def _drawing_with_words(document: Document, svg: int) -> tuple[str, str, Markup]:
    """What the drawing's own element says before it and after it, and the drawing."""
    around, own = document.elements[document.elements[svg].parent or 0].texts, document.elements[svg].texts
    before, after = range(around.start, own.start), range(own.stop, around.stop)
    above, below = ("".join(document.texts[n].text for n in texts) for texts in (before, after))
    return folded(above), folded(below), drawn_markup(document, svg)


def _heading_tag(name: str, block: Block | None) -> str:
    """The heading that the text must be; '' for one that must be none."""
    if name == "title":
        return "h1"
    return "h3" if isinstance(block, Subheading) else "h2" if name.startswith("section.") else ""


def _is_set_right(comparison: DocumentComparison, required: RequiredText, block: Block | None, number: int) -> bool:
    document = comparison.document
    if isinstance(block, Prose):
        tree, marks = parse_block(block.markdown).tree, quotation_marks(comparison.edition.locale)
        return found_markup(document, number) == prose_markup(tree, marks, note_labels(comparison.edition))
    if isinstance(block, Figure):
        return found_markup(document, number) == figure_markup(block, comparison.edition.house.brand)
    inside = range(number, document.elements[number].end)
    links = [n for n in inside if document.elements[n].tag == "a"]
    return [_link(document, n) for n in links] == [(link.text, link.target) for link in required.links]


def _link(document: Document, number: int) -> tuple[str, str | None]:
    element = document.elements[number]
    words = "".join(document.texts[place].text for place in element.texts)
    return folded(words), element.attributes.get("href")


def _tables(document: Document) -> Iterator[str]:
    """A table of required texts has a row of column heads, and a head and its cells in each row."""
    for number, element in enumerate(document.elements):
        if element.tag == "table" and not any(document.elements[n].mark for n in document.ancestors(number)):
            rows = [n for n in range(number, element.end) if document.elements[n].tag == "tr"]
            head, *others = [_cells(document, row) for row in rows] or [[]]
            right = [("th", "row"), *[("td", None)] * (len(head) - 1)]
            if head != [("th", "col")] * len(head) or any(row != right for row in others):
                yield "the heads or cells of a table aren't those of its rows and columns"


def _cells(document: Document, row: int) -> list[tuple[str, str | None]]:
    cells = (document.elements[child] for child in document.children(row))
    return [(cell.tag, cell.attributes.get("scope")) for cell in cells]
