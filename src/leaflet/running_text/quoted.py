"""Lines that begin with `>` → their tree: a quotation or, where the first is `[!TIP]` or the like, a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast, get_args

from leaflet.running_text.constructs import Construct
from leaflet.running_text.inline import MarkupFault, TermPlace
from leaflet.running_text.listing import ITEM, parse_listing
from leaflet.running_text.source_lines import CODE_INDENT, INDENTED, SourceLine, joined, parse_lines
from leaflet.running_text.tree import Listing, NoteBox, NoteKind, Paragraph, Quotation

QUOTED = re.compile(r"[ \t]*>(?: |$)")
BOX_HEAD = re.compile(rf"\[!({'|'.join(get_args(NoteKind))})\]", re.IGNORECASE)
"""The first line of a box; its name may be written in small letters, too, as where else it is known."""
UNQUOTED = Construct(
    "unquoted line",
    "",
    "each line of a quotation or a box must begin with `>` and a space",
    r"write `> ` before each line, and put an empty line after the last; write \> for the sign",
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
EMPTY_BOX = Construct(
    "empty box",
    "",
    "a box must say something",
    "write its words on the lines below `[!…]`, with `> ` before each, or leave the box out",
)


@dataclass(frozen=True)
class ParsedQuoted:
    """A quotation or a box, what is wrong with it, and its canonical form."""

    tree: Quotation | NoteBox
    faults: tuple[MarkupFault, ...]
    canonical: str
    terms: tuple[TermPlace, ...]


def parse_quoted(lines: Sequence[SourceLine]) -> ParsedQuoted:
    """The quotation or the box that `lines` are; the first of them begins with `>`."""
    faults: list[MarkupFault] = []
    inside: list[SourceLine] = []
    for line in lines:
        match = QUOTED.match(line.text)
        inside.append(line.behind(match) if match else line)
        if not match:
            faults.append(line.fault(UNQUOTED))
    head = BOX_HEAD.fullmatch(inside[0].content)
    groups = [
        tuple(group) for filled, group in groupby(inside[bool(head) :], lambda line: bool(line.content)) if filled
    ]
    if head:
        faults += () if groups else (inside[0].fault(EMPTY_BOX),)
        return _box(cast("NoteKind", head[1].lower()), groups, faults)
    faults += () if groups else (lines[0].fault(UNQUOTED),)
    return _quotation(groups, faults)


def _quotation(groups: Sequence[Sequence[SourceLine]], faults: list[MarkupFault]) -> ParsedQuoted:
    parsed = [parse_lines(group) for group in groups]
    found = [fault for paragraph in parsed for fault in paragraph.faults]
    items = [replace(fault, construct=QUOTED_LIST) for fault in found if fault.construct.name == "list"]
    faults += (*items[:1], *(fault for fault in found if fault.construct.name != "list"))
    numbers = (group[0] for group in groups if group[0].content[0].isdigit() and not ITEM.match(group[0].text))
    faults += (line.fault(QUOTED_NUMBER) for line in numbers)
    tree = Quotation(tuple(Paragraph(paragraph.line) for paragraph in parsed))
    terms = tuple(term for paragraph in parsed for term in paragraph.terms)
    canonical = _quoted(*(joined(group).replace("\n", "  \n") for group in groups))
    return ParsedQuoted(tree, tuple(faults), canonical, terms)


def _box(kind: NoteKind, groups: Sequence[Sequence[SourceLine]], faults: list[MarkupFault]) -> ParsedQuoted:
    blocks, texts = [], []
    terms: list[TermPlace] = []
    for group in groups:
        faults += (group[0].fault(INDENTED),) if group[0].indent >= CODE_INDENT else ()
        block, found, text, marked = _boxed(group)
        unquoted = {fault.offset for fault in faults}  # what is wrong there is told
        faults += (fault for fault in found if fault.offset not in unquoted)
        blocks.append(block)
        texts.append(text)
        terms += marked
    canonical = f"> [!{kind.upper()}]\n{_quoted(*texts)}"
    return ParsedQuoted(NoteBox(kind, tuple(blocks)), tuple(faults), canonical, tuple(terms))


def _boxed(
    lines: Sequence[SourceLine],
) -> tuple[Paragraph | Listing, tuple[MarkupFault, ...], str, tuple[TermPlace, ...]]:
    """A paragraph or a list in a box, what is wrong with it, its canonical form, and the terms in it."""
    if ITEM.match(lines[0].text):
        listing = parse_listing(lines)
        return listing.tree, listing.faults, listing.canonical, listing.terms
    parsed = parse_lines(lines)
    return Paragraph(parsed.line), parsed.faults, joined(lines).replace("\n", "  \n"), parsed.terms


def _quoted(*texts: str) -> str:
    """Paragraphs and lists, each line behind a `>`."""
    return "\n>\n".join("\n".join(f"> {line}" for line in text.split("\n")) for text in texts)
