"""Finished files are published by rename: at any moment there is the old file or the new one, never half of one.

The manifest says of each file what it is and what it was made from. It holds no time: the same input gives the same
bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from leaflet.editions.edition import Edition
from leaflet.files import TEMPORARY_SUFFIX, commit, remove, remove_temporaries, stage
from leaflet.model import ClinicBox, EditionName, Placement
from leaflet.problem import Problem, Severity, Span
from leaflet.publish import manifest
from leaflet.publish.manifest import CorruptManifestError, ManifestEntries, ManifestEntry, checksum, is_intact
from leaflet.publish.paths import MANIFEST
from leaflet.publish.publication import Publication

CANNOT_WRITE = "cannot-write"
CORRUPT_MANIFEST = "corrupt-manifest"
STALE_FILE = "stale-file"


@dataclass(frozen=True)
class FinishedEdition:
    """A file that has passed its checks."""

    edition: Edition
    pdf: bytes
    pages: int
    placements: tuple[Placement, ...] = ()
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
    """Where the edition's file is below the output folder: `topic/locale/layout.pdf`."""
    return Path(edition.name.path)


def recover(out: Path) -> tuple[ManifestEntries, tuple[Problem, ...]]:
    """The manifest's entries whose files in `out` are intact; first repairs what an interrupted run has left.

    Temporary files are removed, what the run had published is added to the manifest, and entries of files that somebody
    changed or removed are dropped.
    """
    remove_temporaries(out)
    corrupt: tuple[Problem, ...] = ()
    try:
        recorded = manifest.read_manifest(out)
    except CorruptManifestError:
        recorded, corrupt = {}, (_corrupt_problem(out / MANIFEST),)
    journalled = tuple(manifest.read_journal(out))
    intact = {path: entry for path, entry in (*recorded.items(), *journalled) if is_intact(out, path, entry)}
    try:
        if intact != recorded or corrupt:
            manifest.write_manifest(out, intact)
        manifest.end(out)
    except OSError as error:
        return intact, (*corrupt, cannot_write(error, out, ()))
    return intact, corrupt


def publish(publication: Publication, finished: Sequence[FinishedEdition]) -> Mapping[str, tuple[Problem, ...]]:
    """Write each of the files `finished` to the output folder, and its entry to the manifest; other entries stay.

    Gives the problems by edition. An error means that the last good file is still there, unless it is the manifest that
    can't be written. To be called after `recover`, by whoever holds the lock of the folder.
    """
    out = publication.out
    temporaries: dict[str, Path] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    try:
        for file in finished:
            problems[file.edition.id] = tuple(_stage_edition(out, file, temporaries))
        to_commit = [file for file in finished if not problems[file.edition.id]]
        _commit_all(publication, to_commit, temporaries, problems)
    except OSError as error:
        for file in finished:
            problems[file.edition.id] = problems[file.edition.id] or (cannot_write(error, out, (file.edition.id,)),)
    finally:
        for temporary in temporaries.values():
            remove(temporary)
    return problems


def finish(publication: Publication) -> tuple[Problem, ...]:
    """Write the manifest of all that was published. Files that are in their places stay there where that fails."""
    try:
        publication.finish()
    except OSError as error:
        return (cannot_write(error, publication.out, ()),)
    return ()


def is_in_place(out: Path, file: FinishedEdition) -> bool:
    """Is the finished `file` where it belongs, whatever else could not be written (such as the manifest)?"""
    path = out / publish_path(file.edition)
    return path.resolve().is_relative_to(out.resolve()) and checksum(path) == file.sha256


def _stage_edition(out: Path, file: FinishedEdition, temporaries: dict[str, Path]) -> Iterator[Problem]:
    """Write its temporary file, unless the same bytes are there already."""
    path = out / publish_path(file.edition)
    if not path.parent.resolve().is_relative_to(out.resolve()):
        yield _outside_problem(path, file.edition)
        return
    try:
        if path.is_symlink() or checksum(path) != file.sha256:
            temporaries[file.edition.id] = stage(path, file.pdf)
    except OSError as error:
        yield cannot_write(error, out, (file.edition.id,))


