"""Which values of a record are texts: the fields that its model annotates `Text` or `NonEmptyStr`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from leaflet.model import FreeText, PathStep


def takes_text(model: type[BaseModel], path: Sequence[PathStep]) -> bool:
    """Is the value at `path` inside a `model` a text, written by an editor in words of her own?"""
    return any(_is_free_text(annotation) for annotation, _ in _annotations_at(model, path))


def takes_null(model: type[BaseModel], path: Sequence[PathStep]) -> bool:
    """Does null say something at `path`: must the field be there, and may be null, as a contact's number?"""
    fields = [field for _, field in _annotations_at(model, path) if field]
    return any(field.is_required() and NoneType in get_args(field.annotation) for field in fields)


def _annotations_at(model: type[BaseModel], path: Sequence[PathStep]) -> Iterator[tuple[Any, FieldInfo | None]]:
    """(annotation, its field) of what may stand at `path`; no field inside lists and mappings."""
    found: list[tuple[Any, FieldInfo | None]] = [(model, None)]
    for step in path:
        found = [inner for annotation, _ in found for inner in _step(annotation, step)]
    yield from found


def _step(annotation: Any, step: PathStep) -> Iterator[tuple[Any, FieldInfo | None]]:
    """The annotations of the value that `step` leads to in a value of this type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if step in (name, field.alias):
                yield Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation, field
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple and isinstance(step, int):
        yield arguments[0], None
    elif isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(step, str):
        yield arguments[1], None
    else:
        for part in arguments if origin is not Annotated else arguments[:1]:
            yield from _step(part, step)


def _is_free_text(annotation: Any) -> bool:
    """Is it annotated so, or one of several types of which one is?"""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return any(isinstance(m, FreeText) for m in metadata) or _is_free_text(inner)
    return isinstance(get_origin(annotation), type) is False and any(map(_is_free_text, get_args(annotation)))
