"""YAML whose every value knows its line and column.

libyaml reads the events; they are composed here, never loaded into objects. Anchors, aliases, tags and deep nesting are
refused while composing, so that neither an alias bomb nor many brackets cost more than a moment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
)

from leaflet.model import Located, Origin, PathStep
from leaflet.problem import Problem, Span
from leaflet.read.document import KeyPath, SourceDocument, UnfitText
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults, read_text
from leaflet.read.yaml_scalars import TextBefore, scalar, text_value
from leaflet.read.yaml_syntax import MAX_DEPTH, ONE_DOCUMENT_HINT, CParser, syntax_problem, too_deep

MAX_VALUES = 20_000
"""How many values a file may hold; the longest source has some two thousand."""
_NO_TAGS = "tags (`!name`) are not used here"
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
"""libyaml compares each with all before it, which takes seconds where a file is full of them."""


def read_yaml(root: Path, path: str) -> tuple[SourceDocument | None, Problems]:
    """The YAML file at `path` (relative to `root`), or the problems that keep it from being read."""
    file, problems = read_text(root, path)
    return _parse_cached(file) if file else (None, problems)


@lru_cache(1000)  # `watch` reads unchanged sources again and again
def _parse_cached(file: TextFile) -> tuple[SourceDocument | None, Problems]:
    return parse_yaml(file)


def clear_yaml_cache() -> None:
    """Forget the documents that were read, where many are read once each."""
    _parse_cached.cache_clear()


def parse_yaml(file: TextFile) -> tuple[SourceDocument | None, Problems]:
    """The document that `file` holds, or the problems that keep it from being read.

    Text is NFC and stripped, as YAML folds it. An empty file has the value None.
    """
    try:
        start, branch = _Composer(file).document()
    except _RefusedError as error:
        return None, (error.problem,)
    except YAMLError as error:
        return None, (syntax_problem(file, error),)
    document = SourceDocument(branch.value, Origin(start, branch.spans), branch.keys, branch.unfit_texts)
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
    unfit_texts: Mapping[KeyPath, UnfitText] = field(default_factory=dict)


class _Composer:
    """Makes values out of libyaml's events, within bounds."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.line_count = file.text.count("\n") + 1
        self.next_event: Callable[[], Any] = CParser(file.text).get_event
        self.depth = self.count = self.indent = 0
        self.end = 0
        """Where in the text the last scalar ended, or a list or a mapping began."""

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
        if isinstance(event, ScalarEvent):
            branch = self.scalar(span, event)
        else:
            self.end = event.start_mark.index
            branch = self.mapping(span) if isinstance(event, MappingStartEvent) else self.sequence(span)
        self.depth -= 1
        return span, branch

    def scalar(self, span: Span, event: ScalarEvent) -> _Branch:
        """The one value that `event` holds, at `span`."""
        read = scalar(self.file, span, event, TextBefore(self.end, self.indent))
        end: Any = event.end_mark
        self.end = end.index
        unfit: dict[KeyPath, UnfitText] = {}
        if read.text_problems:
            unfit[()] = UnfitText(read.text_problems, self.file.span(self.end))
        return _Branch(read.value, problems=read.problems, unfit_texts=unfit)

    def sequence(self, start: Span) -> _Branch:
        """The list that has just begun, at `start`."""
        items: list[tuple[PathStep, Span, _Branch]] = []
        while not isinstance(event := self.next_event(), SequenceEndEvent):
            self.indent = start.column - 1
            items.append((len(items), *self.value(event)))
        return _combined(items, [branch.value for _, _, branch in items])

    def mapping(self, start: Span) -> _Branch:
        """The mapping that has just begun, at `start`."""
        keys: dict[str, Span] = {}
        problems: list[Problem] = []
        children: list[tuple[str, Span, _Branch]] = []
        while not isinstance(event := self.next_event(), MappingEndEvent):
            key_span, _ = self.value(event)
            self.indent = key_span.column - 1
            span, branch = self.value(self.next_event())
            name = _key(event.value) if isinstance(event, ScalarEvent) else ""
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
    unfit: dict[KeyPath, UnfitText] = {}
    for step, span, branch in children:
        spans[step,] = span
        spans |= {(step, *below): inner for below, inner in branch.spans.items()}
        keys |= {(step, *below): inner for below, inner in branch.keys.items()}
        unfit |= {(step, *below): text for below, text in branch.unfit_texts.items()}
        problems += branch.problems
    return _Branch(value, spans, keys, tuple(problems), unfit)


def _key(written: str) -> str:
    """A key's name, on one line."""
    return re.sub(r"\s+", " ", text_value(written))


def _key_faults(name: str, span: Span, first: Span | None) -> Iterator[Problem]:
    if not name:
        yield Problem(
            "invalid-yaml", "a key must be a word", "write `key: value`; put a text with brackets in quotes", span
        )
    if first:
        message = f"the key `{name}` is used a second time; the first is on line {first.line}"
        yield Problem("duplicate-key", message, "keep one of the two", span)
    yield from forbidden_character_faults(span, name)
