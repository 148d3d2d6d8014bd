"""Lists of clinics, as CSV or YAML, whoever wrote them → `Clinic`s.

One bad row costs that row alone. What a row may hold is looked at in `clinic_checks`; what only the whole library can
tell, in `leaflet.clinics`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from leaflet.clinics.csv_file import NAME, called, parse_csv
from leaflet.clinics.logos import read_logo
from leaflet.clinics.row_checks import row_faults, sign_faults
from leaflet.model import NOWHERE, Clinic, Id, Locale, Located, Logo, Record
from leaflet.problem import Problem, Span
from leaflet.read.document import Document
from leaflet.read.records import items, validate
from leaflet.read.text_file import Problems, decode, decode_any, read_bytes
from leaflet.read.yaml_file import parse_yaml

LIMIT = 20_000_000
"""Bytes of a list as CSV; as YAML it may be as large as any source."""
MOST = 20_000
"""Rows of a list."""
NAME_LONGEST = 60
ADDRESS_LONGEST = 90
PHONE_LONGEST = 30
HOURS_LONGEST = 60
WEB_LONGEST = 60
"""Characters that a clinic's box has room for; what finds none all the same is told when a copy is made."""
LOGO_LONGEST = 100
"""Characters of a logo's path, which is not printed."""
COLUMNS: Mapping[str, bool] = {
    **dict.fromkeys(("id", "name", "address", "phone"), True),
    **dict.fromkeys(("hours", "emergency", "web", "logo", "languages"), False),
}
"""What a list may have, and whether it must."""
SPACES = re.compile("[ \t\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
"""What a spreadsheet may hold for a space."""
CSV_HINT = "save it again as “CSV UTF-8”; spreadsheets offer it under “Save as”"


class _Row(Record):
    """A clinic as the list has it."""

    id: Id
    name: Annotated[str, StringConstraints(min_length=1, max_length=NAME_LONGEST)]
    address: Annotated[str, StringConstraints(min_length=1, max_length=ADDRESS_LONGEST)]
    phone: Annotated[str, StringConstraints(min_length=1, max_length=PHONE_LONGEST)]
    hours: Annotated[str, StringConstraints(min_length=1, max_length=HOURS_LONGEST)] | None = None
    emergency: Annotated[str, StringConstraints(min_length=1, max_length=PHONE_LONGEST)] | None = None
    web: Annotated[str, StringConstraints(min_length=1, max_length=WEB_LONGEST)] | None = None
    logo: Annotated[str, StringConstraints(min_length=1, max_length=LOGO_LONGEST)] | None = None
    languages: tuple[str, ...] = ()


_Rows = tuple[tuple[Document, ...], Problems]
_ReadLogo = Callable[[str], tuple[Logo | None, Problems]]


def read_clinics(file: Path, locales: Sequence[Locale]) -> tuple[tuple[Clinic, ...], Problems]:
    """The clinics of the list `file` whose rows are good, in its order, and what is wrong with the others or all of it.

    `locales` are those that the house builds: a row's languages must be among them, and its telephone number must be
    one in the country of each that it gets. Logos are looked for in the list's folder. What `emergency` says is not
    looked at here, since only the library knows the country's emergency number.
    """
    rows, problems = _rows(file)
    if len(rows) > MOST:
        hint = "split the list, and build each part"
        return (), (Problem("too-large", f"a list must not have more than {MOST} clinics", hint, _start(file)),)
    logo = cache(partial(read_logo, file.parent, span=NOWHERE.start))  # a network has one for all its clinics
    read = [_clinic(row, first, logo, locales) for row, first in zip(rows, _firsts(rows), strict=True)]
    return tuple(c for c, _ in read if c), (*problems, *(p for _, faults in read for p in faults))


def _start(file: Path) -> Span:
    return Span(file.as_posix())


def _rows(file: Path) -> _Rows:
    """The rows of the list, each a document by itself."""
    read = _FORMATS.get(file.suffix.lower())
    if read is None:
        hint = "save it as “CSV UTF-8”, or write it as YAML"
        return (), (Problem(NAME, "the name of a list of clinics must end in .csv or .yaml", hint, _start(file)),)
    data, problems = read_bytes(Path(), file.as_posix(), within=file.parent.as_posix(), limit=LIMIT)
    return read(file.as_posix(), data) if data is not None else ((), problems)


def _csv(path: str, data: bytes) -> _Rows:
    file, problems = decode_any(path, data, LIMIT)
    if file is None:
        return (), tuple(replace(problem, hint=CSV_HINT) for problem in problems)
    rows, problems = parse_csv(file, COLUMNS)
    return tuple(_listed(_spaced(row)) for row in rows), problems


def _yaml(path: str, data: bytes) -> _Rows:
    file, problems = decode(path, data)
    document, problems = parse_yaml(file) if file else (None, problems)
    rows, problems = items(document) if document else ((), problems)
    return tuple(_spaced(row) for row in rows), problems


_FORMATS: Mapping[str, Callable[[str, bytes], _Rows]] = {".csv": _csv, ".yaml": _yaml, ".yml": _yaml}


def _spaced(row: Document) -> Document:
    """The row with single spaces in its texts."""
    if not isinstance(row.value, Located):
        return row
    pairs = row.value.items()
    value = Located({k: SPACES.sub(" ", v).strip(" ") if isinstance(v, str) else v for k, v in pairs})
    value.origin = row.value.origin
    return replace(row, value=value)


def _listed(row: Document) -> Document:
    """The row with its languages as a list; in a cell they stand side by side."""
    row.value.update({k: v.replace(",", " ").split() for k, v in row.value.items() if k == "languages"})
    return row


def _firsts(rows: Sequence[Document]) -> Iterator[Span | None]:
    """Of each row, where the first of its id stands, capitals or not; None where it is that first one."""
    first: dict[str, Span] = {}
    for row in rows:
        name = _id(row).casefold()
        yield first.get(name) if name else None
        first.setdefault(name, row.origin.span_at("id"))


def _id(row: Document) -> str:
    return str(row.value.get("id") or "") if isinstance(row.value, Located) else ""


def _clinic(
    row: Document, first: Span | None, read_logo_: _ReadLogo, locales: Sequence[Locale]
) -> tuple[Clinic | None, Problems]:
    """The clinic of `row`, or None where anything is wrong with it; `first` has the same id."""
    parsed, faults = validate(_Row, row)
    faults = (*_repeated(row, first), *sign_faults(row), *faults)
    if parsed is not None:
        logo, logo_faults = _logo(parsed, read_logo_)
        clinic = Clinic(**parsed.model_dump(exclude={"logo"}), logo=logo, origin=parsed.origin)
        faults = (*faults, *logo_faults, *row_faults(clinic, locales))
    named = (replace(p, message=f"{called(_id(row))}: {p.message}") for p in faults)
    return (None, tuple(named)) if faults else (clinic, ())


def _repeated(row: Document, first: Span | None) -> Problems:
    if first is None:
        return ()
    message = f"the id stands here a second time; the first is at {first}"
    return (Problem("duplicate-id", message, "give one of the two another id", row.origin.span_at("id")),)


def _logo(row: _Row, read_logo_: _ReadLogo) -> tuple[Logo | None, Problems]:
    """The logo of `row`; what is wrong with it is told where the row names it, or inside a drawing."""
    logo, problems = read_logo_(row.logo) if row.logo else (None, ())
    here = row.span("logo")
    return logo, tuple(replace(p, span=here) if p.span == NOWHERE.start else p for p in problems)
