"""What `leaflet new topic` puts in the place of what must be written: a text that begins with “Write:”, or a name."""

from __future__ import annotations

REMINDER = "Write:"
_NAMES = frozenset({"write-which", "write-the-level"})
"""In the place of ids. The checks of ids say nothing of them: they are counted with the texts that must be written."""


def is_reminder(text: str) -> bool:
    """Does `text`, or an id, still have to be written?"""
    return text.startswith(REMINDER) or text in _NAMES
