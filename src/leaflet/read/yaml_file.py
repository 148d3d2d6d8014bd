"""YAML whose every value knows its line and column.

The file is composed into nodes, never loaded into objects. Anchors, aliases, tags and deep nesting are refused while
composing, so that neither an alias bomb nor many brackets cost more than a moment (PyYAML's C loader crashes on
100,000 nested brackets). Only null, true and false, numbers and ISO dates are more than text: the country code `no`
stays `no`, and a telephone number with a leading zero stays what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from yaml.composer import Composer
from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from leaflet.model import Located, Origin
from leaflet.problem import Problem, Span
from leaflet.read.document import KeyPath, SourceDocument
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults, read_text

MAX_DEPTH = 24
"""How deep values may be nested; sources need five."""
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
    loader = _Loader(file.text)
    try:
        node = loader.get_single_node()
    except _RefusedError as error:
        return None, (Problem(error.rule, error.message, error.hint, _span(file.path, error.mark)),)
    except MarkedYAMLError as error:
        return None, (_syntax(file.path, error),)
    except (YAMLError, ValueError, OverflowError):  # an escape such as "\UFFFFFFFF" is a bare ValueError in PyYAML
        hint = "look for a backslash in a quoted text; write `\\\\` for a backslash itself"
        return None, (Problem("invalid-yaml", "this is not valid YAML", hint, _span(file.path, loader.get_mark())),)
    branch = _branch(file.path, node) if node else _Branch(None, {}, {})
    start = _span(file.path, node.start_mark) if node else Span(file.path)
    document = SourceDocument(branch.value, Origin(start, branch.spans), branch.keys)
    return (None if branch.problems else document), branch.problems


class _RefusedError(YAMLError):
    """Valid YAML that is not allowed here."""

    def __init__(self, rule: str, message: str, hint: str, mark: Mark) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.mark = rule, message, hint, mark


class _Resolver(BaseResolver):
    """Knows which unquoted values are not text."""


for _name, _pattern in SCALAR_PATTERNS.items():
    _Resolver.add_implicit_resolver(_name, re.compile(f"(?:{_pattern})\\Z"), None)


class _Loader(Reader, Scanner, Parser, Composer, _Resolver):
    """Composes nodes within bounds."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        _Resolver.__init__(self)
        self.depth = self.count = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        self._refuse(self.peek_event())  # type: ignore[no-untyped-call]
        self.depth += 1
        self.count += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refuse(self, event: Any) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            message = "anchors (`&name`) and aliases (`*name`) are not used here"
            hint = "write the value out; a text that begins with & or * must be in quotes"
            raise _RefusedError("yaml-alias", message, hint, event.start_mark)
        if getattr(event, "tag", None) is not None:
            hint = "remove the tag; a text that begins with ! must be in quotes"
            raise _RefusedError("invalid-yaml", "tags (`!name`) are not used here", hint, event.start_mark)
        if self.depth >= MAX_DEPTH:
            message = f"values must not be nested deeper than {MAX_DEPTH} levels"
            raise _RefusedError("too-deep", message, "look for brackets that are not closed", event.start_mark)
        if self.count >= MAX_VALUES:
            message = f"a source must not hold more than {MAX_VALUES} values"
            hint = "split it, or remove what does not belong in it"
            raise _RefusedError("too-large", message, hint, event.start_mark)


@dataclass(frozen=True)
class _Branch:
    """A node's value with the locations of all values and keys below it."""

    value: Any
    spans: dict[KeyPath, Span]
    keys: dict[KeyPath, Span]
    problems: Problems = ()


def _branch(path: str, node: Node) -> _Branch:
    if isinstance(node, MappingNode):
        return _mapping(path, node)
    if isinstance(node, SequenceNode):
        return _combined(((i, child, _branch(path, child)) for i, child in enumerate(node.value)), path, list)
    return _scalar(path, node)


