"""A block of Markdown → its tree, its canonical form, and every sign in it that would not be printed as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from leaflet.running_text.constructs import STARTS, Construct
from leaflet.running_text.inline import MarkupFault
from leaflet.running_text.listing import ITEM, parse_listing
from leaflet.running_text.source_lines import SourceLine, joined, parse_lines, source_lines
from leaflet.running_text.table import parse_table
from leaflet.running_text.tree import Paragraph, Quotation, TextBlock

RULE = re.compile(next(c.pattern for c in STARTS if c.name == "rule"), re.VERBOSE)
QUOTED = re.compile(r"[ \t]*>(?: |$)")
CODE_INDENT = 4
"""Columns of space from which Markdown takes a block for code."""
INDENTED = Construct(
    "indented code",
    "",
    "a block that is indented this far is code elsewhere",
    "begin the line at the margin",
)
UNQUOTED = Construct(
    "unquoted line",
    "",
    "each line of a quotation must begin with `>` and a space",
    r"write `> ` before each line, and put an empty line after the quotation; write \> for the sign",
)
QUOTED_NUMBER = Construct(
    "quoted number",
    "",
    "a quotation that begins with a number can be read as “more than”",
    r"write \> for the sign; else begin the quotation with a word",
)

QUOTED_LIST = Construct(
    "quoted list",
    "",
    "a quotation can't hold a list",
    r"end the quotation, and put the list below it; write \- or 1\. for the sign",
)


@dataclass(frozen=True)
class ParsedBlock:
    """A block, what is wrong with it, and its canonical form."""

    tree: TextBlock
    faults: tuple[MarkupFault, ...]
    """By offset in the block."""
    canonical: str
    """One line a paragraph, item or row, so that rewrapping the source changes nothing for translators."""


@lru_cache(10_000)
def parse_block(text: str) -> ParsedBlock:
    """The block that `text` is. A block with a fault has a tree too, in which nothing is left out."""
    lines = source_lines(text.rstrip())
    parsed = _parse(lines)
    code = (lines[0].fault(INDENTED),) if lines[0].indent >= CODE_INDENT else ()
    faults = sorted(dict.fromkeys((*code, *parsed.faults)), key=lambda fault: fault.offset)
    return ParsedBlock(parsed.tree, tuple(faults), parsed.canonical)


def _parse(lines: Sequence[SourceLine]) -> ParsedBlock:
    first = lines[0]
    if ITEM.match(first.text) and not RULE.match(first.content):
        listing = parse_listing(lines)
        return ParsedBlock(listing.tree, listing.faults, listing.canonical)
    if first.content.startswith("|"):
        table = parse_table(lines)
        return ParsedBlock(table.tree, table.faults, table.canonical)
    if first.content.startswith(">"):
        return _quotation(lines)
    parsed = parse_lines(lines)
    return ParsedBlock(Paragraph(parsed.line), parsed.faults, joined(lines).replace("\n", "  \n"))


def _quotation(lines: Sequence[SourceLine]) -> ParsedBlock:
    faults: list[MarkupFault] = []
    inside: list[SourceLine] = []
    for line in lines:
        match = QUOTED.match(line.text)
        inside.append(line.behind(match) if match else line)
        if not match:
            faults.append(line.fault(UNQUOTED))
    faults += (lines[0].fault(UNQUOTED),) if not any(line.content for line in inside) else ()
    groups = [tuple(group) for filled, group in groupby(inside, lambda line: bool(line.content)) if filled]
    parsed = [parse_lines(group) for group in groups]
    found = [fault for paragraph in parsed for fault in paragraph.faults]
    items = [replace(fault, construct=QUOTED_LIST) for fault in found if fault.construct.name == "list"]
    faults += (*items[:1], *(fault for fault in found if fault.construct.name != "list"))
    numbers = (group[0] for group in groups if group[0].content[0].isdigit() and not ITEM.match(group[0].text))
    faults += (line.fault(QUOTED_NUMBER) for line in numbers)
    tree = Quotation(tuple(Paragraph(paragraph.line) for paragraph in parsed))
    return ParsedBlock(tree, tuple(faults), "\n>\n".join(f"> {joined(g)}".replace("\n", "  \n> ") for g in groups))
