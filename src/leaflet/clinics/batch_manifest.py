"""Many small files at once: copies for clinics go out in parcels, each made to last with one call of the system.

A parcel's parts are written, the file system is told to keep them, the journal says what they will be, and they are put
in their places by rename. The manifest, which is written at the beginning and at the end, never tells of a file that is
being replaced. Whoever makes a share of the copies keeps a manifest, a journal and a lock of its own.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.publish.files import drop, drop_parts, last
from leaflet.publish.manifest import CorruptError, Entries, Entry, entries, is_true, record
from leaflet.publish.paths import BOOKS, MANIFEST, PART


@dataclass(frozen=True)
class Books:
    """The manifest and the journal of one run in the folder `out`."""

    out: Path
    share: str = ""
    """`-2-of-4`, where it makes a share only."""

    @property
    def file_name(self) -> str:
        """The manifest's name."""
        return f"{Path(MANIFEST).stem}{self.share}.json"

    @property
    def journal(self) -> Path:
        """The journal, a line for each file."""
        return self.out / BOOKS / f"copies{self.share}.jsonl"


@dataclass(frozen=True)
class File:
    """A file that was shown to be right."""

    path: str
    """Below the folder, with forward slashes."""
    head: bytes
    tail: bytes
    entry: Entry = field(default_factory=dict)


def known(batch_manifest: Books) -> Entries:
    """What is in the folder as manifest and journal say, after what a run that did not end has left was removed."""
    if not batch_manifest.share:
        drop_parts(batch_manifest.out)
    recorded = _recorded(batch_manifest)
    found = {**recorded, **dict(_noted(batch_manifest.journal))}
    return {path: entry for path, entry in found.items() if is_true(batch_manifest.out, path, entry)}


def begin(batch_manifest: Books, kept: Entries) -> None:
    """Let the manifest tell of the files that stay, and of no other. Raises OSError."""
    if _recorded(batch_manifest) != kept:
        record(batch_manifest.out, kept, batch_manifest.file_name)
    drop(batch_manifest.journal)


def place_all(batch_manifest: Books, chunk: Sequence[File]) -> Mapping[str, OSError]:
    """Put the files in their places; why not, by path, for those that could not be."""
    failed: dict[str, OSError] = {}
    parts = {file.path: temporary for file in chunk if (temporary := _staged(batch_manifest, file, failed))}
    try:
        _keep(batch_manifest.out)
        _note(batch_manifest.journal, {file.path: file.entry for file in chunk if file.path in parts})
        for path in tuple(parts):
            os.replace(parts[path], batch_manifest.out / path)  # noqa: PTH105 -- as in `files`
            del parts[path]
    except OSError as error:
        failed |= dict.fromkeys(parts, error)
    finally:
        for temporary in parts.values():
            drop(temporary)
    return failed


def finish(batch_manifest: Books, files: Entries) -> None:
    """Make the renames last and let the manifest tell of `files`. Raises OSError."""
    _keep(batch_manifest.out)
    record(batch_manifest.out, files, batch_manifest.file_name)
    drop(batch_manifest.journal)


def _recorded(batch_manifest: Books) -> Entries:
    try:
        return entries(batch_manifest.out, batch_manifest.file_name)
    except CorruptError:
        return {}


def _staged(batch_manifest: Books, file: File, failed: dict[str, OSError]) -> Path | None:
    """The part that holds the file; it is not on the disk yet."""
    path = batch_manifest.out / file.path
    temporary = path.with_name(f".{path.name}{batch_manifest.share}{PART}")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        drop(temporary)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _write(descriptor, file.head)
            _write(descriptor, file.tail)
        finally:
            os.close(descriptor)
    except OSError as error:
        failed[file.path] = error
        drop(temporary)
        return None
    return temporary


def _write(descriptor: int, data: bytes) -> None:
    remaining = memoryview(data)
    while remaining:
        remaining = remaining[os.write(descriptor, remaining) :]


def _keep(folder: Path) -> None:
    """Have everything that was written to the folder's file system on its disk (syncfs(2)). Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if not hasattr(library, "syncfs"):
            os.sync()
        elif library.syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def _note(journal: Path, files: Entries) -> None:
    text = "".join(json.dumps([path, entry], ensure_ascii=False) + "\n" for path, entry in files.items())
    journal.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        _write(descriptor, text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    last(journal.parent, journal.parent)


def _noted(journal: Path) -> Iterator[tuple[str, Entry]]:
    """What the journal tells of; its last line may be half."""
    with suppress(OSError), journal.open("rb") as lines:
        for line in lines:
            with suppress(ValueError, TypeError):
                path, entry = json.loads(line)
                if isinstance(path, str) and isinstance(entry, dict):
                    yield path, entry
