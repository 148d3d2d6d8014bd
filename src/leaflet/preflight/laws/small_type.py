"""A required statement is set smaller than it needs, or some text is smaller than the layout allows.

Why: a safety statement in 5 pt is there and can't be read. The size is measured in the finished file, after every
scaling: at least 9 pt for a required statement (EU readability guideline 2009), more where the statement asks for it.

Fix: set the text larger in the layout's page.css and take away any `transform: scale` around it. Where it doesn't fit
then, shorten the text beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from leaflet.language.normalization import normalized
from leaflet.preflight.instrument.finished_file import FinishedFile, smallest_type
from leaflet.preflight.instrument.locate import Match
from leaflet.preflight.instrument.pages import Page
from leaflet.problem import Problem

NAME = "small-type"
_TOLERANCE_PT = 0.05


def check(proof: FinishedFile) -> Iterator[Problem]:
    """Measure every mark, then all the rest."""
    too_small = [
        s for s in proof.matches if s.passages and smallest_type(s.passages) < s.required.min_pt - _TOLERANCE_PT
    ]
    yield from (_required_text_problem(proof, sighting) for sighting in too_small)
    told = frozenset(id(glyph) for sighting in too_small for place in sighting.passages for glyph in place.glyphs)
    for page in proof.pages:
        yield from _other_text_problems(proof, page, told)


def _required_text_problem(proof: FinishedFile, sighting: Match) -> Problem:
    mark, page = sighting.required, sighting.passages[0].page.number
    what = "statement" if mark.kind == "disclaimer" else mark.kind
    return proof.problem(
        NAME,
        f"the {what} `{mark.id}` is set in {smallest_type(sighting.passages):.1f} pt "
        f"on page {page} of {proof.edition.id}; "
        f"it needs {mark.min_pt:g} pt",
        f"set it larger in the page.css of `{proof.edition.layout.id}`",
        mark.span,
    )


def _other_text_problems(proof: FinishedFile, page: Page, reported: frozenset[int]) -> Iterator[Problem]:
    """One problem for each run of text on `page` that is smaller than anything may be."""
    smallest_pt = proof.edition.layout.smallest_pt
    glyphs = [g for g in page.glyphs if normalized(g.char) and id(g) not in reported]
    for too_small, run in groupby(glyphs, key=lambda g: g.pt < smallest_pt - _TOLERANCE_PT):
        if too_small:
            members = list(run)
            text, pt = "".join(g.char for g in members)[:40], min(g.pt for g in members)
            yield proof.problem(
                NAME,
                f"“{text}” on page {page.number} of {proof.edition.id} is set in {pt:.1f} pt; "
                f"nothing in `{proof.edition.layout.id}` may be smaller than {smallest_pt:g} pt",
                "set it larger in the layout's page.css",
                proof.edition.layout.span("smallest_pt"),
            )
