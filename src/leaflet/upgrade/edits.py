"""Changes inside a text that leave everything around them as it is: comments, layout, line ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from leaflet.read.document import SourceDocument
from leaflet.read.text_file import Problems, TextFile
from leaflet.read.yaml_file import parse_yaml


@dataclass(frozen=True, order=True)
class Edit:
    """Characters of a text to replace, counted from 0 with each line end as one character."""

    start: int
    end: int
    """The first character that stays."""
    new: str


def with_line_feeds(text: str) -> str:
    """`text` with each line end as one line feed, as every parser here counts."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parsed_yaml(path: str, text: str) -> tuple[SourceDocument | None, Problems]:
    """The YAML document `text`, read from `path`; its spans are the places in `text`, accents as they are typed."""
    return parse_yaml(TextFile(path, with_line_feeds(text)))


def offset_of(text: str, line: int, column: int) -> int:
    """The offset, from 0, of the character at `line` and `column`, from 1, of `text`, whose lines end in line feeds."""
    return sum(len(before) for before in text.splitlines(keepends=True)[: line - 1]) + column - 1


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text`, whatever its line ends, with all `edits` made, none of which overlaps another."""
    # The nth of these line ends has n characters more before it than were counted.
    ends = [match.start() - n for n, match in enumerate(re.finditer("\r\n", text))]
    for edit in sorted(edits, reverse=True):
        start, end = (offset + bisect_left(ends, offset) for offset in (edit.start, edit.end))
        text = text[:start] + edit.new + text[end:]
    return text
