"""One build at a time: who writes to an output folder holds its lock.

It is the kernel's (flock(2)), so it ends with the process that held it, however that ended. On a network file system
it holds as far as that passes locks on: NFS since Linux 2.6.12 does, some others only seem to.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from leaflet.publish.paths import LOCK


class BusyError(Exception):
    """Another process writes to the folder `out`."""

    def __init__(self, out: Path) -> None:
        super().__init__(f"another process writes to {out}")
        self.out = out


@contextmanager
def locked(out: Path, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock of the output folder `out` inside the `with` block.

    Where another process has it, calls `on_wait` and waits; without `on_wait`, raises BusyError.
    Raises OSError where the lock can't be made.
    """
    lock = out / LOCK
    lock.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _acquire(descriptor, on_wait):
            raise BusyError(out)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, on_wait: Callable[[], None] | None) -> bool:
    """Acquire the lock; False where another process has it and nobody waits."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if on_wait is None:
            return False
        on_wait()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return True
