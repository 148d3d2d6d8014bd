"""The texts of a record that readers see: which of its fields they are, and the same record with others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic.fields import FieldInfo

from leaflet.model.record import Nested, Origin, PathStep, Record, Translatable, Untranslated
from leaflet.problem import Span

R = TypeVar("R", bound=Record)
_Mark = Translatable | Untranslated | Nested
TextTransform = Callable[[str, str], tuple[str, Span | None]]
"""(context, text) → text, and its place where that is another one than before.

The context is the path of the field: `claim/walking/patient`.
"""


class TextField(NamedTuple):
    """A text that readers see."""

    path: tuple[PathStep, ...]
    text: str
    is_markdown: bool


def text_fields(record: Record) -> Iterator[TextField]:
    """Every text of `record`, and of the records in its fields, that is translated."""
    for name, value, mark in _marked_fields(record):
        if isinstance(value, Record):
            yield from (inner._replace(path=(name, *inner.path)) for inner in text_fields(value))
        elif isinstance(mark, Nested):
            inside = ((n, inner) for n, item in enumerate(value) for inner in text_fields(item))
            yield from (inner._replace(path=(name, n, *inner.path)) for n, inner in inside)
        elif isinstance(mark, Translatable) and isinstance(value, tuple):
            yield from (TextField((name, n), text, mark.is_markdown) for n, text in enumerate(value))
        elif isinstance(mark, Translatable) and value is not None:
            yield TextField((name,), value, mark.is_markdown)


def printed_fields(record: Record) -> Iterator[tuple[Record, TextField]]:
    """The same, what isn't translated but printed, and the fields of listed records: each with its record."""
    for name, value, mark in _marked_fields(record):
        for number, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(item, Record):
                yield from printed_fields(item)
            elif mark and item is not None:
                path = (name,) if number is None else (name, number)
                yield record, TextField(path, item, isinstance(mark, Translatable) and mark.is_markdown)


def map_texts(record: R, prefix: tuple[str, ...], transform: TextTransform) -> R:
    """A copy of `record` with every text that `text_fields` gives transformed; contexts begin with `prefix`."""
    updates: dict[str, Any] = {}
    spans: dict[tuple[PathStep, ...], Span | None] = {}
    for name, value, mark in _marked_fields(record):
        context = (*prefix, name)
        if isinstance(value, Record):
            updates[name] = map_texts(value, context, transform)
        elif isinstance(mark, Nested):
            updates[name] = tuple(map_texts(item, (*context, str(n)), transform) for n, item in enumerate(value))
        elif isinstance(mark, Translatable) and isinstance(value, tuple):
            pairs = [transform("/".join((*context, str(n))), text) for n, text in enumerate(value)]
            updates[name] = tuple(text for text, _ in pairs)
            spans |= {(name, n): span for n, (_, span) in enumerate(pairs)}
        elif isinstance(mark, Translatable) and value is not None:
            updates[name], spans[name,] = transform("/".join(context), value)
    return record.model_copy(update={**updates, "origin": _moved(record.origin, spans)})


def _moved(origin: Origin, spans: Mapping[tuple[PathStep, ...], Span | None]) -> Origin:
    """`origin` with the texts at the places `spans`; the record begins where the first of them does."""
    moved = {path: span for path, span in spans.items() if span}
    return Origin(next(iter(moved.values())), {**origin.spans, **moved}) if moved else origin


def _marked_fields(record: Record) -> Iterator[tuple[str, Any, _Mark | None]]:
    """(name, value, mark) of each field."""
    marks = _marks(type(record))
    return ((name, getattr(record, name), marks.get(name)) for name in type(record).model_fields)


@cache
def _marks(kind: type[Record]) -> dict[str, _Mark]:
    """How the fields of a kind of record that readers see are marked, by name."""
    return {name: mark for name, info in kind.model_fields.items() if (mark := _mark(info))}


def _mark(info: FieldInfo) -> _Mark | None:
    found = (*info.metadata, *_annotations(info.annotation))
    return next((mark for mark in found if isinstance(mark, _Mark)), None)


def _annotations(annotation: Any) -> Iterator[object]:
    """What is annotated anywhere inside a type, `tuple[Text, ...]` or `Text | None`."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _annotations(part)
