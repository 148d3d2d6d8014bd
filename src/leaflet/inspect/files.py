"""Files that somebody submits: each is opened in a worker process and compared with today's sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from leaflet.build.blocking import is_blocking
from leaflet.build.options import DEFAULT_LIMITS
from leaflet.build.pipeline import check, make
from leaflet.build.publishing import only_box
from leaflet.build.workers import Limits, WorkerFailure, in_workers
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.inspect.bounds import too_much
from leaflet.inspect.file_identity import identify
from leaflet.inspect.judgement import inspect_pdf, unknown_verdict, unreadable_verdict
from leaflet.inspect.verdict import CurrentBuild, CurrentSources, Verdict
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.problem import Problem, Severity

MAX_FILE_BYTES = 100_000_000
"""Bytes of a submitted file; a leaflet full of pictures has a tenth of that."""
LIMITS = Limits(seconds=30, cpu_seconds=5, megabytes=800)
"""For a look at a submitted file, of which there are two. The longest leaflet takes 2 seconds of the processor; by the
clock, a machine that is busy may take longer."""
_LookResult = Verdict | str
"""The verdict on a file, or the edition that it says it is."""


def inspect(root: Path, files: Sequence[Path], today: date, *, limits: Limits = LIMITS) -> tuple[Verdict, ...]:
    """Compare each of the submitted `files` with today's sources.

    They are opened in worker processes, within `limits`: nobody knows what is in them. A first look finds out which
    editions they say they are; these are then made as they would be built, and compared in a second look.
    """
    library, problems = check(root, today)
    by_id = {edition.id: edition for edition in (editions(library, today) if library else ())}
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    answers = {
        file: _answer(file, look) for file, look in zip(files, in_workers(_first_look, files, limits), strict=True)
    }
    builds = _current_builds([edition for name, edition in by_id.items() if name in answers.values()], errors)
    sources = CurrentSources(tuple(by_id.values()), errors, lambda e: builds.get(e.id) or _current_build(e, errors))
    waiting = [file for file, answer in answers.items() if not isinstance(answer, Verdict)]
    verdicts = in_workers(lambda file: inspect_pdf(str(file), file.read_bytes(), sources), waiting, limits)
    found = {file: _answer(file, verdict) for file, verdict in zip(waiting, verdicts, strict=True)}
    return tuple(answer for file in files if isinstance(answer := {**answers, **found}[file], Verdict))


def _answer(file: Path, result: _LookResult | WorkerFailure) -> _LookResult:
    """What a worker has found out of `file`, or that it found nothing. Raises what was a fault of ours."""
    if not isinstance(result, WorkerFailure):
        return result
    if result.error:
        result.error.add_note(f"This happened while {file} was inspected.")
        raise result.error
    return unknown_verdict(str(file), f"it can't be looked at: that {result.reason}; no leaflet does")


def _current_builds(wanted: Sequence[Edition], errors: tuple[Problem, ...]) -> dict[str, CurrentBuild]:
    """The editions `wanted` as they would be built today, by their ids."""
    builds = {}
    made = in_workers(lambda edition: _current_build(edition, errors), wanted, DEFAULT_LIMITS)
    for edition, result in zip(wanted, made, strict=True):
        if isinstance(result, WorkerFailure) and result.error:
            raise result.error
        builds[edition.id] = CurrentBuild(None, errors) if isinstance(result, WorkerFailure) else result
    return builds


def _current_build(edition: Edition, errors: tuple[Problem, ...]) -> CurrentBuild:
    """`edition` as it would be built today, though it may not be published."""
    blocking = tuple(error for error in errors if is_blocking(error, edition.name))
    result = make(edition)
    pdf, box = (result.rendered.pdf, only_box(result.rendered)) if result.rendered else (None, None)
    return CurrentBuild(pdf, (*blocking, *result.problems), box)


def _first_look(file: Path) -> _LookResult:
    """Which edition `file` says it is, '' for none; or the verdict on what can't be looked at any further."""
    try:
        if not file.is_file():
            return unknown_verdict(str(file), "there is no such file" if not file.exists() else "it is not a file")
        if file.stat().st_size > MAX_FILE_BYTES:
            return unknown_verdict(
                str(file), f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB, more than any leaflet"
            )
        pdf = file.read_bytes()
        excess = too_much(pdf)
        return unknown_verdict(str(file), f"it has {excess}") if excess else identify(pdf) or ""
    except UnreadablePdfError as error:
        return unreadable_verdict(str(file), error)
    except OSError as error:
        return unknown_verdict(str(file), f"it can't be read: {(error.strerror or str(error)).lower()}")
