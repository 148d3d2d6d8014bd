"""Copies for clinics: each clinic's own copy of each edition, out of the editions that were built."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from leaflet import problem
from leaflet.clinics.batch_manifest import BatchManifest, CopyFile, begin, commit_all, finish, recover
from leaflet.clinics.candidates import JobAndCopy, make_candidates
from leaflet.clinics.copy_jobs import DEFAULT_OPTIONS, CopyJob, CopyOptions, copy_job, copy_path
from leaflet.clinics.copy_template import Original
from leaflet.clinics.copy_units import CandidateCopy
from leaflet.model import Clinic
from leaflet.problem import Problem
from leaflet.publish.lock import locked
from leaflet.publish.manifest import ManifestEntry
from leaflet.publish.paths import COPIES
from leaflet.publish.publish import cannot_write

CHUNK = 10
"""Units whose copies are published at once: a flush to disk takes the same time, whatever their number."""


@dataclass(frozen=True)
class CopyOutcome:
    """What became of a copy."""

    clinic: str
    edition: str
    path: Path | None
    """Its file, or None where a problem stopped it."""
    problems: tuple[Problem, ...] = ()
    is_up_to_date: bool = False
    """Was the file up to date, and left as it was?"""


OnCopyProgress = Callable[[CopyOutcome, int, int], None]
"""Called after each copy with its outcome, how many are done and how many there are."""


def build_copies(
    out: Path,
    originals: Sequence[Original],
    clinics: Sequence[Clinic],
    on_progress: OnCopyProgress,
    options: CopyOptions = DEFAULT_OPTIONS,
) -> tuple[tuple[CopyOutcome, ...], tuple[Problem, ...]]:
    """A copy of each of `originals` for each of `clinics` that reads its language, in the folder `clinics` in `out`.

    What became of each, and all problems. A copy that has not passed its checks is not written. Raises BusyError.
    """
    batch_manifest = BatchManifest(out / COPIES)
    try:
        with locked(batch_manifest.out, options.on_wait):
            return _build_copies(batch_manifest, originals, clinics, on_progress, options)
    except OSError as error:
        return (), (cannot_write(error, batch_manifest.out, ()),)


def _build_copies(
    batch_manifest: BatchManifest,
    originals: Sequence[Original],
    clinics: Sequence[Clinic],
    on_progress: OnCopyProgress,
    options: CopyOptions,
) -> tuple[tuple[CopyOutcome, ...], tuple[Problem, ...]]:
    entries = recover(batch_manifest)
    jobs = [copy_job(original, clinics, entries, options) for original in originals]
    total = sum(len(job.due) for job in jobs)
    remade = {copy_path(clinic, job.original.edition) for job in jobs for clinic in job.outdated}
    files = {path: entry for path, entry in entries.items() if path not in remade}
    begin(batch_manifest, files)
    outcomes: list[CopyOutcome] = []

    def on_outcome(outcome: CopyOutcome) -> None:
        outcomes.append(outcome)
        on_progress(outcome, len(outcomes), total)

    for outcome in _up_to_date_outcomes(batch_manifest, jobs):
        on_outcome(outcome)
    with closing(make_candidates(jobs, options)) as candidates:
        while chunk := list(islice(candidates, CHUNK)):
            files |= _publish(batch_manifest, [pair for pairs in chunk for pair in pairs], on_outcome)
    finish(batch_manifest, files)
    return tuple(outcomes), problem.sorted_by_stage(p for outcome in outcomes for p in outcome.problems)


def _up_to_date_outcomes(batch_manifest: BatchManifest, jobs: Iterable[CopyJob]) -> Iterator[CopyOutcome]:
    for job in jobs:
        outdated_ids = {clinic.id for clinic in job.outdated}
        for clinic in (c for c in job.due if c.id not in outdated_ids):
            path = batch_manifest.out / copy_path(clinic, job.original.edition)
            yield CopyOutcome(clinic.id, job.original.edition.id, path, is_up_to_date=True)


def _publish(
    batch_manifest: BatchManifest, chunk: Sequence[JobAndCopy], on_outcome: Callable[[CopyOutcome], None]
) -> dict[str, ManifestEntry]:
    """Publish what has no errors; the manifest's entries of what is there now."""
    paths = [copy_path(job.clinic_of(candidate), job.original.edition) for job, candidate in chunk]
    files = [
        _copy_file(path, job, candidate) for path, (job, candidate) in zip(paths, chunk, strict=True) if candidate.copy
    ]
    failed = commit_all(batch_manifest, files)
    for path, (job, candidate) in zip(paths, chunk, strict=True):
        edition_id = job.original.edition.id
        unwritten = (cannot_write(failed[path], batch_manifest.out, (edition_id,)),) if path in failed else ()
        written_path = batch_manifest.out / path if candidate.copy and path not in failed else None
        on_outcome(CopyOutcome(candidate.clinic, edition_id, written_path, (*candidate.problems, *unwritten)))
    return {file.path: file.entry for file in files if file.path not in failed}


def _copy_file(path: str, job: CopyJob, candidate: CandidateCopy) -> CopyFile:
    assert candidate.copy
    entry = {
        "clinic": candidate.clinic,
        "edition": job.original.edition.id,
        "head": len(candidate.copy.head) if candidate.copy.tail else 0,
        "made_from": job.build_keys[candidate.clinic],
        "sha256": hashlib.sha256(candidate.copy.pdf).hexdigest(),
        "way": candidate.method,
        "whole": candidate.is_fully_checked,
    }
    return CopyFile(path, candidate.copy.head, candidate.copy.tail, entry)
