"""The lines of a table → its tree: rows between bars, a line of dashes under the head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaflet.running_text.constructs import Construct
from leaflet.running_text.inline import MarkupFault, ParsedLine, TermPlace
from leaflet.running_text.source_lines import SourceLine, parse_lines
from leaflet.running_text.tree import Line, TextTable

BAR = re.compile(r"(?<!\\)(?:\\\\)*(\|)")
RULE_CELL = re.compile(r"-+")
EDGES = Construct(
    "edges",
    "",
    "each row of a table must begin and end with a bar `|`",
    r"write `| one | two |`; put an empty line after the table; write \| for the sign",
)
HEAD = Construct(
    "head",
    "",
    "a table must have a head, a line of dashes under it, and rows",
    "write `| Name | Use |`, below it `| --- | --- |`, and then each row on a line of its own",
)
WIDTH = Construct(
    "width",
    "",
    "each row of a table must have as many cells as its head",
    r"add the bar `|` that is missing, or take away the one too many; write \| for the sign",
)
NAMELESS = Construct(
    "nameless column", "", "each column of a table must have a name", "write it in the table's first row"
)
EMPTY_ROW = Construct(
    "empty row",
    "",
    "a row of a table must have a word or a number; its other cells may be empty, to write in",
    "write a day, a time or a number into its first cell, so that it is known what belongs there",
)
CELL_LIST = Construct(
    "list in a cell",
    "",
    "a cell of a table can't hold a list",
    r"write its items as words with commas, or a row for each; write \- or 1\. for the sign",
)
DASHES = re.compile(r"-+|=+")


@dataclass(frozen=True)
class ParsedTable:
    """A table, what is wrong with it, and its canonical form."""

    tree: TextTable
    faults: tuple[MarkupFault, ...]
    canonical: str
    terms: tuple[TermPlace, ...]


def parse_table(lines: Sequence[SourceLine]) -> ParsedTable:
    """The table that `lines` are; the first of them begins with a bar."""
    rows = [_cells(line) for line in lines]
    faults = list(_shape_faults(lines, rows))
    kept = [row for number, row in enumerate(rows) if number != 1]
    cells = [[_parsed_cell(cell) for cell in row] for row in kept]
    faults += (fault for row in cells for cell in row for fault in cell.faults)
    tree = TextTable(tuple(_filled([cell.line for cell in row], len(rows[0])) for row in cells))
    canonical = [_canonical_row(cell.content for cell in row) for row in kept]
    canonical.insert(1, _canonical_row("---" for _ in rows[0]))
    terms = tuple(term for row in cells for cell in row for term in cell.terms)
    return ParsedTable(tree, tuple(faults), "\n".join(canonical), terms)


def _cells(line: SourceLine) -> list[SourceLine]:
    """What stands between the bars of `line`."""
    bars = [match.start(1) for match in BAR.finditer(line.text)]
    ends = [*bars[1:], *([len(line.text)] if line.text[bars[-1] + 1 :].strip() else [])] if bars else [len(line.text)]
    starts = [bar + 1 for bar in bars] if bars else [0]
    return [SourceLine(line.text[start:end], line.offset + start) for start, end in zip(starts, ends, strict=False)]


def _parsed_cell(cell: SourceLine) -> ParsedLine:
    """The words of a cell; a dash that stands alone in it is one."""
    parsed = parse_lines([cell])
    if DASHES.fullmatch(cell.content):
        return replace(parsed, faults=())
    faults = (replace(f, construct=CELL_LIST) if f.construct.name == "list" else f for f in parsed.faults)
    return replace(parsed, faults=tuple(faults))


def _shape_faults(lines: Sequence[SourceLine], rows: Sequence[Sequence[SourceLine]]) -> Iterator[MarkupFault]:
    if len(rows) < 3 or not rows[0] or not all(RULE_CELL.fullmatch(cell.content) for cell in rows[1]):
        yield lines[len(rows) > 2].fault(HEAD)
        return
    for line, row in zip(lines, rows, strict=True):
        bars = [match.start(1) for match in BAR.finditer(line.content)]
        if len(bars) < 2 or bars[0] or bars[-1] != len(line.content) - 1:
            yield line.fault(EDGES)
        elif len(row) != len(rows[0]):
            yield line.fault(WIDTH)
        elif not any(cell.content for cell in row):
            yield line.fault(EMPTY_ROW)
    yield from (lines[0].fault(NAMELESS) for cell in rows[0] if not cell.content)


def _filled(cells: list[Line], count: int) -> tuple[Line, ...]:
    return (*cells, *(() for _ in range(count - len(cells))))


def _canonical_row(cells: Iterator[str]) -> str:
    return "".join(f"| {cell} " for cell in cells) + "|"
