"""A clinic's copy that is brought back: the piece in it is judged as any other, and then what was added to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leaflet.inspect.verdict import State, Today, Verdict
from leaflet.model import Clinic, Edition, Logo
from leaflet.preflight import preflight
from leaflet.preflight.instrument.clinic_copy import added_words, has_logo, strays
from leaflet.preflight.instrument.pages import UnreadablePdfError
from leaflet.problem import has_errors


def with_box(verdict: Verdict, pdf: bytes, original: bytes, sources: Today) -> Verdict:
    """The verdict on a copy, `pdf`, out of that on its `piece`: no more may be added than fills its box."""
    edition = sources.edition(verdict.edition or "")
    if edition is None or verdict.state in (State.UNKNOWN, State.ALTERED):
        return verdict
    try:
        words = added_words(pdf, original)
    except UnreadablePdfError as error:
        return replace(verdict, state=State.ALTERED, differs=(f"what was added to it can't be read: {error}",))
    if words is None:
        return replace(verdict, state=State.ALTERED, differs=("what was added to it changes the piece",))
    note = f"its clinic's box says “{words}”; whether that is right the file can't tell"
    verdict = replace(verdict, notes=(*verdict.notes, note))
    if verdict.state is not State.CURRENT:
        return verdict
    box = sources.build(edition).box
    differs = tuple(f"it {change}" for change in strays(pdf, original, box)) if box else ("its piece has no clinic's box",)
    problems, _ = preflight(pdf, replace(edition, clinic=_read(words, pdf, edition)))
    state = State.ALTERED if differs or has_errors(problems) else verdict.state
    return replace(verdict, state=state, differs=differs, problems=(*verdict.problems, *problems))


def _read(words: str, pdf: bytes, edition: Edition) -> Clinic:
    """A clinic whose box says `words`, with a logo where the file has a picture more than the edition."""
    logo = Logo(b"", "image/png") if has_logo(pdf) else None
    fields: dict[str, Any] = {"hours": None, "emergency": None, "web": None, "languages": (), "logo": logo}
    return Clinic.model_construct(id="copy", name=words, address="", phone="", origin=edition.layout.origin, **fields)
