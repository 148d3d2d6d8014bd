"""Signs of text.md that would not be printed as they are written, at their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.problem import Problem, Span
from leaflet.read.markup import markup_problem
from leaflet.read.text_file import TextFile
from leaflet.running_text.block import parse_block
from leaflet.running_text.placed_text import PlacedText
from leaflet.running_text.source_lines import CODE_INDENT, INDENTED, source_lines

CLOSING_HASHES = re.compile(r"[ \t]#+$")


def unsupported(span: Span, message: str, hint: str) -> Problem:
    """The problem of something that running text can't hold."""
    return Problem("unsupported-prose", message, hint, span)


def block_problems(file: TextFile, block_text: PlacedText) -> Iterator[Problem]:
    """What is wrong inside a paragraph, a list, a table or a quotation."""
    for fault in parse_block(block_text.text).faults:
        yield markup_problem(fault, file.span(block_text.offset + fault.offset))


def indentation_problems(file: TextFile, block_text: PlacedText) -> Iterator[Problem]:
    """A heading, claim or figure that is indented so far that it is code elsewhere."""
    line = source_lines(block_text.text)[0]
    if line.indent >= CODE_INDENT:
        yield markup_problem(line.fault(INDENTED), file.span(block_text.content_offset))


def title_problems(title: str, span: Span) -> Iterator[Problem]:
    """Signs behind a heading that close it elsewhere."""
    if CLOSING_HASHES.search(title):
        yield unsupported(span, "a heading has signs before its words only", "take away the `#` at its end")
