"""The unit of work: copies of one edition, made and checked on whatever machine this is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from leaflet import problem
from leaflet.build.layout_files import LayoutFiles, read_layout_files, with_layout_files, without_folder
from leaflet.build.pipeline import make
from leaflet.build.proof_files import proof_state
from leaflet.clinics import copy_template
from leaflet.clinics.copy_check import copy_faults
from leaflet.clinics.copy_template import BoxFullError, Copy, CopyTemplate, Original
from leaflet.clinics.shaping import CannotShapeError
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.editions.required import clinic_lines
from leaflet.model import Clinic
from leaflet.preflight import PageProofs, check_document, preflight_copy
from leaflet.problem import Problem


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


@lru_cache(maxsize=8)
def _proofs(original: Original) -> PageProofs:
    """What was shown of the pages of `original`, which most pages of a copy are: by its build, and by this process."""
    return PageProofs(proof_state(original.edition), original.proofs)


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
    edition = replace(original.edition, clinic=clinic)
    html = compose(edition)
    preflight_problems, outside_changes = preflight_copy(
        candidate.copy.pdf, edition, html, original.pdf, original.box, _proofs(original)
    )
    preflight_problems = check_document(html, edition) or preflight_problems
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
