"""What this process opens and whom it calls, as Python's audit hooks report it (PEP 578).

Native code reports nothing here: `test_system_calls.py` looks at that from outside.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILES = ("open", "os.listdir", "os.scandir")
OUTWARD = (
    "socket.",
    "subprocess.",
    "urllib.",
    "http.",
    "ftplib.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
)
OWN = (
    *(sys.prefix, sys.base_prefix, "/usr/lib", "/usr/share/fonts", "/usr/share/zoneinfo", "/etc/mime.types"),
    *(str(Path(__file__).parents[2] / folder) for folder in ("src", "tests", "layouts")),
)
"""Where the program itself, its libraries and its fonts lie."""


@dataclass
class Watch:
    """What was seen that nobody allowed."""

    allowed: tuple[str, ...]
    seen: list[str] = field(default_factory=list)

    def note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(OUTWARD):
            self.seen.append(f"{event} {arguments[:2]}")
        elif event in FILES and isinstance(arguments[0], str | bytes):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if not path.startswith(self.allowed):
                self.seen.append(f"{event} {path}")


_watches: list[Watch] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    for watch in _watches:
        watch.note(event, arguments)


sys.addaudithook(_hook)  # for good: a hook can't be taken back, so what it does is switched


@contextmanager
def watched(*folders: Path) -> Iterator[Watch]:
    """Meanwhile, what is opened outside of `folders` and of the program, and every call outward, is noted."""
    watch = Watch((*OWN, *(str(folder.resolve()) + os.sep for folder in folders), *(str(f.resolve()) for f in folders)))
    _watches.append(watch)
    try:
        yield watch
    finally:
        _watches.remove(watch)
