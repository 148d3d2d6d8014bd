"""Candidates: the units of a batch run, retried where one failed, validated, and refused with their specimen."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from leaflet import problem
from leaflet.build.options import Validator
from leaflet.build.workers import WorkerFailure, in_workers
from leaflet.clinics import copy_template
from leaflet.clinics.copy_jobs import CopyJob, CopyOptions, units_of
from leaflet.clinics.copy_units import CandidateCopy, WorkUnit, make_copies
from leaflet.model import Clinic
from leaflet.problem import Problem

JobAndCopy = tuple[CopyJob, CandidateCopy]

SpecimenKey = tuple[str, copy_template.LineKinds]
"""An edition and the kinds of the lines of a box."""


def make_candidates(jobs: Sequence[CopyJob], options: CopyOptions) -> Generator[list[JobAndCopy], None, None]:
    """Candidates, a unit at a time; specimens come first, and where one is refused, so are the copies of its kind."""
    owners = [(job, unit) for job in jobs for unit in units_of(job)]
    accepted: set[SpecimenKey] = set()
    with closing(_run_units(options, [unit for _, unit in owners])) as results:
        for (job, unit), result in zip(owners, results, strict=True):
            candidates = _retry_one_by_one(unit, options) if isinstance(result, WorkerFailure) else result
            validated = list(_validated(job, candidates, options.validator))
            accepted |= {_specimen_key(job, c) for c in validated if c.copy and c.is_fully_checked}
            yield [(job, _accepted(job, candidate, accepted)) for candidate in validated]


def _accepted(job: CopyJob, candidate: CandidateCopy, accepted: Collection[SpecimenKey]) -> CandidateCopy:
    """`candidate`, or its refusal where the one that it is modelled on is not among the `accepted`."""
    is_modelled = candidate.copy is not None and candidate.method == "shaped"
    refused = is_modelled and _specimen_key(job, candidate) not in accepted
    return _specimen_refused(job, candidate) if refused else candidate


def _specimen_key(job: CopyJob, candidate: CandidateCopy) -> SpecimenKey:
    return job.original.edition.id, job.line_kinds(job.clinic_of(candidate))


def _specimen_refused(job: CopyJob, candidate: CandidateCopy) -> CandidateCopy:
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


def _validated(job: CopyJob, candidates: Sequence[CandidateCopy], validator: Validator) -> Iterator[CandidateCopy]:
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
