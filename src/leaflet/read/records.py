"""Plain values → records, and every fault reported at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from leaflet.messages import nearest
from leaflet.model import Origin, PathStep, Record, printed_fields
from leaflet.problem import Problem, Span, thing
from leaflet.read.document import KeyPath, SourceDocument
from leaflet.read.markup import text_problems
from leaflet.read.record_messages import allowed_words_hint, message_and_hint
from leaflet.read.text_fields import takes_null, takes_text
from leaflet.read.text_file import Problems
from leaflet.read.yaml_file import read_yaml
from leaflet.read.yaml_scalars import UNQUOTED_TEXT

V = TypeVar("V")
R = TypeVar("R", bound=BaseModel)
"""Mostly a Record; references are validated against a model of CSL first."""


class HasId(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str: ...

    def span(self, *path: PathStep) -> Span: ...


def read_record(root: Path, path: str, model: type[R]) -> tuple[R | None, Problems]:
    """The record that the YAML file at `path` holds, or None and the problems."""
    document, problems = read_yaml(root, path)
    return validate(model, document) if document else (None, problems)


def read_list(root: Path, path: str, model: type[R]) -> tuple[tuple[R, ...], Problems]:
    """The records that the YAML file at `path` lists; one with a problem is left out."""
    document, problems = read_yaml(root, path)
    return validate_list(model, document) if document else ((), problems)


def read_unique(root: Path, path: str, model: type[R]) -> tuple[tuple[R, ...], Problems]:
    """The same; of records that have one id, the first."""
    records, problems = read_list(root, path, model)
    kept, duplicates = without_duplicates(records)
    return kept, (*problems, *duplicates)


def validate(model: type[R], document: SourceDocument, *path: PathStep) -> tuple[R | None, Problems]:
    """The value at `path` of `document` as a record, or None and every problem in it."""
    internal = tuple(_unknown_key(model, document, key) for key in _internal_keys(model, document, path))
    cut = dict(_cut_texts(model, document, path))
    faults = (*internal, *(problem for problems in cut.values() for problem in problems))
    try:
        record = model.model_validate(document.value_at(*path))
    except ValidationError as error:
        errors = _causes(error.errors(include_url=False), cut, len(path))
        return None, (*faults, *(_problem(model, document, path, e) for e in errors))
    faults = (*faults, *(_stray_markup(record) if isinstance(record, Record) and not faults else ()))
    return (None if faults else record), faults


def _stray_markup(record: Record) -> Iterator[Problem]:
    """What of its texts somebody took for markup; running text was looked at where it was read."""
    for owner, field in printed_fields(record):
        if not field.is_markdown:
            yield from text_problems(field.text, owner.span(*field.path))


def _cut_texts(model: type[BaseModel], document: SourceDocument, path: KeyPath) -> Iterator[tuple[KeyPath, Problems]]:
    """(path, problems) of the values that are texts in a `model` and that YAML cuts or changes as they are written."""
    for key, unfit in document.unfit_texts.items():
        inside = key[len(path) :]
        if key[: len(path)] == path and takes_text(model, inside):
            here = document.origin.span_at(*key)
            is_null = document.value_at(*key) is None and takes_null(model, inside)
            yield (
                key,
                tuple(p for p in unfit.problems if not (is_null and p.span == here)),
            )  # what is cut off stands further on


_OF_A_WHOLE = frozenset({"too_short", "value_error"})
"""Kinds of errors of a list, and of a record by its own rule: its parts are read first."""


def _causes(errors: Sequence[ErrorDetails], told: Iterable[KeyPath], skip: int) -> Iterator[ErrorDetails]:
    """The errors that are no consequence of another: nothing is said of a whole whose part is wrong."""
    places = [*(key[skip:] for key in told), *(e["loc"] for e in errors)]
    for error in errors:
        loc = error["loc"]
        inside = any(len(place) > len(loc) and place[: len(loc)] == loc for place in places)
        if loc not in places[: len(places) - len(errors)] and not (error["type"] in _OF_A_WHOLE and inside):
            yield error


def validate_list(model: type[R], document: SourceDocument) -> tuple[tuple[R, ...], Problems]:
    """The items of a document that is a list, as records; those with a problem are left out."""
    listed, problems = list_items(document)
    pairs = [validate(model, item) for item in listed]
    return tuple(r for r, _ in pairs if r is not None), (*problems, *(p for _, found in pairs for p in found))


def list_items(document: SourceDocument) -> tuple[tuple[SourceDocument, ...], Problems]:
    """The items of a document that is a list, each a document by itself, or why there are none."""
    if not isinstance(document.value, list):
        hint = "begin each record with `- ` at the start of a line"
        return (), (Problem("invalid-record", "this file must hold a list of records", hint, document.origin.start),)
    spans, keys, texts = _by_item(document.origin.spans), _by_item(document.keys), _by_item(document.unfit_texts)
    return tuple(
        SourceDocument(value, Origin(document.origin.span_at(n), spans.get(n, {})), keys.get(n, {}), texts.get(n, {}))
        for n, value in enumerate(document.value)
    ), ()


def _by_item(found: Mapping[KeyPath, V]) -> Mapping[PathStep, dict[KeyPath, V]]:
    """What is known of values inside each item of a list, by paths from there."""
    by_item: dict[PathStep, dict[KeyPath, V]] = {}
    for (item, *inside), value in found.items():
        if inside:
            by_item.setdefault(item, {})[tuple(inside)] = value
    return by_item


def without_duplicates(records: Iterable[R]) -> tuple[tuple[R, ...], Problems]:
    """Of records that have an id, the first of each, and a problem for every further one."""
    first: dict[str, Any] = {}
    problems = []
    for record in records:
        named: Any = record
        if named.id in first:
            problems.append(_duplicate(named, first[named.id]))
        first.setdefault(named.id, record)
    return tuple(first.values()), tuple(problems)


def _duplicate(record: HasId, first: HasId) -> Problem:
    message = f"the id `{record.id}` is used a second time; the first is at {first.span('id')}"
    return Problem("duplicate-id", message, "give one of the two another id", record.span("id"))


def _internal_keys(model: type[BaseModel], document: SourceDocument, path: KeyPath) -> Iterator[KeyPath]:
    """Keys that name a field which only the program sets."""
    for key in document.keys:
        if key[: len(path)] == path and len(key) > len(path):
            field = _model_at(model, key[len(path) : -1]).model_fields.get(str(key[-1]))
            if field and field.exclude:
                yield key


def _model_at(model: type[BaseModel], path: Sequence[PathStep]) -> type[BaseModel]:
    """The record type of the value at `path` inside a `model`."""
    for step in path:
        field = model.model_fields.get(str(step))
        model = next(_records(field.annotation), model) if field else model
    return model


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)


def _problem(model: type[BaseModel], document: SourceDocument, path: KeyPath, error: ErrorDetails) -> Problem:
    loc = _document_path(document.value_at(*path), tuple(error["loc"]), error["type"])
    full = (*path, *loc)
    if error["type"] == "extra_forbidden":
        return _unknown_key(model, document, full, len(path))
    message, hint = message_and_hint({**error, "loc": loc})
    span = document.origin.span_at(*(full[:-1] if error["type"] == "missing" else full))
    if error["type"] == "string_type" and isinstance(error["input"], dict | list):
        return Problem(UNQUOTED_TEXT, message, hint, span)
    rests_on = frozenset({_key_thing(document, full)}) if error["type"] == "missing" else frozenset()
    return Problem("invalid-record", message, hint, span, rests_on=rests_on)


def _key_thing(document: SourceDocument, full: KeyPath) -> str:
    """A key that a record has, or should have."""
    return thing("key", f"{document.origin.span_at(*full[:-1])} {full[-1]}")


def _document_path(value: Any, loc: KeyPath, error_type: str) -> KeyPath:
    """`loc`, a path from `value`, without the steps that only name a branch of a union."""
    steps: list[PathStep] = []
    for step in loc[:-1] if error_type == "missing" else loc:
        with suppress(LookupError, TypeError):
            value = value[step]
            steps.append(step)
    return (*steps, *loc[-1:]) if error_type == "missing" else tuple(steps)


def _unknown_key(model: type[BaseModel], document: SourceDocument, full: KeyPath, skip: int = 0) -> Problem:
    known = _model_at(model, full[skip:-1]).model_fields.items()
    names = [field.alias or name for name, field in known if not field.exclude]
    message = f"`{full[-1]}` is not a key that is known here"
    meant = nearest(str(full[-1]), names)
    return Problem(
        "invalid-record",
        message,
        allowed_words_hint(str(full[-1]), names),
        document.key_span(*full),
        spoils=frozenset(_key_thing(document, (*full[:-1], name)) for name in meant),
    )
