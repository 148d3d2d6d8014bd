"""`leaflet watch`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leaflet.cli.edition_build import BuildRequest
from leaflet.cli.edition_report import build_summary, file_name, file_rows
from leaflet.cli.options import (
    edition_options,
    out_option,
    output_folder,
    project_options,
    today,
    topics_argument,
    verapdf_option,
)
from leaflet.cli.report import print_result, report, tell
from leaflet.cli.resources import options_of_build
from leaflet.cli.selection import NO_EDITION_MATCHES, relevant, selection

if TYPE_CHECKING:
    from leaflet.build.options import BuildOptions
    from leaflet.build.outcomes import EditionOutcome
    from leaflet.build.up_to_date import FileStates

POLL_SECONDS = 0.1
"""Seconds between two polls for changed files, which take some milliseconds each."""
_PROGRAM = Path(__file__).parent.parent


@click.command()
@topics_argument
@edition_options
@out_option
@verapdf_option
@project_options
def watch(  # noqa: PLR0913, PLR0917 -- click hands over each option
    topics: tuple[str, ...],
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    out: Path | None,
    no_verapdf: bool,
    root: Path,
    output_format: str,
) -> None:
    """Build, and build again whenever a source or a layout changes, until Ctrl-C.

    What is built and written is as in `leaflet build`; problems are reported, and watching goes on.
    """
    from leaflet.build import pipeline

    request = BuildRequest(root, output_folder(root, out), selection(root, topics, layouts, locales), output_format)
    options = options_of_build(wait=True, no_cache=False, no_verapdf=no_verapdf)
    is_warm = False
    for day in _build_days(root):
        written = _build_and_report(request, day, options)
        if written and not is_warm:
            is_warm = True
            pipeline.warm_up(root, day, written[0].edition)


def _build_days(root: Path) -> Iterator[date]:
    """The day, whenever something is to be built; where the program itself changes, it is started again instead."""
    program = None
    for files, day in source_changes(root):
        program_files = [file for file in files if Path(file[0]).is_relative_to(_PROGRAM)]
        if program_files != (program or program_files):
            _restart()
        program = program_files
        yield day


def source_changes(root: Path) -> Iterator[tuple[FileStates, date]]:
    """The files' states, with the day, and again whenever either has changed and has been the same for two polls.

    The system's own events would come a little sooner, but none comes for a file in a folder that was created a moment
    before, nor from a network file system.
    """
    from leaflet.build import up_to_date

    yielded = before = None
    while True:
        now = None
        with suppress(OSError, up_to_date.UndecidableError):  # a file is just being replaced
            now = (up_to_date.file_states(str(root)), today())
        if now and now == before and now != yielded:
            yielded = now
            yield now
        before = now
        time.sleep(POLL_SECONDS)


def _restart() -> NoReturn:
    """Replace this process by the changed program: nothing that this one has cached can be trusted."""
    tell("leaflet itself has changed; restarting")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _build_and_report(request: BuildRequest, day: date, options: BuildOptions) -> Sequence[EditionOutcome]:
    """Build once and report the result, with the seconds; the editions that have a file."""
    from leaflet.build import pipeline

    start = time.monotonic()
    pipeline.clear_caches()
    outcomes, all_problems = pipeline.build(request.root, request.out, day, request.selection, _quiet, options)
    problems = relevant(all_problems, request.selection)
    summary = build_summary(outcomes, problems) or NO_EDITION_MATCHES
    last_line = f"{summary} ({time.monotonic() - start:.1f} s)"
    report(problems, request.output_format, last_line, {"files": file_rows(outcomes)})
    for outcome in outcomes:
        if outcome.path and not outcome.is_up_to_date:
            print_result(file_name(outcome), request.output_format)
    return [outcome for outcome in outcomes if outcome.path]


def _quiet(*_: object) -> None:
    """Progress that nobody looks at."""
