"""Lines of a block of Markdown, put together to what is one line of running text, each sign with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from leaflet.running_text.constructs import START, Construct, refused
from leaflet.running_text.inline import MarkupFault, ParsedLine, parse_line
from leaflet.running_text.placed_text import PlacedText

TAB_COLUMNS = 4
BACKSLASH_END = re.compile(r"(?<!\\)(?:\\\\)*\\$")
LONE_MARKER = re.compile(r"[-*+]|\d+[.)]")
CODE_INDENT = 4
"""Columns of space from which Markdown takes a block for code."""
INDENTED = Construct(
    "indented code",
    "",
    "a block that is indented this far is code elsewhere",
    "begin the line at the margin",
)
EMPTY_ITEM = Construct(
    "empty item",
    "",
    "the words of an item must begin on the line of its sign",
    r"write `- item` on one line; where the sign is meant, write \* or 1\.",
)
BREAK = Construct(
    "line break",
    "",
    "a backslash at the end of a line means a line break elsewhere",
    "end the line with two spaces where it must break, or take the backslash away",
)


@dataclass(frozen=True)
class SourceLine(PlacedText):
    """A line of a block, or what is left of it behind a marker; its offset is that in the block."""

    @property
    def indent(self) -> int:
        """Columns of space before it."""
        return len(self.text.expandtabs(TAB_COLUMNS)) - len(self.text.expandtabs(TAB_COLUMNS).lstrip())

    def behind(self, marker: re.Match[str]) -> SourceLine:
        """What follows `marker`, a match in `text`."""
        return SourceLine(self.text[marker.end() :], self.offset + marker.end())

    def fault(self, construct: Construct, at: int = 0, signs: str = "") -> MarkupFault:
        """A fault `at` characters behind the beginning of its content."""
        return MarkupFault(construct, self.content_offset + at, signs)


def source_lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of a block."""
    found, offset = [], 0
    for line in text.split("\n"):
        found.append(SourceLine(line, offset))
        offset += len(line) + 1
    return tuple(found)


def joined(lines: Sequence[SourceLine]) -> str:
    """The lines as one: joined by a space, or by a line feed where two spaces ask for a line break."""
    ends = ["\n" if line.text.endswith("  ") else " " for line in lines[:-1]]
    return "".join(line.content + end for line, end in zip(lines, [*ends, ""], strict=True))


def parse_lines(lines: Sequence[SourceLine]) -> ParsedLine:
    """The lines as one line of running text; offsets of faults and terms are those in the block."""
    starts = [0]
    for line, _ in pairwise(lines):
        starts.append(starts[-1] + len(line.content) + 1)
    parsed = parse_line(joined(lines))

    def in_block(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        return lines[number].content_offset + offset - starts[number]

    faults = [replace(fault, offset=in_block(fault.offset)) for fault in parsed.faults]
    terms = (
        replace(t, start=in_block(t.start), end=in_block(t.end - 1) + 1, after=in_block(t.after - 1) + 1)
        for t in parsed.terms
    )
    return replace(parsed, faults=(*_line_faults(lines), *faults), terms=tuple(terms))


def _line_faults(lines: Sequence[SourceLine]) -> Iterator[MarkupFault]:
    """Lines that begin or end like something else."""
    is_item_empty = False
    for number, line in enumerate(lines):
        is_last = number == len(lines) - 1
        begins = not number or lines[number - 1].text.endswith("  ")
        start = START.match(line.content)
        construct = refused(start) if start else None
        if line.content == "-" or (begins and not is_last and LONE_MARKER.fullmatch(line.content)):
            is_item_empty = True
            yield line.fault(EMPTY_ITEM, 0, line.content)
        elif start and construct and not (is_item_empty and construct.name == "list"):
            yield line.fault(construct, 0, start[0])
        if not is_last and BACKSLASH_END.search(line.content):
            yield line.fault(BREAK, len(line.content) - 1, "\\")
