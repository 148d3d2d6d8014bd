"""The last two words of a paragraph stay on one line: a word alone on the last line is easily missed.

The blank between them becomes a no-break space, which looks the same, and which comparisons take for a blank
(`leaflet.language.normalization.folded`). No line is added by it: the word before the last one comes down to it.
"""

from __future__ import annotations

import re

from leaflet.compose.unbroken import UNBROKEN

_MARKUP = re.compile(r"(<style\b.*?</style>|<title\b.*?</title>|<svg\b.*?</svg>|<[^>]*>)", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|em|span|strong)\b")
_CELL = re.compile(r"<(/?)td\b")
_LAST_BLANK = re.compile(r"\s+(?=\S+$)")
_MIN_WORDS = 4
"""Fewer are a label, or stand on one line anyhow."""
_MAX_LETTERS, _MAX_IN_CELL = 24, 14
"""Of both words: half a line of a narrow column, and a line of a narrow column of a table."""


def with_last_words_together(html: str) -> str:
    """`html` with a no-break space before the last word of each paragraph and item."""
    parts = _MARKUP.split(html)
    texts, most = list[int](), _MAX_LETTERS
    for place, part in enumerate(parts):
        if place % 2 == 0:
            texts.append(place)
        elif not _INLINE.match(part):
            _bind_last(parts, texts, most)
            texts = []
            if cell := _CELL.match(part):
                most = _MAX_LETTERS if cell[1] else _MAX_IN_CELL
    return "".join(parts)


def _bind_last(parts: list[str], texts: list[int], most: int) -> None:
    """Keep the last two words of `parts` at `texts` on one line, where they have at most `most` letters."""
    whole = "".join(parts[place] for place in texts).rstrip()
    words = whole.split()
    blank = _LAST_BLANK.search(whole)
    if not blank or len(words) < _MIN_WORDS or len("".join(words[-2:])) > most:
        return
    start, end = blank.span()
    for place in texts:
        size = len(parts[place])
        if start > 0 and end < size:
            parts[place] = f"{parts[place][:start]}\u00a0{parts[place][end:]}"
        elif start > 0 and end == size and parts[place + 1] == UNBROKEN:
            _take_word_in(parts, place)
        start, end = start - size, end - size


def _take_word_in(parts: list[str], place: int) -> None:
    """Put the last word of the text at `place` into the unbroken element that follows it.

    With a no-break space between them WeasyPrint 70 would break the line after each of its words.
    """
    before, blank, word = parts[place].rstrip().rpartition(" ")
    if blank:
        parts[place], parts[place + 2] = f"{before} ", f"{word} {parts[place + 2]}"
