"""Building editions and reporting what became of them, for the commands that do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.cli.edition_report import build_summary, edition_line, file_name, file_rows
from leaflet.cli.exit_status import ExitStatus, status_of
from leaflet.cli.options import today, usage_error
from leaflet.cli.progress import progress
from leaflet.cli.report import print_result, report
from leaflet.cli.selection import NO_EDITION_MATCHES, relevant
from leaflet.problem import has_errors

if TYPE_CHECKING:
    from leaflet.build.options import BuildOptions, Selection
    from leaflet.build.outcomes import BuildResult, EditionOutcome


@dataclass(frozen=True)
class BuildRequest:
    """What is to be built, and how it is reported."""

    root: Path
    """The project's folder."""
    out: Path
    """The folder for PDFs."""
    selection: Selection
    output_format: str


def build_editions(request: BuildRequest, options: BuildOptions) -> BuildResult:
    """What became of each edition, and the problems that have to do with them. Raises BusyError."""
    from leaflet.build import pipeline

    with progress(request.output_format, "editions", _beside_bar, edition_line) as on_progress:
        outcomes, problems = pipeline.build(request.root, request.out, today(), request.selection, on_progress, options)
    return outcomes, relevant(problems, request.selection)


def _beside_bar(outcome: EditionOutcome, _: int) -> str:
    return outcome.edition


def report_build(built: BuildResult, request: BuildRequest) -> ExitStatus:
    """Report what became of the editions; the exit status. Raises UsageError where there was none to build."""
    outcomes, problems = built
    written = [outcome for outcome in outcomes if outcome.path]
    report(problems, request.output_format, build_summary(outcomes, problems), {"files": file_rows(written)})
    for outcome in written:
        print_result(file_name(outcome), request.output_format)
    if not outcomes and not has_errors(problems):
        raise usage_error(NO_EDITION_MATCHES)
    return ExitStatus.PROBLEMS if len(written) < len(outcomes) else status_of(problems)
