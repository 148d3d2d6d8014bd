"""Copies for clinics: each clinic's own copy of each edition, out of the editions that were built.

The unit of work is a plain function of values, `work`: it may run in a process of this machine, or on another one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

from leaflet import problem
from leaflet.build import pipeline
from leaflet.build.build_key import program_state
from leaflet.build.pipeline import DEFAULT_LIMITS, MAX_NAMED, Validator, make, no_validator, worker_count
from leaflet.build.workers import Limits, WorkerFailure, in_workers
from leaflet.clinics import copy_template as press
from leaflet.clinics.batch_manifest import BatchManifest, CopyFile, begin, commit_all, finish, recover
from leaflet.clinics.copy_check import copy_faults
from leaflet.clinics.copy_template import BoxFullError, Copy, CopyTemplate, Original
from leaflet.clinics.print_file import PublishedCopy
from leaflet.clinics.shaping import CannotShapeError
from leaflet.editions import editions
from leaflet.model import Clinic, ClinicBox, Edition, Library
from leaflet.preflight import preflight
from leaflet.preflight.instrument.clinic_copy import changes_outside
from leaflet.preflight.instrument.page_cache import PageCache
from leaflet.problem import Problem, Span
from leaflet.publish import manifest
from leaflet.publish.files import remove
from leaflet.publish.lock import locked
from leaflet.publish.manifest import ManifestEntries, ManifestEntry
from leaflet.publish.paths import MANIFEST
from leaflet.publish.publish import cannot_write, publish_path
from leaflet.required.texts import clinic_lines

FOLDER = "clinics"
"""Where copies go, below the output folder."""
COPIES_AT_ONCE = 25
"""Copies in a unit of work, so that they share the cost of sending it."""
CHUNK = 10
"""Units whose copies are published at once: a flush to disk takes the same time, whatever their number."""
ONE_IN, AT_LEAST = 50, 10
"""How many copies of an edition are a sample that passes the whole preflight."""


@dataclass(frozen=True)
class Shard:
    """A share of the copies: the `number`th of `of`."""

    number: int = 1
    of: int = 1

    def __str__(self) -> str:
        return f"-{self.number}-of-{self.of}" if self.of > 1 else ""


@dataclass(frozen=True)
class WorkUnit:
    """Copies of one piece to make."""

    template: CopyTemplate
    clinics: tuple[Clinic, ...]
    full_preflight_ids: frozenset[str]
    """Ids of those that pass the whole preflight, however they were made."""


@dataclass(frozen=True)
class CandidateCopy:
    """What became of a clinic's copy."""

    clinic: str
    copy: Copy | None = None
    """None where a problem stopped it."""
    method: str = ""
    """`shaped`: its lines were set without the renderer; `set`: its box was set by it; `rendered`: all of it was."""
    is_fully_checked: bool = False
    """Did it pass the whole preflight?"""
    problems: tuple[Problem, ...] = ()


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
RunUnits = Callable[[Sequence[WorkUnit]], Iterator["tuple[CandidateCopy, ...] | WorkerFailure"]]
"""Runs units of work; gives the result of each, in their order."""


@dataclass(frozen=True)
class CopyOptions:
    """What a batch may use."""

    validator: Validator = no_validator
    limits: Limits = DEFAULT_LIMITS
    on_wait: Callable[[], None] | None = None
    shard: Shard = Shard()
    run_units: RunUnits | None = None
    """Where units are worked on; in processes of this machine where it is None."""


DEFAULT_OPTIONS = CopyOptions()


def copy_path(clinic: Clinic, edition: Edition) -> str:
    """Where a clinic's copy stands below the folder of copies: `clinic/topic/locale/layout.pdf`."""
    return f"{clinic.id}/{edition.topic.id}/{edition.locale}/{edition.layout.id}.pdf"


