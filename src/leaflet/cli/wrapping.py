"""Lines as wide as the terminal, broken at spaces alone: a place such as file:line:column stays whole, to be clicked.

Standard library only, and of that only what loads in a moment: `start` prints with it, too.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all of this
if TYPE_CHECKING:
    from collections.abc import Iterator

_COLOUR, _COLOUR_END = "\x1b[", "m"
STANDARD_OUTPUT, STANDARD_ERROR = 1, 2
"""Their descriptors."""
_DEFAULT_COLUMNS = 80
_INDENT = 2
"""Spaces by which the rest of a line stands further in than its beginning."""


def columns(descriptor: int) -> int | None:
    """The width of the terminal `descriptor`, as COLUMNS or the terminal itself says; None where it isn't one."""
    if not os.isatty(descriptor):
        return None
    given = os.environ.get("COLUMNS", "")
    return (
        int(given) if given.isdecimal() and int(given) else os.get_terminal_size(descriptor).columns or _DEFAULT_COLUMNS
    )


def wrapped(text: str, width: int | None) -> str:
    """Each line of `text` on as many lines as it needs with `width` columns; as it is where there is no width."""
    return text if width is None else "\n".join(row for line in text.split("\n") for row in _rows(line, width))


def _rows(line: str, width: int) -> Iterator[str]:
    """`line`, broken where a word would cross the edge; a word that is too long for a line stands on one alone."""
    body = line.lstrip(" ")
    indent = line[: len(line) - len(body)]
    row = indent
    for number, word in enumerate(body.split(" ")):
        if number and _width(row) + 1 + _width(word) > width and row.strip():
            yield row.rstrip(" ")
            row = f"{indent}{' ' * _INDENT}{word}"
        else:
            row += f" {word}" if number else word
    yield row


def _width(text: str) -> int:
    """Columns that `text` takes on a terminal: colours and combining signs none, wide signs two."""
    before, *coloured = text.split(_COLOUR)
    seen = "".join([before, *(part.partition(_COLOUR_END)[2] for part in coloured)])
    if seen.isascii():
        return len(seen)
    import unicodedata

    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in seen
    )
