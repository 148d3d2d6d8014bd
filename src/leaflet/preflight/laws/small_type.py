"""A statement or the running text is set smaller than it must be, or some text is smaller than the layout allows.

Why: a safety statement in 5 pt is there, but can't be read. The size is measured in the finished file, after every
scaling: at least 9 pt for a required statement (EU readability guideline 2009), more where the statement asks for it.

Fix: set the text larger in the layout's page.css and take away any `transform: scale` around it. Where it doesn't fit
then, shorten the text beside it. A label of a drawing is set larger in the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_faults import by_origin, letters_of, words_containing
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.text_origins import TextOrigin
from leaflet.problem import Problem

NAME = "small-type"
_TOLERANCE_PT = 0.05


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Measure every letter; a problem for each required text, or run of other text, at its first page."""
    told: set[str] = set()
    for page in file.pages:
        rows = file.rows_on(page)
        needed, size = _needed_pt(file, rows), file.lined_up.glyphs.size_pt[rows]
        for origin, small in by_origin(file, rows[size < needed - _TOLERANCE_PT]):
            if origin.name not in told:
                told.add(origin.name)
                yield _problem(file, origin, page.number, small)


def _needed_pt(file: FinishedFile, rows: Ints) -> np.ndarray:
    text = file.lined_up.text[rows]
    needed = np.full(len(rows), file.edition.layout.smallest_pt)
    needed[text >= 0] = file.origins.least_pt[text[text >= 0]]
    return needed


def _problem(file: FinishedFile, origin: TextOrigin, page: int, rows: Ints) -> Problem:
    layout, required = file.edition.layout, origin.required
    pt, needed = float(file.lined_up.glyphs.size_pt[rows].min()), float(_needed_pt(file, rows).max())
    what = origin.name if required else f"“{words_containing(file.lined_up, rows)}”"
    least = f"it needs {needed:g} pt" if required else f"nothing in `{layout.id}` may be smaller than {needed:g} pt"
    hint = (
        f"make its `font-size` at least {ceil(needed / pt * 100) / 100:g} times as large in the drawing, "
        "or cut the room around the drawing away, so that its viewBox is smaller"
        if origin.label
        else f"set it larger in the page.css of `{layout.id}`"
    )
    return file.problem(
        NAME,
        f"{what} is set in {pt:.1f} pt on page {page} of {file.edition.id}; {least}",
        hint,
        origin.span if required else layout.span("smallest_pt"),
        {required.look("size", file.edition.id)} if required and not origin.label else (),
        letters_of(file, rows),
    )
