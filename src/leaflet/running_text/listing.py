"""The lines of a list → its tree: markers `-` or `*`, or 1. 2. 3., and one list in an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaflet.running_text.constructs import Construct
from leaflet.running_text.inline import MarkupFault, TermPlace
from leaflet.running_text.source_lines import EMPTY_ITEM, LONE_MARKER, SourceLine, joined, parse_lines
from leaflet.running_text.tree import Listing, ListItem

ITEM = re.compile(r"[ \t]*(?P<marker>[-*+]|(?P<number>\d{1,9})[.)])[ \t]+(?=\S)")
"""The marker that begins an item of a list."""
NESTED_INDENT = 4
"""Columns by which the canonical form indents a list in a list."""
MAX_EXTRA_INDENT = 3
"""Columns by which an inner list may be indented more than the words of its item: from the fourth on it is code."""
MARKER = Construct(
    "marker",
    "",
    "an item must begin with `-` or `*`, or with a number and a dot",
    r"write `-` or `1.`; where a sign is meant, write \+ or 1\)",
)
COUNT = Construct(
    "count",
    "",
    "the items of a list must count 1, 2, 3, or all begin with the same sign",
    r"begin with `1.` and leave none out; end a line that begins with a year in another place, or write 1986\.",
)
INDENT = Construct(
    "indent",
    "",
    "it isn't clear which list this item belongs to",
    "indent all items of a list alike, and those of a list inside it as far as the words of the item before",
)
DEPTH = Construct(
    "depth", "", "a list in a list must not hold a third", "make one list of the two inner ones, or a table"
)
CONTINUATION = Construct(
    "continuation",
    "",
    "a line under an item must be indented, and follow it without an empty line",
    "indent the wrapped lines of an item; put an empty line before a paragraph, and don't indent it",
)


@dataclass
class _Entry:
    """An item while its lines are collected."""

    indent: int
    marker: str
    content_column: int
    """Where its words begin, from 0."""
    lines: list[SourceLine]
    nested: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True)
class ParsedListing:
    """A list, what is wrong with it, and its canonical form."""

    tree: Listing
    faults: tuple[MarkupFault, ...]
    canonical: str
    terms: tuple[TermPlace, ...]


def continues_list(lines: Sequence[str], line: str) -> bool:
    """Does `line`, after an empty one, belong to the list in `lines`? An item of it, or what is indented under one."""
    first, item = ITEM.match(lines[0]), ITEM.match(line)
    if not first:
        return False
    indent = SourceLine(line, 0).indent
    if indent > SourceLine(lines[0], 0).indent + 1:
        return True
    if not item:
        return False
    return int(item["number"]) != 1 if item["number"] and first["number"] else item["marker"] == first["marker"]


def parse_listing(lines: Sequence[SourceLine]) -> ParsedListing:
    """The list that `lines` are; the first of them begins with a marker."""
    faults: list[MarkupFault] = []
    entries = _entries(lines, faults)
    tree = _listing(entries, faults)
    return ParsedListing(tree, tuple(faults), "\n".join(_canonical_lines(entries, 0)), tuple(_terms(entries)))


def _entries(lines: Sequence[SourceLine], faults: list[MarkupFault]) -> list[_Entry]:
    """The items of the outer list, each with those of its inner one."""
    entries: list[_Entry] = []
    current: _Entry | None = None
    is_after_blank = False
    for line in lines:
        match = ITEM.match(line.text)
        if match:
            current = _entry(line, match)
            _place(entries, current, line, faults)
        elif current and line.content:
            current.lines.append(line)
            if is_after_blank or not line.indent:
                is_empty = bool(LONE_MARKER.fullmatch(line.content))
                faults.append(line.fault(EMPTY_ITEM, 0, line.content) if is_empty else line.fault(CONTINUATION))
        is_after_blank = not line.content
    return entries


def _entry(line: SourceLine, match: re.Match[str]) -> _Entry:
    column = len(match[0].expandtabs(4))
    return _Entry(line.indent, match["marker"], column, [line.behind(match)])


def _place(entries: list[_Entry], entry: _Entry, line: SourceLine, faults: list[MarkupFault]) -> None:
    """Put `entry` into the list that its indentation says."""
    if not entries or entry.indent == entries[0].indent:
        entries.append(entry)
        return
    parent = entries[-1]
    siblings = parent.nested
    extra = entry.indent - parent.content_column
    if siblings and entry.indent >= siblings[-1].content_column:
        faults.append(line.fault(DEPTH))
    elif (siblings and entry.indent != siblings[0].indent) or not 0 <= extra <= MAX_EXTRA_INDENT:
        faults.append(line.fault(INDENT))
    siblings.append(entry)


def _listing(entries: Sequence[_Entry], faults: list[MarkupFault]) -> Listing:
    is_numbered = entries[0].marker[:-1].isdigit()
    items = []
    for count, entry in enumerate(entries, 1):
        faults += _marker_faults(entry, entries[0].marker, count)
        parsed = parse_lines(entry.lines)
        faults += parsed.faults
        items.append(ListItem(parsed.line, _listing(entry.nested, faults) if entry.nested else None))
    return Listing(is_numbered, tuple(items))


def _marker_faults(entry: _Entry, first: str, count: int) -> Iterator[MarkupFault]:
    offset = entry.lines[0].offset
    at = offset - (entry.content_column - entry.indent)
    if entry.marker == "+" or entry.marker.endswith(")"):
        yield MarkupFault(MARKER, at, entry.marker)
    elif entry.marker != (f"{count}." if first[:-1].isdigit() else first):
        yield MarkupFault(COUNT, at, entry.marker)


def _terms(entries: Sequence[_Entry]) -> Iterator[TermPlace]:
    for entry in entries:
        yield from parse_lines(entry.lines).terms
        yield from _terms(entry.nested)


def _canonical_lines(entries: Sequence[_Entry], indent: int) -> Iterator[str]:
    for entry in entries:
        start = f"{' ' * indent}{entry.marker} "
        yield start + joined(entry.lines).replace("\n", f"  \n{' ' * len(start)}")
        yield from _canonical_lines(entry.nested, indent + NESTED_INDENT)
