"""A letter is hidden, wholly or in part, on a screen or in print.

Why: a text can be in the file and yet not be seen: under a picture, cut off by its box, on a layer that is switched
off, behind a veil. One covered word is enough: without its “not” a warning says the opposite. So the text
is switched off and the page drawn again; what changes must be the ink that its font gives it, pixel by pixel.

Fix: look at the page at the words that the message names. Move what lies over them, or give their box more room. A file
that was changed after it was built must be built again.
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

NAME = "hidden-text"
_MAX_PEAK_LOSS = 0.1
"""Share of a letter's ink that may be missing at a pixel. Files that are as they should be stay under 0.01."""
_MAX_TOTAL_LOSS = 0.02
"""Share of all its ink that a letter may lack even so: a soft pixel at the edge of a translucent text."""
_MIN_INK = 0.3
"""Pixels of ink from which a character is drawn at all; a full stop in 8 pt has over 2."""


def _is_hidden(looks: Appearances, _: Doubles) -> Flags:
    is_cut = (looks.peak_loss > _MAX_PEAK_LOSS) & (looks.total_loss > _MAX_TOTAL_LOSS)
    return np.asarray(is_cut | (looks.ink < _MIN_INK) | (looks.contrast < INVISIBLE_CONTRAST))


_FAULT = LetterFault(
    NAME,
    _is_hidden,
    "can't be seen whole: something lies over it, cuts it off or shines through, or it has the colour of its ground",
    "move what covers it, or give its box more room in the page.css of `{layout}`",
)


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at every letter of every text."""
    return letter_problems(file, _FAULT)
