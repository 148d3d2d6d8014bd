"""The first line of a list as CSV: what separates its values, and which column each of them is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaflet.clinics.csv_rows import CsvRow, parse_row
from leaflet.clinics.file_kind import RULE
from leaflet.messages import backtick_list, did_you_mean
from leaflet.problem import Problem, Span, escaped
from leaflet.read.record_messages import allowed_words_hint

SEPARATORS: Mapping[str, str] = {",": "commas", ";": "semicolons", "\t": "tabs"}
"""What may separate values: English spreadsheets write commas, Dutch and German ones semicolons, some programs tabs."""
_OTHER_SEPARATORS: Mapping[str, str] = {"|": "bars (|)", ":": "colons", "^": "carets", "~": "tildes"}
"""What other programs separate values by; told, so that nobody looks for a misspelt column."""
_SEPARATOR_LINE = re.compile(r'"?sep=(.*?)"?,*', re.IGNORECASE)
"""What Excel reads before the first row, and some programs write for it."""


@dataclass(frozen=True)
class CsvHeader:
    """The line that names the columns."""

    row: CsvRow
    separator: str
    names: tuple[str, ...]
    """In small letters, one for each column; '' for one that has none. Those without a name at the end are left out."""

    def span(self, path: str, n: int) -> Span:
        """Where the `n`th name is, from 0."""
        return Span(path, self.row.line, self.row.cells[n].column)


def read_header(path: str, lines: Sequence[str], columns: Mapping[str, bool]) -> tuple[CsvHeader, tuple[Problem, ...]]:
    """The first line that holds anything, `sep=` left out, and why it can't be understood, if so."""
    filled = ((n, line) for n, line in enumerate(lines, 1) if line.strip(" \t,;"))
    number, line = next(filled, (1, ""))
    said = _SEPARATOR_LINE.fullmatch(line)
    if said:
        number, line = next(filled, (number + 1, ""))
    separator = (said[1] if said and said[1] in SEPARATORS else "") or likeliest_separator(line, columns)
    row = parse_row(line, separator, number)
    names = [cell.text.strip().lower() for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    header = CsvHeader(row, separator, tuple(names))
    return header, tuple(_header_faults(path, header, columns))


def likeliest_separator(line: str, columns: Mapping[str, bool]) -> str:
    """What separates `line` into the most names of `columns`; where several do, into the most values."""
    known = {separator: _known_names(line, separator, columns) for separator in (*SEPARATORS, *_OTHER_SEPARATORS)}
    return max(known, key=lambda separator: (known[separator], separator in SEPARATORS and line.count(separator)))


def _known_names(line: str, separator: str, columns: Mapping[str, bool]) -> int:
    return sum(cell.text.strip().lower() in columns for cell in parse_row(line, separator).cells)


def _header_faults(path: str, header: CsvHeader, columns: Mapping[str, bool]) -> Iterator[Problem]:
    here, hint = Span(path, header.row.line), f"begin with a line that names the columns: {','.join(columns)}"
    if not header.names and not header.row.broken:
        yield Problem(RULE, "the list is empty", hint, here)
    elif header.separator in _OTHER_SEPARATORS:
        how = _OTHER_SEPARATORS[header.separator]
        yield Problem(RULE, f"values must be separated by commas, semicolons or tabs, not by {how}", _SAVE_HINT, here)
    elif header.row.broken:
        place = Span(path, header.row.line, header.row.broken_column)
        yield Problem(RULE, "the first line has a quotation mark that isn't closed there", _QUOTE_HINT, place)
    elif not set(header.names) & set(columns):
        yield Problem(RULE, "the first line must name the columns, and no name of one is in it", hint, here)
    else:
        yield from _separator_faults(path, header, columns) or _name_faults(path, header, columns, hint)


_SAVE_HINT = "save the list as “CSV UTF-8”"
_QUOTE_HINT = "delete it: the name of a column needs none"


def _separator_faults(path: str, header: CsvHeader, columns: Mapping[str, bool]) -> tuple[Problem, ...]:
    """The fault of a first line that separates some of its names by another sign than the others."""
    for n, name in enumerate(header.names):
        for other, words in SEPARATORS.items():
            if other != header.separator and other in name and _known_names(name, other, columns):
                first = SEPARATORS[header.separator]
                message = f"the first line separates names by {first}, and `{escaped(name[:60])}` by {words}"
                return (Problem(RULE, message, "use one of them in the whole list", header.span(path, n)),)
    return ()


def _name_faults(path: str, header: CsvHeader, columns: Mapping[str, bool], hint: str) -> Iterator[Problem]:
    """Names that are misspelt, doubled or missing; one that is misspelt isn't missing too."""
    missing = [name for name, needed in columns.items() if needed and name not in header.names]
    for n, name in enumerate(header.names):
        if name and name in header.names[:n]:
            yield Problem(
                RULE, f"the column `{escaped(name)}` is here a second time", "delete one", header.span(path, n)
            )
        elif name and name not in columns:
            message = f"`{escaped(header.row.cells[n].text.strip()[:60])}` isn't a column of a list of clinics"
            yield Problem(RULE, message, allowed_words_hint(name, columns), header.span(path, n))
            missing = [other for other in missing if not did_you_mean(name, [other])]
    if missing:
        words = "the columns {} are missing" if len(missing) > 1 else "the column {} is missing"
        yield Problem(RULE, words.format(backtick_list(missing)), hint, Span(path, header.row.line))
