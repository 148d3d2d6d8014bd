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
from leaflet.inspect.judgement import inspect_pdf, unknown_verdict
from leaflet.inspect.verdict import CurrentBuild, CurrentSources, Verdict
from leaflet.problem import Problem, Severity

MAX_FILE_BYTES = 100_000_000
"""Bytes of a submitted file; a leaflet full of pictures has a tenth of that."""


def inspect(root: Path, files: Sequence[Path], today: date, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Verdict, ...]:
    """Compare each of the submitted `files` with today's sources.

    They are opened in worker processes: nobody knows what is in them.
    """
    library, problems = check(root, today)
    all_editions = editions(library, today) if library else ()
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    builds: dict[str, CurrentBuild] = {}

    def build(edition: Edition) -> CurrentBuild:
        if edition.id not in builds:
            builds[edition.id] = _current_build(edition, errors)
        return builds[edition.id]

    sources = CurrentSources(all_editions, errors, build)
    results = in_workers(lambda file: _verdict(file, sources), files, limits)
    return tuple(_verdict_or_failure(file, result) for file, result in zip(files, results, strict=True))


def _verdict_or_failure(file: Path, result: Verdict | WorkerFailure) -> Verdict:
    if not isinstance(result, WorkerFailure):
        return result
    if result.error:
        result.error.add_note(f"This happened while {file} was inspected.")
        raise result.error
    return unknown_verdict(str(file), f"it can't be read: the worker {result.reason}")


def _current_build(edition: Edition, errors: tuple[Problem, ...]) -> CurrentBuild:
    """`edition` as it would be built today, though it may not be published."""
    blocking = tuple(error for error in errors if is_blocking(error, edition))
    result = make(edition)
    pdf, box = (result.rendered.pdf, only_box(result.rendered)) if result.rendered else (None, None)
    return CurrentBuild(pdf, (*blocking, *result.problems), box)


def _verdict(file: Path, sources: CurrentSources) -> Verdict:
    try:
        if not file.is_file():
            return unknown_verdict(str(file), "there is no such file" if not file.exists() else "it is not a file")
        if file.stat().st_size > MAX_FILE_BYTES:
            return unknown_verdict(
                str(file), f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB, more than any leaflet"
            )
        return inspect_pdf(str(file), file.read_bytes(), sources)
    except OSError as error:
        return unknown_verdict(str(file), f"it can't be read: {(error.strerror or str(error)).lower()}")
