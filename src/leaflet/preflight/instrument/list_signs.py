"""The signs before the items of lists, dashes and numbers, which a style sheet makes: each beside its item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from leaflet.language.direction import order_on_line
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.lining_up import TextFault
from leaflet.preflight.instrument.read_signs import UNREADABLE, Glyphs
from leaflet.preflight.instrument.structure import ContentId, Element, Structure
from leaflet.preflight.instrument.typesetting import Typesetting

_BASELINE_MM = 1.0
"""How far the baselines of a sign and of its item's first line may be apart."""
_MAX_GAP_MM = 10.0
"""How far from its item a sign may stand, for each list or quotation that the item begins with once more."""
_INDENTED = ("li", "blockquote")

GlyphRows = Sequence[int]
"""Of glyphs in `Glyphs`."""


def label_contents(tree: Sequence[Element]) -> frozenset[ContentId]:
    """The marked contents that the file calls signs of list items (`Lbl`)."""
    is_label: list[bool] = []
    for element in tree:
        is_label.append(element.tag == "Lbl" or (element.parent is not None and is_label[element.parent]))
    return frozenset(content for n, element in enumerate(tree) if is_label[n] for content in element.content_ids)


def signs_before(
    structure: Structure, labels: frozenset[ContentId], glyphs_of: Mapping[ContentId, GlyphRows]
) -> Iterator[tuple[list[GlyphRows], GlyphRows]]:
    """The signs that are read one after the other, and the glyphs of the content after them; none after the last."""
    signs: list[GlyphRows] = []
    for content in structure.reading_order:
        rows = glyphs_of.get(content)
        if rows and content in labels:
            signs.append(rows)
        elif rows and signs:
            yield signs, rows
            signs = []
    if signs:
        yield signs, ()


@dataclass(frozen=True)
class ListSignCheck:
    """Compares the signs of lists with the document's items."""

    document: Document
    glyphs: Glyphs
    setting: Typesetting

    def faults(self, found: Sequence[tuple[list[GlyphRows], GlyphRows]], text_of: GlyphRows) -> Iterator[TextFault]:
        """Signs that aren't their item's, that stand away from it, or that are missing; `text_of`: by row its text."""
        numbers = dict(_numbers(self.document))
        for signs, following in found:
            text = text_of[following[0]] if following else -1
            for item in self._items_that_begin_with(text) if text >= 0 else ():
                number = numbers.pop(item, None)
                if signs and self._says(signs[0]) in self._allowed(number, text):
                    own = signs.pop(0)
                    if not self._stands_before(own, following, text, self._depth(item, text)):
                        yield self._fault(self._says(own), own, text)
                elif number is not None and _is_required(self.document, item):
                    yield self._fault(f"{number}.", signs.pop(0) if signs else (), text)
            yield from (self._fault("", sign, text) for sign in signs)
        for item, number in numbers.items():
            if number is not None and _is_required(self.document, item):
                yield self._fault(f"{number}.", (), self.document.elements[item].texts.start)

    def _items_that_begin_with(self, text: int) -> list[int]:
        """The items of lists whose first text that is the outermost first."""
        elements, texts = self.document.elements, self.document.texts
        above = self.document.ancestors(texts[text].element)
        items = [n for n in above if elements[n].tag == "li"]
        return [
            n for n in reversed(items) if not any(texts[t].text.strip() for t in range(elements[n].texts.start, text))
        ]

    def _depth(self, item: int, text: int) -> int:
        """How many items and quotations there are around a text, down to `item`."""
        above = self.document.ancestors(self.document.texts[text].element)
        return sum(n >= item and self.document.elements[n].tag in _INDENTED for n in above)

    def _allowed(self, number: int | None, text: int) -> frozenset[str]:
        if number is None:
            return self.setting.list_signs
        is_right_to_left = self.setting.runs_right_to_left(self.document, text)
        return frozenset({"".join(f"{number}."[n] for n, _ in order_on_line(f"{number}.", is_right_to_left))})

    def _says(self, sign: GlyphRows) -> str:
        return "".join((self.glyphs.reads(row) or (UNREADABLE,))[0] for row in sign)

    def _fault(self, wanted: str, sign: GlyphRows, text: int) -> TextFault:
        page = int(self.glyphs.page[sign[0]]) if sign else None
        return TextFault("wrong-list-sign", wanted, self._says(sign), text if text >= 0 else None, page)

    def _stands_before(self, sign: GlyphRows, item: GlyphRows, text: int, depth: int) -> bool:
        """Is it on the line that its item begins with, beside its beginning?"""
        glyphs, rows, others = self.glyphs, list(sign), list(item)
        baseline = float(np.median(glyphs.origin[others, 1]))  # an accent's own may be off
        is_on_line = np.abs(glyphs.origin[rows, 1] - baseline) <= _BASELINE_MM
        is_on_page = (glyphs.page[rows] == glyphs.page[others[0]]).all()
        if self.setting.runs_right_to_left(self.document, text):  # where the renderer sets inline boxes in any order
            gap, most = np.nanmin(glyphs.ink[rows, 0]) - np.nanmax(glyphs.ink[others, 2]), np.inf
        else:
            gap, most = np.nanmin(glyphs.ink[others, 0]) - np.nanmax(glyphs.ink[rows, 2]), _MAX_GAP_MM * depth
        return bool(is_on_page and is_on_line.all() and -_BASELINE_MM <= gap <= most)


def _numbers(document: Document) -> Iterator[tuple[int, int | None]]:
    """Each item of a list with its number; None in one that isn't numbered."""
    for number, element in enumerate(document.elements):
        if element.tag in ("ol", "ul"):
            items = (child for child in document.children(number) if document.elements[child].tag == "li")
            yield from ((item, n if element.tag == "ol" else None) for n, item in enumerate(items, 1))


def _is_required(document: Document, item: int) -> bool:
    """Does it stand in a required text, which says its numbers?"""
    parent = document.elements[item].parent
    return parent is not None and any(document.elements[n].mark for n in document.ancestors(parent))
