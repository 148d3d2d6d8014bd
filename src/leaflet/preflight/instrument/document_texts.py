"""The texts of a document as its outline has them: marked texts, headings and the layout's own words, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.editions.expected import TextName
from leaflet.language.normalization import folded
from leaflet.preflight.instrument.document import Document

HEADINGS = ("h2", "caption")
"""Elements that are the heading of what follows them."""
INLINE = frozenset({"span", "strong", "em", "a", "b", "i", "tspan"})
"""Elements that stand in a line; each other one begins a paragraph."""
CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text of the document."""

    name: TextName
    """As `ExpectedText.name`."""
    reading: str
    home: TextName | None
    """The nearest heading before it: an elder sibling of it, or of what it stands in."""
    element: int
    """The element that it is, or that it stands directly in."""
    inside: TextName | None
    """The required text that it is a part of, where it is none of its own."""


def found_texts(document: Document) -> tuple[FoundText, ...]:
    """All of them, in the order of reading."""
    return tuple(_Texts(document).all())


class _Texts:
    def __init__(self, document: Document) -> None:
        self.document = document
        elements = document.elements
        blocks = [element.texts for element in elements if element.tag not in INLINE]
        self.breaks = {texts.start for texts in blocks} | {texts.stop for texts in blocks}
        """Numbers of the texts before which a paragraph begins."""
        self.holders: list[int | None] = []
        """For each element the marked one or the heading that it stands in or is."""
        self.homes: list[int | None] = []
        """For each element the heading that it stands under."""
        self.latest: dict[int | None, int | None] = {}
        """The last heading directly in an element, as far as it was read."""
        for number, element in enumerate(elements):
            above = element.parent
            outer = None if above is None else self.holders[above]
            self.holders.append(outer if outer is not None else number if self.is_named(number) else None)
            inherited = None if above is None else self.homes[above]
            home = self.latest.get(above)
            self.homes.append(inherited if home is None else home)
            if element.tag in HEADINGS:
                self.latest[above] = number

    def is_named(self, number: int) -> bool:
        element = self.document.elements[number]
        return element.mark is not None or element.tag in HEADINGS

    def all(self) -> Iterator[FoundText]:
        places = [(self.document.elements[n].texts.start, n, n) for n in self.named()]
        places += [(place, self.document.texts[place].element, -1) for place in self.own_words()]
        for place, element, named in sorted(places):
            if named < 0:
                words = folded(self.document.texts[place].text)
                yield FoundText(("words", words), words, self.name_of(self.homes[element]), element, None)
            else:
                yield self.found(element)

    def named(self) -> Iterator[int]:
        return (number for number in range(len(self.document.elements)) if self.is_named(number))

    def own_words(self) -> Iterator[int]:
        """Numbers of the texts that stand in no marked text and no heading."""
        for number, text in enumerate(self.document.texts):
            if self.holders[text.element] is None and folded(text.text):
                yield number

    def found(self, number: int) -> FoundText:
        name, above = self.name_of(number), self.document.elements[number].parent
        assert name is not None
        holder = None if above is None else self.holders[above]
        return FoundText(name, self.reading(number), self.name_of(self.homes[number]), number, self.name_of(holder))

    def name_of(self, number: int | None) -> TextName | None:
        if number is None:
            return None
        return self.document.elements[number].mark or ("heading", self.reading(number))

    def reading(self, number: int) -> str:
        """As `RequiredText.reading`."""
        elements = self.document.elements
        cells = [child for child in self.document.children(number) if elements[child].tag in CELLS]
        if cells:
            return "\t".join(map(self.reading, cells))
        paragraphs, texts = [""], elements[number].texts
        for place in texts:
            if place in self.breaks and place != texts.start:
                paragraphs.append("")
            paragraphs[-1] += self.document.texts[place].text
        return "\n".join(text for text in map(folded, paragraphs) if text)
