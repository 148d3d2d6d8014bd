"""`leaflet inspect`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.grouping import ProblemGroup, grouped
from leaflet.cli.options import project_options, today
from leaflet.cli.report import MAX_LINES
from leaflet.cli.typed import as_typed
from leaflet.cli.wrapping import STANDARD_OUTPUT, columns, wrapped
from leaflet.problem import Problem, Span, as_github, escaped

if TYPE_CHECKING:
    from leaflet.inspect.verdict import Verdict

STATE_COLOURS = {"current": "green", "outdated": "yellow", "altered": "red", "unknown": "magenta"}
ADVICE = {
    "current": (),
    "outdated": ("to do: don't hand it out; print the edition of today",),
    "altered": ("to do: don't hand it out, whoever changed it; print the edition of today",),
    "unknown": ("to do: don't hand it out; ask where it is from, or print an edition that `leaflet list` names",),
}
"""What to do about a submitted file."""


@click.command("inspect")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@project_options
def inspect_files(files: tuple[Path, ...], root: Path, output_format: str) -> ExitStatus:
    """Report whether each FILE is current, outdated, altered or unknown.

    The file itself says which edition it is. Exit status 0 means that all are current.
    """
    from leaflet.inspect.files import inspect
    from leaflet.inspect.verdict import FileState, as_json

    verdicts = inspect(root, files, today())
    if output_format == "json":
        click.echo(as_json(verdicts))
    for verdict in verdicts:
        if output_format == "github" and verdict.state is not FileState.CURRENT:
            click.echo(as_github(_as_problem(verdict)))
        if output_format == "text":
            _report_verdict(verdict)
    all_current = all(verdict.state is FileState.CURRENT for verdict in verdicts)
    return ExitStatus.CLEAN if all_current else ExitStatus.PROBLEMS


def _report_verdict(verdict: Verdict) -> None:
    """A line for the verdict, and its grounds indented below it."""
    state = click.style(verdict.state, fg=STATE_COLOURS[verdict.state], bold=True)
    width = columns(STANDARD_OUTPUT) if sys.stdout.isatty() else None
    for line in (f"{escaped(verdict.file)}: {state}{_edition_label(verdict)}", *_indented(_grounds(verdict))):
        click.echo(wrapped(as_typed(line), width))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {escaped(line)}" for line in lines)


def _edition_label(verdict: Verdict) -> str:
    """`: sleep/trifold/nl-NL v1.0 of 2026-11-24`, as far as it is known from the file."""
    version = f" v{verdict.then.version}" if verdict.then and verdict.then.version else ""
    day = f" of {verdict.then.date}" if verdict.then and verdict.then.date else ""
    return f": {escaped(verdict.edition)}{escaped(version + day)}" if verdict.edition else ""


def _grounds(verdict: Verdict) -> Iterator[str]:
    """The grounds of the verdict, a line each; the weightiest first."""
    yield from _first_lines(f"altered: {sentence}" for sentence in verdict.differs)
    yield from _first_lines(f"outdated: {sentence}" for sentence in verdict.since)
    for change in verdict.changes:
        yield f"{change.how}: {change.kind} `{change.id}`"
        yield from (f"  {label} “{text}”" for label, text in (("was:", change.was), ("now:", change.now)) if text)
    yield from _first_lines(map(_problem_line, grouped(verdict.problems)))
    yield from (f"note: {sentence}" for sentence in verdict.notes)
    yield from ADVICE[verdict.state]


def _problem_line(group: ProblemGroup) -> str:
    """The first of the problems of one cause, and how many more there are."""
    first, others = group.first, sum(map(len, group.causes)) - 1
    more = f" (and {others} more like it)" if others else ""
    return f"{first.severity}: {first.message}{more} [{first.rule}]"


def _first_lines(lines: Iterable[str]) -> Iterator[str]:
    """A screen's worth of `lines`, and how many more there are."""
    all_lines = list(lines)
    yield from all_lines[:MAX_LINES]
    if all_lines[MAX_LINES:]:
        yield f"… and {len(all_lines) - MAX_LINES} more; --format json lists them all"


def _as_problem(verdict: Verdict) -> Problem:
    *grounds, advice = _grounds(verdict)
    return Problem(str(verdict.state), "; ".join(line.strip() for line in grounds), advice, Span(verdict.file))
