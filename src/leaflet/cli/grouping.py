"""Faults of one cause are told once, with all their places.

What differs between two faults of one cause is a name, a quotation, a number, a file or an edition; the words around
them are the check's own. So problems belong together that have the same check, and the same words once all of these
are taken out. No check has to do anything for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaflet.cli.causes import told
from leaflet.problem import Problem, Severity

_QUOTATION = r"“(?:[^“”]|“[^“”]*”)*”|“[^”]*”|`[^`]*`"
"""One inside another may be cut off before it ends."""
_VALUE = re.compile(rf"{_QUOTATION}|[^\s(]+/[^\s),;:]+|\d[\d.,]*\d|\d")
"""A quotation, a name, a path or an edition, a number: what a message says of one place alone."""
_WORD = re.compile(rf"(?:{_QUOTATION})\S*|\S+")
"""A word, or a quotation or name, which is told whole."""
_MAX_VALUES = 4
"""Values that a hint lists in one place, at most."""
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Place:
    """One fault at one place, in one edition or in several."""

    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem:
        """The problem that is told."""
        return self.problems[0]


@dataclass(frozen=True)
class ProblemGroup:
    """Problems of one check that are fixed in the same way."""

    causes: tuple[tuple[Place, ...], ...]
    """For each sentence that is said of them, the places of which it is said."""

    @property
    def first(self) -> Problem:
        """The first problem: its check and its severity are those of all."""
        return self.causes[0][0].first

    @property
    def hint(self) -> str:
        """What to do, of all of them: where their hints differ, the values one after the other."""
        return _united([place.first.hint for places in self.causes for place in places])


def grouped(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """`problems` by cause, each that is told in one place of one group; all in the order of `problems`."""
    groups: dict[tuple[Severity, str, str], dict[str, dict[object, list[Problem]]]] = {}
    kept = told(tuple(problems))
    frames = _frames_of_one_hint(problem.hint for problem in kept)
    for problem in kept:
        message, frame = _without_editions(problem), _frame(problem.hint)
        causes = groups.setdefault((problem.severity, problem.rule, frame if frame in frames else problem.hint), {})
        places = causes.setdefault(_frame(message), {})
        places.setdefault((problem.span, message), []).append(problem)
    return tuple(
        ProblemGroup(tuple(tuple(Place(tuple(same)) for same in places.values()) for places in causes.values()))
        for causes in groups.values()
    )


def differences(places: Sequence[Place]) -> tuple[str, ...]:
    """For each of the `places` of one cause, what its message says that the others' don't; '' where they are alike."""
    messages = [_WORD.findall(place.first.message) for place in places]
    shortest = min(map(len, messages))
    start = _common([words[:shortest] for words in messages])
    end = _common([words[::-1][: shortest - start] for words in messages])
    return tuple(" ".join(words[start : len(words) - end]).rstrip(",;:") for words in messages)


def _common(messages: Sequence[Sequence[str]]) -> int:
    """How many words from the first on all `messages` share."""
    count = 0
    while all(count < len(words) and words[count] == messages[0][count] for words in messages):
        count += 1
    return count


def _without_editions(problem: Problem) -> str:
    """The message without its place in print, `page 2 of topic/layout/locale`."""
    message = problem.message
    for edition in problem.editions:
        message = re.sub(rf"(?:page \d+ of )?(?<!\S){re.escape(edition)}(?![\w/-])", _ELLIPSIS, message)
    return message


def _frame(text: str) -> str:
    """The words of `text` without any value."""
    return _VALUE.sub(_ELLIPSIS, text)


def _frames_of_one_hint(hints: Iterable[str]) -> frozenset[str]:
    """The frames of which no two `hints` differ in more than one value: what would be said of which isn't lost."""
    by_frame: dict[str, set[str]] = {}
    for hint in hints:
        by_frame.setdefault(_frame(hint), set()).add(hint)
    columns = {frame: zip(*map(_VALUE.findall, same), strict=True) for frame, same in by_frame.items()}
    return frozenset(frame for frame, of in columns.items() if sum(len(set(values)) > 1 for values in of) <= 1)


def _united(hints: Sequence[str]) -> str:
    """One hint for all: they have the same frame."""
    unique = tuple(dict.fromkeys(hints))
    columns = zip(*(_VALUE.findall(hint) for hint in unique), strict=True)
    lists = iter([_listed(tuple(dict.fromkeys(column))) for column in columns])
    return _VALUE.sub(lambda _: next(lists), unique[0])


def _listed(values: Sequence[str]) -> str:
    """As many of `values` as a person reads."""
    more = f" and {len(values) - _MAX_VALUES} more" if len(values) > _MAX_VALUES else ""
    return f"{', '.join(values[:_MAX_VALUES])}{more}"
