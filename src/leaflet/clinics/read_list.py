"""Lists of clinics, as CSV or YAML, whoever wrote them → `Clinic`s.

One bad row costs that row alone. What a row may hold is checked in `row_checks`; what needs the whole library, in
`list_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from leaflet.clinics.csv_file import RULE, clinic_label, parse_csv
from leaflet.clinics.logos import read_logo
from leaflet.clinics.row_checks import character_faults, row_faults
from leaflet.model import NOWHERE, Clinic, Id, Locale, Located, Logo, Record
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.records import list_items, validate
from leaflet.read.text_file import Problems, decode, decode_unchecked, read_bytes
from leaflet.read.yaml_file import parse_yaml

MAX_BYTES = 20_000_000
"""Bytes of a list as CSV; as YAML it may be as large as any source."""
MAX_ROWS = 20_000
"""Rows of a list."""
MAX_NAME_LENGTH = 60
MAX_ADDRESS_LENGTH = 90
MAX_PHONE_LENGTH = 30
MAX_HOURS_LENGTH = 60
MAX_WEB_LENGTH = 60
"""Characters that usually fit a clinic's box; what doesn't fit all the same is reported when a copy is made."""
MAX_LOGO_PATH_LENGTH = 100
"""Characters of a logo's path, which is not printed."""
COLUMNS: Mapping[str, bool] = {
    **dict.fromkeys(("id", "name", "address", "phone"), True),
    **dict.fromkeys(("hours", "emergency", "web", "logo", "languages"), False),
}
"""What a list may have, and whether it must."""
SPACES = re.compile("[ \t\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
"""What a spreadsheet may have in place of a space."""
CSV_HINT = "save it again as “CSV UTF-8”; spreadsheets offer it under “Save as”"


def _up_to(letters: int) -> StringConstraints:
    """A text that has something to see, of so many letters at most."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=letters)


class _Row(Record):
    """A clinic as the list has it."""

    id: Id
    name: Annotated[str, _up_to(MAX_NAME_LENGTH)]
    address: Annotated[str, _up_to(MAX_ADDRESS_LENGTH)]
    phone: Annotated[str, _up_to(MAX_PHONE_LENGTH)]
    hours: Annotated[str, _up_to(MAX_HOURS_LENGTH)] | None = None
    emergency: Annotated[str, _up_to(MAX_PHONE_LENGTH)] | None = None
    web: Annotated[str, _up_to(MAX_WEB_LENGTH)] | None = None
    logo: Annotated[str, _up_to(MAX_LOGO_PATH_LENGTH)] | None = None
    languages: tuple[str, ...] = ()


_Rows = tuple[tuple[SourceDocument, ...], Problems]
_ReadLogo = Callable[[str], tuple[Logo | None, Problems]]


def read_clinics(file: Path, locales: Sequence[Locale]) -> tuple[tuple[Clinic, ...], Problems]:
    """The clinics of the list `file` whose rows are good, in its order, and what is wrong with the others or all of it.

    `locales` are those that the house builds: a row's languages must be among them, and its telephone number must be
    one in the country of each that it gets. Logos are looked for in the list's folder. `emergency` is not
    checked here, since only the library knows the country's emergency number.
    """
    rows, problems = _rows(file)
    if len(rows) > MAX_ROWS:
        hint = "split the list, and build each part"
        return (), (Problem("too-large", f"a list must not have more than {MAX_ROWS} clinics", hint, _file_span(file)),)
    logo = cache(partial(read_logo, file.parent, span=NOWHERE.start))  # a network has one for all its clinics
    read = [_clinic(row, first, logo, locales) for row, first in zip(rows, _first_spans(rows), strict=True)]
    return tuple(c for c, _ in read if c), (*problems, *(p for _, faults in read for p in faults))


def _file_span(file: Path) -> Span:
    return Span(file.as_posix())


def _rows(file: Path) -> _Rows:
    """The rows of the list, each a document by itself."""
    read = _READERS.get(file.suffix.lower())
    if read is None:
        hint = "save it as “CSV UTF-8”, or write it as YAML"
        return (), (Problem(RULE, "the name of a list of clinics must end in .csv or .yaml", hint, _file_span(file)),)
    data, problems = read_bytes(Path(), file.as_posix(), within=file.parent.as_posix(), limit=MAX_BYTES)
    return read(file.as_posix(), data) if data is not None else ((), problems)


def _csv(path: str, data: bytes) -> _Rows:
    file, problems = decode_unchecked(path, data, MAX_BYTES)
    if file is None:
        return (), tuple(replace(problem, hint=CSV_HINT) for problem in problems)
    rows, problems = parse_csv(file, COLUMNS)
    return tuple(_with_language_list(_with_single_spaces(row)) for row in rows), problems


def _yaml(path: str, data: bytes) -> _Rows:
    file, problems = decode(path, data)
    document, problems = parse_yaml(file) if file else (None, problems)
    rows, problems = list_items(document) if document else ((), problems)
    return tuple(_with_single_spaces(row) for row in rows), problems


_READERS: Mapping[str, Callable[[str, bytes], _Rows]] = {".csv": _csv, ".yaml": _yaml, ".yml": _yaml}


def _with_single_spaces(row: SourceDocument) -> SourceDocument:
    """The row with single spaces in its texts."""
    if not isinstance(row.value, Located):
        return row
    pairs = row.value.items()
    value = Located({k: SPACES.sub(" ", v).strip(" ") if isinstance(v, str) else v for k, v in pairs})
    value.origin = row.value.origin
    return replace(row, value=value)


def _with_language_list(row: SourceDocument) -> SourceDocument:
    """The row with its languages as a list; in a cell they are side by side."""
    row.value.update({k: v.replace(",", " ").split() for k, v in row.value.items() if k == "languages"})
    return row


def _first_spans(rows: Sequence[SourceDocument]) -> Iterator[Span | None]:
    """Of each row, where the first with its id is, capitals or not; None where it is that first one."""
    first: dict[str, Span] = {}
    for row in rows:
        name = _id(row).casefold()
        yield first.get(name) if name else None
        first.setdefault(name, row.origin.span_at("id"))


def _id(row: SourceDocument) -> str:
    return str(row.value.get("id") or "") if isinstance(row.value, Located) else ""


def _clinic(
    row: SourceDocument, first: Span | None, read_logo_: _ReadLogo, locales: Sequence[Locale]
) -> tuple[Clinic | None, Problems]:
    """The clinic of `row`, or None where anything is wrong with it; `first` has the same id."""
    parsed, faults = validate(_Row, row)
    faults = (*_duplicate_id(row, first), *character_faults(row), *faults)
    if parsed is not None:
        logo, logo_faults = _logo(parsed, read_logo_)
        clinic = Clinic(**parsed.model_dump(exclude={"logo"}), logo=logo, origin=parsed.origin)
        faults = (*faults, *logo_faults, *row_faults(clinic, locales))
    named = (replace(p, message=f"{clinic_label(_id(row))}: {p.message}") for p in faults)
    return (None, tuple(named)) if faults else (clinic, ())


def _duplicate_id(row: SourceDocument, first: Span | None) -> Problems:
    if first is None:
        return ()
    message = f"the `id` is here a second time; the first is at {first}"
    return (Problem("duplicate-id", message, "give one of the two another id", row.origin.span_at("id")),)


def _logo(row: _Row, read_logo_: _ReadLogo) -> tuple[Logo | None, Problems]:
    """The logo of `row`; what is wrong with it is reported where the row names it, or inside a drawing."""
    logo, problems = read_logo_(row.logo) if row.logo else (None, ())
    here = row.span("logo")
    return logo, tuple(
        replace(p, span=here, message=f"`logo`: {p.message}") if p.span == NOWHERE.start else p for p in problems
    )
