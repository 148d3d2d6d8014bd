"""A block of Markdown → its tree, its canonical form, and every sign in it that would not be printed as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from leaflet.running_text.constructs import STARTS
from leaflet.running_text.inline import MarkupFault, TermPlace
from leaflet.running_text.listing import ITEM, parse_listing
from leaflet.running_text.quoted import parse_quoted
from leaflet.running_text.source_lines import CODE_INDENT, INDENTED, SourceLine, joined, parse_lines, source_lines
from leaflet.running_text.table import parse_table
from leaflet.running_text.tree import Paragraph, TextBlock

RULE = re.compile(next(c.pattern for c in STARTS if c.name == "rule"), re.VERBOSE)


@dataclass(frozen=True)
class ParsedBlock:
    """A block, what is wrong with it, and its canonical form."""

    tree: TextBlock
    faults: tuple[MarkupFault, ...]
    """By offset in the block."""
    canonical: str
    """One line a paragraph, item or row, so that rewrapping the source changes nothing for translators."""
    terms: tuple[TermPlace, ...]
    """Where terms are marked in the block, in order."""


@lru_cache(10_000)
def parse_block(text: str) -> ParsedBlock:
    """The block that `text` is. A block with a fault has a tree too, in which nothing is left out."""
    lines = source_lines(text.rstrip())
    parsed = _parse(lines)
    code = (lines[0].fault(INDENTED),) if lines[0].indent >= CODE_INDENT else ()
    faults = sorted(dict.fromkeys((*code, *parsed.faults)), key=lambda fault: fault.offset)
    return ParsedBlock(parsed.tree, tuple(faults), parsed.canonical, parsed.terms)


def _parse(lines: Sequence[SourceLine]) -> ParsedBlock:
    first = lines[0]
    if ITEM.match(first.text) and not RULE.match(first.content):
        listing = parse_listing(lines)
        return ParsedBlock(listing.tree, listing.faults, listing.canonical, listing.terms)
    if first.content.startswith("|"):
        table = parse_table(lines)
        return ParsedBlock(table.tree, table.faults, table.canonical, table.terms)
    if first.content.startswith(">"):
        quoted = parse_quoted(lines)
        return ParsedBlock(quoted.tree, quoted.faults, quoted.canonical, quoted.terms)
    parsed = parse_lines(lines)
    return ParsedBlock(Paragraph(parsed.line), parsed.faults, joined(lines).replace("\n", "  \n"), parsed.terms)
