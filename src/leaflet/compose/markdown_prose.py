"""A block's Markdown → clean HTML. Python-Markdown writes the HTML; what it writes is our tree.

Its own grammar is off: `running_text` has read the block before, and whatever that tree holds is set sign for sign. Two
readers of one text could differ, and one that is printed as another has read it has lost signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.util import Registry
from markupsafe import Markup

from leaflet.editions.words import NOTE_LABELS
from leaflet.language.formats import quotation_marks
from leaflet.model import Locale, Prose
from leaflet.running_text.block import parse_block
from leaflet.running_text.printed import printed_line
from leaflet.running_text.tree import (
    Emphasis,
    Hyperlink,
    Line,
    LineBreak,
    Listing,
    NoteBox,
    NoteKind,
    Paragraph,
    TextBlock,
    TextTable,
    Words,
)

PROSE_ATTRIBUTES: dict[str, set[str]] = {
    **{tag: set() for tag in ("p", "ul", "ol", "li", "strong", "em", "br", "blockquote")},
    **{tag: set() for tag in ("table", "thead", "tbody", "tr", "td")},
    "a": {"href"},
    "th": {"scope"},
    "section": set(),
}
"""What running text may become: elements, each with the attributes that it may have."""
PROSE_CLASSES = {"section": {"class": {f"note-box {kind}" for kind in get_args(NoteKind)}}}
"""Attributes of which the values are listed, too."""


def prose_html(block: Prose, locale: Locale, note_labels: Mapping[NoteKind, str] = NOTE_LABELS) -> Markup:
    """A block's Markdown as clean HTML: whatever is HTML in it is text, straight quotes become the locale's.

    `note_labels` stand in boxes, in the locale's language.
    """
    return Markup(  # cleaned here
        nh3.clean(
            _converter(locale, tuple(note_labels.items())).reset().convert(block.markdown),
            tags=set(PROSE_ATTRIBUTES),
            attributes={"*": set(), **PROSE_ATTRIBUTES},
            tag_attribute_values=PROSE_CLASSES,
            url_schemes={"https", "tel"},
            link_rel=None,
        )
    )


@cache
def _converter(locale: Locale, note_labels: tuple[tuple[NoteKind, str], ...]) -> markdown.Markdown:
    converter = markdown.Markdown(output_format="html")
    converter.preprocessors = Registry()
    converter.parser.blockprocessors = Registry()
    writer = _BlockWriter(converter.parser, quotation_marks(locale), dict(note_labels))
    converter.parser.blockprocessors.register(writer, "block", 1)
    converter.treeprocessors.deregister("inline")
    return converter


class _BlockWriter(BlockProcessor):
    """Makes Python-Markdown's elements of our tree."""

    def __init__(self, parser: BlockParser, marks: tuple[str, str], note_labels: Mapping[NoteKind, str]) -> None:
        super().__init__(parser)
        self.marks = marks
        self.note_labels = note_labels

    def test(self, parent: Element, block: str) -> bool:
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        self.write(parent, parse_block("\n\n".join(blocks)).tree)
        blocks.clear()

    def write(self, parent: Element, block: TextBlock) -> None:
        if isinstance(block, Paragraph):
            self.write_line(SubElement(parent, "p"), block.inside)
        elif isinstance(block, Listing):
            self.write_listing(SubElement(parent, "ol" if block.is_numbered else "ul"), block)
        elif isinstance(block, TextTable):
            self.write_table(SubElement(parent, "table"), block)
        elif isinstance(block, NoteBox):
            element = SubElement(parent, "section", {"class": f"note-box {block.kind}"})
            _add_text(SubElement(SubElement(element, "p"), "strong"), _escaped(self.note_labels[block.kind]))
            self.write_all(element, block.blocks)
        else:
            self.write_all(SubElement(parent, "blockquote"), block.paragraphs)

    def write_all(self, parent: Element, blocks: Iterable[TextBlock]) -> None:
        for block in blocks:
            self.write(parent, block)

    def write_listing(self, element: Element, block: Listing) -> None:
        for item in block.items:
            entry = SubElement(element, "li")
            self.write_line(entry, item.inside)
            if item.nested:
                self.write(entry, item.nested)

    def write_table(self, table: Element, block: TextTable) -> None:
        head, *rows = block.rows
        row = SubElement(SubElement(table, "thead"), "tr")
        for cell in head:
            self.write_line(SubElement(row, "th", scope="col"), cell)
        body = SubElement(table, "tbody")
        for cells in rows:
            row = SubElement(body, "tr")
            for cell in cells:
                self.write_line(SubElement(row, "td"), cell)

    def write_line(self, element: Element, line: Line) -> None:
        _write(element, printed_line(line, self.marks))


def _write(element: Element, line: Line) -> None:
    """Put `line` into `element`."""
    for inline in line:
        if isinstance(inline, Words):
            _add_text(element, _escaped(inline.text))
        elif isinstance(inline, LineBreak):
            SubElement(element, "br")
        elif isinstance(inline, Hyperlink):
            _write(SubElement(element, "a", href=_escaped(inline.target)), inline.inside)
        elif isinstance(inline, Emphasis):
            _write(SubElement(element, inline.kind), inline.inside)
        else:  # a term: what explains it stands in the text
            _write(element, inline.inside)


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _escaped(text: str) -> str:
    """Python-Markdown takes what looks like an entity for one."""
    return text.replace("&", "&amp;")
