"""What is to be made in a batch: which copies of which edition are not up to date, and which are a sample."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leaflet.build.build_key import program_digest
from leaflet.build.options import DEFAULT_LIMITS, Validator, no_validator
from leaflet.build.units import RunUnits
from leaflet.build.workers import Limits
from leaflet.clinics import copy_template
from leaflet.clinics.copy_template import Original
from leaflet.clinics.copy_units import CandidateCopy, WorkUnit
from leaflet.editions.edition import Edition
from leaflet.model import Clinic
from leaflet.publish.manifest import ManifestEntries

UNIT_COST = 25
"""What a unit of work costs at most, in copies that are only set and compared; it holds at least one copy. Larger ones
would leave a process idle at the end, smaller ones cost more to send."""
PREFLIGHT_COST = 25
"""What the whole preflight of a copy costs, in the same copies: measured, 60 ms against 2.5."""

SAMPLE_ONE_IN, SAMPLE_AT_LEAST = 50, 10
"""One in how many copies of an edition, but at least how many, are in the sample that passes the whole preflight."""


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


@dataclass(frozen=True)
class CopyJob:
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


def copy_job(original: Original, clinics: Sequence[Clinic], entries: ManifestEntries, options: CopyOptions) -> CopyJob:
    edition, ids = original.edition, options.clinic_ids
    readers = tuple(clinic for clinic in clinics if clinic.wants_locale(edition.locale))
    due = tuple(clinic for clinic in readers if not ids or clinic.id in ids)
    original_digest = hashlib.sha256(original.pdf).hexdigest()
    sample = sample_ids(edition, readers)
    build_keys = {clinic.id: _copy_key(original_digest, clinic, sample, options) for clinic in due}
    outdated = (c for c in due if entries.get(copy_path(c, edition), {}).get("made_from") != build_keys[c.id])
    return CopyJob(original, readers, due, tuple(outdated), build_keys, sample)


def _copy_key(original_digest: str, clinic: Clinic, sample: frozenset[str], options: CopyOptions) -> str:
    """SHA-256 (hex) of all that a copy is made from, and of how it is checked."""
    logo = clinic.logo.data if clinic.logo else b""
    details = clinic.model_dump_json(exclude={"logo", "languages"})
    checks = f"{clinic.id in sample} {options.validator is not no_validator}"
    return hashlib.sha256(
        "\0".join((original_digest, details, checks, program_digest())).encode() + b"\0" + logo
    ).hexdigest()


def units_of(job: CopyJob) -> Iterator[WorkUnit]:
    if not job.outdated:
        return
    template, specimens = copy_template.prepare(job.original, job.clinics), job.specimens()
    full_preflight_ids = job.sample | {clinic.id for clinic in specimens}
    ids = {clinic.id for clinic in specimens}
    rest = [clinic for clinic in job.outdated if clinic.id not in ids]
    # Those that cost most come first, so that no process begins with one when the others have nothing left to do.
    by_cost = sorted(rest, key=lambda clinic: clinic.id not in full_preflight_ids)
    for members in (*((clinic,) for clinic in specimens), *_shares(by_cost, full_preflight_ids)):
        yield WorkUnit(template, members, full_preflight_ids)


def _shares(clinics: Sequence[Clinic], full_preflight_ids: Collection[str]) -> Iterator[tuple[Clinic, ...]]:
    """`clinics` cut into runs that cost `UNIT_COST` at most."""
    share: list[Clinic] = []
    cost = 0
    for clinic in clinics:
        own = PREFLIGHT_COST if clinic.id in full_preflight_ids else 1
        if share and cost + own > UNIT_COST:
            yield tuple(share)
            share, cost = [], 0
        share.append(clinic)
        cost += own
    if share:
        yield tuple(share)
