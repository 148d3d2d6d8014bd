"""How a layout sets a document in type: its language, and the signs that it prints of its own, all of them declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from leaflet.preflight.instrument.document import Document


@dataclass(frozen=True)
class Typesetting:
    """What must be known of a layout before its pages can be held against the document."""

    locale: str
    """The language tag of texts whose elements don't say another."""
    is_right_to_left: bool = False
    """The direction of paragraphs whose elements don't say another."""
    list_signs: frozenset[str] = frozenset({"–"})
    """What may stand before an item of a list that isn't numbered."""
    ornaments: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Signs that may stand before or after the text of an element, by its tag, its class, or the kind of its mark."""
    running: frozenset[str] = frozenset()
    """Classes of elements that stand in the margin of each page."""
    page_numbers: bool = False
    """May each page have its number, alone or with how many there are: `3`, `3 / 12`?"""
    small_capitals: bool = False
    """May small letters be set as capitals?"""
    figures: bool = False
    """May figures be set in another style than the font's ordinary one?"""

    def locale_of(self, document: Document, text: int) -> str:
        """The language of the `document`'s text with that number."""
        return next((value for value in _values(document, text, "lang")), self.locale)

    def runs_right_to_left(self, document: Document, text: int) -> bool:
        """Does the paragraph run from right to left that the `document`'s text with that number stands in?"""
        return next((value == "rtl" for value in _values(document, text, "dir")), self.is_right_to_left)


def _values(document: Document, text: int, attribute: str) -> Iterator[str]:
    """What the elements around a text have as that attribute, the innermost first."""
    for number in document.ancestors(document.texts[text].element):
        if value := document.elements[number].attributes.get(attribute):
            yield value
