"""A letter is turned, mirrored, slanted or squeezed out of shape.

Why: a warning that stands on its head or in mirror writing is on the page, and nobody reads it.

Fix: take away the `transform` around the words that the message names, in the layout's page.css.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.language.normalization import has_ink
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_faults import words_containing
from leaflet.preflight.instrument.page import Glyph
from leaflet.problem import Problem

NAME = "turned-text"
_MAX_TURN = 0.02
"""Sine of the angle that a line may be off."""
_MAX_SLANT = 0.02
_MAX_STRETCH = 1.1
"""How much wider than high, or higher than wide, a letter may be drawn than its font has it."""


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at the matrix of every glyph, whether or not its text is required."""
    for page in file.pages:
        turned = [glyph for glyph in page.glyphs if has_ink(glyph.char) and not _is_upright(glyph)]
        if turned:
            yield file.problem(
                NAME,
                f"“{words_containing(page, turned)}” on page {page.number} of {file.edition.id} "
                "is turned, mirrored, slanted or "
                "stretched",
                f"take the `transform` away in the page.css of `{file.edition.layout.id}`",
                spoils={file.page_thing(page)},
            )


def _is_upright(glyph: Glyph) -> bool:
    a, b, c, d = glyph.matrix
    straight = a > 0 and d > 0 and abs(b) <= _MAX_TURN * a and abs(c) <= _MAX_SLANT * d
    return straight and a <= _MAX_STRETCH * d and d <= _MAX_STRETCH * a
