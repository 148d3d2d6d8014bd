"""The record by which `start` knows that there is nothing to build, and what to print then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.edition_report import build_summary, edition_line, file_name
from leaflet.cli.options import today
from leaflet.cli.problem_text import report_lines
from leaflet.cli.selection import relevant
from leaflet.problem import Problem, has_errors

if TYPE_CHECKING:
    from leaflet.build.outcomes import BuildResult, EditionOutcome
    from leaflet.cli.edition_build import BuildRequest


def record_when_done(arguments: tuple[str, ...], request: BuildRequest) -> Callable[[BuildResult], None]:
    """What to call when `request` was built: it writes the record of the command line `arguments`.

    It writes none where there is an error, or where a program reads. To be called before anything is read: where a
    file changes meanwhile, it isn't known which version was built.
    """
    before = source_states(request.root)

    def on_finish(built: BuildResult) -> None:
        outcomes, warnings = built[0], relevant(built[1], request.selection)
        if request.output_format == "text" and outcomes and is_repeatable(warnings):
            output = _repeated_output(outcomes, warnings)
            if source_states(request.root) == before:
                write_record(arguments, request, output, (), today())

    return on_finish


def source_states(root: Path) -> object:
    """When and how each input last changed; equal to nothing where that isn't known."""
    from leaflet.build import up_to_date

    with suppress(OSError, up_to_date.UndecidableError):
        return up_to_date.file_states(str(root))
    return object()  # equal to nothing


def is_repeatable(warnings: Sequence[Problem]) -> bool:
    """Would the next build report the same? Not what this one has repaired, nor what a person is asked to delete."""
    from leaflet.publish.publish import CORRUPT_MANIFEST, STALE_FILE

    return not has_errors(warnings) and not {warning.rule for warning in warnings} & {CORRUPT_MANIFEST, STALE_FILE}


def write_record(
    arguments: tuple[str, ...], request: BuildRequest, output: Repeated, beside: tuple[str, ...], day: date
) -> None:
    """Write the record of the command line `arguments`; `beside` are inputs out of the project, such as a list."""
    from leaflet.build import up_to_date
    from leaflet.doctor import machine
    from leaflet.files import write
    from leaflet.publish.manifest import read_manifest
    from leaflet.publish.paths import COPIES

    out = request.out
    with suppress(OSError, up_to_date.UndecidableError):
        folders = (out, out / COPIES) if beside else (out,)
        outputs = {
            (folder / path).relative_to(out).as_posix(): str(entry["sha256"])
            for folder in folders
            for path, entry in read_manifest(folder).items()
        }
        asked = (arguments, str(request.root), str(out), day.isoformat())
        text = up_to_date.record_text(*asked, machine.system_dependencies(), output, outputs, beside)
        write(out / up_to_date.record_path(arguments), text.encode("utf-8", "surrogateescape"), out)
        remove_old(out / up_to_date.RECORDS, up_to_date.MAX_RECORDS)


def remove_old(folder: Path, most: int) -> None:
    """Remove all but the `most` newest files in `folder`."""
    for file in sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)[:-most]:
        file.unlink(missing_ok=True)


Repeated = tuple[str, str, str]
"""What is printed again: to a terminal, to anything else, and the list of files."""


def repeated_lines(outcomes: Sequence[EditionOutcome]) -> str:
    """The lines of a build that finds each of `outcomes` up to date."""
    again = [replace(outcome, is_up_to_date=True) for outcome in outcomes]
    return joined(edition_line(outcome, n, len(again)) for n, outcome in enumerate(again, 1))


def _repeated_output(outcomes: Sequence[EditionOutcome], warnings: Sequence[Problem]) -> Repeated:
    """What a build prints that finds each of `outcomes` up to date."""
    again = [replace(outcome, is_up_to_date=True) for outcome in outcomes]
    told = list(report_lines(warnings, build_summary(again, warnings)))
    elsewhere = repeated_lines(outcomes) + joined(map(click.unstyle, told))
    return joined(told), elsewhere, joined(map(file_name, again))


def joined(texts: Iterable[str]) -> str:
    """`texts`, a line each."""
    return "".join(f"{text}\n" for text in texts)
