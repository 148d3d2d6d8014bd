"""The running text: sections and the blocks in them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from leaflet.model.audience import Audience
from leaflet.model.record import Id, MarkdownText, Record, Text


class BlockRecord(Record):
    """What stands in a section."""

    snippet: str = ""
    """The snippet that it is a part of, which the house has the texts of; '' for the topic's own."""


class Prose(BlockRecord):
    """A paragraph, list, table, quotation or box of the running text, in Markdown."""

    kind: Literal["prose"] = "prose"
    id: str
    """`<section>.<n>`, counted from 1 over the section's blocks."""
    markdown: MarkdownText

    @property
    def is_box(self) -> bool:
        """Does it stand out from the running text, in a frame?"""
        return self.markdown.startswith("> [!")


class Subheading(BlockRecord):
    """A heading inside a section."""

    kind: Literal["subheading"] = "subheading"
    id: str
    level: int
    """3 for `###`, and so on."""
    title: Text


class ClaimPlaceholder(BlockRecord):
    """The place of a claim in the running text: `[[claim-id]]`."""

    kind: Literal["claim"] = "claim"
    claim: str


class FigureLevel(Record):
    """A part of a drawing that shows how far a claim was studied: an element with `data-claim`, and what is in it."""

    claim: str
    """Its id; '' of shapes that belong to no such part."""
    strings: tuple[int, ...] = ()
    """Which of the drawing's strings are in it."""
    shapes: tuple[str, ...] = ()
    """What is copied in it (`use`), by the ids of the copied: each level's shape has the level's."""


class Figure(BlockRecord):
    """An SVG drawing of the topic: `![](figures/name.svg)`."""

    kind: Literal["figure"] = "figure"
    id: str
    file: str
    """Path relative to the topic's folder."""
    svg: str
    """The drawing, already checked against the allow-list of elements and attributes."""
    strings: tuple[Text, ...]
    """Text content of `title`, `desc` and every `text` or `tspan`, in document order."""
    title: str = ""
    description: str = ""
    """As found in the SVG, in the source language; empty where it has none."""
    levels: tuple[FigureLevel, ...] = Field(default=(), exclude=True)
    """Where it shows the levels of claims; no part of what a review of version 0.1 was bound to."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The strings that are drawn: all but title and description, which come first."""
        return self.strings[bool(self.title) + bool(self.description) :]


class Picture(BlockRecord):
    """A photo or a picture of pixels: `![what it shows](figures/name.jpg)`."""

    kind: Literal["picture"] = "picture"
    id: str
    file: str
    """Path relative to the topic's folder."""
    description: Text
    """What it shows, for readers who can't see it."""
    data: bytes
    """The file that is printed: pixels and nothing else, as PNG or JPEG."""
    media_type: Literal["image/png", "image/jpeg"]
    pixels: tuple[int, int]
    """Across and down."""
    digest: str
    """SHA-256 (hex) of the pixels."""

    @property
    def is_upright(self) -> bool:
        """Is it higher than it is wide?"""
        return self.pixels[1] > self.pixels[0]


Block = Prose | Subheading | ClaimPlaceholder | Figure | Picture


class Section(Record):
    """A part of the running text: a `##` heading and what follows. Read from a topic's `text.md`."""

    id: Id
    title: Text
    level: int = 2
    """Heading level as written; 2 in a well-formed text."""
    audiences: tuple[Audience, ...] = Field(min_length=1)
    role: Id
    """What it does: `background`, `steps`. A layout gives each role that it takes its place in its outline."""
    blocks: tuple[Block, ...] = ()

    def snippet_ids(self) -> tuple[str, ...]:
        """Ids of the snippets in this section, in order."""
        return tuple(dict.fromkeys(b.snippet for b in self.blocks if b.snippet))

    def claim_ids(self) -> tuple[str, ...]:
        """Ids of the claims set in this section, in order."""
        return tuple(b.claim for b in self.blocks if isinstance(b, ClaimPlaceholder))
