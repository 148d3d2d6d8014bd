"""YAML whose every value knows its line and column.

libyaml reads the events; they are composed here, never loaded into objects. Anchors, aliases, tags and deep nesting are
refused while composing, so that neither an alias bomb nor many brackets cost more than a moment. Only null, true and
false, numbers and ISO dates are more than text: the country code `no` stays `no`, and a telephone number with a leading
zero stays what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from leaflet.model import Located, Origin, PathStep
from leaflet.problem import Problem, Span
from leaflet.read.document import KeyPath, SourceDocument
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults, read_text
from leaflet.read.yaml_syntax import MAX_DEPTH, ONE_DOCUMENT_HINT, syntax_problem, too_deep

try:
    from yaml._yaml import CParser
except ImportError as error:
    raise ImportError(
        "PyYAML is here without libyaml; `pip install --force-reinstall --only-binary pyyaml pyyaml` has both"
    ) from error

MAX_VALUES = 20_000
"""How many values a file may hold; the longest source has some two thousand."""
SCALAR_PATTERNS: Mapping[str, str] = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?(?:0|[1-9][0-9]{0,17})",
    "float": r"[-+]?[0-9]{1,18}\.[0-9]{1,18}",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
"""Unquoted values that are not text. Narrower than YAML 1.1: no yes/no/on/off, octal, base 60, infinity."""
_NO_TAGS = "tags (`!name`) are not used here"
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
"""libyaml compares each with all before it, which takes seconds where a file is full of them."""
_UNQUOTED = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in SCALAR_PATTERNS.items()))


def read_yaml(root: Path, path: str) -> tuple[SourceDocument | None, Problems]:
    """The YAML file at `path` (relative to `root`), or the problems that keep it from being read."""
    file, problems = read_text(root, path)
    return _parse_cached(file) if file else (None, problems)


@lru_cache(1000)  # `watch` reads unchanged sources again and again
def _parse_cached(file: TextFile) -> tuple[SourceDocument | None, Problems]:
    return parse_yaml(file)


def parse_yaml(file: TextFile) -> tuple[SourceDocument | None, Problems]:
    """The document that `file` holds, or the problems that keep it from being read.

    Text is NFC, stripped, and has single spaces where the file has line breaks. An empty file has the value None.
    """
    try:
        start, branch = _Composer(file).document()
    except _RefusedError as error:
        return None, (error.problem,)
    except YAMLError as error:
        return None, (syntax_problem(file, error),)
    document = SourceDocument(branch.value, Origin(start, branch.spans), branch.keys)
    return (None if branch.problems else document), branch.problems


class _RefusedError(Exception):
    """Valid YAML that is not allowed here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class _Branch:
    """A value with the locations of all values and keys below it."""

    value: Any
    spans: Mapping[KeyPath, Span] = field(default_factory=dict)
    keys: Mapping[KeyPath, Span] = field(default_factory=dict)
    problems: Problems = ()


