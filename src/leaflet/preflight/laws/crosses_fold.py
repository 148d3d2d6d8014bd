"""A text or a drawing lies across a fold, or a text comes too near to it.

Why: what stands across a fold is on two panels, of which often only one is seen: with the cover open and the flap
closed a draft mark ends in the middle. A fold is never quite exact, and a sharp one wears the letters on it off.

Fix: put it on one panel in the layout's page.css; text keeps 3 mm from a fold. Where the paper is folded stands in the
layout's layout.yaml, under `folds_mm`.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_faults import words_containing
from leaflet.problem import Problem

NAME = "crosses-fold"
FOLD_CLEARANCE_MM = 3.0
"""What a folding machine may be off, and as much again: the project's own number."""
_TOLERANCE_MM = 0.5
"""A tint that ends at the fold may reach so far over it."""


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look along each fold of each page."""
    for page in file.pages:
        for fold in file.edition.layout.folds_on(page.number):
            for what in dict.fromkeys((*_texts(file, page, fold), *_drawings(file, page, fold))):
                yield file.problem(
                    NAME,
                    f"{what} on page {page.number} of {file.edition.id} crosses the fold, {fold:g} mm from the left",
                    f"put it on one panel in the page.css of `{file.edition.layout.id}`, text 3 mm off the fold",
                    file.edition.layout.span("folds_mm"),
                    {file.page_thing(page.number)},
                )


def _texts(file: FinishedFile, page: PageDrawing, fold: float) -> Iterator[str]:
    """The first words at the fold."""
    rows = file.rows_on(page)
    ink = file.lined_up.glyphs.ink[rows]
    near = rows[(ink[:, 0] < fold + FOLD_CLEARANCE_MM) & (ink[:, 2] > fold - FOLD_CLEARANCE_MM)]
    if len(near):
        yield f"the text “{words_containing(file.lined_up, near[:1])}”"


def _drawings(file: FinishedFile, page: PageDrawing, fold: float) -> Iterator[str]:
    shapes = () if page.number in file.asides else page.paintings
    if any(shape.box[0] < fold - _TOLERANCE_MM and shape.box[2] > fold + _TOLERANCE_MM for shape in shapes):
        yield "a drawing"
