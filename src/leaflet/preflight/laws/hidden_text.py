"""A letter of a required text is hidden, wholly or in part, on a screen or in print.

Why: a text can be in the file and yet not be seen: under a picture, cut off by its box, on a layer that is switched
off, behind a veil. One covered word is enough: without its “not” a warning says the opposite. So each statement's text
is switched off and the page drawn again; what changes must be the ink that its font gives it, pixel by pixel.

Fix: look at the page at the words that the message names. Move what lies over them, or give their box more room. A file
that was changed after it was built must be built again.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_appearance import INVISIBLE_CONTRAST, Appearance
from leaflet.preflight.instrument.letter_faults import LetterFault, letter_problems
from leaflet.problem import Problem

NAME = "hidden-text"
_MAX_PEAK_LOSS = 0.1
"""Share of a letter's ink that may be missing at a pixel. Files that are as they should be stay under 0.01."""
_MAX_TOTAL_LOSS = 0.02
"""Share of all its ink that a letter may lack even so: a soft pixel at the edge of a translucent text."""
_MIN_INK = 0.3
"""Pixels of ink from which a character is drawn at all; a full stop in 8 pt has over 2."""


def _is_hidden(appearance: Appearance) -> bool:
    is_cut = appearance.peak_loss > _MAX_PEAK_LOSS and appearance.total_loss > _MAX_TOTAL_LOSS
    return is_cut or appearance.ink < _MIN_INK or appearance.contrast < INVISIBLE_CONTRAST


_FAULT = LetterFault(
    NAME,
    lambda appearance, _: _is_hidden(appearance),
    "can't be seen whole: something lies over it, cuts it off or shines through, or it has the colour of its ground",
    "move what covers it, or give its box more room in the page.css of `{layout}`",
)


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at every letter of every required text."""
    return letter_problems(file, _FAULT)
