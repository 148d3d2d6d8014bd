"""How a record knows where it was read, and what its fields may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from leaflet.problem import Span

PathStep = str | int


@dataclass(frozen=True)
class Untranslated:
    """Marks a field as shown to readers and the same in each language."""


@dataclass(frozen=True)
class Translatable:
    """Marks a field as shown to readers, so that it goes into the catalogs."""

    is_markdown: bool = False
    """Is it running text, or printed as it is written?"""


@dataclass(frozen=True)
class Nested:
    """Marks a list of records whose texts are translated with those of the record that it is in."""


@dataclass(frozen=True)
class FreeText:
    """Marks a field as a text in somebody's own words: every sign of it counts. Ids, dates and numbers are none."""


ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MAX_ID_LENGTH = 60
Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$", max_length=_MAX_ID_LENGTH)]
"""A name in kebab-case."""


def is_id(text: str) -> bool:
    """Can `text` be the id of something?"""
    return len(text) <= _MAX_ID_LENGTH and re.fullmatch(ID_PATTERN, text) is not None


NonEmptyStr = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), FreeText()]
"""Text of at least one character that is not translated."""

PrintedName = Annotated[NonEmptyStr, Untranslated()]
"""A name, number or sign that is shown to readers as it is, in each language."""

Text = Annotated[NonEmptyStr, Translatable()]
"""Text that is shown to readers, in the source language (English) or, in a localized record, in the edition's."""

MarkdownText = Annotated[NonEmptyStr, Translatable(is_markdown=True)]
"""The same, with the Markdown that running text may hold."""


@dataclass(frozen=True)
class Origin:
    """Where a record was read: the span of the record and of every value inside it, by path of keys and indices."""

    start: Span
    spans: Mapping[tuple[PathStep, ...], Span] = field(default_factory=dict)

    def span_at(self, *path: PathStep) -> Span:
        """The span of the value at `path`, or of the nearest value around it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.spans:
                return self.spans[path[:end]]
        return self.start


NOWHERE = Origin(Span("<memory>"))


class Located(dict[str, Any]):
    """A mapping read from a file, with its origin."""

    origin: Origin = NOWHERE


class Record(BaseModel):
    """An immutable record that knows where it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    origin: Origin = Field(default=NOWHERE, exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _keep_origin(cls, data: Any) -> Any:
        return {**data, "origin": data.origin} if isinstance(data, Located) else data

    def span(self, *path: PathStep) -> Span:
        """Where the field at `path` was read."""
        return self.origin.span_at(*path)

    def __hash__(self) -> int:
        return hash(repr(self))
