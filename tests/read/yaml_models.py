"""Every text field of every record, enumerated from the models, and a whole record in YAML around each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, MinLen
from pydantic import BaseModel

import leaflet.model
from leaflet.model import Figure, PathStep, Picture, Prose, Record, Section, Snippet, Subheading, Topic
from leaflet.model.brand import CHECKSUM_PATTERN, FontChoice
from leaflet.read.text_fields import takes_text

TARGET = object()
"""Stands in a value where the text under test is written."""
NOT_YAML = (Record, Topic, Section, Snippet, Prose, Subheading, Figure, Picture)
"""Read from Markdown and drawings, or put together of other records."""
Target = tuple[type[Record], tuple[PathStep, ...]]
EXAMPLES: Mapping[str, str] = {
    r"^[0-9]+\.[0-9]+$": "1.0",
    r"^[0-9a-f]{64}$": "0" * 64,
    CHECKSUM_PATTERN: "0" * 64,
    r"^[0-9a-f]{12}$": "0" * 12,
}
"""A text for each pattern of the models but an id's."""
TOGETHER: Mapping[type[BaseModel], tuple[str, ...]] = {FontChoice: ("file", "sha256", "licence")}
"""Fields of which one asks for the others, though none is required alone."""


def records() -> tuple[type[Record], ...]:
    """The records of `leaflet.model` that YAML is read into."""
    found = (getattr(leaflet.model, name) for name in leaflet.model.__all__)
    return tuple(m for m in found if isinstance(m, type) and issubclass(m, Record) and m not in NOT_YAML)


def text_targets() -> Iterator[Target]:
    """(model, path) of each text in each of them; item 0 of a list, the key `en` of a mapping."""
    for model in records():
        yield from ((model, path) for path in _paths(model) if takes_text(model, path))


def record_with(model: type[Record], path: tuple[PathStep, ...], written: str) -> str:
    """A whole `model` in YAML, whose text at `path` is `written` as it is; its further lines must be indented."""
    return "".join(f"{line}\n" for line in _lines(_record(model, path), written))


def _paths(annotation: Any, path: tuple[PathStep, ...] = ()) -> Iterator[tuple[PathStep, ...]]:
    """The paths of all strings in a value of this type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if not field.exclude:
                yield from _paths(field.annotation, (*path, name))
    elif annotation is str:
        yield path
    else:
        origin, arguments = get_origin(annotation), get_args(annotation)
        steps: tuple[PathStep, ...] = ()
        if origin is tuple:
            steps = (0,)
        elif isinstance(origin, type) and issubclass(origin, Mapping):
            steps, arguments = ("en",), arguments[1:]
        for part in arguments[:1] if origin is Annotated or steps else arguments:
            yield from _paths(part, (*path, *steps))


def _value(annotation: Any, metadata: tuple[Any, ...], path: tuple[PathStep, ...] | None) -> Any:
    """The smallest value of this type that has something at `path`, TARGET; None: nothing is asked of it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if path == ():
        return TARGET
    if origin is Annotated:
        return _value(arguments[0], (*metadata, *arguments[1:]), path)
    if origin in (Union, UnionType):
        return _of_several(arguments, metadata, path)
    rest = path[1:] if path else None
    if origin is tuple:
        length = max((m.min_length for m in metadata if isinstance(m, MinLen)), default=0)
        items = [_value(arguments[0], (), None)] * length
        return [_value(arguments[0], (), rest), *items[1:]] if path else items
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"en": _value(arguments[1], (), rest)} if arguments[1] is not Any else {}
    return arguments[0] if origin is Literal else _one(annotation, metadata, path)


def _one(annotation: Any, metadata: tuple[Any, ...], path: tuple[PathStep, ...] | None) -> Any:
    return _record(annotation, path) if issubclass(annotation, BaseModel) else _example(annotation, metadata)


def _record(model: type[BaseModel], path: tuple[PathStep, ...] | None) -> dict[str, Any]:
    first = path[0] if path else None
    together = TOGETHER.get(model, ()) if first in (*TOGETHER.get(model, ()), "bold") else ()
    wanted = {n: f for n, f in model.model_fields.items() if f.is_required() or n == first or n in together}
    inner = {name: path[1:] if path and name == first else None for name in wanted}
    kinds = {name: _given(f.annotation) if name in together else f.annotation for name, f in wanted.items()}
    fields = {name: _value(kinds[name], tuple(f.metadata), inner[name]) for name, f in wanted.items()}
    return {**fields, **({"exactly": 1} if model is leaflet.model.PageBounds else {})}


def _given(annotation: Any) -> Any:
    """The type of what stands in a field that may be left out."""
    return next(kind for kind in get_args(annotation) if kind is not NoneType)


def _of_several(kinds: tuple[Any, ...], metadata: tuple[Any, ...], path: tuple[PathStep, ...] | None) -> Any:
    if path is None and NoneType in kinds:
        return None
    fitting = (kind for kind in kinds if path is None or path in _paths(kind))
    return _value(next(fitting), metadata, path)


def _example(kind: type, metadata: tuple[Any, ...]) -> Any:
    """A value without parts."""
    if issubclass(kind, Enum):
        return next(iter(kind)).value
    metadata = tuple(part for m in metadata for part in getattr(m, "metadata", [m]))
    if kind is str:
        pattern = next((p for m in metadata if (p := getattr(m, "pattern", None))), None)
        is_short = any((m.max_length or 99) < 9 for m in metadata if hasattr(m, "max_length"))
        return EXAMPLES.get(pattern, "an-example") if pattern else "x" if is_short else "an example text"
    if issubclass(kind, date):
        return date(2026, 11, 24)
    low = max((m.ge if isinstance(m, Ge) else m.gt + 1 for m in metadata if isinstance(m, Ge | Gt)), default=1)
    return True if kind is bool else kind(low)


def _lines(value: Any, written: str, indent: str = "") -> Iterator[str]:
    """The lines of a mapping or a list in block style, all of whose other texts are in quotes."""
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, inner in items:
        head = f"{indent}{key}:" if key is not None else f"{indent}-"
        if inner is TARGET:
            first, *others = written.split("\n")
            yield f"{head} {first}"
            yield from (f"{indent}{line}" if line else "" for line in others)
        elif isinstance(inner, dict | list) and inner:
            yield head
            yield from _lines(inner, written, indent + "  ")
        else:
            shown = inner.isoformat() if isinstance(inner, date) else json.dumps(inner)
            yield f"{head} {re.sub(r'^null$', '', shown)}"
