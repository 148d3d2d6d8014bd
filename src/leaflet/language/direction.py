"""Text as it stands on a line: the Unicode bidirectional algorithm (UAX 9)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bidi import get_display

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEVEL = re.compile(r"Level\(\s*(\d+)")


@cache
def runs_right_to_left(char: str) -> bool:
    """Is `char` a letter of a script that is written from right to left?"""
    return unicodedata.bidirectional(char) in _RIGHT_TO_LEFT


def order_on_line(text: str, is_right_to_left: bool) -> list[tuple[int, bool]]:
    """The characters of one line from left to right: the index of each, and whether it runs from right to left.

    A bracket that does is drawn turned round. `is_right_to_left` is the direction of the paragraph.
    """
    levels = _levels(text, is_right_to_left)
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):  # rule L2
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return [(place, levels[place] % 2 == 1) for place in order]


def _levels(text: str, is_right_to_left: bool) -> list[int]:
    """The embedding level of each character. The library tells them in its report only, one for each byte."""
    report = str(get_display(text, base_dir="R" if is_right_to_left else "L", debug=True))
    by_byte = [int(level) for level in _LEVEL.findall(report.partition("levels: [")[2].partition("],")[0])]
    starts, levels = 0, []
    for char in text:
        levels.append(by_byte[starts])
        starts += len(char.encode())
    return levels
