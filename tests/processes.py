"""What tests ask of processes that a command has started."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path


def is_gone(group: int) -> bool:
    """Is nobody of the process group left within five seconds? The system takes a moment to bury the dead."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def children(pid: int) -> list[int]:
    """The processes that `pid` has started and that are still there."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text("ascii").split())
    return found


def command_line(pid: int) -> str:
    """How `pid` was started, '' where it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def working_worker(command: int) -> int:
    """The process of a worker of the local cluster of the process `command`, as soon as one has a unit at work."""
    for _ in range(6000):
        for worker in children(command):
            if any("unit_process" in command_line(own) and children(own) for own in children(worker)):
                return worker
        time.sleep(0.01)
    raise TimeoutError("no worker works")
