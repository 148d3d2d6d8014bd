"""Files that are whole whenever somebody looks, also after a power cut.

A file is written beside its place under the name of a part, made to last (fsync), and put in its place by rename; then
the folders are made to last. A run that was killed leaves parts at most.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from leaflet.publish.paths import PART


def write(path: Path, data: bytes, up_to: Path) -> None:
    """Put `data` at `path` in one step, and make it last, up to the folder `within`.

    Folders that are missing are made. Raises OSError, and then leaves what was there.
    """
    part = stage(path, data)
    try:
        place(part, path, up_to)
    except BaseException:
        drop(part)
        raise


def stage(path: Path, data: bytes) -> Path:
    """The part that holds `data`, on the disk, beside `path`. Raises OSError, and then leaves no part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}{PART}")
    drop(part)
    try:
        _fill(part, data)
    except BaseException:
        drop(part)
        raise
    return part


def _fill(part: Path, data: bytes) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def place(temporary: Path, path: Path, up_to: Path) -> None:
    """Rename `part` to `path`, and make that last, up to the folder `within`. Raises OSError."""
    os.replace(temporary, path)  # noqa: PTH105 -- the faults that are injected in tests are the system's own calls
    last(path.parent, up_to)


def last(folder: Path, up_to: Path) -> None:
    """Make the entries of `folder` and of those above it last, or a power cut could undo a rename. Raises OSError."""
    for one in (folder, *(above for above in folder.parents if above.is_relative_to(up_to))):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def drop(path: Path) -> None:
    """Remove the file `path`, if it is there and can be."""
    with suppress(OSError):
        os.unlink(path)  # noqa: PTH108 -- as above


def drop_parts(folder: Path) -> None:
    """Remove what runs that were killed left below `folder`."""
    for part in folder.rglob(f".*{PART}"):
        drop(part)
