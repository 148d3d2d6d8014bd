"""A table doesn't say which of its cells are headings, or of what.

Why: who hears a table gets one cell at a time. Only with its headings do they know that “2” is a source and not an
effect, and which claim a level belongs to.

Fix: in the layout's template, write <th scope="col"> for each cell of the first row and <th scope="row"> for the cell
that names a row, and give each row as many cells as the first.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pikepdf

from leaflet.language.normalization import normalized
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_number
from leaflet.preflight.instrument.structure import Element
from leaflet.problem import Problem

NAME = "wrong-table-headers"
_COLUMN, _ROW = "Column", "Row"
_MAX_SPAN = 1000
"""Rows or columns that a cell may reach over; a forged file may say any number."""


@dataclass(frozen=True)
class _TableCell:
    """A cell, as the file's structure has it."""

    is_heading: bool
    scope: str
    """`Column`, `Row`, `Both`, or '' where none is given."""
    id: str
    """What other cells call it by; '' for nothing."""
    header_ids: frozenset[str]
    """The names of the headings that it says are its own."""
    first_column: int
    """Where it begins, from 0."""
    column_span: int
    row_span: int
    text: str
    """Its letters, as they are printed."""

    def shares_column(self, other: _TableCell) -> bool:
        """Do the two share a column?"""
        return (
            self.first_column < other.first_column + other.column_span
            and other.first_column < self.first_column + self.column_span
        )


