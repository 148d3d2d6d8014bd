"""Files that somebody brings: each is opened in a process of its own and judged against today's sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from leaflet.build.pipeline import LIMITS, check, make, only_box, stops, workers
from leaflet.build.workers import Limits, Lost, in_workers
from leaflet.editions import editions
from leaflet.inspect.judgement import judge, unknown
from leaflet.inspect.verdict import Printing, Today, Verdict
from leaflet.model import Edition
from leaflet.problem import Problem, Severity
from leaflet.render.document import warm_up

LARGEST = 100_000_000
"""Bytes of a file that somebody brings; a leaflet of pictures has a tenth."""


def inspect(root: Path, files: Sequence[Path], today: date, *, limits: Limits = LIMITS) -> tuple[Verdict, ...]:
    """What each of `files`, which somebody brought, is worth against today's sources.

    They are opened in processes of their own: nobody knows what is in them.
    """
    library, faults = check(root, today)
    every = editions(library, today) if library else ()
    errors = tuple(fault for fault in faults if fault.severity is Severity.ERROR)
    printings: dict[str, Printing] = {}

    def printed(edition: Edition) -> Printing:
        if edition.id not in printings:
            printings[edition.id] = _printing(edition, errors)
        return printings[edition.id]

    warm_up()
    current = Today(every, errors, printed)
    results = in_workers(lambda file: _verdict(file, current), files, workers(), limits)
    return tuple(_opened(file, result) for file, result in zip(files, results, strict=True))


def _opened(file: Path, result: Verdict | Lost) -> Verdict:
    if not isinstance(result, Lost):
        return result
    if result.error:
        result.error.add_note(f"This happened while {file} was looked at.")
        raise result.error
    return unknown(str(file), f"it can't be read: whoever tried {result.reason}")


def _printing(edition: Edition, errors: tuple[Problem, ...]) -> Printing:
    """`edition` as it would be printed today, though it may not be published."""
    stopping = tuple(error for error in errors if stops(error, edition))
    made = make(edition)
    pdf, box = (made.rendered.pdf, only_box(made.rendered)) if made.rendered else (None, None)
    return Printing(pdf, (*stopping, *made.problems), box)


def _verdict(file: Path, today: Today) -> Verdict:
    try:
        if not file.is_file():
            return unknown(str(file), "there is no such file" if not file.exists() else "it is not a file")
        if file.stat().st_size > LARGEST:
            return unknown(str(file), f"it is larger than {LARGEST // 1_000_000} MB, which no leaflet is")
        return judge(str(file), file.read_bytes(), today)
    except OSError as error:
        return unknown(str(file), f"it can't be read: {(error.strerror or str(error)).lower()}")