def _combined(children: Iterator[tuple[Any, Node, _Branch]], path: str, make: Callable[[Any], Any]) -> _Branch:
    """A branch out of its children: (step, node, branch) each; `make` turns (step, value) pairs into the value."""
    values: list[tuple[Any, Any]] = []
    spans: dict[KeyPath, Span] = {}
    keys: dict[KeyPath, Span] = {}
    problems: list[Problem] = []
    for step, node, branch in children:
        values.append((step, branch.value))
        spans[(step,)] = _span(path, node.start_mark)
        spans |= {(step, *below): span for below, span in branch.spans.items()}
        keys |= {(step, *below): span for below, span in branch.keys.items()}
        problems += branch.problems
    result = make(values) if make is not list else [value for _, value in values]
    return _Branch(result, spans, keys, tuple(problems))


def _mapping(path: str, node: MappingNode) -> _Branch:
    key_spans: dict[str, Span] = {}
    problems: list[Problem] = []
    children: list[tuple[str, Node, _Branch]] = []
    for key, value in node.value:
        span = _span(path, key.start_mark)
        name = _text(key.value) if isinstance(key, ScalarNode) else ""
        problems += _key_faults(name, span, key_spans.get(name))
        if name and name not in key_spans:
            key_spans[name] = span
            children.append((name, value, _branch(path, value)))
    combined = _combined(iter(children), path, Located)
    combined.value.origin = Origin(_span(path, node.start_mark), combined.spans)
    own_keys: dict[KeyPath, Span] = {(name,): span for name, span in key_spans.items()}
    return _Branch(combined.value, combined.spans, {**own_keys, **combined.keys}, (*problems, *combined.problems))


def _key_faults(name: str, span: Span, first: Span | None) -> Iterator[Problem]:
    if not name:
        yield Problem(
            "invalid-yaml", "a key must be a word", "write `key: value`; put a text with brackets in quotes", span
        )
    if first:
        message = f"the key `{name}` is used a second time; the first is on line {first.line}"
        yield Problem("duplicate-key", message, "keep one of the two", span)
    yield from forbidden_character_faults(span, name)


def _scalar(path: str, node: Node) -> _Branch:
    span = _span(path, node.start_mark)
    try:
        value = _CONSTRUCTORS.get(node.tag, _text)(node.value)
    except ValueError:
        hint = "write year-month-day, for example 2026-11-24, or put it in quotes where it isn't a date"
        return _Branch(
            None, {}, {}, (Problem("invalid-record", f"{node.value} is not a day in the calendar", hint, span),)
        )
    problems = forbidden_character_faults(span, value) if isinstance(value, str) else ()
    return _Branch(value, {}, {}, problems)


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

_HINTS = (
    (r"'\\t' that cannot start", "indent with spaces, not with tabs"),
    (r"that cannot start any token", "a text that begins with this character must be in quotes"),
    (r"mapping values are not allowed", "put a text that holds `: ` in quotes, or fix the line's indentation"),
    (r"could not find expected ':'", "a key needs a colon and a space after it: `key: value`"),
    (r"unexpected end of stream|unexpected document separator", "a quote that opens here is never closed"),
    (r"expected ',' or|found '<stream end>'", "a bracket is not closed, or a comma is missing between two values"),
    (r"expected <block end>", "the indentation of this line does not fit the lines above it"),
    (r"expected alphabetic or numeric", "a text that begins with & or * must be in quotes"),
    (r"unknown escape character|escape sequence", "write `\\\\` for a backslash, or use single quotes"),
    (r"another document|<document start>", "a source is one document: remove what follows, or the line `---`"),
    (r"indentation", "indent by two spaces a level"),
)
_UNCLOSED = re.compile(r"unexpected end of stream|unexpected document separator|got '<stream end>'")


def _syntax(path: str, error: MarkedYAMLError) -> Problem:
    reason = error.problem or "it ends too early"
    mark = error.context_mark if _UNCLOSED.search(reason) and error.context_mark else error.problem_mark
    fallback = "compare the line with its neighbours: colon, indentation, quotes"
    hint = next((text for pattern, text in _HINTS if re.search(pattern, reason)), fallback)
    return Problem("invalid-yaml", f"this is not valid YAML: {reason}", hint, _span(path, mark or error.context_mark))


def _span(path: str, mark: Mark | None) -> Span:
    return Span(path, mark.line + 1, mark.column + 1) if mark else Span(path)
