"""A statement or the running text is set smaller than it must be, or some text is smaller than the layout allows.

Why: a safety statement in 5 pt is there, but can't be read. The size is measured in the finished file, after every
scaling: at least 9 pt for a required statement (EU readability guideline 2009), more where the statement asks for it.

Fix: set the text larger in the layout's page.css and take away any `transform: scale` around it. Where it doesn't fit
then, shorten the text beside it. A label of a drawing is set larger in the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import ceil

from leaflet.language.normalization import normalized
from leaflet.model import KIND_NAMES
from leaflet.preflight.instrument.drawn_labels import DrawnLabel, drawn_labels
from leaflet.preflight.instrument.finished_file import FinishedFile, smallest_type
from leaflet.preflight.instrument.page import Page
from leaflet.preflight.instrument.passage import Match
from leaflet.problem import Problem

NAME = "small-type"
_TOLERANCE_PT = 0.05


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Measure every required text, then everything else."""
    too_small = [
        match
        for match in file.matches
        if match.passages and smallest_type(match.passages) < match.required.min_pt - _TOLERANCE_PT
    ]
    for match in too_small:
        labels = drawn_labels(file.edition, match)
        yield from _label_problems(file, match, labels) if labels else (_required_text_problem(file, match),)
    reported = frozenset(id(glyph) for match in too_small for passage in match.passages for glyph in passage.glyphs)
    for page in file.pages:
        yield from _other_text_problems(file, page, reported)


def _required_text_problem(file: FinishedFile, match: Match) -> Problem:
    required, page = match.required, match.passages[0].page.number
    return file.problem(
        NAME,
        f"the {KIND_NAMES[required.kind]} `{required.id}` is set in {smallest_type(match.passages):.1f} pt "
        f"on page {page} of {file.edition.id}; "
        f"it needs {required.min_pt:g} pt",
        f"set it larger in the page.css of `{file.edition.layout.id}`",
        required.span,
        {required.look("size", file.edition.id)},
    )


def _label_problems(file: FinishedFile, match: Match, labels: tuple[DrawnLabel, ...]) -> Iterator[Problem]:
    """One for each label of a drawing that is smaller than it must be: how much larger it must be drawn."""
    needed = match.required.min_pt
    for label in labels:
        pt = smallest_type(label.passages) if label.passages else needed
        if pt < needed - _TOLERANCE_PT:
            yield file.problem(
                NAME,
                f"{label.name} is set in {pt:.1f} pt on page {label.passages[0].page.number} of {file.edition.id}; "
                f"it needs {needed:g} pt",
                f"make its `font-size` at least {ceil(needed / pt * 100) / 100:g} times as large in the drawing, "
                "or cut the room around the drawing away, so that its viewBox is smaller",
                label.span,
            )


def _other_text_problems(file: FinishedFile, page: Page, reported: frozenset[int]) -> Iterator[Problem]:
    """One problem for each run of text on `page` that is smaller than anything may be."""
    smallest_pt = file.edition.layout.smallest_pt
    glyphs = [g for g in page.glyphs if normalized(g.char) and id(g) not in reported]
    for too_small, run in groupby(glyphs, key=lambda g: g.pt < smallest_pt - _TOLERANCE_PT):
        if too_small:
            members = list(run)
            text, pt = "".join(g.char for g in members)[:40], min(g.pt for g in members)
            yield file.problem(
                NAME,
                f"“{text}” on page {page.number} of {file.edition.id} is set in {pt:.1f} pt; "
                f"nothing in `{file.edition.layout.id}` may be smaller than {smallest_pt:g} pt",
                "set it larger in the layout's page.css",
                file.edition.layout.span("smallest_pt"),
            )
