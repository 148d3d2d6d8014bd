"""A part of a longer text, with its place there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlacedText:
    """Some of a text's lines, or a part of one."""

    text: str
    offset: int
    """Of its first character in the whole text."""

    @property
    def content(self) -> str:
        """It without the space around it."""
        return self.text.strip()

    @property
    def content_offset(self) -> int:
        """The offset of its first character that isn't space."""
        return self.offset + len(self.text) - len(self.text.lstrip())
