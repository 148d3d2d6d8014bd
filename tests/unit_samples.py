"""Units of work that cost nothing, and tasks that go wrong; a worker of a cluster must be able to import them."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Sample:
    """A unit."""

    number: int
    is_portable: bool = False

    def portable(self) -> Sample:
        """The same, marked."""
        return replace(self, is_portable=True)


def number_of(sample: Sample) -> tuple[int, bool]:
    """What arrived."""
    return sample.number, sample.is_portable


def hang_at_three(sample: Sample) -> int:
    """Takes too long for the third."""
    if sample.number == 3:
        time.sleep(600)
    return sample.number


def crash_at_three(sample: Sample) -> int:
    """Ends its process at the third."""
    if sample.number == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return sample.number


def raise_at_three(sample: Sample) -> int:
    """Raises at the third."""
    return sample.number if sample.number != 3 else 1 // 0


def print_much(sample: Sample) -> int:
    """Prints, also past Python."""
    sys.stdout.write("much " * 100)
    sys.stdout.flush()
    os.write(1, b"more " * 100)
    return sample.number


def sleep_a_little(sample: Sample) -> int:
    """Takes its time."""
    time.sleep(0.3)
    return sample.number
