"""What a command prints: results to standard output, problems as text, JSON or for GitHub."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from leaflet.cli.causes import told
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.problem_text import report_lines
from leaflet.cli.typed import as_typed
from leaflet.cli.wrapping import STANDARD_ERROR, columns, wrapped
from leaflet.problem import Problem, Span, as_github, as_json

MAX_LINES = 8
"""Lines of one kind that are shown, at most."""


def report(
    problems: Sequence[Problem],
    output_format: str,
    last_line: str = "",
    results: Mapping[str, object] | None = None,
) -> None:
    """Problems in the format asked for: text to standard error, with a `last_line`; the others to standard output.

    JSON is the array of problems or, of a command that has `results`, an object of these and the problems. A place is
    named as a person in the current folder would write it.
    """
    problems = [replace(problem, span=_seen_from_here(problem.span)) for problem in told(problems)]
    if output_format == "json":
        rows = json.loads(as_json(problems))
        print_json(rows if results is None else {**results, "problems": rows})
    elif output_format == "github":
        for problem in problems:
            click.echo(as_github(problem))
    else:
        for line in report_lines(problems, last_line):
            tell(line)


def _seen_from_here(span: Span) -> Span:
    return replace(span, path=relative(Path(span.path)).as_posix()) if span.path.startswith("/") else span


def tell(line: str) -> None:
    """Print `line` on standard error, as wide as the terminal."""
    click.echo(wrapped(as_typed(line), columns(STANDARD_ERROR) if sys.stderr.isatty() else None), err=True)


def print_json(value: object) -> None:
    """`value` on standard output, as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_result(text: str, output_format: str) -> None:
    """Print a result, unless the problems are the result."""
    if output_format == "text":
        click.echo(text)


def relative(path: Path) -> Path:
    """`path` as a person in the current folder would write it."""
    return path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path


def report_unwritten(error: OSError, output_format: str) -> ExitStatus:
    """Report that a file of the sources could not be written; the exit status."""
    message = f"not everything could be written: {(error.strerror or str(error)).lower()}"
    hint = "see that the folder exists, may be written to and has room; then repeat it: each file is new or as it was"
    span = Span(Path(str(error.filename or "sources")).as_posix())
    report([Problem("cannot-write", message, hint, span)], output_format)
    return ExitStatus.PROBLEMS
