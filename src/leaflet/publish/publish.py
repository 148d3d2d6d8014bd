"""Finished files are published by rename: at any moment there is the old file or the new one, never half of one.

The manifest tells of each file what it is and what it was made from. It holds no clock: the same input gives the same
bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from leaflet.model import ClinicBox, Edition, Placement
from leaflet.problem import Problem, Severity, Span
from leaflet.publish import manifest
from leaflet.publish.files import commit, remove, remove_temporaries, stage
from leaflet.publish.manifest import CorruptManifestError, ManifestEntries, ManifestEntry, checksum, is_intact
from leaflet.publish.paths import MANIFEST

CANNOT_WRITE = "cannot-write"
CORRUPT_MANIFEST = "corrupt-manifest"
STALE_FILE = "stale-file"


@dataclass(frozen=True)
class FinishedEdition:
    """A file that was shown to be right."""

    edition: Edition
    pdf: bytes
    pages: int
    found: tuple[Placement, ...] = ()
    build_key: str = ""
    """SHA-256 (hex) of all that it was made from."""
    is_validated: bool = False
    """Did the validator check it, too?"""
    box: ClinicBox | None = None
    """The clinic's box, which is empty."""

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of its bytes."""
        return hashlib.sha256(self.pdf).hexdigest()


def publish_path(edition: Edition) -> Path:
    """Where the edition's file stands below the output folder: `topic/locale/layout.pdf`."""
    return Path(edition.topic.id, str(edition.locale), f"{edition.layout.id}.pdf")


def recover(out: Path) -> tuple[ManifestEntries, tuple[Problem, ...]]:
    """What in the folder `out` is as its manifest says, after what a run that did not end has left was put in order.

    Parts are removed, what it had published is taken into the manifest, and entries of files that somebody changed or
    took away are dropped.
    """
    remove_temporaries(out)
    corrupt: tuple[Problem, ...] = ()
    try:
        recorded = manifest.read_manifest(out)
    except CorruptManifestError:
        recorded, corrupt = {}, (_corrupt_problem(out / MANIFEST),)
    journalled = manifest.read_journal(out)
    intact = {path: entry for path, entry in (*recorded.items(), *journalled.items()) if is_intact(out, path, entry)}
    try:
        if intact != recorded or corrupt:
            manifest.write_manifest(out, intact)
        if journalled:
            manifest.commit(out)
    except OSError as error:
        return intact, (*corrupt, cannot_write(error, out, ()))
    return intact, corrupt


def publish(out: Path, finished: Sequence[FinishedEdition]) -> Mapping[str, tuple[Problem, ...]]:
    """Write each file of `batch` to its place in the folder `out`, and its entry into the manifest; other entries stay.

    Gives the problems by edition. An error means that the last good file is still there, unless it is the manifest that
    can't be written. To be called when `out` was settled, by whoever holds its lock.
    """
    parts: dict[str, Path] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    try:
        for file in finished:
            problems[file.edition.id] = tuple(_stage_edition(out, file, parts))
        ready = [one for one in finished if not problems[one.edition.id]]
        _commit_all(out, ready, parts, problems)
    except OSError as error:
        for file in finished:
            problems[file.edition.id] = problems[file.edition.id] or (cannot_write(error, out, (file.edition.id,)),)
    finally:
        for part in parts.values():
            remove(part)
    return problems


def _stage_edition(out: Path, one: FinishedEdition, parts: dict[str, Path]) -> Iterator[Problem]:
    """Write its temporary file, unless the same bytes are there already."""
    path = out / publish_path(one.edition)
    if not path.parent.resolve().is_relative_to(out.resolve()):
        yield _outside_problem(path, one.edition)
        return
    try:
        if path.is_symlink() or checksum(path) != one.sha256:
            parts[one.edition.id] = stage(path, one.pdf)
    except OSError as error:
        yield cannot_write(error, out, (one.edition.id,))


def _commit_all(
    out: Path, to_commit: Sequence[FinishedEdition], parts: Mapping[str, Path], problems: dict[str, tuple[Problem, ...]]
) -> None:
    """Journal, manifest without what is replaced, files, manifest with them. Raises OSError."""
    paths = {one.edition.id: publish_path(one.edition).as_posix() for one in to_commit}
    new = {paths[one.edition.id]: _entry(one) for one in to_commit}
    recorded = _manifest_entries(out)
    replaced = {paths[name] for name in parts if name in paths}
    if not replaced and all(recorded.get(path) == entry for path, entry in new.items()):
        return
    manifest.begin(out, new)
    kept = {path: entry for path, entry in recorded.items() if path not in replaced}
    if kept != recorded:
        manifest.write_manifest(out, kept)
    for one in to_commit:
        problems[one.edition.id] = tuple(_commit_edition(out, one, parts))
    placed = {paths[one.edition.id]: new[paths[one.edition.id]] for one in to_commit if not problems[one.edition.id]}
    manifest.write_manifest(out, {**kept, **placed})
    manifest.commit(out)


