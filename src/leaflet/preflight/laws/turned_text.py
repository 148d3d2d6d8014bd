"""Every letter stands upright: not turned, not mirrored, not slanted, not squeezed out of shape.

Why: a warning that stands on its head or in mirror writing is on the page, and nobody reads it.

Fix: take away the `transform` around the words that the message names, in the layout's page.css.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.language.normalization import leaves_ink
from leaflet.preflight.instrument.finished_file import Proof
from leaflet.preflight.instrument.letter_faults import words
from leaflet.preflight.instrument.pages import Glyph
from leaflet.problem import Problem

NAME = "upright"
_TURN = 0.02
"""Sine of the angle that a line may be off."""
_SLANT = 0.02
_STRETCH = 1.1
"""How much wider than high, or higher than wide, a letter may be drawn than its font has it."""


def check(proof: Proof) -> Iterator[Problem]:
    """Look at the matrix of every glyph, of a mark or not."""
    for page in proof.pages:
        turned = [glyph for glyph in page.glyphs if leaves_ink(glyph.char) and not _is_upright(glyph)]
        if turned:
            yield proof.problem(
                NAME,
                f"“{words(page, turned)}” on page {page.number} of {proof.edition.id} is turned, mirrored, slanted or "
                "stretched",
                f"take the `transform` away in the page.css of `{proof.edition.layout.id}`",
            )


def _is_upright(glyph: Glyph) -> bool:
    a, b, c, d = glyph.matrix
    straight = a > 0 and d > 0 and abs(b) <= _TURN * a and abs(c) <= _SLANT * d
    return straight and a <= _STRETCH * d and d <= _STRETCH * a
