"""A topic asks for a layout that would be empty, or no piece of it is made at all.

Why: a page without content is not printed: a handout without a text for clinicians, a checklist without open questions
and open claims. What a layout needs is said in its layout.yaml (`needs`). Where topic.yaml names that very layout,
somebody expects the piece.

Fix: write what is missing, or take the layout out of `layouts:` in topic.yaml. `leaflet list` shows which pieces are
not made, and why. It is only a warning: all other pieces are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.made import UnmadeEdition, made_editions, unmade_editions
from leaflet.model import Library
from leaflet.problem import Problem, Severity

NAME = "empty-edition"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Layouts that a topic names and that are not made of it; topics of which nothing is made."""
    made, told = made_editions(library), set[tuple[str, str]]()
    for unmade in unmade_editions(library):
        named, place = unmade.topic.meta.layouts, (unmade.topic.id, unmade.layout.id if made[unmade.topic.id] else "")
        if place not in told and (named is not None or not made[unmade.topic.id]):
            told.add(place)
            yield _problem(unmade, is_all=not made[unmade.topic.id])


def _problem(unmade: UnmadeEdition, *, is_all: bool) -> Problem:
    meta = unmade.topic.meta
    span = meta.span("layouts", (meta.layouts or ()).index(unmade.layout.id)) if meta.layouts else meta.span("id")
    what = f"no piece of `{meta.id}` is made" if is_all else f"`{unmade.layout.id}` isn't made of this topic"
    hint = "write what is missing, or take the layout out; `leaflet list` shows what isn't made"
    return Problem(NAME, f"{what}: {unmade.reason}", hint, span, Severity.WARNING)
