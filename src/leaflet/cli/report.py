"""What a command prints: results to standard output, problems as text, JSON or for GitHub."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.problem import Problem, Severity, Span, as_github, as_json, as_text

MAX_LINES = 8
"""Lines of one kind that are shown, at most."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def report(
    problems: Sequence[Problem],
    output_format: str,
    last_line: str = "",
    results: Mapping[str, object] | None = None,
) -> None:
    """Problems in the format asked for: text to standard error, with a `last_line`; the others to standard output.

    JSON is the array of problems or, of a command that has `results`, an object of these and the problems.
    """
    if output_format == "json":
        rows = json.loads(as_json(problems))
        print_json(rows if results is None else {**results, "problems": rows})
    elif output_format == "github":
        for problem in problems:
            click.echo(as_github(problem))
    else:
        for problem in problems:
            click.echo(coloured(problem), err=True)
        if last_line:
            click.echo(last_line, err=True)


def coloured(problem: Problem) -> str:
    """A problem as a terminal shows it; anywhere else click takes the colours out."""
    word = f" {problem.severity}: "
    bold = f" {click.style(problem.severity, fg=COLOURS[problem.severity], bold=True)}: "
    return as_text(problem).replace(word, bold, 1)


def print_json(value: object) -> None:
    """`value` on standard output, as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_result(text: str, output_format: str) -> None:
    """Print a result, unless the problems are the result."""
    if output_format == "text":
        click.echo(text)


def problem_counts(problems: Sequence[Problem]) -> str:
    """`3 errors, 1 warning`."""
    errors = sum(p.severity is Severity.ERROR for p in problems)
    warnings = len(problems) - errors
    return counted(errors, "error") + (f", {counted(warnings, 'warning')}" if warnings else "")


def counted(n: int, word: str, words: str = "") -> str:
    """`1 error`, `2 errors`; `words` is the plural where it isn't formed with an s."""
    return f"{n} {word if n == 1 else words or f'{word}s'}"


def relative(path: Path) -> Path:
    """`path` as a person in the current folder would write it."""
    return path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path


def report_unwritten(error: OSError, output_format: str) -> ExitStatus:
    """Report that a file of the sources could not be written; the exit status."""
    message = f"nothing was written: {(error.strerror or str(error)).lower()}"
    hint = "see that the folder exists, may be written to and has room"
    report(
        [Problem("cannot-write", message, hint, Span(Path(str(error.filename or "sources")).as_posix()))], output_format
    )
    return ExitStatus.PROBLEMS
