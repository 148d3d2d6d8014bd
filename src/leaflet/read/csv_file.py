"""CSV files → a document: a list of rows, each value with its place (RFC 4180, and semicolons as spreadsheets have)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from leaflet.model import Located, Origin, Step
from leaflet.problem import Problem, Span
from leaflet.read.document import Document
from leaflet.read.records import one_of
from leaflet.read.text_file import Problems, TextFile, place, read_text

LIMIT = 20_000_000
"""Bytes."""
SEPARATORS = (",", ";", "\t")
NAME = "csv"


@dataclass(frozen=True)
class Field:
    """A value and where it begins."""

    text: str
    span: Span


class _UnclosedError(Exception):
    """A quotation mark at `offset` is never closed."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def read_csv(root: Path, path: str, columns: Sequence[str], needed: Sequence[str]) -> tuple[Document | None, Problems]:
    """The rows of the file at `path`, by `columns`; an empty value is left out. None where nothing can be read of it.

    A row of another length than the first is left out, with a problem.
    """
    file, problems = read_text(root, path, limit=LIMIT)
    if file is None:
        return None, problems
    try:
        rows = list(_rows(file))
    except _UnclosedError as error:
        hint = "close it with a second one; inside a value write two of them for one"
        return None, (Problem(NAME, "a quotation mark that opens here is never closed", hint, file.span(error.offset)),)
    if not rows:
        return None, (Problem(NAME, "the list is empty", f"begin with the line `{','.join(columns)}`", Span(path)),)
    faults = tuple(_head_faults(rows[0], columns, needed))
    return (None, faults) if faults else _document(path, [f.text.strip().lower() for f in rows[0]], rows[1:])


def _document(path: str, names: Sequence[str], rows: Sequence[Sequence[Field]]) -> tuple[Document, Problems]:
    values: list[Located] = []
    problems: list[Problem] = []
    for row in rows:
        if len(row) == len(names):
            values.append(_located(names, row))
        else:
            message = f"this row has {len(row)} values, and the first line has {len(names)}"
            hint = "put a value that holds a comma or a semicolon in quotation marks"
            problems.append(Problem(NAME, message, hint, row[0].span))
    spans: dict[tuple[Step, ...], Span] = {}
    for number, value in enumerate(values):
        spans[number,] = value.origin.start
        spans |= {(number, *key): span for key, span in value.origin.spans.items()}
    return Document(values, Origin(Span(path), spans)), tuple(problems)


def _located(names: Sequence[str], row: Sequence[Field]) -> Located:
    filled = {name: field for name, field in zip(names, row, strict=True) if field.text.strip()}
    value: dict[str, Any] = {name: _plain(field.text) for name, field in filled.items()}
    located = Located(value)
    located.origin = Origin(row[0].span, {(name,): field.span for name, field in filled.items()})
    return located


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _head_faults(head: Sequence[Field], columns: Sequence[str], needed: Sequence[str]) -> Iterator[Problem]:
    names = [field.text.strip().lower() for field in head]
    for number, (name, field) in enumerate(zip(names, head, strict=True)):
        if name not in columns:
            yield Problem(NAME, f"`{field.text}` is no column that is known here", one_of(name, columns), field.span)
        elif name in names[:number]:
            yield Problem(NAME, f"the column `{name}` stands here a second time", "keep one of the two", field.span)
    for name in (name for name in needed if name not in names):
        yield Problem(NAME, f"the column `{name}` is missing", "add it to the first line", head[0].span)


def _rows(file: TextFile) -> Iterator[list[Field]]:
    """The rows that hold anything, field by field."""
    first = file.text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    row: list[Field] = []
    for text, offset, ends in _fields(file.text, separator):
        row.append(Field(text, place(file.path, file.text, offset)))
        if ends:
            if any(field.text.strip() for field in row):
                yield row
            row = []


def _fields(text: str, separator: str) -> Iterator[tuple[str, int, bool]]:
    """(value, where it begins, does its row end with it) of each."""
    start = 0
    while start < len(text):
        value, end = _quoted(text, start) if text[start] == '"' else ("", start)
        stop = next((n for n in count(end) if n >= len(text) or text[n] in (separator, "\n")), len(text))
        yield value + text[end:stop], start, stop >= len(text) or text[stop] == "\n"
        start = stop + 1
    if text.endswith(separator):
        yield "", len(text), True


def _quoted(text: str, start: int) -> tuple[str, int]:
    """The value in quotation marks that begins at `start`, and where it ends. Raises _UnclosedError."""
    parts, at = [], start + 1
    while True:
        end = text.find('"', at)
        if end < 0:
            raise _UnclosedError(start)
        parts.append(text[at:end])
        if text[end + 1 : end + 2] != '"':
            return '"'.join(parts), end + 1
        at = end + 2
