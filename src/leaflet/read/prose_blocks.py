"""Running text split into blocks of lines, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.running_text import LIST_ITEM

HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
CLAIM = re.compile(r"\[\[([^\[\]]*)\]\]")
FIGURE = re.compile(r"!\[([^\]]*)\]\(([^()\s]*)\)")
FIRST_ITEM = re.compile(r"[ \t]*(?:[-*+]|1\.)[ \t]+\S")
"""A list may follow a paragraph without a blank line only where it counts from 1: “in\\n1986. …” isn't a list."""


@dataclass(frozen=True)
class BlockText:
    """Consecutive lines that make one block."""

    text: str
    offset: int
    """Of its first character in the file."""


def block_texts(text: str) -> Iterator[BlockText]:
    """Blocks of lines: split at blank lines, before and after lines that stand alone, and where a list begins."""
    lines: list[str] = []
    start = offset = 0
    for line in text.splitlines(keepends=True):
        if lines and (not line.strip() or _stands_alone(line) or _stands_alone(lines[-1]) or _begins_list(lines, line)):
            yield _block_text(lines, start)
            lines = []
        if line.strip():
            start = start if lines else offset
            lines.append(line)
        offset += len(line)
    if lines:
        yield _block_text(lines, start)


def _block_text(lines: list[str], start: int) -> BlockText:
    text = "".join(lines).rstrip()
    indent = 0 if LIST_ITEM.match(text) else len(text) - len(text.lstrip())
    return BlockText(text[indent:], start + indent)


def _stands_alone(line: str) -> bool:
    stripped = line.strip()
    return bool(HEADING.fullmatch(stripped) or CLAIM.fullmatch(stripped) or FIGURE.fullmatch(stripped))


def _begins_list(lines: list[str], line: str) -> bool:
    return bool(FIRST_ITEM.match(line)) and not LIST_ITEM.match(lines[0])


def heading_level(text: str) -> int:
    """The level of a heading; 0 where `text` isn't one."""
    match = HEADING.fullmatch(text)
    return len(match[1]) if match else 0


def heading_parts(text: str) -> tuple[str, str]:
    """(hashes, what follows them) of a heading."""
    match = HEADING.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)


def unwrapped(text: str) -> str:
    """One line a paragraph or list item, so that rewrapping the source changes nothing for translators.

    Two spaces at the end of a line keep their line break.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        begins = not lines or (LIST_ITEM.match(line) and LIST_ITEM.match(text))
        if begins or lines[-1].endswith("  "):
            lines.append(line.lstrip())
        else:
            lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
    return "\n".join(line if line.endswith("  ") else line.rstrip() for line in lines)


def one_line(text: str) -> str:
    """`text` with single spaces and none around it."""
    return re.sub(r"[ \t]+", " ", text).strip()
