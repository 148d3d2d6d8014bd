"""Text as it stands on a line: the Unicode bidirectional algorithm (UAX 9)."""

from __future__ import annotations

import unicodedata
from functools import cache

from bidi import get_display

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def displayed(text: str, is_right_to_left: bool) -> str:
    """The characters of one line from left to right, brackets turned where they stand from right to left.

    `is_right_to_left` is the direction of the paragraph.
    """
    return str(get_display(text, base_dir="R" if is_right_to_left else "L"))


@cache
def runs_right_to_left(char: str) -> bool:
    """Is `char` a letter of a script that is written from right to left?"""
    return unicodedata.bidirectional(char) in _RIGHT_TO_LEFT
