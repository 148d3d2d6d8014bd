"""Lines of CSV → rows of values, each with its column: a row is a line, since no value may hold a line break.

RFC 4180 lets a value in quotation marks go on over lines. A quotation mark that somebody forgot to close then swallows
the rows below it, up to the next one, and one clinic gets the address and the number of another. So it is refused here:
it costs its own row, and the rows below are read as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal


@dataclass(frozen=True)
class CsvCell:
    """A value as it is meant, without its quotation marks."""

    text: str
    column: int
    """Of its first character, from 1; of its quotation mark, where it has one."""


@dataclass(frozen=True)
class CsvRow:
    """A line that holds a value."""

    line: int
    """From 1."""
    cells: tuple[CsvCell, ...]
    """Those before the broken one, where one is."""
    broken: Literal["", "open", "continued"] = ""
    """Where a value's quotation mark isn't closed on its line, or the value goes on after its closing one."""
    broken_column: int = 0
    """Where the broken value begins, from 1."""

    @property
    def is_blank(self) -> bool:
        """Has it nothing but empty values?"""
        return not self.broken and not any(cell.text.strip() for cell in self.cells)


def parse_rows(text: str, separator: str) -> Iterator[CsvRow]:
    """The lines of `text`, which end in a line feed, but for those without any value."""
    rows = (parse_row(line, separator, n) for n, line in enumerate(text.split("\n"), 1))
    return (row for row in rows if not row.is_blank)


def parse_row(line: str, separator: str, number: int = 1) -> CsvRow:
    """The values of a `line`, which is the `number`th."""
    cells: list[CsvCell] = []
    at = 0
    while True:
        found = _value_pattern(separator).match(line, at)
        if found is None:
            is_open = _OPEN_VALUE.fullmatch(line, at) is not None
            return CsvRow(number, tuple(cells), "open" if is_open else "continued", at + 1)
        quoted, plain, end = found.groups()
        cells.append(CsvCell(quoted.replace('""', '"') if plain is None else plain, at + 1))
        if not end:
            return CsvRow(number, tuple(cells))
        at = found.end()


_OPEN_VALUE = re.compile(r'"[^"]*+(?:""[^"]*+)*+')


@cache
def _value_pattern(separator: str) -> re.Pattern[str]:
    """A value in quotation marks, in which one is written twice, or one that doesn't begin with one; what ends it."""
    mark = re.escape(separator)
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"|((?!")[^{mark}]*+))({mark}|\Z)')


def swallowed_lines(lines: Sequence[str], row: CsvRow) -> range:
    """Numbers of the lines over which the open value of `row` would go on, to the next mark that has no pair."""
    later = range(row.line + 1, len(lines) + 1)
    end = next((n for n in later if lines[n - 1].count('"') % 2), row.line)
    return range(row.line + 1, end + 1)
