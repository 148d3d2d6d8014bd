"""CSV whose every value knows its line and column: rows with a comma or, as Dutch spreadsheets save them, a semicolon.

A value in quotation marks may hold separators, line breaks and, doubled, quotation marks (RFC 4180). What is wrong with
one row is reported and costs that row alone; a first line that can't be understood, or a quotation mark that is never
closed, costs the file, since it isn't clear then what belongs to what.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leaflet.model import Located, Origin
from leaflet.problem import Problem, Span, escaped
from leaflet.read.document import SourceDocument
from leaflet.read.records import allowed_words_hint
from leaflet.read.text_file import Problems, TextFile

RULE = "malformed-clinic-list"
_FIELD = r'"((?:[^"]++|"")*+)"([^%(separator)s\n]*+)|(?:[^"%(separator)s\n][^%(separator)s\n]*+)?'
"""A value in quotation marks and what should not follow it, or a value without, or nothing."""
QUOTE_HINT = "close it with a second one; a quotation mark inside such a value is written twice"
AFTER_HINT = "put the whole value into quotation marks, and write a quotation mark inside it twice"
CELLS_HINT = "put a value that holds the separator into quotation marks, as a spreadsheet does by itself"


@dataclass(frozen=True)
class Cell:
    """A value as it is meant, without its quotation marks."""

    text: str
    offset: int
    """Where it begins in the file's text, with its quotation mark if it has one."""
    trailing: str = ""
    """What follows the closing quotation mark, though nothing may."""


class UnclosedQuoteError(Exception):
    """The quotation mark at `offset` is never closed."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def parse_rows(text: str, separator: str) -> Iterator[tuple[Cell, ...]]:
    """The values of `text`, row by row; its lines end in a line feed. Raises UnclosedQuoteError."""
    field = re.compile(_FIELD % {"separator": separator})
    row: list[Cell] = []
    position = 0
    while position < len(text) or row:
        match = field.match(text, position)
        assert match is not None  # nothing at all is a value too
        row.append(_cell(match))
        position = match.end() + 1
        end = text[match.end() : position]
        if end == '"':
            raise UnclosedQuoteError(match.end())
        if end != separator:
            yield tuple(row)
            row = []


def _cell(match: re.Match[str]) -> Cell:
    if match[1] is None:
        return Cell(match[0], match.start())
    return Cell(match[1].replace('""', '"'), match.start(), match[2].strip(" \t"))


def parse_csv(file: TextFile, columns: Mapping[str, bool]) -> tuple[tuple[SourceDocument, ...], Problems]:
    """The rows of `file`, each a record of its values by column, and what is wrong; rows without any value are no rows.

    `columns` are the names that the first line may have, in any order, and whether each must be there. A value that is
    empty is left out, unless its column must be there.
    """
    spans = _SpanIndex(file)
    try:
        header, *rows = (*_nonempty_rows(file.text),) or ((),)
    except UnclosedQuoteError as error:
        message = "a quotation mark that opens here is never closed"
        return (), (Problem(RULE, message, QUOTE_HINT, spans[error.offset]),)
    faults = tuple(_header_faults(spans, header, columns))
    if faults:
        return (), faults
    names = [_column_name(cell) for cell in header]
    faults_by_row = [tuple(_row_faults(spans, names, row)) for row in rows]
    good = tuple(
        _record(spans, names, row, columns)
        for row, row_faults in zip(rows, faults_by_row, strict=True)
        if not row_faults
    )
    return good, tuple(problem for row_faults in faults_by_row for problem in row_faults)


def _nonempty_rows(text: str) -> Iterator[tuple[Cell, ...]]:
    """The rows in which anything is written."""
    return (
        row for row in parse_rows(text, _separator(text)) if any(cell.text.strip() or cell.trailing for cell in row)
    )


@dataclass(frozen=True)
class _SpanIndex:
    """The place of each offset of a file's text; `TextFile.span` would count the lines anew for every value."""

    file: TextFile

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.file.text))]

    def __getitem__(self, offset: int) -> Span:
        line = bisect_right(self._starts, offset)
        return Span(self.file.path, line, offset - self._starts[line - 1] + 1)


def _separator(text: str) -> str:
    """What separates values: no name of a column holds the one or the other."""
    return ";" if ";" in text.lstrip().partition("\n")[0] else ","


def _column_name(cell: Cell) -> str:
    return cell.text.strip().lower()


def _header_faults(spans: _SpanIndex, header: Sequence[Cell], columns: Mapping[str, bool]) -> Iterator[Problem]:
    hint = f"begin with a line that names the columns: {','.join(columns)}"
    names = [_column_name(cell) for cell in header]
    for n, cell in enumerate(header):
        if names[n] in names[:n] and names[n] in columns:
            yield Problem(RULE, f"the column `{names[n]}` is here a second time", "delete one", spans[cell.offset])
        if names[n] not in columns:
            message = f"`{escaped(cell.text.strip()[:60])}` isn't a column of a list of clinics"
            yield Problem(RULE, message, allowed_words_hint(names[n], columns), spans[cell.offset])
    for name in (name for name, needed in columns.items() if needed and name not in names):
        yield Problem(RULE, f"the column `{name}` is missing", hint, spans[0])


def _row_faults(spans: _SpanIndex, names: Sequence[str], row: Sequence[Cell]) -> Iterator[Problem]:
    label = clinic_label(dict(zip(names, (cell.text for cell in row), strict=False)).get("id"))
    for cell in row:
        if cell.trailing:
            message = f"{label}: `{escaped(cell.trailing[:60])}` must not follow a closing quotation mark"
            yield Problem(RULE, message, AFTER_HINT, spans[cell.offset])
    if len(row) != len(names):
        message = f"{label}: a row must have {len(names)} values as the first line has, not {len(row)}"
        yield Problem(RULE, message, CELLS_HINT, spans[row[0].offset])


def clinic_label(name: object) -> str:
    """How a message calls the clinic whose id is written as `name`."""
    shown = " ".join(str(name or "").split())
    return f"clinic `{escaped(shown[:60])}`" if shown else "a clinic without an id"


def _record(
    spans: _SpanIndex, names: Sequence[str], row: Sequence[Cell], columns: Mapping[str, bool]
) -> SourceDocument:
    cells = {n: cell for n, cell in zip(names, row, strict=True) if columns[n] or cell.text.strip()}
    record = Located({name: cell.text for name, cell in cells.items()})
    record.origin = Origin(spans[row[0].offset], {(name,): spans[cell.offset] for name, cell in cells.items()})
    return SourceDocument(record, record.origin, record.origin.spans)
