"""A letter doesn't stand out enough against what is really behind it.

Why: an old reader can't see pale grey on white; white on white nobody sees. The ratio of brightness
must be 4.5 to 1, or 3 to 1 from 18 pt (WCAG 2.2, 1.4.3). It is measured on the page as it is drawn.

Fix: choose a darker colour for the text or a lighter one for its ground, in the layout's page.css or in base.css.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from leaflet.preflight.instrument.drawn_page import Doubles
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_appearance import INVISIBLE_CONTRAST, Appearances
from leaflet.preflight.instrument.letter_faults import LetterFault, letter_problems
from leaflet.preflight.instrument.patches import Flags
from leaflet.problem import Problem

NAME = "low-contrast"
_SMALL, _LARGE = 4.5, 3.0
_LARGE_PT = 18.0
_TOLERANCE = 0.02


def _is_pale(looks: Appearances, size_pt: Doubles) -> Flags:
    needed = np.where(size_pt >= _LARGE_PT - _TOLERANCE, _LARGE, _SMALL)
    return np.asarray((looks.contrast >= INVISIBLE_CONTRAST) & (looks.contrast < needed - _TOLERANCE))


_FAULT = LetterFault(
    NAME,
    _is_pale,
    "hardly stands out against what is behind it",
    "choose a darker text or a lighter ground in the page.css of `{layout}`: 4.5 to 1, or 3 to 1 from 18 pt",
)


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Measure every letter of every text against the ground under it."""
    return letter_problems(file, _FAULT)