def sample_ids(edition: Edition, clinics: Iterable[Clinic]) -> frozenset[str]:
    """The ids of one in `ONE_IN` of `clinics`, `AT_LEAST` so many: chosen by hash, so that nobody chooses them."""
    by_hash = sorted(clinics, key=lambda c: hashlib.sha256(f"{edition.id} {c.id}".encode()).digest())
    return frozenset(clinic.id for clinic in by_hash[: max(AT_LEAST, -(-len(by_hash) // ONE_IN))])


# The unit of work

_PAGE_CACHE = PageCache()
"""What this process knows of pages that it has checked: most pages of a copy are the original's."""


def make_copies(unit: WorkUnit) -> tuple[CandidateCopy, ...]:
    """Make and check the copies of `unit`, in their order."""
    made = {clinic.id: _shape_copy(unit, clinic) for clinic in unit.clinics}
    left = tuple(clinic for clinic in unit.clinics if made[clinic.id] is None)
    original = unit.template.original
    made |= {
        clinic.id: _check_rendered(original, clinic, found)
        for clinic, found in zip(left, press.render_copies(original, left) if left else (), strict=True)
    }
    return tuple(candidate for clinic in unit.clinics if (candidate := made[clinic.id]))


def _shape_copy(unit: WorkUnit, clinic: Clinic) -> CandidateCopy | None:
    """The copy whose lines were set without the renderer, or None where that can't be."""
    original = unit.template.original
    try:
        copy, stamp = press.shape_copy(unit.template, clinic)
    except CannotShapeError:
        return None
    if any(copy_faults(copy.pdf, stamp, clinic_lines(original.edition, clinic), original.box.width_mm)):
        return None
    done = CandidateCopy(clinic.id, copy, "shaped")
    return _with_preflight(original, clinic, done) if clinic.id in unit.full_preflight_ids else done


def _check_rendered(original: Original, clinic: Clinic, rendered: Copy | BoxFullError) -> CandidateCopy:
    """The copy whose box was set by the renderer; where it is not right, all of it is rendered."""
    if isinstance(rendered, BoxFullError):
        return CandidateCopy(clinic.id, problems=(_box_full_problem(original.edition, clinic, str(rendered)),))
    done = _with_preflight(original, clinic, CandidateCopy(clinic.id, rendered, "set"))
    if done.copy:
        return done
    made = make(replace(original.edition, clinic=clinic))
    pdf = made.rendered.pdf if made.rendered and made.is_publishable else None
    problems = tuple(replace(p, span=clinic.span()) for p in made.problems)
    return (
        CandidateCopy(clinic.id, Copy(pdf, b""), "rendered", True, problems)
        if pdf
        else replace(done, problems=problems)
    )


def _with_preflight(original: Original, clinic: Clinic, done: CandidateCopy) -> CandidateCopy:
    """With what the whole preflight says of it, and whether anything is different from the piece but in the box."""
    assert done.copy
    found, _ = preflight(done.copy.pdf, replace(original.edition, clinic=clinic), _PAGE_CACHE)
    outside_changes = changes_outside(done.copy.pdf, original.pdf, original.box, _PAGE_CACHE)
    problems = (*found, *(_outside_box_problem(original.edition, clinic, said) for said in outside_changes))
    return replace(
        done, copy=None if problem.has_errors(problems) else done.copy, is_fully_checked=True, problems=problems
    )


def _outside_box_problem(edition: Edition, clinic: Clinic, fault: str) -> Problem:
    hint = "this is a fault of leaflet: please report it, with the row of the list"
    message = f"the copy of {edition.id} for `{clinic.id}` {fault}"
    return Problem("unfillable-clinic-box", message, hint, clinic.span(), editions=(edition.id,))


def _box_full_problem(edition: Edition, clinic: Clinic, why: str) -> Problem:
    return Problem(
        "unfillable-clinic-box",
        f"the details of `{clinic.id}` don't fit the clinic's box of {edition.id}: {why}",
        "shorten its name, address or hours, or take its logo out",
        clinic.span(),
        editions=(edition.id,),
    )


# The batch


@dataclass(frozen=True)
class _CopyJob:
    """The copies of one piece."""

    original: Original
    clinics: tuple[Clinic, ...]
    """All clinics that read its language: fonts hold what the whole list needs, whatever share of it is made."""
    due: tuple[Clinic, ...]
    """Clinics that get one in this run."""
    outdated: tuple[Clinic, ...]
    """Those of them whose file is not there, or not up to date."""
    build_keys: Mapping[str, str]
    """By clinic: SHA-256 (hex) of all that its copy is made from and judged by."""
    sample: frozenset[str]
    """The clinics whose copies pass the whole preflight, however they were made."""

    def specimens(self) -> tuple[Clinic, ...]:
        """The first of each shape: what is shown of its bytes is shown of all that share them."""
        return tuple({self.line_kinds(clinic): clinic for clinic in reversed(self.outdated)}.values())

    def clinic_of(self, done: CandidateCopy) -> Clinic:
        """Whose copy it is."""
        return self.by_id[done.clinic]

    @cached_property
    def by_id(self) -> Mapping[str, Clinic]:
        """The clinics that get a copy."""
        return {clinic.id: clinic for clinic in self.due}

    def line_kinds(self, clinic: Clinic) -> press.LineKinds:
        """The shape of the clinic's box."""
        return press.line_kinds(self.original.edition, clinic)


def build_copies(
    out: Path,
    pieces: Sequence[Original],
    clinics: Sequence[Clinic],
    on_progress: OnCopyProgress,
    means: CopyOptions = DEFAULT_OPTIONS,
) -> tuple[tuple[CopyOutcome, ...], tuple[Problem, ...]]:
    """A copy of each of `pieces` for each of `clinics` that reads its language, in the folder `clinics` in `out`.

    What became of each, and all problems. A copy that was not shown to be right is not written. Raises BusyError.
    """
    books = BatchManifest(out / FOLDER, str(means.shard))
    try:
        with locked(books.out, means.on_wait, books.share):
            return _build_copies(books, pieces, clinics, on_progress, means)
    except OSError as error:
        return (), (cannot_write(error, books.out, ()),)


def _build_copies(
    batch_manifest: BatchManifest,
    pieces: Sequence[Original],
    clinics: Sequence[Clinic],
    on_progress: OnCopyProgress,
    means: CopyOptions,
) -> tuple[tuple[CopyOutcome, ...], tuple[Problem, ...]]:
    there = recover(batch_manifest)
    jobs = [_copy_job(original, clinics, there, means) for original in pieces]
    total = sum(len(job.due) for job in jobs)
    remade = {copy_path(clinic, job.original.edition) for job in jobs for clinic in job.outdated}
    files = {path: entry for path, entry in there.items() if path not in remade}
    begin(batch_manifest, files)
    outcomes: list[CopyOutcome] = []

    def tell(outcome: CopyOutcome) -> None:
        outcomes.append(outcome)
        on_progress(outcome, len(outcomes), total)

    for outcome in _up_to_date_outcomes(batch_manifest, jobs):
        tell(outcome)
    with closing(_make_all(jobs, means)) as made:
        while parcel := list(islice(made, CHUNK)):
            files |= _publish(batch_manifest, [pair for pairs in parcel for pair in pairs], tell)
    finish(batch_manifest, files)
    return tuple(outcomes), problem.sorted_by_stage(p for outcome in outcomes for p in outcome.problems)


def _copy_job(original: Original, clinics: Sequence[Clinic], entries: ManifestEntries, means: CopyOptions) -> _CopyJob:
    edition, shard = original.edition, means.shard
    readers = tuple(clinic for clinic in clinics if clinic.wants_locale(edition.locale))
    due = tuple(readers[shard.number - 1 :: shard.of])
    original_digest = hashlib.sha256(original.pdf).hexdigest()
    whole = sample_ids(edition, readers)
    recipes = {clinic.id: _copy_key(original_digest, clinic, whole, means) for clinic in due}
    todo = (c for c in due if entries.get(copy_path(c, edition), {}).get("made_from") != recipes[c.id])
    return _CopyJob(original, readers, due, tuple(todo), recipes, whole)


def _copy_key(pressed: str, clinic: Clinic, whole: frozenset[str], means: CopyOptions) -> str:
    """SHA-256 (hex) of all that a copy is made from, and of how it is judged."""
    logo = clinic.logo.data if clinic.logo else b""
    words = clinic.model_dump_json(exclude={"logo", "languages"})
    judged = f"{clinic.id in whole} {means.validator is not no_validator}"
    return hashlib.sha256("\0".join((pressed, words, judged, program_state())).encode() + b"\0" + logo).hexdigest()


def _up_to_date_outcomes(batch_manifest: BatchManifest, jobs: Iterable[_CopyJob]) -> Iterator[CopyOutcome]:
    for job in jobs:
        todo = {clinic.id for clinic in job.outdated}
        for clinic in (c for c in job.due if c.id not in todo):
            path = batch_manifest.out / copy_path(clinic, job.original.edition)
            yield CopyOutcome(clinic.id, job.original.edition.id, path, is_up_to_date=True)


JobAndCopy = tuple[_CopyJob, CandidateCopy]


def _make_all(jobs: Sequence[_CopyJob], means: CopyOptions) -> Generator[list[JobAndCopy], None, None]:
    """Candidates, a unit at a time; specimens come first, and where one is refused, so are the copies of its kind."""
    owners = [(job, unit) for job in jobs for unit in _units(job)]
    units = [unit for _, unit in owners]
    send = means.run_units or partial(_run_locally, limits=means.limits)
    accepted: set[tuple[str, press.LineKinds]] = set()
    for (job, unit), done in zip(owners, send(units), strict=True):
        candidates = _retry_one_by_one(unit, send) if isinstance(done, WorkerFailure) else done
        judged = list(_validated(job, candidates, means.validator))
        accepted |= {
            _specimen_key(job, candidate) for candidate in judged if candidate.copy and candidate.is_fully_checked
        }
        yield [
            (
                job,
                one
                if not one.copy or one.method != "shaped" or _specimen_key(job, one) in accepted
                else _specimen_refused(job, one),
            )
            for one in judged
        ]


def _specimen_key(job: _CopyJob, done: CandidateCopy) -> tuple[str, press.LineKinds]:
    return job.original.edition.id, job.line_kinds(job.clinic_of(done))


def _specimen_refused(job: _CopyJob, done: CandidateCopy) -> CandidateCopy:
    edition = job.original.edition.id
    refused_problem = Problem(
        "unfillable-clinic-box",
        f"the copy of {edition} for `{done.clinic}` isn't published: the one that it is modelled on was refused",
        "fix what is reported for the first clinic whose box has the same lines",
        job.clinic_of(done).span(),
        editions=(edition,),
    )
    return replace(done, copy=None, problems=(*done.problems, refused_problem))


def _run_locally(units: Sequence[WorkUnit], limits: Limits) -> Iterator[tuple[CandidateCopy, ...] | WorkerFailure]:
    """Each unit in a process that can be killed; the limits are for one copy."""
    many = max((len(unit.clinics) for unit in units), default=1)
    return in_workers(make_copies, units, worker_count(), limits.scaled(many))


def _retry_one_by_one(unit: WorkUnit, run_units: RunUnits) -> tuple[CandidateCopy, ...]:
    """Retry each clinic of a failed unit by itself, so that one bad copy doesn't cost the others."""
    single_units = [replace(unit, clinics=(clinic,)) for clinic in unit.clinics]
    if len(single_units) == 1:
        return (_candidate_or_failure(unit, unit.clinics[0], next(iter(run_units(single_units)))),)
    return tuple(
        _candidate_or_failure(unit, clinic, done)
        for clinic, done in zip(unit.clinics, run_units(single_units), strict=True)
    )


def _candidate_or_failure(
    unit: WorkUnit, clinic: Clinic, result: tuple[CandidateCopy, ...] | WorkerFailure
) -> CandidateCopy:
    if not isinstance(result, WorkerFailure):
        return result[0]
    if result.error:
        result.error.add_note(f"This happened while the copy of {clinic.id} was made.")
        raise result.error
    lost_problem = Problem(
        "edition-lost",
        f"the copy of {unit.template.original.edition.id} for `{clinic.id}` could not be made: it {result.reason}",
        "check its logo first: a picture can be huge when it is unpacked",
        clinic.span(),
        editions=(unit.template.original.edition.id,),
    )
    return CandidateCopy(clinic.id, problems=(lost_problem,))


def _units(job: _CopyJob) -> Iterator[WorkUnit]:
    if not job.outdated:
        return
    prepared, first = press.prepare(job.original, job.clinics), job.specimens()
    whole = job.sample | {clinic.id for clinic in first}
    yield from (WorkUnit(prepared, (clinic,), whole) for clinic in first)
    ids = {clinic.id for clinic in first}
    rest = tuple(clinic for clinic in job.outdated if clinic.id not in ids)
    for start in range(0, len(rest), COPIES_AT_ONCE):
        yield WorkUnit(prepared, rest[start : start + COPIES_AT_ONCE], whole)


def _validated(job: _CopyJob, done: Sequence[CandidateCopy], judge: Validator) -> Iterator[CandidateCopy]:
    """`candidates` with what the validator reports for those that passed the whole preflight."""
    whole = [one for one in done if one.is_fully_checked and one.copy]
    files = [(replace(job.original.edition, clinic=job.clinic_of(one)), one.copy.pdf) for one in whole if one.copy]
    validator_problems = judge(files) if files else ()
    for candidate in done:
        own = tuple(
            p for p in validator_problems if candidate.is_fully_checked and p.span == job.clinic_of(candidate).span()
        )
        yield replace(
            candidate, copy=None if problem.has_errors(own) else candidate.copy, problems=(*candidate.problems, *own)
        )


def _publish(
    batch_manifest: BatchManifest, chunk: Sequence[JobAndCopy], on_outcome: Callable[[CopyOutcome], None]
) -> dict[str, ManifestEntry]:
    """Publish what has no errors; the manifest's entries of what is there now."""
    paths = [copy_path(job.clinic_of(done), job.original.edition) for job, done in chunk]
    files = [_copy_file(path, job, done) for path, (job, done) in zip(paths, chunk, strict=True) if done.copy]
    failed = commit_all(batch_manifest, files)
    for path, (job, done) in zip(paths, chunk, strict=True):
        edition = job.original.edition.id
        unwritten = (cannot_write(failed[path], batch_manifest.out, (edition,)),) if path in failed else ()
        there = batch_manifest.out / path if done.copy and path not in failed else None
        on_outcome(CopyOutcome(done.clinic, edition, there, (*done.problems, *unwritten)))
    placed = {file.path: file.entry for file in files if file.path not in failed}
    return {**placed, **dict(_refused(paths, chunk) if batch_manifest.share else ())}


REFUSED = "refused"


def _refused(paths: Sequence[str], chunk: Sequence[JobAndCopy]) -> Iterator[tuple[str, ManifestEntry]]:
    """Entries of copies that a problem stopped, so that whoever unites shares knows that they were tried."""
    for path, (job, done) in zip(paths, chunk, strict=True):
        if not done.copy:
            yield path, {"edition": job.original.edition.id, "made_from": job.build_keys[done.clinic], REFUSED: True}


def _copy_file(path: str, job: _CopyJob, done: CandidateCopy) -> CopyFile:
    assert done.copy
    entry = {
        "clinic": done.clinic,
        "edition": job.original.edition.id,
        "head": len(done.copy.head) if done.copy.tail else 0,
        "made_from": job.build_keys[done.clinic],
        "sha256": hashlib.sha256(done.copy.pdf).hexdigest(),
        "way": done.method,
        "whole": done.is_fully_checked,
    }
    return CopyFile(path, done.copy.head, done.copy.tail, entry)


def originals(
    library: Library, today: date, out: Path, outcomes: Iterable[pipeline.EditionOutcome]
) -> tuple[Original, ...]:
    """The finished editions in `out` that a build's `outcomes` list as present. Raises OSError."""
    there = {outcome.edition for outcome in outcomes if outcome.path}
    built = [edition for edition in editions(library, today) if edition.id in there]
    entries = manifest.read_manifest(out)
    found = (_original(edition, out, entries.get(publish_path(edition).as_posix(), {})) for edition in built)
    return tuple(one for one in found if one)


def _original(edition: Edition, out: Path, entry: ManifestEntry) -> Original | None:
    """The original that the manifest's `entry` describes; None where the file has changed since, or has no box."""
    data, box = (out / publish_path(edition)).read_bytes(), entry.get("box")
    if hashlib.sha256(data).hexdigest() != entry.get("sha256") or not box:
        return None
    return Original(edition, data, ClinicBox(*box))


def published_copies(out: Path, paths: Iterable[Path]) -> tuple[PublishedCopy, ...]:
    """The copies at `paths`, for the print file. Raises OSError."""
    folder = out / FOLDER
    entries = manifest.read_manifest(folder)
    return tuple(PublishedCopy(p.read_bytes(), int(entries[p.relative_to(folder).as_posix()]["head"])) for p in paths)


# Shares


def merge(
    out: Path, pieces: Sequence[Original], clinics: Sequence[Clinic], means: CopyOptions = DEFAULT_OPTIONS
) -> tuple[Problem, ...]:
    """Unite the manifests of all shares of a batch into one.

    Refused, with a problem for each fault, where a share is missing, a copy is missing, out of date or damaged, or two
    shares have made the same one; then nothing is changed. Raises BusyError.
    """
    books = BatchManifest(out / FOLDER)
    try:
        with locked(books.out, means.on_wait):
            shares = sorted(books.out.glob(f"{Path(MANIFEST).stem}-*-of-*.json"))
            due = {copy_path(c, p.edition): (p, c) for p in pieces for c in clinics if c.wants_locale(p.edition.locale)}
            faults = tuple(_merge_faults(books, shares, due, means))
            if not faults:
                finish(books, _united(books, shares))
                for share in shares:
                    remove(share)
            return faults
    except OSError as error:
        return (cannot_write(error, books.out, ()),)


def _united(batch_manifest: BatchManifest, shares: Iterable[Path]) -> dict[str, ManifestEntry]:
    told = (pair for share in shares for pair in manifest.read_manifest(batch_manifest.out, share.name).items())
    return {path: entry for path, entry in told if REFUSED not in entry}


def _merge_faults(
    batch_manifest: BatchManifest,
    shares: Sequence[Path],
    due: Mapping[str, tuple[Original, Clinic]],
    means: CopyOptions,
) -> Iterator[Problem]:
    hint = "run the shares that are named once more, with the list and the options of the others, then merge again"
    span = Span(batch_manifest.out.as_posix())
    found = list(_share_faults(shares)) or [
        *_doubled(batch_manifest, shares),
        *_unmade(batch_manifest, shares, due, means),
    ]
    more = [f"and {len(found) - MAX_NAMED} more"] if len(found) > MAX_NAMED else []
    for said in (*found[:MAX_NAMED], *more):
        yield Problem("clinic-shares", said, hint, span)


def _share_faults(shares: Sequence[Path]) -> Iterator[str]:
    named = [re.fullmatch(r".*-(\d+)-of-(\d+)", share.stem) for share in shares]
    totals = {int(name[2]) for name in named if name}
    if not shares:
        yield "there are no shares to unite"
    if len(totals) > 1:
        yield f"there are shares of {' and of '.join(map(str, sorted(totals)))}: they are of different batches"
    for total in totals:
        there = {int(name[1]) for name in named if name and int(name[2]) == total}
        yield from (f"share {n} of {total} is missing" for n in range(1, total + 1) if n not in there)


def _doubled(batch_manifest: BatchManifest, shares: Iterable[Path]) -> Iterator[str]:
    owner: dict[str, str] = {}
    for share in shares:
        for path in manifest.read_manifest(batch_manifest.out, share.name):
            if path in owner:
                yield f"`{path}` is told of by {owner[path]} and by {share.name}"
            owner.setdefault(path, share.name)


def _unmade(
    batch_manifest: BatchManifest,
    shares: Sequence[Path],
    due: Mapping[str, tuple[Original, Clinic]],
    means: CopyOptions,
) -> Iterator[str]:
    told = {
        path: entry
        for share in shares
        for path, entry in manifest.read_manifest(batch_manifest.out, share.name).items()
    }
    samples = {id(p): sample_ids(p.edition, [c for q, c in due.values() if q is p]) for p, _ in due.values()}
    for path, (original, clinic) in due.items():
        recipe = _copy_key(hashlib.sha256(original.pdf).hexdigest(), clinic, samples[id(original)], means)
        if path not in told:
            yield f"`{path}` was not made"
        elif told[path].get("made_from") != recipe:
            yield f"`{path}` was made of something else than what is there now"
        elif REFUSED not in told[path] and not manifest.is_intact(batch_manifest.out, path, told[path]):
            yield f"`{path}` is not the file that was made"
    yield from (f"`{path}` is no copy that is asked for" for path in told if path not in due)
