"""CSV as spreadsheets save it, read by Python's `csv`: each row a record that knows its line.

Values are separated by a comma or, as Dutch spreadsheets do it, a semicolon. What is wrong with one row is reported and
costs that row alone; a first line that can't be understood, or a quotation mark that is never closed, costs the file,
since it isn't clear then what belongs to what. `csv` knows lines and no columns: a message names the column it means.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaflet.model import Located, Origin
from leaflet.problem import Problem, Span, escaped
from leaflet.read.document import SourceDocument
from leaflet.read.records import allowed_words_hint
from leaflet.read.text_file import Problems, TextFile

RULE = "malformed-clinic-list"
QUOTE_HINT = "close it with a second one; a quotation mark inside such a value is written twice"
AFTER_HINT = "put the whole value into quotation marks, and write a quotation mark inside it twice"
CELLS_HINT = "put a value that holds the separator into quotation marks, as a spreadsheet does by itself"


@dataclass(frozen=True)
class CsvRow:
    """The values of a row, as they are meant, without their quotation marks."""

    line: int
    """Its first line, from 1."""
    cells: tuple[str, ...]
    malformed: str = ""
    """The row as it is written, where a value goes on after its closing quotation mark."""


class BrokenCsvError(Exception):
    """The row that begins on `line` has no end, so that nobody can tell what the rest of the file means."""

    def __init__(self, message: str, line: int, cell_count: int = 0) -> None:
        """`cell_count` values were read of it, the broken one included; 0 where that isn't known."""
        super().__init__(message)
        self.line, self.cell_count = line, cell_count


def parse_rows(text: str, separator: str) -> Iterator[CsvRow]:
    """The rows of `text` but for empty lines; its lines end in a line feed. Raises BrokenCsvError.

    A reader that forgives everything says where each row ends, a strict one whether it is well formed.
    """
    lines = _lines(text)
    reader = csv.reader((*lines, "\n"), delimiter=separator)  # a last line, which an open quotation mark swallows
    begin = 0
    try:
        for cells in reader:
            if begin < len(lines) < reader.line_num:
                message = "a quotation mark that opens in this row is never closed"
                raise BrokenCsvError(message, begin + 1, len(cells))
            row_text = "".join(lines[begin : reader.line_num])
            if cells:
                yield CsvRow(begin + 1, tuple(cells), row_text if _is_malformed(row_text, separator) else "")
            begin = reader.line_num
    except csv.Error as error:  # a value of more than 131,072 characters
        raise BrokenCsvError(f"the row that begins here can't be read: {error}", begin + 1) from error


def _lines(text: str) -> Sequence[str]:
    return tuple(io.StringIO(text, newline="\n"))


def _is_malformed(row_text: str, separator: str) -> bool:
    """Does anything follow a closing quotation mark? One that is not closed is no fault here."""
    try:
        next(csv.reader(_lines(row_text), delimiter=separator, strict=True), None)
    except csv.Error as error:
        return str(error) != "unexpected end of data"
    return False


def _malformed_cell(row_text: str, separator: str) -> int:
    """The number, from 0, of the first value that goes on after its closing quotation mark.

    It is the last one of the shortest beginning of the row that Python refuses.
    """
    ends = [*(found.start() for found in re.finditer(separator, row_text)), len(row_text)]
    shortest = bisect_left(ends, True, key=lambda end: _is_malformed(row_text[:end], separator))
    return len(next(csv.reader(_lines(row_text[: ends[shortest]]), delimiter=separator))) - 1


def parse_csv(file: TextFile, columns: Mapping[str, bool]) -> tuple[tuple[SourceDocument, ...], Problems]:
    """The rows of `file`, each a record of its values by column, and what is wrong; rows without any value are skipped.

    `columns` are the names that the first line may have, in any order, and whether each must be there. A value that is
    empty is left out, unless its column must be there.
    """
    separator = _separator(file.text)
    filled_rows = (row for row in parse_rows(file.text, separator) if "".join(row.cells).strip())
    header = CsvRow(1, ())
    try:
        header = next(filled_rows, header)
        rows = tuple(filled_rows)
    except BrokenCsvError as error:
        return (), (_broken(file.path, header, error),)
    header_faults = tuple(_header_faults(file.path, header, columns))
    if header_faults:
        return (), header_faults
    names = _names(header)
    faults = [tuple(_row_faults(file.path, names, row, separator)) for row in rows]
    good = (row for row, found in zip(rows, faults, strict=True) if not found)
    return tuple(_record(file.path, names, row, columns) for row in good), tuple(p for found in faults for p in found)


def _separator(text: str) -> str:
    """What separates values: no name of a column holds the one or the other."""
    return ";" if ";" in text.lstrip().partition("\n")[0] else ","


def _names(header: CsvRow) -> Sequence[str]:
    return [cell.strip().lower() for cell in header.cells]


def _broken(path: str, header: CsvRow, error: BrokenCsvError) -> Problem:
    names = _names(header)
    column = f" (column `{escaped(names[error.cell_count - 1])}`)" if 0 < error.cell_count <= len(names) else ""
    return Problem(RULE, f"{error}{column}", QUOTE_HINT, Span(path, error.line))


def _header_faults(path: str, header: CsvRow, columns: Mapping[str, bool]) -> Iterator[Problem]:
    here, names = Span(path, header.line), _names(header)
    for n, name in enumerate(names):
        if name in names[:n] and name in columns:
            yield Problem(RULE, f"the column `{name}` is here a second time", "delete one", here)
        if name not in columns:
            message = f"`{escaped(header.cells[n].strip()[:60])}` isn't a column of a list of clinics"
            yield Problem(RULE, message, allowed_words_hint(name, columns), here)
    hint = f"begin with a line that names the columns: {','.join(columns)}"
    for name in (name for name, needed in columns.items() if needed and name not in names):
        yield Problem(RULE, f"the column `{name}` is missing", hint, here)


def _row_faults(path: str, names: Sequence[str], row: CsvRow, separator: str) -> Iterator[Problem]:
    label = clinic_label(dict(zip(names, row.cells, strict=False)).get("id"))
    here = Span(path, row.line)
    is_complete = len(row.cells) == len(names)
    if row.malformed:
        value = f"`{names[_malformed_cell(row.malformed, separator)]}`" if is_complete else "a value"
        yield Problem(RULE, f"{label}: {value} must not go on after its closing quotation mark", AFTER_HINT, here)
    if not is_complete:
        message = f"{label}: a row must have {len(names)} values as the first line has, not {len(row.cells)}"
        yield Problem(RULE, message, CELLS_HINT, here)


def clinic_label(name: object) -> str:
    """How a message calls the clinic whose id is written as `name`."""
    shown = " ".join(str(name or "").split())
    return f"clinic `{escaped(shown[:60])}`" if shown else "a clinic without an id"


def _record(path: str, names: Sequence[str], row: CsvRow, columns: Mapping[str, bool]) -> SourceDocument:
    record = Located({name: cell for name, cell in zip(names, row.cells, strict=True) if columns[name] or cell.strip()})
    record.origin = Origin(Span(path, row.line))
    return SourceDocument(record, record.origin)
