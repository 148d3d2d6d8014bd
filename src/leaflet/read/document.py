"""What the reader of each format returns: plain values, and the location of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leaflet.model import Origin, PathStep
from leaflet.problem import Problem, Span

KeyPath = tuple[PathStep, ...]


@dataclass(frozen=True)
class UnfitText:
    """A value that is wrong where a text is wanted: how it is written cuts or changes it."""

    problems: tuple[Problem, ...]
    end: Span
    """The place of the first sign after it."""


@dataclass(frozen=True)
class SourceDocument:
    """A file's content: mappings (`Located`), lists and scalars."""

    value: Any
    origin: Origin
    """The location of the document and of every value in it."""
    keys: Mapping[KeyPath, Span] = field(default_factory=dict)
    """The location of every key, by the path of its value."""
    unfit_texts: Mapping[KeyPath, UnfitText] = field(default_factory=dict)
    """The values that can't be a text as they are written, by path."""

    def value_at(self, *path: PathStep) -> Any:
        """The value at `path`."""
        value = self.value
        for step in path:
            value = value[step]
        return value

    def key_span(self, *path: PathStep) -> Span:
        """The location of the key of the value at `path`, or of the value where it has none."""
        return self.keys.get(path) or self.origin.span_at(*path)