class _Composer:
    """Makes values out of libyaml's events, within bounds."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.line_count = file.text.count("\n") + 1
        self.next_event: Callable[[], Any] = CParser(file.text).get_event
        self.depth = self.count = 0

    def document(self) -> tuple[Span, _Branch]:
        """The one document of the file, and where it begins. Raises YAMLError and _RefusedError."""
        directive = _TAG_DIRECTIVE.search(self.file.text)
        if directive:
            here = self.file.span(directive.start())
            raise _RefusedError(Problem("invalid-yaml", _NO_TAGS, "remove this line", here))
        self.next_event()  # the stream begins
        if not isinstance(self.next_event(), DocumentStartEvent):
            return Span(self.file.path), _Branch(None)
        start, branch = self.value(self.next_event())
        self.next_event()  # the document ends
        further = self.next_event()
        if isinstance(further, DocumentStartEvent):
            message = "this is not valid YAML: another document begins here"
            raise _RefusedError(Problem("invalid-yaml", message, ONE_DOCUMENT_HINT, self.span(further)))
        return start, branch

    def span(self, event: Any) -> Span:
        """Where `event` begins; libyaml sees a last line break also where the file has none."""
        mark = event.start_mark
        if mark.line < self.line_count:
            return Span(self.file.path, mark.line + 1, mark.column + 1)
        return self.file.span(len(self.file.text))

    def value(self, event: Any) -> tuple[Span, _Branch]:
        """The value that begins with `event`, and where it begins."""
        span = self.span(event)
        self.refuse(event, span)
        self.depth += 1
        self.count += 1
        if isinstance(event, MappingStartEvent):
            branch = self.mapping(span)
        else:
            branch = self.sequence() if isinstance(event, SequenceStartEvent) else _scalar(span, event)
        self.depth -= 1
        return span, branch

    def sequence(self) -> _Branch:
        """The list that has just begun."""
        items: list[tuple[PathStep, Span, _Branch]] = []
        while not isinstance(event := self.next_event(), SequenceEndEvent):
            items.append((len(items), *self.value(event)))
        return _combined(items, [branch.value for _, _, branch in items])

    def mapping(self, start: Span) -> _Branch:
        """The mapping that has just begun, at `start`."""
        keys: dict[str, Span] = {}
        problems: list[Problem] = []
        children: list[tuple[str, Span, _Branch]] = []
        while not isinstance(event := self.next_event(), MappingEndEvent):
            key_span, _ = self.value(event)
            span, branch = self.value(self.next_event())
            name = _text(event.value) if isinstance(event, ScalarEvent) else ""
            problems += _key_faults(name, key_span, keys.get(name))
            if name and name not in keys:
                keys[name] = key_span
                children.append((name, span, branch))
        combined = _combined(children, Located((name, branch.value) for name, _, branch in children))
        combined.value.origin = Origin(start, combined.spans)
        own_keys: dict[KeyPath, Span] = {(name,): span for name, span in keys.items()}
        return replace(combined, keys={**own_keys, **combined.keys}, problems=(*problems, *combined.problems))

    def refuse(self, event: Any, span: Span) -> None:
        """Raises _RefusedError where a value that begins with `event` is not allowed here."""
        if isinstance(event, AliasEvent) or event.anchor is not None:
            message = "anchors (`&name`) and aliases (`*name`) are not used here"
            hint = "write the value out; a text that begins with & or * must be in quotes"
            raise _RefusedError(Problem("yaml-alias", message, hint, span))
        if event.tag is not None:
            hint = "remove the tag; a text that begins with ! must be in quotes"
            raise _RefusedError(Problem("invalid-yaml", _NO_TAGS, hint, span))
        if self.depth >= MAX_DEPTH:
            raise _RefusedError(too_deep(span))
        if self.count >= MAX_VALUES:
            message = f"a source must not hold more than {MAX_VALUES} values"
            raise _RefusedError(Problem("too-large", message, "split it, or remove what does not belong in it", span))


def _combined(children: Iterable[tuple[PathStep, Span, _Branch]], value: Any) -> _Branch:
    """The branch of `value`, out of its children: (step, place, branch) each."""
    problems: list[Problem] = []
    spans: dict[KeyPath, Span] = {}
    keys: dict[KeyPath, Span] = {}
    for step, span, branch in children:
        spans[step,] = span
        spans |= {(step, *below): inner for below, inner in branch.spans.items()}
        keys |= {(step, *below): inner for below, inner in branch.keys.items()}
        problems += branch.problems
    return _Branch(value, spans, keys, tuple(problems))


def _key_faults(name: str, span: Span, first: Span | None) -> Iterator[Problem]:
    if not name:
        yield Problem(
            "invalid-yaml", "a key must be a word", "write `key: value`; put a text with brackets in quotes", span
        )
    if first:
        message = f"the key `{name}` is used a second time; the first is on line {first.line}"
        yield Problem("duplicate-key", message, "keep one of the two", span)
    yield from forbidden_character_faults(span, name)


def _scalar(span: Span, event: ScalarEvent) -> _Branch:
    unquoted = _UNQUOTED.fullmatch(event.value) if event.implicit[0] else None
    try:
        value = _CONSTRUCTORS[str(unquoted.lastgroup)](event.value) if unquoted else _text(event.value)
    except ValueError:
        hint = "write year-month-day, for example 2026-11-24, or put it in quotes where it isn't a date"
        problem = Problem("invalid-record", f"{event.value} is not a day in the calendar", hint, span)
        return _Branch(None, problems=(problem,))
    return _Branch(value, problems=tuple(forbidden_character_faults(span, value)) if isinstance(value, str) else ())


def _text(value: str) -> str:
    """NFC again, since escapes in quoted text can produce any character; line breaks become single spaces."""
    return unicodedata.normalize("NFC", re.sub(r"[ \t]*\n[ \t\n]*", " ", value).strip(" \t\n"))


_CONSTRUCTORS: Mapping[str, Callable[[str], object]] = {
    "null": lambda _: None,
    "bool": lambda value: value.lower() == "true",
    "int": int,
    "float": float,
    "date": date.fromisoformat,
}
