"""The manifest, and the journal of what is about to be in it.

At every moment each entry of the manifest is true of the file that it names. So before a file is replaced its entry is
removed, and the new entry is added when the new file is there; meanwhile the journal holds it, a line for each file, so
that the work of a run that was killed between the two is not lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from leaflet.files import append, fsync_directory, remove, write
from leaflet.publish.paths import JOURNAL, MANIFEST, STATE_FOLDER

ManifestEntry = Mapping[str, Any]
ManifestEntries = Mapping[str, ManifestEntry]
"""By the file's path below the output folder, with forward slashes."""


class CorruptManifestError(Exception):
    """The manifest can't be read."""


def read_manifest(out: Path) -> ManifestEntries:
    """The entries of the manifest in `out`, none where there is no manifest. Raises CorruptManifestError."""
    return _read(out / MANIFEST)


def known_entries(out: Path) -> ManifestEntries:
    """The same, to look at: none where it can't be read, too, which the next build tells and puts right."""
    try:
        return read_manifest(out)
    except CorruptManifestError:
        return {}


def read_journal(out: Path) -> Iterator[tuple[str, ManifestEntry]]:
    """What an interrupted run had begun to publish, the latest last; a path may be there more than once.

    The last line may be cut off: what it was about had not begun.
    """
    with suppress(OSError), (out / JOURNAL).open("rb") as lines:
        for line in lines:
            with suppress(ValueError, TypeError, RecursionError):
                path, entry = json.loads(line)
                if isinstance(path, str) and isinstance(entry, dict) and isinstance(entry.get("edition"), str):
                    yield path, entry


def write_manifest(out: Path, entries: ManifestEntries) -> None:
    """Write the manifest. Raises OSError, and then leaves the old one."""
    write(out / MANIFEST, _bytes(entries), out)


def begin(out: Path, entries: ManifestEntries) -> None:
    """Add `entries` to the journal: what is about to be published. Raises OSError."""
    text = "".join(f"{json.dumps([path, entry], ensure_ascii=False)}\n" for path, entry in entries.items())
    append(out / JOURNAL, text.encode(), out)


def end(out: Path) -> None:
    """Remove the journal, where there is one: what it held is in the manifest. Raises OSError."""
    if (out / JOURNAL).exists():
        remove(out / JOURNAL)
        fsync_directory(out / STATE_FOLDER, out)


def checksum(path: Path) -> str:
    """SHA-256 (hex) of the file `path`, '' where it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def is_intact(out: Path, path: str, entry: ManifestEntry) -> bool:
    """Is the file `path` in `out` the one that its `entry` describes?"""
    return checksum(out / path) == str(entry.get("sha256", "none"))


def _read(path: Path) -> ManifestEntries:
    try:
        found = json.loads(path.read_text("utf-8"))["files"]
        if all(isinstance(entry["edition"], str) for entry in found.values()):
            return dict(found)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CorruptManifestError from error
    raise CorruptManifestError


def _bytes(entries: ManifestEntries) -> bytes:
    text = json.dumps({"files": entries}, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
