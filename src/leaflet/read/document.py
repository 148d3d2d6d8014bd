"""What a reader of any format gives: plain values, and the place of every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leaflet.model import Origin, Step
from leaflet.problem import Span

Path = tuple[Step, ...]


@dataclass(frozen=True)
class Document:
    """A file's content: mappings (`Located`), lists and scalars."""

    value: Any
    origin: Origin
    """The place of the whole and of every value in it."""
    keys: Mapping[Path, Span] = field(default_factory=dict)
    """The place of every key, by the path of its value."""

    def value_at(self, *path: Step) -> Any:
        """The value at `path`."""
        value = self.value
        for step in path:
            value = value[step]
        return value

    def key_span(self, *path: Step) -> Span:
        """The place of the key of the value at `path`, or of the value where it has none."""
        return self.keys.get(path) or self.origin.span_at(*path)
