"""A clinic's copy that is submitted: its original is inspected like any other file, then what was added to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leaflet.editions.edition import Edition
from leaflet.inspect.verdict import CurrentSources, FileState, Verdict
from leaflet.model import Clinic, Logo
from leaflet.preflight import preflight
from leaflet.preflight.instrument.clinic_copy import added_words, changes_outside, has_logo
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.problem import has_errors


def inspect_copy(verdict: Verdict, pdf: bytes, original: bytes, sources: CurrentSources) -> Verdict:
    """The verdict on a copy, `pdf`, given that on its `original`: only its box may have been filled."""
    edition = sources.edition(verdict.edition or "")
    if edition is None or verdict.state in (FileState.UNKNOWN, FileState.ALTERED):
        return verdict
    try:
        words = added_words(pdf, original)
    except UnreadablePdfError as error:
        return replace(verdict, state=FileState.ALTERED, differs=(f"what was added to it can't be read: {error}",))
    if words is None:
        return replace(verdict, state=FileState.ALTERED, differs=("what was added to it changes the original",))
    note = f"its clinic's box says “{words}”; the file doesn't show whether that is right"
    verdict = replace(verdict, notes=(*verdict.notes, note))
    if verdict.state is not FileState.CURRENT:
        return verdict
    box = sources.build(edition).box
    differs = (
        tuple(f"it {change}" for change in changes_outside(pdf, original, box))
        if box
        else ("its edition has no clinic's box",)
    )
    problems, _ = preflight(pdf, replace(edition, clinic=_clinic_from_box(words, pdf, edition)))
    state = FileState.ALTERED if differs or has_errors(problems) else verdict.state
    return replace(verdict, state=state, differs=differs, problems=(*verdict.problems, *problems))


def _clinic_from_box(words: str, pdf: bytes, edition: Edition) -> Clinic:
    """A clinic whose box says `words`, with a logo where the file has a picture more than the edition."""
    logo = Logo(b"", "image/png") if has_logo(pdf) else None
    fields: dict[str, Any] = {"hours": None, "emergency": None, "web": None, "languages": (), "logo": logo}
    return Clinic.model_construct(id="copy", name=words, address="", phone="", origin=edition.layout.origin, **fields)
