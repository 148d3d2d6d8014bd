"""The record by which `start` knows that there is nothing to build, and what to print then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
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
    before = _states(request.root)

    def on_finish(built: BuildResult) -> None:
        outcomes, warnings = built[0], relevant(built[1], request.selection)
        if request.output_format == "text" and outcomes and _is_repeatable(warnings):
            _write(arguments, request, _repeated_output(outcomes, warnings), before)

    return on_finish


def _states(root: Path) -> object:
    from leaflet.build import up_to_date

    with suppress(OSError, up_to_date.UndecidableError):
        return up_to_date.file_states(str(root))
    return object()  # equal to nothing


def _is_repeatable(warnings: Sequence[Problem]) -> bool:
    """Would the next build report the same? Not what this one has repaired, nor what a person is asked to delete."""
    from leaflet.publish.publish import CORRUPT_MANIFEST, STALE_FILE

    return not has_errors(warnings) and not {warning.rule for warning in warnings} & {CORRUPT_MANIFEST, STALE_FILE}


def _write(arguments: tuple[str, ...], request: BuildRequest, output: tuple[str, str, str], before: object) -> None:
    from leaflet.build import up_to_date
    from leaflet.doctor import machine
    from leaflet.files import write
    from leaflet.publish.manifest import read_manifest

    out = request.out
    with suppress(OSError, up_to_date.UndecidableError):
        outputs = {path: str(entry["sha256"]) for path, entry in read_manifest(out).items()}
        asked = (arguments, str(request.root), str(out), today().isoformat())
        text = up_to_date.record_text(*asked, machine.system_dependencies(), output, outputs)
        if _states(request.root) == before:
            write(out / up_to_date.record_path(arguments), text.encode("utf-8", "surrogateescape"), out)
            remove_old(out / up_to_date.RECORDS, up_to_date.MAX_RECORDS)


def remove_old(folder: Path, most: int) -> None:
    """Remove all but the `most` newest files in `folder`."""
    for file in sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)[:-most]:
        file.unlink(missing_ok=True)


def _repeated_output(outcomes: Sequence[EditionOutcome], warnings: Sequence[Problem]) -> tuple[str, str, str]:
    """What a build prints that finds each of `outcomes` up to date: to a terminal, to anything else, and its files."""
    again = [replace(outcome, is_up_to_date=True) for outcome in outcomes]
    lines = [edition_line(outcome, n, len(again)) for n, outcome in enumerate(again, 1)]
    last = build_summary(again, warnings)
    told = list(report_lines(warnings, last))
    elsewhere = [*lines, *map(click.unstyle, told)]
    return _joined(told), _joined(elsewhere), _joined(map(file_name, again))


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)
