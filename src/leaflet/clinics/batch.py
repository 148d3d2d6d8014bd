"""Copies for clinics: each clinic's own copy of each edition, out of the editions that were built.

The unit of work is a plain function of values, `make_copies`: it may run in a process of this machine, or on another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path

from leaflet import problem
from leaflet.build.build_key import program_state
from leaflet.build.layout_files import LayoutFiles, read_layout_files, with_layout_files, without_folder
from leaflet.build.options import DEFAULT_LIMITS, Validator, no_validator
from leaflet.build.outcomes import EditionOutcome
from leaflet.build.pipeline import make
from leaflet.build.units import RunUnits
from leaflet.build.workers import Limits, WorkerFailure, in_workers
from leaflet.clinics import copy_template
from leaflet.clinics.batch_manifest import BatchManifest, CopyFile, begin, commit_all, finish, recover
from leaflet.clinics.copy_check import copy_faults
from leaflet.clinics.copy_template import BoxFullError, Copy, CopyTemplate, Original
from leaflet.clinics.print_file import PublishedCopy
from leaflet.clinics.shaping import CannotShapeError
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.editions.required import clinic_lines
from leaflet.model import Clinic, ClinicBox, Library
from leaflet.preflight import preflight
from leaflet.preflight.instrument.clinic_copy import changes_outside
from leaflet.preflight.instrument.page_cache import PageCache
from leaflet.problem import Problem
from leaflet.publish import manifest
from leaflet.publish.lock import locked
from leaflet.publish.manifest import ManifestEntries, ManifestEntry
from leaflet.publish.publish import cannot_write, publish_path

FOLDER = "clinics"
"""Where copies go, below the output folder."""
COPIES_AT_ONCE = 25
"""Copies in a unit of work, so that they share the cost of sending it."""
CHUNK = 10
"""Units whose copies are published at once: a flush to disk takes the same time, whatever their number."""
SAMPLE_ONE_IN, SAMPLE_AT_LEAST = 50, 10
"""One in how many copies of an edition, but at least how many, are in the sample that passes the whole preflight."""


@dataclass(frozen=True)
class WorkUnit:
    """Copies of one edition to make."""

    template: CopyTemplate
    clinics: tuple[Clinic, ...]
    full_preflight_ids: frozenset[str]
    """Ids of those that pass the whole preflight, however they were made."""
    layout_files: LayoutFiles = ()
    """Their layout's files, where this machine doesn't have the project's folder."""

    def portable(self) -> WorkUnit:
        """The same for another machine. Raises OSError."""
        edition = self.template.original.edition
        return replace(self._of(without_folder(edition)), layout_files=read_layout_files(edition))

    def _of(self, edition: Edition) -> WorkUnit:
        """The same copies of `edition`."""
        return replace(self, template=replace(self.template, original=replace(self.template.original, edition=edition)))


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


@dataclass(frozen=True)
class CopyOptions:
    """What a batch may use."""

    validator: Validator = no_validator
    limits: Limits = DEFAULT_LIMITS
    on_wait: Callable[[], None] | None = None
    clinic_ids: frozenset[str] = frozenset()
    """The clinics that get copies in this run; none means all."""
    run_units: RunUnits | None = None
    """Makes the copies; processes of this machine do where it is None."""


DEFAULT_OPTIONS = CopyOptions()


def copy_path(clinic: Clinic, edition: Edition) -> str:
    """Where a clinic's copy is below the folder of copies: `clinic/topic/locale/layout.pdf`."""
    return f"{clinic.id}/{edition.topic.id}/{edition.locale}/{edition.layout.id}.pdf"


