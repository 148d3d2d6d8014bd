"""Many small files at once: copies for clinics are published in chunks, each flushed to disk with one system call.

A chunk's temporary files are written and flushed to disk, the journal records what they will be, and they are put in
their places by rename. The manifest, which is written at the beginning and at the end, never names a file that is being
replaced.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.files import TEMPORARY_SUFFIX, fsync_directory, remove, remove_temporaries, write_all
from leaflet.publish.manifest import (
    CorruptManifestError,
    ManifestEntries,
    ManifestEntry,
    is_intact,
    read_manifest,
    write_manifest,
)
from leaflet.publish.paths import COPIES_JOURNAL


@dataclass(frozen=True)
class BatchManifest:
    """The manifest and the journal of one run in the folder `out`."""

    out: Path

    @property
    def journal(self) -> Path:
        """The journal, a line for each file."""
        return self.out / COPIES_JOURNAL


@dataclass(frozen=True)
class CopyFile:
    """A file that has passed its checks."""

    path: str
    """Below the folder, with forward slashes."""
    head: bytes
    tail: bytes
    entry: ManifestEntry = field(default_factory=dict)


def recover(batch_manifest: BatchManifest) -> ManifestEntries:
    """The entries, of manifest and journal, whose files are intact; first removes what an interrupted run has left."""
    remove_temporaries(batch_manifest.out)
    recorded = _manifest_entries(batch_manifest)
    found = {**recorded, **dict(_read_journal(batch_manifest.journal))}
    return {path: entry for path, entry in found.items() if is_intact(batch_manifest.out, path, entry)}


def begin(batch_manifest: BatchManifest, kept: ManifestEntries) -> None:
    """Write a manifest of the files that stay, and of no other. Raises OSError."""
    if _manifest_entries(batch_manifest) != kept:
        write_manifest(batch_manifest.out, kept)
    remove(batch_manifest.journal)


def commit_all(batch_manifest: BatchManifest, chunk: Sequence[CopyFile]) -> Mapping[str, OSError]:
    """Commit the files; the error, by path, of each that could not be."""
    failed: dict[str, OSError] = {}
    temporaries = {file.path: temporary for file in chunk if (temporary := _stage(batch_manifest, file, failed))}
    try:
        _sync_filesystem(batch_manifest.out)
        _append_to_journal(
            batch_manifest.journal, {file.path: file.entry for file in chunk if file.path in temporaries}
        )
        for path in tuple(temporaries):
            os.replace(temporaries[path], batch_manifest.out / path)  # noqa: PTH105 -- as in `files`
            del temporaries[path]
    except OSError as error:
        failed |= dict.fromkeys(temporaries, error)
    finally:
        for temporary in temporaries.values():
            remove(temporary)
    return failed


def finish(batch_manifest: BatchManifest, files: ManifestEntries) -> None:
    """Flush the renames to disk and write the manifest of `files`. Raises OSError."""
    _sync_filesystem(batch_manifest.out)
    write_manifest(batch_manifest.out, files)
    remove(batch_manifest.journal)


def _manifest_entries(batch_manifest: BatchManifest) -> ManifestEntries:
    try:
        return read_manifest(batch_manifest.out)
    except CorruptManifestError:
        return {}


def _stage(batch_manifest: BatchManifest, file: CopyFile, failed: dict[str, OSError]) -> Path | None:
    """The temporary file that holds it; not flushed to disk yet."""
    path = batch_manifest.out / file.path
    temporary = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        remove(temporary)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            write_all(descriptor, file.head)
            write_all(descriptor, file.tail)
        finally:
            os.close(descriptor)
    except OSError as error:
        failed[file.path] = error
        remove(temporary)
        return None
    return temporary


def _sync_filesystem(folder: Path) -> None:
    """Flush the folder's file system to disk (syncfs(2)). Raises OSError."""
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


def _append_to_journal(journal: Path, files: ManifestEntries) -> None:
    text = "".join(json.dumps([path, entry], ensure_ascii=False) + "\n" for path, entry in files.items())
    journal.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        write_all(descriptor, text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fsync_directory(journal.parent, journal.parent)


def _read_journal(journal: Path) -> Iterator[tuple[str, ManifestEntry]]:
    """The journal's entries; its last line may be cut off."""
    with suppress(OSError), journal.open("rb") as lines:
        for line in lines:
            with suppress(ValueError, TypeError):
                path, entry = json.loads(line)
                if isinstance(path, str) and isinstance(entry, dict):
                    yield path, entry
