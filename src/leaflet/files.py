"""Files that are complete whenever somebody looks, even after a power cut.

A file is written beside its destination under a temporary name, flushed to disk (fsync) and renamed; then the
folders are flushed, too. A run that was killed leaves temporary files at most.

`start` loads this file, so nothing but `os` is imported: callers bring their paths.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all of this
if TYPE_CHECKING:
    from pathlib import Path

TEMPORARY_SUFFIX = ".part"
"""Ends the name of a file that is being written."""


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data` to an open file: the system may take less of it at once. Raises OSError."""
    remaining = memoryview(data)
    while remaining:
        remaining = remaining[os.write(descriptor, remaining) :]


def write(path: Path, data: bytes, up_to: Path) -> None:
    """Write `data` to `path` in one step, and flush it to disk, with the folders up to `up_to`.

    Folders that are missing are made. Raises OSError, and then leaves what was there.
    """
    temporary = stage(path, data)
    try:
        commit(temporary, path, up_to)
    except BaseException:
        remove(temporary)
        raise


def append(path: Path, data: bytes, up_to: Path) -> None:
    """Add `data` at the end of `path`, and flush it to disk, with the folders up to `up_to` where it is new.

    Raises OSError; then there may be less of it than all.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        fsync_directory(path.parent, up_to)


def stage(path: Path, data: bytes) -> Path:
    """A temporary file beside `path` that holds `data`, flushed to disk. Raises OSError, and then leaves none.

    Whoever may read and write a file that is there already may do so with this one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
    remove(temporary)
    try:
        _write_synced(temporary, data)
        if path.is_file():
            temporary.chmod(path.stat().st_mode & 0o7777)
    except BaseException as error:
        remove(temporary)
        if isinstance(error, OSError) and error.filename is None:  # as of a full disk, while data are written
            error.filename = str(temporary)
        raise
    return temporary


def _write_synced(temporary: Path, data: bytes) -> None:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def commit(temporary: Path, path: Path, up_to: Path) -> None:
    """Rename `temporary` to `path`, and flush that to disk, up to the folder `up_to`. Raises OSError."""
    os.replace(temporary, path)
    fsync_directory(path.parent, up_to)


def fsync_directory(folder: Path, up_to: Path) -> None:
    """Flush `folder` and those above it to disk, or a power cut could undo a rename. Raises OSError."""
    for directory in (folder, *(above for above in folder.parents if above.is_relative_to(up_to))):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove the file `path`, if it is there and can be."""
    try:  # noqa: SIM105 -- contextlib would have to be loaded
        os.unlink(path)
    except OSError:
        pass


def remove_temporaries(folder: Path) -> None:
    """Remove the temporary files that killed runs left below `folder`."""
    for temporary in folder.rglob(f".*{TEMPORARY_SUFFIX}"):
        remove(temporary)
