"""`leaflet copies`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.copies_record import OnFinish, record_copies_when_done
from leaflet.cli.edition_build import BuildRequest, build_editions, report_build
from leaflet.cli.exit_status import ExitStatus, status_of
from leaflet.cli.options import (
    NEW_FILE,
    OLD_FILE,
    all_of,
    making_options,
    output_folder,
    today,
    topics_argument,
    usage_error,
)
from leaflet.cli.problem_text import counted, problem_counts, report_lines
from leaflet.cli.progress import progress
from leaflet.cli.record import Repeated, is_repeatable, joined
from leaflet.cli.report import MAX_LINES, print_result, relative, report
from leaflet.cli.resources import options_of_build
from leaflet.cli.scheduler import engine
from leaflet.cli.selection import refuse_unknown, selection
from leaflet.problem import Problem, Span, has_errors

if TYPE_CHECKING:
    from leaflet.build.options import BuildOptions
    from leaflet.build.outcomes import EditionOutcome
    from leaflet.clinics.batch import CopyOutcome
    from leaflet.model import Clinic, Library

REPORT_EVERY = 100
"""Copies between two lines of progress where there is no terminal."""

_clinics_options = all_of(
    click.option(
        "--clinics",
        required=True,
        type=OLD_FILE,
        metavar="FILE",
        help="The list of clinics, CSV or YAML: each gets its own copies, in output/clinics/.",
    ),
    click.option("--clinic", "ids", multiple=True, metavar="ID", help="Only this clinic's copies; may be given again."),
    click.option("--print-file", type=NEW_FILE, help="Also write the copies as one file for the printer."),
)


@click.command()
@topics_argument
@_clinics_options
@making_options
def copies(  # noqa: PLR0913, PLR0917 -- click hands over each option
    topics: tuple[str, ...],
    clinics: Path,
    ids: tuple[str, ...],
    print_file: Path | None,
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    out: Path | None,
    wait: bool,
    no_cache: bool,
    no_verapdf: bool,
    scheduler: str | None,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    root: Path,
    output_format: str,
) -> ExitStatus:
    """Make a copy of each piece, all or those of TOPIC, for each clinic of a list.

    What is wrong with the list is told first; then the pieces are built. What is up to date is left as it is.
    """
    request = BuildRequest(root, output_folder(root, out), selection(root, topics, layouts, locales), output_format)
    listed = _read_list(clinics, ids, request)
    with engine(scheduler, tls_ca, tls_cert, tls_key) as run_units:
        return _make(request, options_of_build(wait, no_cache, no_verapdf, run_units), listed, print_file)


def _refuse_to_overwrite(print_file: Path | None, request: BuildRequest) -> None:
    """Raise UsageError for a print file in the place of a source, a layout or an edition, or of what is no PDF."""
    if print_file is None:
        return
    file = print_file.resolve()
    from leaflet.model import LAYOUTS_FOLDER, SOURCES_FOLDER

    for folder in (*(request.root / name for name in (SOURCES_FOLDER, LAYOUTS_FOLDER)), request.out):
        if file.is_relative_to(folder.resolve()):
            raise usage_error(f"--print-file must not lie in `{relative(folder)}`: leaflet's own files are there")
    if not file.parent.is_dir():
        raise usage_error(f"--print-file: there is no folder `{relative(file.parent)}`")
    if file.is_dir() or (file.exists() and not file.read_bytes().startswith(b"%PDF-")):
        raise usage_error(f"--print-file: `{relative(print_file)}` is there and is no PDF; name another file")


@dataclass(frozen=True)
class _ListedClinics:
    """A list of clinics that was read."""

    library: Library | None
    """What it was checked against; None where that can't be read, which the build reports."""
    clinics: tuple[Clinic, ...] = ()
    faults: tuple[Problem, ...] = ()
    ids: frozenset[str] = frozenset()
    """The clinics that get copies now; none means all."""
    on_finish: OnFinish | None = None
    """Called when all copies are there."""


def _read_list(file: Path, ids: Sequence[str], request: BuildRequest) -> _ListedClinics:
    """The clinics of the list `file`. Raises UsageError for one of `ids` that isn't in it."""
    from leaflet.clinics.list_checks import load_clinics
    from leaflet.read.sources import read_library

    on_finish = record_copies_when_done(click.get_current_context().obj, request, file)
    library, _ = read_library(request.root, request.selection.topics)
    if library is None:
        return _ListedClinics(None)
    clinics, faults = load_clinics(file, library)
    if not has_errors(faults):
        refuse_unknown("clinic", ids, [clinic.id for clinic in clinics])
    return _ListedClinics(library, clinics, faults, frozenset(ids), on_finish)


def _report_list(listed: _ListedClinics, request: BuildRequest) -> bool:
    """Report what is wrong with the list, before anything is built; is there nothing to go on with?

    Where some rows are good, JSON has the faults of the others in its one value at the end.
    """
    is_broken = has_errors(listed.faults) and not listed.clinics
    summary = f"{problem_counts(listed.faults)}: nothing was built, since no row of the list is good"
    if is_broken:
        report(listed.faults, request.output_format, summary, {"files": []})
    elif listed.faults and request.output_format != "json":
        report(listed.faults, request.output_format)
    return is_broken


