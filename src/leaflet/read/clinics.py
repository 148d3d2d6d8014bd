"""Lists of clinics, as CSV or YAML → `Clinic`s. A row with a fault is left out; the others are not its affair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, field_validator

from leaflet.model import Clinic, Id, Origin, Record
from leaflet.problem import Problem, Span
from leaflet.read.csv_file import read_csv
from leaflet.read.document import Document
from leaflet.read.logos import read_logo
from leaflet.read.records import validate_list, without_duplicates
from leaflet.read.text_file import Problems
from leaflet.read.yaml_file import read_yaml

MOST = 20_000
"""Rows of a list."""
NEEDED = ("id", "name", "address", "phone")
COLUMNS = (*NEEDED, "hours", "emergency", "web", "logo", "languages")
_Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
_Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90)]
"""As long as what a box has room for."""
_SEPARATED = re.compile(r"[\s,;]+")


class _Row(Record):
    """A clinic as the list has it."""

    id: Id
    name: _Line
    address: _Long
    phone: _Short
    hours: _Line | None = None
    emergency: _Short | None = None
    web: _Line | None = None
    logo: _Long | None = None
    languages: tuple[str, ...] = ()

    @field_validator("languages", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        return tuple(word for word in _SEPARATED.split(value) if word) if isinstance(value, str) else value


@dataclass(frozen=True)
class Row:
    """A row that can be read."""

    clinic: Clinic
    """Without its logo where that is refused."""
    problems: Problems


def read_clinics(file: Path) -> tuple[tuple[Row, ...], Problems]:
    """The rows of the list `file` that can be read, in its order, and what is wrong with the others or all of it.

    Logos lie in the list's folder.
    """
    document, problems = _document(file)
    if document is None:
        return (), _named(file, problems)
    if isinstance(document.value, list) and len(document.value) > MOST:
        hint = "split the list in two, and build each"
        return (), (Problem("too-large", f"a list must not have more than {MOST} clinics", hint, Span(str(file))),)
    rows, faults = validate_list(_Row, document)
    kept, twice = without_duplicates(rows)
    return tuple(_row(file, row) for row in kept), _named(file, (*problems, *faults, *twice))


def _document(file: Path) -> tuple[Document | None, Problems]:
    if file.suffix.lower() in (".yaml", ".yml"):
        return read_yaml(file.parent, file.name)
    return read_csv(file.parent, file.name, COLUMNS, NEEDED)


def _named(file: Path, problems: Problems) -> Problems:
    """With the list called as it was given."""
    return tuple(_renamed(file, problem) for problem in problems)


def _renamed(file: Path, problem: Problem) -> Problem:
    if problem.span.path != file.name:
        return problem
    return Problem(problem.rule, problem.message, problem.hint, _span(file, problem.span), problem.severity)


def _span(file: Path, span: Span) -> Span:
    return Span(file.as_posix(), span.line, span.column)


def _row(file: Path, row: _Row) -> Row:
    logo, unread = read_logo(file.parent, row.logo, row.span("logo")) if row.logo else (None, ())
    spans = {key: _span(file, span) for key, span in row.origin.spans.items()}
    origin = Origin(_span(file, row.origin.start), spans)
    clinic = Clinic(**row.model_dump(exclude={"logo"}), logo=logo, origin=origin)
    return Row(clinic, _named(file, (*_formulas(row), *unread)))


def _formulas(row: _Row) -> Iterator[Problem]:
    """Values that a spreadsheet would take for a formula: whoever opens the list again runs it."""
    for name in ("name", "address", "hours", "web"):
        if str(getattr(row, name) or "")[:1] in "=+-@" and getattr(row, name):
            message = f"`{name}` of `{row.id}` begins with a sign that a spreadsheet calculates with"
            yield Problem("csv", message, "take the sign away", row.span(name))
