"""Which element of the document each element of a file's structure tree is, by the texts and drawings in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.structure import ContentId, Structure
from leaflet.preflight.instrument.typesetting import RUNNING_CLASSES

BODY = 0
"""The number of a document's body among its elements."""
PICTURES = ("svg", "img")
_SAME_NAME = "p h1 h2 h3 table tr th td caption"
TAGS: Mapping[str, str] = {
    **{name: name.upper() if name != "table" else "Table" for name in _SAME_NAME.split()},
    **{"div": "Div", "a": "Link", "main": "Part", "article": "Art", "section": "Sect", "blockquote": "BlockQuote"},
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("li", "dt", "dd"), "LI"),
    **{"thead": "THead", "tbody": "TBody", "caption": "Caption"},
    **dict.fromkeys(PICTURES, "Figure"),
}
"""The tag that says what an element of the document is (ISO 32000-1, 14.8.4); the others have none of their own."""
PLAIN_TAGS = frozenset({"Span", "NonStruct", "LBody", "Document"})
"""Tags that say nothing of what is in them."""


@dataclass
class TaggedElements:
    """The elements of a structure tree beside the document's."""

    document: Document
    structure: Structure
    rows: Mapping[ContentId, Ints]
    """The glyphs of each marked content, by their rows in `LinedUp.glyphs`."""
    document_element: dict[int, int] = field(default_factory=dict)
    """By number of an element of the tree: the number of the document's; nothing of those without texts."""
    with_words: set[int] = field(default_factory=set)
    """The elements of the tree with a text or a picture in them."""
    faults: list[str] = field(default_factory=list)
    """Where the two trees differ."""

    @cached_property
    def holders(self) -> Sequence[int | None]:
        """By number: the element that it stands in, of those whose tag isn't plain."""
        found: list[int | None] = []
        for element in self.structure.elements:
            above = element.parent
            found.append(above if above is None or not self.is_plain(above) else found[above])
        return found

    def children(self, number: int) -> list[int]:
        """The elements directly in that one, but for plain tags."""
        return [n for n, holder in enumerate(self.holders) if holder == number and not self.is_plain(n)]

    def ancestors(self, number: int) -> Iterator[int]:
        """That element of the tree, and each that it stands in."""
        at: int | None = number
        while at is not None:
            yield at
            at = self.structure.elements[at].parent

    def is_plain(self, number: int) -> bool:
        """Does its tag say nothing of what is in it?"""
        return self.structure.elements[number].tag in PLAIN_TAGS

    def match(self, number: int, wanted: int) -> None:
        """Note which element of the document each is that holds something of the `wanted` one."""
        path = [(n, self.structure.elements[n].tag) for n in self.ancestors(number) if not self.is_plain(n)][::-1]
        found, right = _shortened(path), _shortened(_document_path(self.document, wanted))
        if [tag for _, tag in found] != [tag for _, tag in right]:
            self.faults.append(f"has {_named(found)} where the document has {_named(right)}")
            return
        for (node, tag), (element, _) in zip(found, right, strict=True):
            if self.document_element.setdefault(node, element) != element:
                self.faults.append(f"has one {tag} for two elements of the document")


_Steps = Sequence[tuple[int, str]]


def _named(path: _Steps) -> str:
    return " › ".join(tag for _, tag in path) or "no tag"


def _document_path(document: Document, number: int) -> _Steps:
    """The elements around that one and itself that have a tag of their own, from the outermost; none in a drawing."""
    path: list[tuple[int, str]] = []
    for at in reversed([*document.ancestors(number)]):
        tag = document.elements[at].tag
        path += [(at, TAGS[tag])] if tag in TAGS else []
        if tag in PICTURES:
            break
    return path


def _shortened(path: _Steps) -> _Steps:
    """Without an item in which another list stands: it stands beside it in the tree; and of two of one tag the inner.

    Each column of an element that has several is one more element of the same tag.
    """
    outer = [one for one, (_, after) in pairwise([*path, (BODY, "")]) if (one[1], after) != ("LI", "L")]
    return [one for one, (_, after) in pairwise([*outer, (BODY, "")]) if one[1] != after]


def tagged_elements(lined_up: LinedUp, structure: Structure) -> TaggedElements:
    """Hold `structure` against the document that the glyphs were lined up with."""
    document = lined_up.document
    tagged = TaggedElements(document, structure, _rows_by_content(lined_up))
    pictures = [n for n in flowing(document) if document.elements[n].tag in PICTURES]
    drawn = [n for n, e in enumerate(structure.elements) if e.tag == "Figure"]
    if len(pictures) != len(drawn):
        tagged.faults.append(f"has {len(drawn)} pictures, not {len(pictures)}")
    picture_of = dict(zip(drawn, pictures, strict=False))
    order: list[tuple[int, float]] = []
    for number, element in enumerate(structure.elements):
        for content in element.content_ids:
            rows = tagged.rows.get(content, _NONE)
            texts = {int(text) for text in lined_up.text[rows] if text >= 0}
            repeated = {int(lined_up.text[lined_up.repeats[row]]) for row in rows.tolist() if row in lined_up.repeats}
            wanted = {document.texts[text].element for text in texts | repeated}
            places: set[float] = {float(text) for text in texts}
            if number in picture_of:
                wanted |= {picture_of[number]}
                places |= {document.elements[picture_of[number]].texts.start - 0.5}
            if len(rows) or number in picture_of:
                tagged.with_words.update(tagged.ancestors(number))
            for one in sorted(wanted):
                tagged.match(number, one)
            order += [(structure.reading_order[content], place) for place in sorted(places)]
    places_read = [place for _, place in sorted(order)]
    if places_read != sorted(places_read):
        tagged.faults.append("has its texts or pictures in another order than the document")
    return tagged


_NONE = np.zeros(0, np.int64)


def flowing(document: Document) -> Iterator[int]:
    """The elements that stand on one page, and not in the margin of each; of a drawing the drawing alone."""
    number = BODY
    while number < len(document.elements):
        element = document.elements[number]
        is_running = not RUNNING_CLASSES.isdisjoint(element.classes)
        if not is_running:
            yield number
        number = element.end if is_running or element.tag in PICTURES else number + 1


def _rows_by_content(lined_up: LinedUp) -> Mapping[ContentId, Ints]:
    found: defaultdict[ContentId, list[int]] = defaultdict(list)
    glyphs = lined_up.glyphs
    for row, content in enumerate(zip(glyphs.page.tolist(), glyphs.content.tolist(), strict=True)):
        found[content].append(row)
    return {content: np.array(rows, np.int64) for content, rows in found.items()}
