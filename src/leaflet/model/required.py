"""What a finished PDF must carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from leaflet.problem import Span, thing

TextKind = Literal["disclaimer", "claim", "block"]
"""The attribute by which a layout marks a text: `data-disclaimer`, `data-claim`, `data-block`."""
Aspect = Literal["colour", "size", "setting"]
"""What style sheets set of a text."""
TextKey = tuple[str, str]
"""Kind and id of a required text."""

KIND_NAMES: Mapping[str, str] = MappingProxyType({"disclaimer": "statement", "claim": "claim", "block": "text"})
"""The kinds of required texts, each with the word that messages have for it."""


@dataclass(frozen=True)
class RequiredLink:
    """A link that an edition must have."""

    text: str
    """What a reader sees of it."""
    target: str
    """The address that it leads to."""


def layout_colours(edition: str) -> str:
    """The thing that is the colour of what the layout of `edition` adds itself: signs, frames, lines to write on."""
    return thing("colour", "layout", edition)


@dataclass(frozen=True)
class RequiredText:
    """A text that the finished PDF must carry.

    `kind` is the attribute that the layout sets, `id` its value.
    `parts` must all be there, close together. `min_pt` is the smallest type allowed for them.
    """

    kind: TextKind
    id: str
    parts: tuple[str, ...]
    min_pt: float
    every_page: bool
    span: Span
    """Where the source says it, for the problem that reports its absence."""
    reading: str = ""
    """What a document says of it, sign for sign: blanks folded, a line for each paragraph, a tab between two cells."""
    links: tuple[RequiredLink, ...] = ()
    """The links in it, in order."""

    @property
    def identifying_text(self) -> str:
        """The text that identifies it to a person: a claim's wording, otherwise the first part."""
        return max(self.parts, key=len) if self.kind == "claim" else self.parts[0]

    @property
    def key(self) -> TextKey:
        """What marks it in the document: its kind and its id."""
        return self.kind, self.id

    def look(self, aspect: Aspect, edition: str) -> str:
        """The thing that is its colour, size or setting in `edition`, of which faults say that they rest on it."""
        return thing(aspect, f"{self.kind}/{self.id}", edition)
