"""Files that somebody brings: each is opened in a process of its own and judged against today's sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from leaflet.build.pipeline import DEFAULT_LIMITS, check, is_blocking, make, only_box, worker_count
from leaflet.build.workers import Limits, WorkerFailure, in_workers
from leaflet.editions import editions
from leaflet.inspect.judgement import inspect_pdf, unknown_verdict
from leaflet.inspect.verdict import CurrentBuild, CurrentSources, Verdict
from leaflet.model import Edition
from leaflet.problem import Problem, Severity
from leaflet.render.document import load_renderer

MAX_FILE_BYTES = 100_000_000
"""Bytes of a file that somebody brings; a leaflet of pictures has a tenth."""


def inspect(root: Path, files: Sequence[Path], today: date, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Verdict, ...]:
    """What each of `files`, which somebody brought, is worth against today's sources.

    They are opened in processes of their own: nobody knows what is in them.
    """
    library, faults = check(root, today)
    every = editions(library, today) if library else ()
    errors = tuple(fault for fault in faults if fault.severity is Severity.ERROR)
    printings: dict[str, CurrentBuild] = {}

    def printed(edition: Edition) -> CurrentBuild:
        if edition.id not in printings:
            printings[edition.id] = _current_build(edition, errors)
        return printings[edition.id]

    load_renderer()
    current = CurrentSources(every, errors, printed)
    results = in_workers(lambda file: _verdict(file, current), files, worker_count(), limits)
    return tuple(_verdict_or_failure(file, result) for file, result in zip(files, results, strict=True))


def _verdict_or_failure(file: Path, result: Verdict | WorkerFailure) -> Verdict:
    if not isinstance(result, WorkerFailure):
        return result
    if result.error:
        result.error.add_note(f"This happened while {file} was looked at.")
        raise result.error
    return unknown_verdict(str(file), f"it can't be read: whoever tried {result.reason}")


def _current_build(edition: Edition, errors: tuple[Problem, ...]) -> CurrentBuild:
    """`edition` as it would be printed today, though it may not be published."""
    stopping = tuple(error for error in errors if is_blocking(error, edition))
    made = make(edition)
    pdf, box = (made.rendered.pdf, only_box(made.rendered)) if made.rendered else (None, None)
    return CurrentBuild(pdf, (*stopping, *made.problems), box)


def _verdict(file: Path, today: CurrentSources) -> Verdict:
    try:
        if not file.is_file():
            return unknown_verdict(str(file), "there is no such file" if not file.exists() else "it is not a file")
        if file.stat().st_size > MAX_FILE_BYTES:
            return unknown_verdict(
                str(file), f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB, which no leaflet is"
            )
        return inspect_pdf(str(file), file.read_bytes(), today)
    except OSError as error:
        return unknown_verdict(str(file), f"it can't be read: {(error.strerror or str(error)).lower()}")
