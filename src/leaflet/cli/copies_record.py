"""The record by which `start` knows that all copies are up to date, and what to print then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.cli.options import today
from leaflet.cli.record import Repeated, repeated_lines, source_states, write_record

if TYPE_CHECKING:
    from leaflet.build.outcomes import EditionOutcome
    from leaflet.cli.edition_build import BuildRequest
    from leaflet.clinics.batch import CopyOutcome
    from leaflet.model import Clinic


OnFinish = Callable[["Sequence[Clinic]", "Sequence[EditionOutcome]", "Sequence[CopyOutcome]", Repeated], None]
"""Called with the list, the editions, the copies, and what is printed of these next time."""


def record_copies_when_done(arguments: tuple[str, ...], request: BuildRequest, clinics: Path) -> OnFinish:
    """What to call when all copies are there and nothing is wrong; to be called before anything is read.

    It writes no record where a program reads, or where a clinic has a logo: the list names files that it would not see.
    """
    before = _states(request, clinics)

    def on_finish(
        listed: Sequence[Clinic], built: Sequence[EditionOutcome], copies: Sequence[CopyOutcome], last: Repeated
    ) -> None:
        if request.output_format != "text" or not copies or any(clinic.logo for clinic in listed):
            return
        with suppress(OSError):
            terminal, elsewhere, files = last
            output = terminal, repeated_lines(built) + elsewhere, files
            if _states(request, clinics) == before:
                write_record(arguments, request, output, (str(clinics.absolute()),), today())

    return on_finish


def _states(request: BuildRequest, clinics: Path) -> object:
    with suppress(OSError):
        info = clinics.stat()
        return source_states(request.root), info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns
    return object()  # equal to nothing