@dataclass(frozen=True)
class _TableRow:
    """A row of a table."""

    cells: tuple[_TableCell, ...]
    column_count: int
    """Columns, with those that a cell of a row above reaches into."""

    @property
    def is_heading_row(self) -> bool:
        """Is it made of headings only? (The cell in the corner may be empty.)"""
        return all(cell.is_heading or not cell.text for cell in self.cells)

    @property
    def starts_with_heading(self) -> bool:
        """Does it begin with its only heading?"""
        return [n for n, cell in enumerate(self.cells) if cell.is_heading] == [0]


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look at every table, then at the headings of the claims in it."""
    reader = _TableReader(file)
    tables = [reader.rows(index) for index, element in enumerate(file.elements) if element.tag == "Table"]
    faults = [fault for count, table_rows in enumerate(tables, 1) for fault in _faults(count, table_rows)]
    if "claims" in file.edition.layout.shows:
        faults += _claims_without_heading(file, tables)
    return (_problem(file, fault) for fault in dict.fromkeys(faults))


def _faults(count: int, table_rows: Sequence[_TableRow]) -> Iterator[str]:
    """What is wrong with the table number `count`."""
    which = f"table {count}"
    if not any(cell.is_heading for table_row in table_rows for cell in table_row.cells):
        yield f"{which} has no heading"
        return
    if len({table_row.column_count for table_row in table_rows}) > 1:
        yield f"{which} has rows of different length"
    if not table_rows[0].is_heading_row and not all(table_row.starts_with_heading for table_row in table_rows):
        yield f"{which} has cells in its first row that aren't headings"
    for row, table_row in enumerate(table_rows, 1):
        for cell in table_row.cells:
            faults = (
                _heading_faults(cell, table_rows[0].is_heading_row and row == 1)
                if cell.is_heading
                else _reference_faults(cell, table_row, table_rows)
            )
            yield from (f"{which} {fault} in row {row}" for fault in faults)


def _heading_faults(cell: _TableCell, is_column_heading: bool) -> Iterator[str]:
    if not cell.scope:
        yield "has a heading that does not say whether it is of a row or of a column"
    elif cell.scope not in (_COLUMN if is_column_heading else _ROW, "Both"):
        yield f"has a heading that says it is of a {cell.scope.lower()}, which it isn't"
    if not cell.text:
        yield "has a heading without words"


def _reference_faults(cell: _TableCell, table_row: _TableRow, table_rows: Sequence[_TableRow]) -> Iterator[str]:
    """A cell may name as its headings only those of its own row and columns."""
    allowed = {c.id for c in table_row.cells if c.is_heading}
    allowed |= {c.id for other in table_rows for c in other.cells if c.is_heading and c.shares_column(cell)}
    if foreign := cell.header_ids - allowed:
        yield f"has a cell that names a heading of another row or column ({', '.join(sorted(foreign))})"


def _claims_without_heading(file: FinishedFile, tables: Sequence[Sequence[_TableRow]]) -> Iterator[str]:
    """A claim in a table is the heading of its own row: its level and its limits are read out under its name."""
    edition = file.edition
    row_headings = [
        cell.text
        for table_rows in tables
        for table_row in table_rows
        for cell in table_row.cells[:1]
        if cell.is_heading
    ]
    for claim in edition.claims:
        wording = normalized(claim.wording_for(edition.audience))
        if tables and not any(head.startswith(wording) for head in row_headings):
            yield f"the claim `{claim.id}` is not the heading of its row"


class _TableReader:
    """Reads tables out of the structure tree."""

    def __init__(self, file: FinishedFile) -> None:
        self.elements = file.elements
        self.children: defaultdict[int | None, list[int]] = defaultdict(list)
        for index, element in enumerate(file.elements):
            self.children[element.parent].append(index)
        self.texts: defaultdict[tuple[int, int], str] = defaultdict(str)
        glyphs = file.lined_up.glyphs
        order = np.lexsort((file.lined_up.sign, file.lined_up.text))
        for row in order[file.lined_up.text[order] >= 0].tolist():
            self.texts[int(glyphs.page[row]), int(glyphs.content[row])] += normalized(glyphs.reads(row)[0])

    def rows(self, table: int) -> list[_TableRow]:
        """The rows of the element at `table`, also those in its head, body and foot; none of a table inside it."""
        table_rows: list[_TableRow] = []
        open_spans: dict[int, int] = {}
        for index in self.children[table]:
            tag = self.elements[index].tag
            if tag == "TR":
                table_rows.append(self._row(index, open_spans))
            elif tag in ("THead", "TBody", "TFoot"):
                table_rows += self.rows(index)
        return table_rows

    def _row(self, row: int, open_spans: dict[int, int]) -> _TableRow:
        """The row; `open_spans` counts, by column, the rows that cells above reach down to, and is updated."""
        occupied = {column for column, rows in open_spans.items() if rows > 0}
        cells: list[_TableCell] = []
        column = 0
        for index in self.children[row]:
            column = next(n for n in itertools.count(column) if n not in occupied)
            cells.append(self._cell(index, column))
            column += cells[-1].column_span
        open_spans.update({n: open_spans[n] - 1 for n in occupied})
        open_spans.update(
            {n: c.row_span - 1 for c in cells for n in range(c.first_column, c.first_column + c.column_span)}
        )
        return _TableRow(tuple(cells), max(column, *(n + 1 for n in occupied), 0))

    def _cell(self, index: int, column: int) -> _TableCell:
        element = self.elements[index]
        attributes = _attributes(element)
        columns, rows = (
            min(_MAX_SPAN, max(1, int(as_number(attributes.get(key), 1)))) for key in ("/ColSpan", "/RowSpan")
        )
        headings = attributes.get("/Headers")
        return _TableCell(
            element.tag == "TH",
            str(attributes.get("/Scope", "")).removeprefix("/"),
            str(element.node.get("/ID", "")),
            frozenset(str(name) for name in headings) if isinstance(headings, pikepdf.Array) else frozenset(),
            column,
            columns,
            rows,
            self._text(index),
        )

    def _text(self, index: int) -> str:
        """The letters in the element and below it."""
        stack, text = [index], ""
        while stack:
            current = stack.pop()
            text += "".join(self.texts[content] for content in self.elements[current].content_ids)
            stack += reversed(self.children[current])
        return text


def _attributes(element: Element) -> dict[str, object]:
    """What the element says of itself as part of a table (/A with the owner /Table)."""
    given = element.node.get("/A")
    parts = list(given) if isinstance(given, pikepdf.Array) else [given]
    owned = (part for part in map(as_dictionary, parts) if part.get("/O") == "/Table")
    return {key: value for part in owned for key, value in part.items()}


def _problem(file: FinishedFile, fault: str) -> Problem:
    return file.problem(
        NAME,
        f"in {file.edition.id} {fault}",
        'write <th scope="col"> in the first row and <th scope="row"> for the cell that names a row',
    )
