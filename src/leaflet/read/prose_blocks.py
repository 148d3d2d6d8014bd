"""Running text split into blocks of lines, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.running_text.listing import continues_list
from leaflet.running_text.placed_text import PlacedText

HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
SNIPPET = re.compile(r"\[\[\s*snippet:([^\[\]]*)\]\]")
CLAIM = re.compile(r"\[\[([^\[\]]*)\]\]")
FIGURE = re.compile(r"!\[([^\]]*)\]\(([^()\s]*)\)")


def block_texts(text: str) -> Iterator[PlacedText]:
    """Blocks of lines, from the beginning of a line on: split at empty lines outside lists, and around lone lines."""
    lines: list[str] = []
    start = offset = 0
    for line in text.splitlines(keepends=True):
        if lines and line.strip() and _begins_block(lines, line):
            yield PlacedText("".join(lines).rstrip(), start)
            lines = []
        if line.strip() or lines:
            start = start if lines else offset
            lines.append(line)
        offset += len(line)
    if lines:
        yield PlacedText("".join(lines).rstrip(), start)


def _begins_block(lines: list[str], line: str) -> bool:
    """Does `line` not belong to the block in `lines`?"""
    if _stands_alone(line) or _stands_alone(lines[0]):
        return True
    return not lines[-1].strip() and not continues_list(lines, line)


def _stands_alone(line: str) -> bool:
    stripped = line.strip()
    return bool(HEADING.fullmatch(stripped) or CLAIM.fullmatch(stripped) or FIGURE.fullmatch(stripped))


def heading_level(text: str) -> int:
    """The level of a heading; 0 where `text` isn't one."""
    match = HEADING.fullmatch(text)
    return len(match[1]) if match else 0


def heading_parts(text: str) -> tuple[str, str]:
    """(hashes, what follows them) of a heading."""
    match = HEADING.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)


def one_line(text: str) -> str:
    """`text` with single spaces and none around it."""
    return re.sub(r"[ \t]+", " ", text).strip()
