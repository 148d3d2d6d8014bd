"""Finished files go out: each by rename, so that at any moment there is the old one or the new one, never a part.

The manifest is written after the file it tells of. It holds no clock: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from leaflet.model import Edition, Found
from leaflet.problem import Problem, Severity, Span

MANIFEST = "manifest.json"
CANNOT_WRITE = "cannot-write"
CORRUPT_MANIFEST = "corrupt-manifest"

Entries = Mapping[str, Mapping[str, Any]]
"""By the file's path below the output folder, with forward slashes."""


def publish_path(edition: Edition) -> Path:
    """Where the edition's file stands below the output folder: `topic/locale/layout.pdf`."""
    return Path(edition.topic.id, str(edition.locale), f"{edition.layout.id}.pdf")


def publish(out: Path, edition: Edition, pdf: bytes, pages: int, found: Iterable[Found]) -> tuple[Problem, ...]:
    """Write `pdf` to its place in the folder `out`, then its entry into the manifest there; other entries stay.

    An error means that the last good file is still there, unless it is the manifest that can't be written. A manifest
    that can't be read is told as a warning and begun anew.
    """
    path = out / publish_path(edition)
    if not path.parent.resolve().is_relative_to(out.resolve()):
        return (_climbs_out(path, edition),)
    try:
        write(path, pdf, out)
        entries, corrupt = _read(out)
        entry = {publish_path(edition).as_posix(): _entry(edition, pdf, pages, found)}
        write(out / MANIFEST, _manifest({**entries, **entry}), out)
    except OSError as error:
        return (_cannot_write(error, out, (edition.id,)),)
    return corrupt


def prune(out: Path, editions: Iterable[str]) -> tuple[Problem, ...]:
    """Drop the manifest's entries of files that are gone, and of editions that are not among `editions`.

    `editions` are the ids of all that the sources have now, whether or not they are built. No file is deleted.
    """
    names = set(editions)
    entries, corrupt = _read(out)
    kept = {path: entry for path, entry in entries.items() if entry["edition"] in names and (out / path).is_file()}
    if kept == entries and not corrupt:
        return ()
    try:
        write(out / MANIFEST, _manifest(kept), out)
    except OSError as error:
        return (_cannot_write(error, out, ()),)
    return corrupt


def _entry(edition: Edition, pdf: bytes, pages: int, found: Iterable[Found]) -> dict[str, Any]:
    return {
        "edition": edition.id,
        "fingerprint": edition.fingerprint,
        "pages": pages,
        "review": edition.review_state.value,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "statements": [_statement(f) for f in found if f.kind == "disclaimer"],
        "version": edition.topic.meta.version,
    }


def _statement(found: Found) -> dict[str, Any]:
    box = [round(edge, 1) for edge in found.box_mm]
    return {"id": found.id, "page": found.page, "box_mm": box, "pt": round(found.pt, 1)}


def _manifest(entries: Entries) -> bytes:
    text = json.dumps({"files": entries}, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def _read(out: Path) -> tuple[Entries, tuple[Problem, ...]]:
    """The entries of the manifest in `out`; none where there is no manifest, or a broken one, which is told."""
    path = out / MANIFEST
    try:
        entries = json.loads(path.read_text("utf-8"))["files"]
        if all(isinstance(entry["edition"], str) for entry in entries.values()):
            return entries, ()
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return {}, (_corrupt(path),)


def write(path: Path, data: bytes, within: Path) -> None:
    """Put `data` at `path` in one step, and make it last, up to the folder `within`.

    Folders that are missing are made. Raises OSError, and then leaves what was there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    for folder in (path.parent, *(above for above in path.parent.parents if above.is_relative_to(within))):
        _sync(folder)


def _sync(folder: Path) -> None:
    """Make the folder's own entries last, or a power cut could undo the rename."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(error: OSError, out: Path, editions: tuple[str, ...]) -> Problem:
    what = Path(str(error.filename)).name.removeprefix(".").removesuffix(".part") if error.filename else out.name
    return Problem(
        CANNOT_WRITE,
        f"`{what}` can't be written: {(error.strerror or str(error)).lower()}",
        "see that the output folder may be written to and has room, or name another with --out; what was there stays",
        Span(out.as_posix()),
        editions=editions,
    )


def _climbs_out(path: Path, edition: Edition) -> Problem:
    return Problem(
        CANNOT_WRITE,
        f"`{path.as_posix()}` would lie outside the output folder; nothing is written there",
        "give topic and layout plain names, and let no folder inside the output folder be a link to elsewhere",
        edition.layout.span(),
        editions=(edition.id,),
    )


def _corrupt(path: Path) -> Problem:
    return Problem(
        CORRUPT_MANIFEST,
        "the manifest can't be read, so it is begun anew; files that are not built now are missing from it",
        "build all editions once, and the manifest is whole again",
        Span(path.as_posix()),
        Severity.WARNING,
    )