def _commit_all(
    publication: Publication,
    to_commit: Sequence[FinishedEdition],
    temporaries: Mapping[str, Path],
    problems: dict[str, tuple[Problem, ...]],
) -> None:
    """Journal, manifest without what is replaced, files, manifest with them. Raises OSError."""
    new = {file.edition.name.path: _entry(file) for file in to_commit}
    replaced = {file.edition.name.path for file in to_commit if file.edition.id in temporaries}
    if not replaced and all(publication.entries.get(path) == entry for path, entry in new.items()):
        return
    publication.announce(new, replaced)
    for file in to_commit:
        problems[file.edition.id] = tuple(_commit_edition(publication.out, file, temporaries))
    publication.add({f.edition.name.path: new[f.edition.name.path] for f in to_commit if not problems[f.edition.id]})


def _commit_edition(out: Path, file: FinishedEdition, temporaries: Mapping[str, Path]) -> Iterator[Problem]:
    try:
        if file.edition.id in temporaries:
            commit(temporaries[file.edition.id], out / publish_path(file.edition), out)
    except OSError as error:
        yield cannot_write(error, out, (file.edition.id,))


def _manifest_entries(out: Path) -> ManifestEntries:
    try:
        return manifest.read_manifest(out)
    except CorruptManifestError:  # it was intact after `recover`: somebody has damaged it since
        return {}


def prune(out: Path, editions: Iterable[str], topics: Collection[str] = ()) -> tuple[Problem, ...]:
    """Remove the manifest's entries of editions that are not among `editions`, all that the sources have now.

    Where `topics` are named, `editions` are all of those only, and entries of others stay. No file is deleted:
    `stale_files` reports them.
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


def stale_files(out: Path, editions: Iterable[EditionName], topics: Collection[str] = ()) -> Iterator[Problem]:
    """A warning for each PDF in `out` in an edition's place that is none of `editions`, all there are.

    Where `topics` are named, `editions` are all of those only, and the others' files are not reported.
    """
    owned = {Path(name.path) for name in editions}
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


def _entry(file: FinishedEdition) -> ManifestEntry:
    edition = file.edition
    return {
        "edition": edition.id,
        "box": astuple(file.box) if file.box else None,
        "fingerprint": edition.fingerprint,
        "look": edition.layout.look,
        "judged": file.is_validated,
        "made_from": file.build_key,
        "pages": file.pages,
        "review": edition.review_state.value,
        "sha256": file.sha256,
        "statements": [_statement(placement) for placement in file.placements if placement.kind == "disclaimer"],
        "version": edition.topic.meta.version,
    }


def _statement(placement: Placement) -> dict[str, Any]:
    box = [round(edge, 1) for edge in placement.box_mm]
    return {"id": placement.id, "page": placement.page, "box_mm": box, "pt": round(placement.pt, 1)}


def cannot_write(error: OSError, out: Path, editions: tuple[str, ...]) -> Problem:
    """The problem of a system `error` while `editions` were built into the folder `out`."""
    return Problem(
        CANNOT_WRITE,
        f"`{_unwritten(error, out)}` can't be written: {(error.strerror or str(error)).lower()}",
        "see that the output folder may be written to and has room, or name another with --out; what was there stays",
        Span(out.as_posix()),
        editions=editions,
    )


def _unwritten(error: OSError, out: Path) -> str:
    """The file that could not be written, below `out` where it is there; otherwise the folder itself."""
    if not error.filename:
        return out.name
    file = Path(str(error.filename))
    file = file.with_name(file.name.removeprefix(".").removesuffix(TEMPORARY_SUFFIX)) if file.name else file
    return file.relative_to(out).as_posix() if file.is_relative_to(out) and file != out else file.name


def _outside_problem(path: Path, edition: Edition) -> Problem:
    return Problem(
        CANNOT_WRITE,
        f"`{path.as_posix()}` would be outside the output folder; nothing is written there",
        "give topic and layout plain names, and let no folder inside the output folder be a link to elsewhere",
        edition.layout.span(),
        editions=(edition.id,),
    )


def _corrupt_problem(path: Path) -> Problem:
    return Problem(
        CORRUPT_MANIFEST,
        "the manifest can't be read, so it is replaced and every edition is made again",
        "build all editions once, and the manifest is complete again",
        Span(path.as_posix()),
        Severity.WARNING,
    )
