"""Lists of clinics, as CSV or YAML, whoever wrote them → `Clinic`s.

One bad row costs that row alone. What a row may hold is checked in `row_checks`; what needs the whole library, in
`list_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import StringConstraints

from leaflet.clinics.csv_file import clinic_label, parse_csv
from leaflet.clinics.file_kind import RULE, csv_in_yaml_fault, kind_fault, text_kind_fault
from leaflet.clinics.logos import read_logo
from leaflet.clinics.row_checks import character_faults, row_faults
from leaflet.model import NOWHERE, Clinic, FreeText, Id, Locale, Located, Logo, Record
from leaflet.problem import Problem, Span, has_errors
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


def _up_to(letters: int) -> StringConstraints:
    """What has something to see, of so many letters at most."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=letters)


class _Row(Record):
    """A clinic as the list has it."""

    id: Id
    name: Annotated[str, _up_to(MAX_NAME_LENGTH), FreeText()]
    address: Annotated[str, _up_to(MAX_ADDRESS_LENGTH), FreeText()]
    phone: Annotated[str, _up_to(MAX_PHONE_LENGTH), FreeText()]
    hours: Annotated[str, _up_to(MAX_HOURS_LENGTH), FreeText()] | None = None
    emergency: Annotated[str, _up_to(MAX_PHONE_LENGTH), FreeText()] | None = None
    web: Annotated[str, _up_to(MAX_WEB_LENGTH), FreeText()] | None = None
    logo: Annotated[str, _up_to(MAX_LOGO_PATH_LENGTH)] | None = None
    languages: tuple[str, ...] = ()


_Rows = tuple[tuple[SourceDocument, ...], Problems]
_ReadLogo = Callable[[str], tuple[Logo | None, Problems]]
RowCheck = Callable[[Clinic], Iterable[Problem]]
"""What a clinic's values are held against beside their form."""


def read_clinics(
    file: Path, locales: Sequence[Locale], check: RowCheck = lambda _: ()
) -> tuple[tuple[Clinic, ...], Problems]:
    """The clinics of the list `file` whose rows are good, in its order, and what is wrong with the others or all of it.

    `locales` are those that the house builds: a row's languages must be among them, and its telephone number must be
    one in the country of each that it gets. Logos are looked for in the list's folder. `check` is given what is well
    formed of each row, with '' for what isn't, so that all faults of a row are told in one run.
    """
    rows, problems = _rows(file)
    if len(rows) > MAX_ROWS:
        hint = "split the list, and build each part"
        return (), (Problem("too-large", f"a list must not have more than {MAX_ROWS} clinics", hint, _file_span(file)),)
    logo = cache(partial(read_logo, file.parent, span=NOWHERE.start))  # a network has one for all its clinics
    read = [_clinic(row, first, logo, locales, check) for row, first in zip(rows, _first_of_ids(rows), strict=True)]
    return tuple(c for c, _ in read if c), (*problems, *(p for _, faults in read for p in faults))


def _file_span(file: Path) -> Span:
    return Span(file.as_posix())


def _rows(file: Path) -> _Rows:
    """The rows of the list, each a document by itself."""
    data, problems = read_bytes(Path(), file.as_posix(), within=file.parent.as_posix(), limit=MAX_BYTES)
    if data is None:
        return (), problems
    fault = kind_fault(file.as_posix(), data)
    read = _READERS.get(file.suffix.lower())
    if read is None and fault is None:
        hint = "save it as “CSV UTF-8”, or write it as YAML"
        fault = Problem(RULE, "the name of a list of clinics must end in .csv or .yaml", hint, _file_span(file))
    if read is None or fault:
        return (), (fault,) if fault else ()
    rows, problems = read(file.as_posix(), data)
    return rows, problems if rows or problems else (_without_rows(file),)


def _without_rows(file: Path) -> Problem:
    """The problem of a list in which nobody is named: no copy would be made, and nobody would be told."""
    return Problem(
        RULE, "the list names no clinic", "write one line for each clinic, below the first", _file_span(file)
    )


