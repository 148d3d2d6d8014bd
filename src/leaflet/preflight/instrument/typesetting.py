"""How a layout sets a document in type: its language, and the signs that it prints of its own, all of them declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.editions.edition import Edition
from leaflet.language.formats import is_right_to_left
from leaflet.preflight.instrument.document import Document

RUNNING_CLASSES = frozenset({"running-head", "running-foot"})
"""The classes of elements that a layout sets in the margin of each page."""
LIST_SIGNS = frozenset("–—-•·›‣◦▪")
"""What may stand before an item of a list that isn't numbered."""
ORNAMENTS = frozenset("→➔➜⚠☎☏✆✉✎✏☞ℹ❧❦")
"""Pictographs that a style sheet may set beside a text, where the layout declares that it does."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "caption"})
_HEADING_END = ":"


@dataclass(frozen=True)
class Typesetting:
    """What must be known of a layout before its pages can be held against the document."""

    locale: str
    """The language tag of texts whose elements don't say another."""
    is_right_to_left: bool = False
    """The direction of paragraphs whose elements don't say another."""
    list_signs: frozenset[str] = LIST_SIGNS
    has_ornaments: bool = False
    """May pictographs stand beside texts, and a colon behind a heading?"""
    has_page_numbers: bool = False
    """May each page have its number, alone or with how many there are: `3`, `3 / 12`?"""
    has_figures: bool = False
    """May figures be set in another style than the font's ordinary one?"""

    def is_ornament(self, document: Document, sign: str, before: int | None) -> bool:
        """May that sign stand at the edge of a word, after the `document`'s text with the number `before`?"""
        if not self.has_ornaments or sign != _HEADING_END:
            return self.has_ornaments and sign in ORNAMENTS
        above = () if before is None else document.ancestors(document.texts[before].element)
        return any(document.elements[number].tag in _HEADINGS for number in above)

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


def typesetting_of(edition: Edition) -> Typesetting:
    """How the layout of `edition` sets it."""
    symbols = {edition.ladder.contested_symbol, *(level.symbol for level in edition.ladder.levels)}
    return Typesetting(
        str(edition.locale),
        is_right_to_left(edition.locale),
        (LIST_SIGNS | (ORNAMENTS if edition.layout.allows("ornament") else frozenset())) - symbols,
        has_ornaments=edition.layout.allows("ornament"),
        has_page_numbers=edition.layout.allows("page-numbers"),
        has_figures=edition.layout.allows("figures"),
    )
