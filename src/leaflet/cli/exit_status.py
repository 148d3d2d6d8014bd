"""How a command ends."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from leaflet.problem import Problem, has_errors


class ExitStatus(IntEnum):
    """The exit status of every command."""

    CLEAN = 0
    PROBLEMS = 1
    """In the content, or a file that isn't current."""
    USAGE_ERROR = 2
    """The command line is wrong."""
    INTERNAL_ERROR = 3
    BUSY = 75
    """EX_TEMPFAIL of sysexits.h: try again later."""
    INTERRUPTED = 130
    """128 and the number of the signal, as in shells."""
    TERMINATED = 143


def status_of(problems: Iterable[Problem]) -> ExitStatus:
    """CLEAN where none of `problems` is an error."""
    return ExitStatus.PROBLEMS if has_errors(problems) else ExitStatus.CLEAN