def _csv(path: str, data: bytes) -> _Rows:
    fault = text_kind_fault(path, data)
    file, problems = decode_unchecked(path, data, MAX_BYTES) if not fault else (None, (fault,))
    rows, problems = parse_csv(file, COLUMNS) if file else ((), problems)
    return tuple(_with_language_list(_with_single_spaces(row)) for row in rows), problems


def _yaml(path: str, data: bytes) -> _Rows:
    fault = csv_in_yaml_fault(path, data, COLUMNS)
    file, problems = decode(path, data) if not fault else (None, (fault,))
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


def _first_of_ids(rows: Sequence[SourceDocument]) -> Iterator[SourceDocument | None]:
    """Of each row, the first with its id, capitals or not; None where it is that first one."""
    first: dict[str, SourceDocument] = {}
    for row in rows:
        name = _id(row).casefold()
        yield first.get(name) if name else None
        first.setdefault(name, row)


def _id(row: SourceDocument) -> str:
    return str(row.value.get("id") or "") if isinstance(row.value, Located) else ""


def _clinic(
    row: SourceDocument, first: SourceDocument | None, read_logo_: _ReadLogo, locales: Sequence[Locale], check: RowCheck
) -> tuple[Clinic | None, Problems]:
    """The clinic of `row`, or None where anything is wrong with it; `first` has the same id."""
    parsed, form_faults = validate(_Row, row)
    characters = tuple(character_faults(row))
    spoilt = {problem.span for problem in characters}
    faults = (*_duplicate_id(row, first), *characters, *(p for p in form_faults if p.span not in spoilt))
    spoilt |= {problem.span for problem in form_faults}
    clinic = _readable_part(row, spoilt)
    logo, logo_faults = _logo(row, spoilt, read_logo_)
    faults = (*faults, *logo_faults, *row_faults(clinic, locales))
    named = tuple(replace(p, message=f"{clinic_label(_id(row))}: {p.message}") for p in faults)
    checked = tuple(check(clinic))
    if not parsed or has_errors((*named, *checked)):
        return None, (*named, *checked)
    good = Clinic(**parsed.model_dump(exclude={"logo"}), logo=logo, origin=parsed.origin)
    return good, (*named, *checked)


def _readable_part(row: SourceDocument, spoilt: Collection[Span]) -> Clinic:
    """A clinic of the texts of `row` that aren't at one of the `spoilt` places, and '' where one must be.

    Its id stays as it was written: messages call it so.
    """
    values = row.value if isinstance(row.value, Located) else Located()
    fields: dict[str, Any] = dict.fromkeys(("id", "name", "address", "phone"), "")
    for name in fields | dict.fromkeys(("hours", "emergency", "web", "languages")):
        if _is_text(values.get(name)) and row.origin.span_at(name) not in spoilt:
            fields[name] = tuple(values[name]) if name == "languages" else values[name]
    fields["id"] = _id(row)
    return Clinic.model_construct(None, **fields, origin=row.origin)


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def _duplicate_id(row: SourceDocument, first: SourceDocument | None) -> Problems:
    if first is None:
        return ()
    message = f"the `id` is here a second time; the first is at {first.origin.span_at('id')}"
    hint = "delete this row: it is the same" if row.value == first.value else "give one of the two another id"
    return (Problem("duplicate-id", message, hint, row.origin.span_at("id")),)


def _logo(row: SourceDocument, spoilt: Collection[Span], read_logo_: _ReadLogo) -> tuple[Logo | None, Problems]:
    """The logo of `row`; what is wrong with it is reported where the row names it, or inside a drawing."""
    here = row.origin.span_at("logo")
    name = row.value.get("logo") if isinstance(row.value, Located) and here not in spoilt else None
    logo, problems = read_logo_(name) if isinstance(name, str) and name else (None, ())
    return logo, tuple(
        replace(p, span=here, message=f"`logo`: {p.message}") if p.span == NOWHERE.start else p for p in problems
    )