def _make(request: BuildRequest, options: BuildOptions, listed: _ListedClinics, print_file: Path | None) -> ExitStatus:
    """Build the editions, make the copies and report both. Raises BusyError, UsageError."""
    _refuse_to_overwrite(print_file, request)
    if _report_list(listed, request):
        return ExitStatus.PROBLEMS
    built = build_editions(request, options)
    if listed.library is None or not built[0]:
        return report_build(built, request)
    outcomes, problems = _copy(listed.library, built[0], request, options, listed)
    written = [outcome.path for outcome in outcomes if outcome.path]
    unprinted = _write_print_file(print_file, request.out, written) if print_file else ()
    _report(request, outcomes, (*built[1], *problems, *unprinted), listed.faults)
    if print_file and not unprinted:
        print_result(str(relative(print_file)), request.output_format)
    told = (*built[1], *listed.faults, *problems, *unprinted)
    if len(written) < len(outcomes):
        return ExitStatus.PROBLEMS
    if listed.on_finish and not print_file and not listed.faults and is_repeatable(told):
        listed.on_finish(listed.clinics, built[0], outcomes, _repeated(outcomes, told))
    return status_of(told)


def _copy(
    library: Library,
    built: Sequence[EditionOutcome],
    request: BuildRequest,
    options: BuildOptions,
    listed: _ListedClinics,
) -> tuple[tuple[CopyOutcome, ...], tuple[Problem, ...]]:
    """The copies of the editions that were `built`. Raises BusyError."""
    from leaflet.clinics import batch
    from leaflet.clinics.copy_jobs import CopyOptions
    from leaflet.clinics.originals import load_originals

    originals = load_originals(library, today(), request.out, built)
    copy_options = CopyOptions(options.validator, options.limits, options.on_wait, listed.ids, options.run_units)
    start = time.monotonic()
    with progress(request.output_format, "copies", _beside_bar(start), _line(start)) as on_progress:
        return batch.build_copies(request.out, originals, listed.clinics, on_progress, copy_options)


def _repeated(outcomes: Sequence[CopyOutcome], warnings: Sequence[Problem]) -> Repeated:
    """What is printed where each of `outcomes` is found up to date: to a terminal, to anything else, and the files."""
    again = [replace(outcome, is_up_to_date=True) for outcome in outcomes]
    lines = list(report_lines(warnings, _summary(again, warnings)))
    files = joined(str(relative(outcome.path)) for outcome in outcomes if outcome.path)
    return joined(lines), joined(map(click.unstyle, lines)), files


def _rate(start: float, done: int) -> str:
    """Copies a second since `start`, a time of `time.monotonic`."""
    return f"{done / max(time.monotonic() - start, 0.001):.0f} a second"


def _beside_bar(start: float) -> Callable[[CopyOutcome, int], str]:
    return lambda _, done: _rate(start, done)


def _line(start: float) -> Callable[[CopyOutcome, int, int], str]:
    """A line now and then, with the rate and the time left."""

    def line(_: CopyOutcome, done: int, total: int) -> str:
        if done != total and done % REPORT_EVERY:
            return ""
        left = (time.monotonic() - start) / done * (total - done)
        return f"{done}/{total} copies, {_rate(start, done)}, {left:.0f} s left"

    return line


def _report(
    request: BuildRequest, outcomes: Sequence[CopyOutcome], problems: Sequence[Problem], told: Sequence[Problem]
) -> None:
    """The copies and all problems; those of the list were `told` before, unless a program reads one value."""
    rows = [
        {"clinic": o.clinic, "edition": o.edition, "file": str(relative(o.path)), "new": not o.is_up_to_date}
        for o in outcomes
        if o.path
    ]
    shown = (*told, *problems) if request.output_format == "json" else problems
    report(shown, request.output_format, _summary(outcomes, (*told, *problems)), {"files": rows})
    for row in rows:
        print_result(str(row["file"]), request.output_format)


def _summary(outcomes: Sequence[CopyOutcome], problems: Sequence[Problem]) -> str:
    """How the copies ended, in a line."""
    new = sum(outcome.path is not None and not outcome.is_up_to_date for outcome in outcomes)
    kept = sum(outcome.is_up_to_date for outcome in outcomes)
    stopped = sorted({outcome.clinic for outcome in outcomes if not outcome.path})
    summary = f"{counted(new, 'copy', 'copies')} written, {kept} up to date"
    lost = f"; not all copies were written for {', '.join(stopped[:MAX_LINES])}" if stopped else ""
    more = f" and {len(stopped) - MAX_LINES} more clinics" if len(stopped) > MAX_LINES else ""
    return f"{problem_counts(problems)}: {summary}{lost}{more}" if problems else summary


def _write_print_file(file: Path, out: Path, paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Write the copies at `paths` as one file; a problem where there is none, or it can't be written."""
    if not paths:
        hint = "look for clinics that get copies in another language, and for --clinic, --layout and --locale"
        message = "no clinic of the list has a copy of what was asked for, so there is nothing to print"
        return (Problem("nothing-to-print", message, hint, Span(str(file))),)
    from leaflet.clinics.originals import published_copies
    from leaflet.clinics.print_file import print_file
    from leaflet.files import write
    from leaflet.publish.publish import cannot_write

    data = print_file(published_copies(out, paths))
    try:
        write(file.absolute(), data, file.absolute().parent)
    except OSError as error:
        return (cannot_write(error, file.absolute().parent, ()),)
    return ()
