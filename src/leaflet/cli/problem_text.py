"""How problems are told to a person: each cause once, with its places, what to do below it, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import click

from leaflet.cli.grouping import Place, differences, grouped
from leaflet.problem import Problem, Severity, escaped, heading, hint_line

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def report_lines(problems: Sequence[Problem], last_line: str = "") -> Iterator[str]:
    """The lines in which `problems` are told, coloured; at the end their number by file, and the `last_line`."""
    yield from _problem_lines(problems)
    yield from (line for line in (_file_counts(problems), last_line) if line)


def _problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """A cause once, with its other places and a hint below it."""
    for group in grouped(problems):
        for places in group.causes:
            yield from _cause_lines(places)
        yield hint_line(group.hint)


def _cause_lines(places: Sequence[Place]) -> Iterator[str]:
    first, *others = places
    yield _coloured_heading(first)
    said = list(zip(others, differences(places)[1:], strict=True))
    rows = [_other_place(place, first, difference) for place, difference in said]
    if all(not difference or place.first.span == first.first.span for place, difference in said):
        rows = ["; ".join(rows)] if rows else []
    yield from (f"  also: {row}" for row in rows)


def _other_place(place: Place, first: Place, difference: str) -> str:
    """`file:line:column: what it says there`; the place is left out where it is that of the `first`."""
    span = "" if difference and place.first.span == first.first.span else escaped(str(place.first.span))
    return ": ".join(part for part in (span, escaped(difference)) if part) + _in_editions(place)


def _in_editions(place: Place) -> str:
    """` (and in 3 more editions)` where it is the fault of several, or stands on several pages of one."""
    more, times = len({problem.editions for problem in place.problems}) - 1, len(place.problems) - 1
    if more:
        return f" (and in {counted(more, 'more edition')})"
    return f" (and {counted(times, 'more time')})" if times else ""


def _coloured_heading(place: Place) -> str:
    """As a terminal shows it; anywhere else click takes the colours out."""
    severity = place.first.severity
    bold = f" {click.style(severity, fg=COLOURS[severity], bold=True)}: "
    return heading(place.first, _in_editions(place)).replace(f" {severity}: ", bold, 1)


def problem_counts(problems: Sequence[Problem]) -> str:
    """`3 errors, 1 warning`: each place once, in however many editions it is."""
    places = _places(problems)
    errors = sum(place.severity is Severity.ERROR for place in places)
    warnings = len(places) - errors
    counts = (
        counted(errors, "error") if errors or not warnings else "",
        counted(warnings, "warning") if warnings else "",
    )
    return ", ".join(count for count in counts if count)


def _file_counts(problems: Iterable[Problem]) -> str:
    """`in 2 files of sources/topics/x: text.md 14, claims.yaml 6`, most first; '' where it is one file, or one each."""
    counts = Counter(place.span.path for place in _places(problems)).most_common()
    if len(counts) in {0, 1} or counts[0][1] == 1:
        return ""
    folder = _shared_folder([path for path, _ in counts])
    listed = ", ".join(f"{escaped(path.removeprefix(f'{folder}/'))} {count}" for path, count in counts)
    return f"in {len(counts)} files{f' of {escaped(folder)}' if folder else ''}: {listed}"


def _shared_folder(paths: Iterable[str]) -> str:
    """The innermost folder that all `paths` are in, '' where there is none."""
    folders = zip(*(path.split("/")[:-1] for path in paths), strict=False)
    return "/".join(names[0] for names in takewhile(lambda names: len(set(names)) == 1, folders))


def _places(problems: Iterable[Problem]) -> list[Problem]:
    """The first problem of each place."""
    return [place.first for group in grouped(problems) for places in group.causes for place in places]


def counted(n: int, word: str, words: str = "") -> str:
    """`1 error`, `2 errors`; `words` is the plural where it isn't formed with an s."""
    return f"{n} {word if n == 1 else words or f'{word}s'}"
