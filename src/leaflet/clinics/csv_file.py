"""CSV as spreadsheets save it: each row a record that knows the place of every value.

Values are separated by commas, semicolons or tabs. Columns without a name or a value are left out, and so are a row's
last values where Excel left their separators out. What is wrong with one row costs that row; only a first line that
can't be understood costs the file. What is wrong with all rows alike has one cause, and is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leaflet.clinics.csv_header import SEPARATORS, CsvHeader, read_header
from leaflet.clinics.csv_rows import CsvRow, parse_row, parse_rows, swallowed_lines
from leaflet.clinics.file_kind import RULE
from leaflet.model import Located, Origin
from leaflet.problem import Problem, Span, escaped
from leaflet.read.document import KeyPath, SourceDocument
from leaflet.read.text_file import Problems, TextFile

OPEN_HINT = "close it on that line, or delete it; write a quotation mark inside such a value twice"
AFTER_HINT = "put the whole value into quotation marks, and write a quotation mark inside it twice"
CELLS_HINT = "put a value that holds the separator into quotation marks, as a spreadsheet does by itself"
NAMELESS_HINT = "name the column in the first line, or empty it"
SEPARATOR_HINT = "save the list again, with one separator in all its lines"
HEADER_HINT = "name each column in the first line, and see that it has as many separators as the rows"


@dataclass(frozen=True)
class _Table:
    """A list whose first line was understood."""

    path: str
    lines: Sequence[str]
    header: CsvHeader
    columns: Mapping[str, bool]
    """The names that the first line may have, and whether each must be there."""
    rows: tuple[CsvRow, ...]

    @cached_property
    def is_wider(self) -> bool:
        """Has every row more values than the first line, as where a spreadsheet has empty columns at the end?"""
        return all(len(row.cells) > len(self.header.row.cells) for row in self.rows if not row.broken)


def parse_csv(file: TextFile, columns: Mapping[str, bool]) -> tuple[tuple[SourceDocument, ...], Problems]:
    """The rows of `file`, each a record of its values by column, and what is wrong; rows without any value are skipped.

    `columns` are the names that the first line may have, in any order, and whether each must be there. A value that is
    empty is left out, unless its column must be there.
    """
    lines = file.text.split("\n")
    header, header_faults = read_header(file.path, lines, columns)
    if header_faults:
        return (), header_faults
    rows = (row for row in parse_rows(file.text, header.separator) if row.line > header.row.line)
    table = _Table(file.path, lines, header, columns, tuple(rows))
    broken = tuple(_quote_faults(table))
    rest = _rest_of_open_values(table)
    misfits = [m for row in table.rows if not row.broken and row.line not in rest and (m := _misfit(table, row))]
    skipped = {row.line for row in table.rows if row.broken} | rest | {misfit.row.line for misfit in misfits}
    good = (_record(table, row) for row in table.rows if row.line not in skipped)
    return tuple(good), (*broken, *_misfit_faults(table, misfits))


_BROKEN: Mapping[str, tuple[str, str]] = {
    "open": ("begins with a quotation mark that isn't closed on its line; no value may hold a line break", OPEN_HINT),
    "continued": ("must not go on after its closing quotation mark", AFTER_HINT),
}
"""What is wrong with a value's quotation marks, and what to do."""


def _quote_faults(table: _Table) -> Iterator[Problem]:
    """Rows in which a quotation mark isn't closed, or a value goes on after it."""
    for row in (row for row in table.rows if row.broken):
        message, hint = _BROKEN[row.broken]
        name = (*table.header.names, *("" for _ in row.cells), "")[len(row.cells)]
        value = f"`{escaped(name)}`" if name else "a value"
        yield Problem(
            RULE, f"{_label(table, row)}: {value} {message}", hint, Span(table.path, row.line, row.broken_column)
        )


def _rest_of_open_values(table: _Table) -> set[int]:
    """Lines that don't read as rows, since a value whose quotation mark was opened above goes on there."""
    below = {n for row in table.rows if row.broken == "open" for n in swallowed_lines(table.lines, row)}
    rows = (row for row in table.rows if row.line in below and not row.broken)
    return {row.line for row in rows if table.lines[row.line - 1].count('"') % 2 or _misfit(table, row)}


@dataclass(frozen=True)
class _Misfit:
    """A row whose values can't be told apart by column."""

    row: CsvRow
    cause: str
    """The constraint that it breaks."""
    hint: str
    is_own: bool = False
    """Is it a fault of this row, unless all rows have it?"""
    column: int = 1


def _misfit(table: _Table, row: CsvRow) -> _Misfit | None:
    """Why `row` has too few values or too many; Excel leaves out the last separators of rows that end with nothing."""
    names, width = table.header.names, len(table.header.row.cells)
    for n, cell in enumerate(row.cells[:width]):
        if cell.text.strip() and not (names[n] if n < len(names) else ""):
            return _Misfit(
                row, f"column {n + 1} must have a name, since it has a value", NAMELESS_HINT, column=cell.column
            )
    is_short = any(table.columns[name] for name in names[len(row.cells) :] if name)
    is_long = len(row.cells) > width and (not table.is_wider or "".join(c.text for c in row.cells[width:]).strip())
    if not is_short and not is_long:
        return None
    text = table.lines[row.line - 1]
    for separator, words in SEPARATORS.items():
        if separator != table.header.separator and len(parse_row(text, separator).cells) == width:
            first = SEPARATORS[table.header.separator]
            cause = f"a row must separate its values by {first} as the first line does, not by {words}"
            return _Misfit(row, cause, SEPARATOR_HINT)
    cause = f"a row must have {len(names)} values as the first line has, not {len(row.cells)}"
    return _Misfit(row, cause, CELLS_HINT, is_own=True)


def _misfit_faults(table: _Table, misfits: Sequence[_Misfit]) -> Iterator[Problem]:
    """One problem for the rows of each cause."""
    by_cause: dict[str, list[_Misfit]] = {}
    for misfit in misfits:
        by_cause.setdefault(misfit.cause, []).append(misfit)
    for cause, several in by_cause.items():
        is_told_once = not several[0].is_own or len(several) == len(table.rows)
        for first in several[:1] if is_told_once else several:
            row, more = first.row, len(several) - 1 if is_told_once else 0
            others = f" and {more} more {'row' if more == 1 else 'rows'}" if more else ""
            hint = HEADER_HINT if more and first.is_own else first.hint
            yield Problem(
                RULE, f"{_label(table, row)}{others}: {cause}", hint, Span(table.path, row.line, first.column)
            )


def _label(table: _Table, row: CsvRow) -> str:
    values = dict(zip(table.header.names, (cell.text for cell in row.cells), strict=False))
    return clinic_label(values.get("id"))


def clinic_label(name: object) -> str:
    """How a message calls the clinic whose id is written as `name`."""
    shown = " ".join(str(name or "").split())
    return f"clinic `{escaped(shown[:60])}`" if shown else "a clinic without an id"


def _record(table: _Table, row: CsvRow) -> SourceDocument:
    named = [(name, cell) for name, cell in zip(table.header.names, row.cells, strict=False) if name]
    record = Located({name: cell.text for name, cell in named if table.columns[name] or cell.text.strip()})
    spans: dict[KeyPath, Span] = {(name,): Span(table.path, row.line, cell.column) for name, cell in named}
    record.origin = Origin(Span(table.path, row.line), spans)
    return SourceDocument(record, record.origin)