def _commit_edition(out: Path, one: FinishedEdition, parts: Mapping[str, Path]) -> Iterator[Problem]:
    try:
        if one.edition.id in parts:
            commit(parts[one.edition.id], out / publish_path(one.edition), out)
    except OSError as error:
        yield cannot_write(error, out, (one.edition.id,))


def _manifest_entries(out: Path) -> ManifestEntries:
    try:
        return manifest.read_manifest(out)
    except CorruptManifestError:  # it was whole when the folder was settled: whoever broke it since has lost it
        return {}


def prune(out: Path, editions: Iterable[str], topics: Collection[str] = ()) -> tuple[Problem, ...]:
    """Drop the manifest's entries of editions that are not among `editions`, all that the sources have now.

    Where `topics` are named, `editions` are all of those only, and entries of others stay. No file is deleted: `stale`
    tells of them.
    """
    edition_ids, recorded = set(editions), _manifest_entries(out)
    kept = {
        path: entry
        for path, entry in recorded.items()
        if entry["edition"] in edition_ids or _is_other_topic(path, topics)
    }
    try:
        if kept != recorded:
            manifest.write_manifest(out, kept)
    except OSError as error:
        return (cannot_write(error, out, ()),)
    return ()


def _is_other_topic(path: str, topics: Collection[str]) -> bool:
    """Does `path`, below the output folder, belong to another topic than `topics`?"""
    return bool(topics) and path.partition("/")[0] not in topics


def stale_files(out: Path, editions: Iterable[Edition], topics: Collection[str] = ()) -> Iterator[Problem]:
    """A warning for each PDF in `out` that stands where editions stand and is none of `editions`, all there are.

    Where `topics` are named, `editions` are all of those only, and nothing is said of the others' files.
    """
    owned = {publish_path(edition) for edition in editions}
    for file in sorted(out.glob("*/*/*.pdf")):
        path = file.relative_to(out)
        if path not in owned and not _is_other_topic(path.as_posix(), topics):
            yield Problem(
                STALE_FILE,
                f"`{file.relative_to(out).as_posix()}` isn't an edition of today's sources, and is not kept up to date",
                "delete it, so that nobody prints it; it can be built again from that day's sources",
                Span(file.as_posix()),
                Severity.WARNING,
            )


def _entry(one: FinishedEdition) -> ManifestEntry:
    edition = one.edition
    return {
        "edition": edition.id,
        "box": astuple(one.box) if one.box else None,
        "fingerprint": edition.fingerprint,
        "judged": one.is_validated,
        "made_from": one.build_key,
        "pages": one.pages,
        "review": edition.review_state.value,
        "sha256": one.sha256,
        "statements": [_statement(f) for f in one.found if f.kind == "disclaimer"],
        "version": edition.topic.meta.version,
    }


def _statement(found: Placement) -> dict[str, Any]:
    box = [round(edge, 1) for edge in found.box_mm]
    return {"id": found.id, "page": found.page, "box_mm": box, "pt": round(found.pt, 1)}


def cannot_write(error: OSError, out: Path, editions: tuple[str, ...]) -> Problem:
    """What an `error` of the system means to whoever builds `editions` into the folder `out`."""
    what = Path(str(error.filename)).name.removeprefix(".").removesuffix(".part") if error.filename else out.name
    return Problem(
        CANNOT_WRITE,
        f"`{what}` can't be written: {(error.strerror or str(error)).lower()}",
        "see that the output folder may be written to and has room, or name another with --out; what was there stays",
        Span(out.as_posix()),
        editions=editions,
    )


def _outside_problem(path: Path, edition: Edition) -> Problem:
    return Problem(
        CANNOT_WRITE,
        f"`{path.as_posix()}` would lie outside the output folder; nothing is written there",
        "give topic and layout plain names, and let no folder inside the output folder be a link to elsewhere",
        edition.layout.span(),
        editions=(edition.id,),
    )


def _corrupt_problem(path: Path) -> Problem:
    return Problem(
        CORRUPT_MANIFEST,
        "the manifest can't be read, so it is begun anew and every edition is made again",
        "build all editions once, and the manifest is complete again",
        Span(path.as_posix()),
        Severity.WARNING,
    )
