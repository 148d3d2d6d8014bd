"""Counts what a program does instead of how long it takes: on a busy machine nothing fails that is right."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class TooMuchWorkError(BaseException):
    """More calls than allowed. No `except Exception` of the program under test takes it for a fault of its own."""


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Raise TooMuchWorkError in the middle of whatever makes more than so many calls in this thread."""
    left = calls

    def count(_frame: object, event: str, _function: object) -> None:
        nonlocal left
        left -= event in ("call", "c_call")
        if left < 0:
            raise TooMuchWorkError(f"more than {calls} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
