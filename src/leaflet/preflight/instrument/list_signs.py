"""The signs before the items of lists, dashes and numbers, which a style sheet makes: each beside its item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leaflet.language.direction import order_on_line
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.lining_up import TextFault
from leaflet.preflight.instrument.read_signs import Glyphs
from leaflet.preflight.instrument.structure import ContentId, Element
from leaflet.preflight.instrument.typesetting import Typesetting

_BASELINE_MM = 0.5
"""How far the baselines of a sign and of its item's first line may be apart."""
_MAX_GAP_MM = 10.0
"""How far from its item a sign may stand."""


@dataclass(frozen=True)
class ListSign:
    """What a file prints before an item of a list, and the first glyphs of the item."""

    says: str
    rows: tuple[int, ...]
    """Of its glyphs in `Glyphs`."""
    item_rows: Sequence[int]
    """Of the glyphs in the item's first marked content; none where there is none."""
    depth: int
    """How many items there are between their innermost one and this: 0 for that itself."""


def label_contents(tree: Sequence[Element]) -> Mapping[ContentId, int]:
    """The marked contents that the file calls signs of list items, and the element (`LI`) of each item."""
    items: list[int | None] = []
    is_label: list[bool] = []
    found: dict[ContentId, int] = {}
    for number, element in enumerate(tree):
        above = element.parent
        items.append(number if element.tag == "LI" else None if above is None else items[above])
        is_label.append(element.tag == "Lbl" or (above is not None and is_label[above]))
        if is_label[number]:
            found |= {content: -1 if (item := items[number]) is None else item for content in element.content_ids}
    return found


def list_signs(
    tree: Sequence[Element],
    labels: Mapping[ContentId, int],
    glyphs_of: Mapping[ContentId, Sequence[int]],
    glyphs: Glyphs,
) -> Iterator[ListSign]:
    """Each sign, in the order of the structure."""
    by_item: defaultdict[int, list[int]] = defaultdict(list)
    for content, item in labels.items():
        by_item[item] += glyphs_of.get(content, ())
    for item, rows in by_item.items():
        if rows:
            says = "".join((glyphs.reads(row) or ("\ufffd",))[0] for row in rows)
            yield ListSign(says, tuple(rows), *_first_content(tree, item, labels, glyphs_of))


def _first_content(
    tree: Sequence[Element], item: int, labels: Mapping[ContentId, int], glyphs_of: Mapping[ContentId, Sequence[int]]
) -> tuple[Sequence[int], int]:
    """The glyphs that an item (`LI`) begins with, and how many items stand between them and it."""
    depths = {item: 0}
    for number in range(item + 1 if item >= 0 else len(tree), len(tree)):
        element = tree[number]
        if element.parent not in depths:
            break
        depths[number] = depths[element.parent] + (element.tag == "LI")
        for content in element.content_ids:
            if content not in labels and glyphs_of.get(content):
                return glyphs_of[content], depths[number]
    return (), 0


@dataclass(frozen=True)
class ListSignCheck:
    """Compares the signs of lists with the document's items."""

    document: Document
    glyphs: Glyphs
    setting: Typesetting

    def faults(self, signs: Sequence[ListSign], text_of: Sequence[int]) -> Iterator[TextFault]:
        """Signs that aren't their item's, that stand away from it, or that are missing; `text_of`: by row its text."""
        seen: defaultdict[int, list[ListSign]] = defaultdict(list)
        for sign in signs:
            text = text_of[sign.item_rows[0]] if sign.item_rows else -1
            item = None if text < 0 else _item_of(self.document, text, sign.depth)
            if item is None:
                yield self._fault("", sign, None)
            else:
                seen[item].append(sign)
        for item, number in _numbers(self.document):
            yield from self._item_faults(item, number, seen[item])

    def _item_faults(self, item: int, number: int | None, found: Sequence[ListSign]) -> Iterator[TextFault]:
        text = self.document.elements[item].texts.start
        wanted = "" if number is None else f"{number}."
        shown = _shown(wanted, self.setting.runs_right_to_left(self.document, text))
        if not found and number is not None and _is_required(self.document, item):
            yield TextFault("wrong-list-sign", wanted, "", text, None)
        for place, sign in enumerate(found):
            is_right = sign.says == shown if number is not None else sign.says in self.setting.list_signs
            if not is_right or place or not _stands_before(sign, self.glyphs):
                yield self._fault(wanted, replace(sign, says=wanted) if is_right and not place else sign, text)

    def _fault(self, wanted: str, sign: ListSign, text: int | None) -> TextFault:
        return TextFault("wrong-list-sign", wanted, sign.says, text, int(self.glyphs.page[sign.rows[0]]))


def _shown(number: str, is_right_to_left: bool) -> str:
    """An item's number as it stands on a line."""
    return (
        "".join(number[place] for place, _ in order_on_line(number, is_right_to_left)) if is_right_to_left else number
    )


def _item_of(document: Document, text: int, depth: int) -> int | None:
    items = [n for n in document.ancestors(document.texts[text].element) if document.elements[n].tag == "li"]
    return items[depth] if depth < len(items) else None


def _numbers(document: Document) -> Iterator[tuple[int, int | None]]:
    """Each item of a list with its number; None in one that isn't numbered."""
    for number, element in enumerate(document.elements):
        if element.tag in ("ol", "ul"):
            count = _as_number(element.attributes.get("start"), 1)
            for item in document.children(number):
                count = _as_number(document.elements[item].attributes.get("value"), count)
                if document.elements[item].tag == "li":
                    yield item, count if element.tag == "ol" else None
                    count += 1


def _as_number(given: str | None, default: int) -> int:
    return int(given) if given and given.isdecimal() else default


def _is_required(document: Document, item: int) -> bool:
    """Does it stand in a required text, which says its numbers?"""
    parent = document.elements[item].parent
    return parent is not None and any(document.elements[n].mark for n in document.ancestors(parent))


def _stands_before(sign: ListSign, glyphs: Glyphs) -> bool:
    """Is it on the line that its item begins with, beside its beginning?"""
    rows, item = list(sign.rows), list(sign.item_rows)
    baseline = float(np.median(glyphs.origin[item, 1]))  # an accent's own may be off
    is_on_line = np.abs(glyphs.origin[rows, 1] - baseline) <= _BASELINE_MM
    left, right = np.nanmin(glyphs.ink[item, 0]), np.nanmax(glyphs.ink[item, 2])
    gap = max(left - np.nanmax(glyphs.ink[rows, 2]), np.nanmin(glyphs.ink[rows, 0]) - right)
    is_on_page = (glyphs.page[rows] == glyphs.page[item[0]]).all()
    return bool(is_on_page and is_on_line.all() and -_BASELINE_MM <= gap <= _MAX_GAP_MM)
