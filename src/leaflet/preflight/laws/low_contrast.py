"""A letter of a required text doesn't stand out enough against what is really behind it.

Why: an old reader can't see pale grey on white; white on white nobody sees. The ratio of brightness
must be 4.5 to 1, or 3 to 1 from 18 pt (WCAG 2.2, 1.4.3). It is measured on the page as it is drawn.

Fix: choose a darker colour for the text or a lighter one for its ground, in the layout's page.css or in base.css.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_appearance import INVISIBLE_CONTRAST
from leaflet.preflight.instrument.letter_faults import LetterFault, letter_problems
from leaflet.preflight.instrument.page import Glyph
from leaflet.problem import Problem

NAME = "low-contrast"
_SMALL, _LARGE = 4.5, 3.0
_LARGE_PT = 18.0
_TOLERANCE = 0.02


def _needed(glyph: Glyph) -> float:
    return _LARGE if glyph.pt >= _LARGE_PT - _TOLERANCE else _SMALL


_FAULT = LetterFault(
    NAME,
    lambda appearance, glyph: INVISIBLE_CONTRAST <= appearance.contrast < _needed(glyph) - _TOLERANCE,
    "hardly stands out against what is behind it",
    "choose a darker text or a lighter ground in the page.css of `{layout}`: 4.5 to 1, or 3 to 1 from 18 pt",
)


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Measure every letter of every required text against the ground under it."""
    return letter_problems(file, _FAULT)