def sample_ids(edition: Edition, clinics: Iterable[Clinic]) -> frozenset[str]:
    """The ids of a sample of `clinics`, chosen by hash, so that nobody chooses them."""
    by_hash = sorted(clinics, key=lambda c: hashlib.sha256(f"{edition.id} {c.id}".encode()).digest())
    return frozenset(clinic.id for clinic in by_hash[: max(SAMPLE_AT_LEAST, -(-len(by_hash) // SAMPLE_ONE_IN))])


# The unit of work

_PAGE_CACHE = PageCache()
"""What this process knows of pages that it has checked: most pages of a copy are the original's."""


def make_copies(unit: WorkUnit) -> tuple[CandidateCopy, ...]:
    """Make and check the copies of `unit`, in their order, on whatever machine this is."""
    with with_layout_files(unit.template.original.edition, unit.layout_files) as edition:
        return _make_copies(unit._of(edition) if unit.layout_files else unit)


def _make_copies(unit: WorkUnit) -> tuple[CandidateCopy, ...]:
    candidates = {clinic.id: _shape_copy(unit, clinic) for clinic in unit.clinics}
    remaining = tuple(clinic for clinic in unit.clinics if candidates[clinic.id] is None)
    original = unit.template.original
    candidates |= {
        clinic.id: _check_rendered(original, clinic, rendered)
        for clinic, rendered in zip(
            remaining, copy_template.render_copies(original, remaining) if remaining else (), strict=True
        )
    }
    return tuple(candidate for clinic in unit.clinics if (candidate := candidates[clinic.id]))


def _shape_copy(unit: WorkUnit, clinic: Clinic) -> CandidateCopy | None:
    """The copy whose lines were set without the renderer, or None where that can't be."""
    original = unit.template.original
    try:
        copy, overlay = copy_template.shape_copy(unit.template, clinic)
    except CannotShapeError:
        return None
    if any(copy_faults(copy.pdf, overlay, clinic_lines(original.edition, clinic), original.box.width_mm)):
        return None
    candidate = CandidateCopy(clinic.id, copy, "shaped")
    return _with_preflight(original, clinic, candidate) if clinic.id in unit.full_preflight_ids else candidate


def _check_rendered(original: Original, clinic: Clinic, rendered: Copy | BoxFullError) -> CandidateCopy:
    """The copy whose box was set by the renderer; where it is not right, all of it is rendered."""
    if isinstance(rendered, BoxFullError):
        return CandidateCopy(clinic.id, problems=(_box_full_problem(original.edition, clinic, str(rendered)),))
    candidate = _with_preflight(original, clinic, CandidateCopy(clinic.id, rendered, "set"))
    if candidate.copy:
        return candidate
    fully_rendered = make(replace(original.edition, clinic=clinic))
    pdf = fully_rendered.rendered.pdf if fully_rendered.rendered and fully_rendered.is_publishable else None
    problems = tuple(replace(p, span=clinic.span()) for p in fully_rendered.problems)
    return (
        CandidateCopy(clinic.id, Copy(pdf, b""), "rendered", True, problems)
        if pdf
        else replace(candidate, problems=problems)
    )


def _with_preflight(original: Original, clinic: Clinic, candidate: CandidateCopy) -> CandidateCopy:
    """With what the whole preflight reports, and with any difference from the original outside the box."""
    assert candidate.copy
    preflight_problems, _ = preflight(candidate.copy.pdf, replace(original.edition, clinic=clinic), _PAGE_CACHE)
    outside_changes = changes_outside(candidate.copy.pdf, original.pdf, original.box, _PAGE_CACHE)
    problems = (
        *preflight_problems,
        *(_outside_box_problem(original.edition, clinic, fault) for fault in outside_changes),
    )
    return replace(
        candidate,
        copy=None if problem.has_errors(problems) else candidate.copy,
        is_fully_checked=True,
        problems=problems,
    )


def _outside_box_problem(edition: Edition, clinic: Clinic, fault: str) -> Problem:
    hint = "this is a fault of leaflet: please report it, with the row of the list"
    message = f"the copy of {edition.id} for `{clinic.id}` {fault}"
    return Problem("unfillable-clinic-box", message, hint, clinic.span(), editions=(edition.id,))


def _box_full_problem(edition: Edition, clinic: Clinic, reason: str) -> Problem:
    return Problem(
        "unfillable-clinic-box",
        f"the details of `{clinic.id}` don't fit the clinic's box of {edition.id}: {reason}",
        "shorten its name, address or hours, or take its logo out",
        clinic.span(),
        editions=(edition.id,),
    )


# The batch


@dataclass(frozen=True)
class _CopyJob:
    """The copies of one edition."""

    original: Original
    clinics: tuple[Clinic, ...]
    """All clinics that read its language: fonts hold what the whole list needs, whoever gets a copy in this run."""
    due: tuple[Clinic, ...]
    """Clinics that get one in this run."""
    outdated: tuple[Clinic, ...]
    """Those of them whose file is missing or not up to date."""
    build_keys: Mapping[str, str]
    """By clinic: SHA-256 (hex) of all that its copy is made from and checked by."""
    sample: frozenset[str]
    """The clinics whose copies pass the whole preflight, however they were made."""

    def specimens(self) -> tuple[Clinic, ...]:
        """The first clinic of each kind of box: its copy's bytes, which others share, pass the whole preflight."""
        return tuple({self.line_kinds(clinic): clinic for clinic in reversed(self.outdated)}.values())

    def clinic_of(self, candidate: CandidateCopy) -> Clinic:
        """Whose copy it is."""
        return self.by_id[candidate.clinic]

    @cached_property
    def by_id(self) -> Mapping[str, Clinic]:
        """The clinics that get a copy."""
        return {clinic.id: clinic for clinic in self.due}

    def line_kinds(self, clinic: Clinic) -> copy_template.LineKinds:
        """The kinds of the lines of the clinic's box."""
        return copy_template.line_kinds(self.original.edition, clinic)


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
    batch_manifest = BatchManifest(out / FOLDER)
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
    jobs = [_copy_job(original, clinics, entries, options) for original in originals]
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
    with closing(_make_all(jobs, options)) as candidates:
        while chunk := list(islice(candidates, CHUNK)):
            files |= _publish(batch_manifest, [pair for pairs in chunk for pair in pairs], on_outcome)
    finish(batch_manifest, files)
    return tuple(outcomes), problem.sorted_by_stage(p for outcome in outcomes for p in outcome.problems)


def _copy_job(
    original: Original, clinics: Sequence[Clinic], entries: ManifestEntries, options: CopyOptions
) -> _CopyJob:
    edition, ids = original.edition, options.clinic_ids
    readers = tuple(clinic for clinic in clinics if clinic.wants_locale(edition.locale))
    due = tuple(clinic for clinic in readers if not ids or clinic.id in ids)
    original_digest = hashlib.sha256(original.pdf).hexdigest()
    sample = sample_ids(edition, readers)
    build_keys = {clinic.id: _copy_key(original_digest, clinic, sample, options) for clinic in due}
    outdated = (c for c in due if entries.get(copy_path(c, edition), {}).get("made_from") != build_keys[c.id])
    return _CopyJob(original, readers, due, tuple(outdated), build_keys, sample)


def _copy_key(original_digest: str, clinic: Clinic, sample: frozenset[str], options: CopyOptions) -> str:
    """SHA-256 (hex) of all that a copy is made from, and of how it is checked."""
    logo = clinic.logo.data if clinic.logo else b""
    details = clinic.model_dump_json(exclude={"logo", "languages"})
    checks = f"{clinic.id in sample} {options.validator is not no_validator}"
    return hashlib.sha256(
        "\0".join((original_digest, details, checks, program_state())).encode() + b"\0" + logo
    ).hexdigest()


def _up_to_date_outcomes(batch_manifest: BatchManifest, jobs: Iterable[_CopyJob]) -> Iterator[CopyOutcome]:
    for job in jobs:
        outdated_ids = {clinic.id for clinic in job.outdated}
        for clinic in (c for c in job.due if c.id not in outdated_ids):
            path = batch_manifest.out / copy_path(clinic, job.original.edition)
            yield CopyOutcome(clinic.id, job.original.edition.id, path, is_up_to_date=True)


JobAndCopy = tuple[_CopyJob, CandidateCopy]
SpecimenKey = tuple[str, copy_template.LineKinds]
"""An edition and the kinds of the lines of a box."""


def _make_all(jobs: Sequence[_CopyJob], options: CopyOptions) -> Generator[list[JobAndCopy], None, None]:
    """Candidates, a unit at a time; specimens come first, and where one is refused, so are the copies of its kind."""
    owners = [(job, unit) for job in jobs for unit in _units(job)]
    accepted: set[SpecimenKey] = set()
    with closing(_run_units(options, [unit for _, unit in owners])) as results:
        for (job, unit), result in zip(owners, results, strict=True):
            candidates = _retry_one_by_one(unit, options) if isinstance(result, WorkerFailure) else result
            validated = list(_validated(job, candidates, options.validator))
            accepted |= {_specimen_key(job, c) for c in validated if c.copy and c.is_fully_checked}
            yield [(job, _accepted(job, candidate, accepted)) for candidate in validated]


def _accepted(job: _CopyJob, candidate: CandidateCopy, accepted: Collection[SpecimenKey]) -> CandidateCopy:
    """`candidate`, or its refusal where the one that it is modelled on is not among the `accepted`."""
    is_modelled = candidate.copy is not None and candidate.method == "shaped"
    refused = is_modelled and _specimen_key(job, candidate) not in accepted
    return _specimen_refused(job, candidate) if refused else candidate


def _specimen_key(job: _CopyJob, candidate: CandidateCopy) -> SpecimenKey:
    return job.original.edition.id, job.line_kinds(job.clinic_of(candidate))


def _specimen_refused(job: _CopyJob, candidate: CandidateCopy) -> CandidateCopy:
    edition_id = job.original.edition.id
    refused_problem = Problem(
        "unfillable-clinic-box",
        f"the copy of {edition_id} for `{candidate.clinic}` isn't published: "
        "the one that it is modelled on was refused",
        "fix what is reported for the first clinic whose box has the same lines",
        job.clinic_of(candidate).span(),
        editions=(edition_id,),
    )
    return replace(candidate, copy=None, problems=(*candidate.problems, refused_problem))


def _run_units(
    options: CopyOptions, units: Sequence[WorkUnit]
) -> Generator[tuple[CandidateCopy, ...] | WorkerFailure, None, None]:
    """The copies of each of `units`; the limits are for one copy."""
    largest = max((len(unit.clinics) for unit in units), default=1)
    run_units = options.run_units or in_workers
    return run_units(make_copies, units, options.limits.scaled(largest))


def _retry_one_by_one(unit: WorkUnit, options: CopyOptions) -> tuple[CandidateCopy, ...]:
    """Retry each clinic of a failed unit by itself, so that one bad copy doesn't cost the others."""
    single_units = [replace(unit, clinics=(clinic,)) for clinic in unit.clinics]
    with closing(_run_units(options, single_units)) as results:
        pairs = zip(unit.clinics, results, strict=True)
        return tuple(_candidate_or_failure(unit, clinic, result) for clinic, result in pairs)


def _candidate_or_failure(
    unit: WorkUnit, clinic: Clinic, result: tuple[CandidateCopy, ...] | WorkerFailure
) -> CandidateCopy:
    if not isinstance(result, WorkerFailure):
        return result[0]
    if result.error:
        result.error.add_note(f"This happened while the copy of {clinic.id} was made.")
        raise result.error
    failure_problem = Problem(
        "edition-lost",
        f"the copy of {unit.template.original.edition.id} for `{clinic.id}` could not be made: "
        f"its worker {result.reason}",
        "check its logo first: a picture can be huge when it is unpacked",
        clinic.span(),
        editions=(unit.template.original.edition.id,),
    )
    return CandidateCopy(clinic.id, problems=(failure_problem,))


def _units(job: _CopyJob) -> Iterator[WorkUnit]:
    if not job.outdated:
        return
    template, specimens = copy_template.prepare(job.original, job.clinics), job.specimens()
    full_preflight_ids = job.sample | {clinic.id for clinic in specimens}
    yield from (WorkUnit(template, (clinic,), full_preflight_ids) for clinic in specimens)
    ids = {clinic.id for clinic in specimens}
    rest = tuple(clinic for clinic in job.outdated if clinic.id not in ids)
    for start in range(0, len(rest), COPIES_AT_ONCE):
        yield WorkUnit(template, rest[start : start + COPIES_AT_ONCE], full_preflight_ids)


def _validated(job: _CopyJob, candidates: Sequence[CandidateCopy], validator: Validator) -> Iterator[CandidateCopy]:
    """`candidates` with what the validator reports for those that passed the whole preflight."""
    checked = [candidate for candidate in candidates if candidate.is_fully_checked and candidate.copy]
    files = [
        (replace(job.original.edition, clinic=job.clinic_of(candidate)), candidate.copy.pdf)
        for candidate in checked
        if candidate.copy
    ]
    validator_problems = validator(files) if files else ()
    for candidate in candidates:
        own_problems = tuple(
            p for p in validator_problems if candidate.is_fully_checked and p.span == job.clinic_of(candidate).span()
        )
        yield replace(
            candidate,
            copy=None if problem.has_errors(own_problems) else candidate.copy,
            problems=(*candidate.problems, *own_problems),
        )


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


def _copy_file(path: str, job: _CopyJob, candidate: CandidateCopy) -> CopyFile:
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


def load_originals(
    library: Library, today: date, out: Path, outcomes: Iterable[EditionOutcome]
) -> tuple[Original, ...]:
    """The finished editions in `out` that a build's `outcomes` list as present. Raises OSError."""
    built_ids = {outcome.edition for outcome in outcomes if outcome.path}
    built = [edition for edition in editions(library, today) if edition.id in built_ids]
    entries = manifest.read_manifest(out)
    found = (_original(edition, out, entries.get(publish_path(edition).as_posix(), {})) for edition in built)
    return tuple(original for original in found if original)


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
    return tuple(
        PublishedCopy(path.read_bytes(), int(entries[path.relative_to(folder).as_posix()]["head"])) for path in paths
    )
