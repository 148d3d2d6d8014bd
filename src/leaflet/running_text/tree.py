"""A block of running text as a tree: what a reader sees of it, with what it means and without markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from leaflet.model import RequiredLink


@dataclass(frozen=True)
class Words:
    """Text, sign for sign. `is_literal`: it was escaped, so that typography leaves it alone."""

    text: str
    is_literal: bool = False


@dataclass(frozen=True)
class LineBreak:
    """The end of a line that was asked for."""


@dataclass(frozen=True)
class Emphasis:
    """Emphasised words."""

    kind: Literal["em", "strong"]
    inside: tuple[Inline, ...]


@dataclass(frozen=True)
class Hyperlink:
    """Words that lead somewhere."""

    inside: tuple[Inline, ...]
    target: str


@dataclass(frozen=True)
class MarkedTerm:
    """Words that the glossary explains."""

    inside: tuple[Inline, ...]
    term: str
    """The term's id there."""


Inline = Words | LineBreak | Emphasis | Hyperlink | MarkedTerm
Line = tuple[Inline, ...]
"""What stands in a paragraph, an item or a cell."""


@dataclass(frozen=True)
class Paragraph:
    """Running words."""

    inside: Line


@dataclass(frozen=True)
class ListItem:
    """An item, and the list inside it."""

    inside: Line
    nested: Listing | None = None


@dataclass(frozen=True)
class Listing:
    """A list. The items of a numbered one count from 1."""

    is_numbered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class TextTable:
    """Rows of as many cells each; the first row is the head."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Quotation:
    """Words of somebody else."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class NoteBox:
    """A box that stands out from the running text."""

    kind: NoteKind
    blocks: tuple[Paragraph | Listing, ...]


NoteKind = Literal["tip", "note", "warning"]
"""What a box is for: what makes things easier, what is good to know, what does harm."""
TextBlock = Paragraph | Listing | TextTable | Quotation | NoteBox


def visible(line: Iterable[Inline], line_break: str = " ") -> str:
    """What a reader sees of `line`, with `line_break` where a line ends."""
    return "".join(_visible(inline, line_break) for inline in line)


def _visible(inline: Inline, line_break: str) -> str:
    if isinstance(inline, Words):
        return inline.text
    return line_break if isinstance(inline, LineBreak) else visible(inline.inside, line_break)


def printed_texts(block: TextBlock) -> tuple[str, ...]:
    """What is printed in one piece: a paragraph, an item, a row of a table with all its cells.

    So a dose that stands beside another medicine is another text. `numbered_items` has the numbers of items.
    """
    return tuple(" ".join(text.split()) for text in _texts(block) if text.strip())


def _texts(block: TextBlock) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield visible(block.inside)
    elif isinstance(block, Quotation):
        yield from (visible(paragraph.inside) for paragraph in block.paragraphs)
    elif isinstance(block, TextTable):
        yield from (" ".join(map(visible, row)) for row in block.rows)
    elif isinstance(block, NoteBox):
        yield from (text for inner in block.blocks for text in _texts(inner))
    else:
        for item in block.items:
            yield visible(item.inside)
            yield from _texts(item.nested) if item.nested else ()


def numbered_items(block: TextBlock) -> Iterator[tuple[str, str]]:
    """(number as it is printed, what is printed beside it) of each item of a numbered list, the inner ones too."""
    if isinstance(block, NoteBox):
        yield from (numbered for inner in block.blocks for numbered in numbered_items(inner))
    for count, item in enumerate(block.items, 1) if isinstance(block, Listing) else ():
        if isinstance(block, Listing) and block.is_numbered:
            yield f"{count}.", " ".join(visible(item.inside).split())
        yield from numbered_items(item.nested) if item.nested else ()


def lines(block: TextBlock) -> Iterator[Line]:
    """Each paragraph, item and cell of `block`, in order."""
    if isinstance(block, Paragraph):
        yield block.inside
    elif isinstance(block, Quotation):
        yield from (paragraph.inside for paragraph in block.paragraphs)
    elif isinstance(block, TextTable):
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, NoteBox):
        yield from (line for inner in block.blocks for line in lines(inner))
    else:
        for item in block.items:
            yield item.inside
            yield from lines(item.nested) if item.nested else ()


def links(block: TextBlock) -> Iterator[RequiredLink]:
    """The links of `block`, in order."""
    for line in lines(block):
        yield from _links(line)


def _links(line: Line) -> Iterator[RequiredLink]:
    for inline in line:
        if isinstance(inline, Hyperlink):
            yield RequiredLink(visible(inline.inside), inline.target)
        elif isinstance(inline, Emphasis):
            yield from _links(inline.inside)


def marked_terms(block: TextBlock) -> Iterator[MarkedTerm]:
    """The terms that are marked in `block`, in order."""
    for line in lines(block):
        yield from _marked_terms(line)


def _marked_terms(line: Line) -> Iterator[MarkedTerm]:
    for inline in line:
        if isinstance(inline, MarkedTerm):
            yield inline
        elif isinstance(inline, Emphasis):
            yield from _marked_terms(inline.inside)


def structure(block: TextBlock) -> str:
    """What a translation must have as well, in words: the kind of block, its items with their levels, rows, cells."""
    if isinstance(block, TextTable):
        return f"a table of {_count(block.rows, 'row')} and {_count(block.rows[0], 'column')}"
    if isinstance(block, Quotation):
        return f"a quotation of {_count(block.paragraphs, 'paragraph')}"
    if isinstance(block, Paragraph):
        return "a paragraph"
    if isinstance(block, NoteBox):
        return f"a `{block.kind}` box that holds {' and '.join(map(structure, block.blocks))}"
    nested = ", ".join(f"item {n} holds {structure(i.nested)}" for n, i in enumerate(block.items, 1) if i.nested)
    kind = "numbered list" if block.is_numbered else "list"
    return f"a {kind} of {_count(block.items, 'item')}{f' ({nested})' if nested else ''}"


def _count(parts: Sequence[object], noun: str) -> str:
    return f"{len(parts)} {noun}{'' if len(parts) == 1 else 's'}"
