"""Ctrl-C and a request to end are obeyed, wherever Python happens to be when they come.

An exception that is raised in a callback (of a fork, of garbage collection, of an import's lock) is printed and ignored
by Python, and the command would go on as if nobody had typed Ctrl-C. Here it is raised again.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from types import FrameType

from leaflet.cli.exit_status import ExitStatus

_SECONDS_UNTIL_AGAIN = 0.02
"""Long enough for the callback to end: raised in it again, the exception would be ignored again."""


def obey_signals() -> None:
    """From now on SIGINT and SIGTERM end this process, whatever it is doing. A thread of another program changes
    nothing: Python sets signals in the main thread only."""
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, _terminated)
        signal.signal(signal.SIGALRM, _interrupted_again)
        sys.unraisablehook = _raise_again


def _raise_again(ignored: sys.UnraisableHookArgs) -> None:
    """Called by Python (`sys.unraisablehook`) for an exception that it ignores."""
    if isinstance(ignored.exc_value, SystemExit):
        signal.signal(signal.SIGALRM, _terminated)
    elif not isinstance(ignored.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(ignored)
        return
    signal.setitimer(signal.ITIMER_REAL, _SECONDS_UNTIL_AGAIN)


def _terminated(_signal: int, _frame: FrameType | None) -> None:
    """End as after Ctrl-C: whatever is half done is cleaned up on the way out."""
    sys.exit(ExitStatus.TERMINATED)


def _interrupted_again(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
