"""How every fault is reported: where it is, what is wrong, how to fix it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the editions concerned; a warning is only reported."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Span:
    """A place in a source file.

    `path` is relative to the project's root, with forward slashes; `line` and `column` count from 1.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One fault.

    `rule` is the id of the check that found it, in kebab-case (`leaflet explain RULE` says more);
    `message` a lower-case sentence that states the constraint; `hint` what to do about it.
    `editions` names the editions (`topic/layout/locale`) that it stops; empty means every one.
    `waiver_target` is what a waiver names it by, `topic/id`; empty where it can't be waived.
    """

    rule: str
    message: str
    hint: str
    span: Span
    severity: Severity = Severity.ERROR
    editions: tuple[str, ...] = ()
    waiver_target: str = ""
    spoils: frozenset[str] = frozenset()
    """The things (`thing`) that nothing can be concluded from while this fault is there, beside what is at its span."""
    rests_on: frozenset[str] = frozenset()
    """The things that must be right for this to be a fault of its own."""


def thing(kind: str, name: str, scope: str = "house") -> str:
    """How faults name what they spoil or rest on: a `kind` of thing, its `name`, and the topic that it is in."""
    return f"{scope} {kind}/{name}"


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by place, then by rule."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.span, p.rule, p.message)))


def sorted_by_stage(*stages: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, those of an earlier stage first: what could not be read may be the cause of all the rest."""
    return tuple(dict.fromkeys(p for stage in stages for p in sorted_problems(stage)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Is there one that stops an edition?"""
    return any(p.severity is Severity.ERROR for p in problems)


ESCAPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of characters that act or that can't be printed: controls, formatting, surrogates, breaks."""


def escaped(text: str) -> str:
    """`text` with characters that act or can't be printed written as escapes: a message can't lie on a terminal."""
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in ESCAPED_CATEGORIES else c for c in text)


def heading(problem: Problem, scope: str = "") -> str:
    """`path:line:column: error: message [rule]`; `scope` says after the message of how much else it is true."""
    return f"{escaped(str(problem.span))}: {problem.severity}: {escaped(problem.message)}{scope} [{problem.rule}]"


def hint_line(hint: str) -> str:
    """What to do, indented below what is wrong."""
    return f"  hint: {escaped(hint)}"


def as_github(problem: Problem) -> str:
    """A GitHub Actions workflow command, which marks the line in a pull request."""
    place = f"file={escaped(_escape_property(problem.span.path))},line={problem.span.line},col={problem.span.column}"
    text = escaped(_escape_data(f"{problem.message}\nhint: {problem.hint}"))
    return f"::{problem.severity} {place},title={_escape_property(problem.rule)}::{text}"


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array with one object a problem."""
    rows = [
        {
            "rule": p.rule,
            "severity": str(p.severity),
            "path": p.span.path,
            "line": p.span.line,
            "column": p.span.column,
            "message": p.message,
            "hint": p.hint,
            "editions": list(p.editions),
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
