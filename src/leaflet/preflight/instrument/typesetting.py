"""How a layout sets a document in type: its language, and the signs that it prints of its own, all of them declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
