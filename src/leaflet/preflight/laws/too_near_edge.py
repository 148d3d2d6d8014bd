"""A text, or a drawing that doesn't run off the paper on purpose, is too near the paper's edge.

Why: printers can't print up to the edge, and a folded or trimmed sheet is never quite exact. What stands in the margin
may be cut off.

Fix: move what the message names inwards, or make it narrower. A tint or a picture may run off the paper: then it must
reach the edge. Fold marks and other thin lines may stand in the margin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from leaflet.preflight.instrument.drawn_page import PageDrawing, Painting
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_faults import words_containing
from leaflet.preflight.instrument.patches import Ints
from leaflet.problem import Problem

NAME = "too-near-edge"
_MarginFault = tuple[str, float, str]
"""What stands too near, how much room it keeps in mm (negative outside the paper), and from which side."""
_NAMES = {"image": "an image", "shading": "a tint"}
_SIDES = ("left", "top", "right", "bottom")
MIN_MARGIN_MM = 4.0
"""Whatever a layout says: what office printers leave white, and what a trim or a fold may be off."""
_TOLERANCE_MM = 0.05
_MAX_LINE_MM = 0.6
"""A line up to this thick counts as a line, not as a drawing."""
_BLEED_TOLERANCE_MM = 0.3
"""What comes this near to the paper's edge runs off it."""


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Measure how far glyphs and drawings keep from each side of the paper; a fault of many pages is reported once."""
    safe_mm = _safe_mm(file)
    faults: defaultdict[_MarginFault, list[PageDrawing]] = defaultdict(list)
    for page in file.pages:
        drawings = () if page.number in file.asides else page.paintings
        for fault in dict.fromkeys((*_text_faults(file, page, safe_mm), *_drawing_faults(page, drawings, safe_mm))):
            faults[fault].append(page)
    return (_problem(file, *found) for found in faults.items())


def _safe_mm(file: FinishedFile) -> float:
    """What must stay free at each side, mm."""
    return max(file.edition.layout.safe_mm, MIN_MARGIN_MM)


def _clearance(box: Sequence[float], page: PageDrawing) -> tuple[float, ...]:
    """How far `box` keeps from each of `_SIDES`, mm; negative outside the paper."""
    left, top, right, bottom = box
    return left, top, page.size_mm[0] - right, page.size_mm[1] - bottom


def _text_faults(file: FinishedFile, page: PageDrawing, safe_mm: float) -> Iterator[_MarginFault]:
    """For each side that text comes too near to: the words that come nearest."""
    rows = file.rows_on(page)
    if not len(rows):
        return
    ink = file.lined_up.glyphs.ink[rows]
    clearances = np.hstack((ink[:, :2], np.array(page.size_mm) - ink[:, 2:])).T
    for side, clearance in zip(_SIDES, clearances, strict=True):
        nearest = int(np.argmin(clearance))
        if clearance[nearest] < safe_mm - _TOLERANCE_MM:
            words = _line_around(file, rows, int(rows[nearest]))
            yield f"the text “{words}”", round(float(clearance[nearest]), 1), side


def _line_around(file: FinishedFile, rows: Ints, row: int) -> str:
    """The words of the same text on the line of the glyph in `row`."""
    lined_up = file.lined_up
    same_text = rows[lined_up.text[rows] == lined_up.text[row]]
    foot = lined_up.glyphs.origin[:, 1]
    return words_containing(lined_up, same_text[np.abs(foot[same_text] - foot[row]) < 1])


def _drawing_faults(page: PageDrawing, drawings: Sequence[Painting], safe_mm: float) -> Iterator[_MarginFault]:
    """Every drawing that stands in the margin without running off the paper."""
    for shape in drawings:
        left, top, right, bottom = shape.box
        if min(right - left, bottom - top) > _MAX_LINE_MM:
            for side, clearance in zip(_SIDES, _clearance(shape.box, page), strict=True):
                if _BLEED_TOLERANCE_MM < clearance < safe_mm - _TOLERANCE_MM:
                    yield _NAMES.get(shape.kind, "a drawing"), round(clearance, 1), side


def _problem(file: FinishedFile, fault: _MarginFault, pages: list[PageDrawing]) -> Problem:
    what, clearance, side = fault
    where = f"{clearance:.1f} mm from" if clearance >= 0 else f"{-clearance:.1f} mm beyond"
    pages_text = f"page{'s' if len(pages) > 1 else ''} {', '.join(str(page.number) for page in pages)}"
    return file.problem(
        NAME,
        f"{what} on {pages_text} of {file.edition.id} is {where} the {side} edge; "
        f"it must stay {_safe_mm(file):g} mm inside",
        "move it inwards or make it narrower; a tint that runs off the paper must reach the edge",
        file.edition.layout.span("safe_mm"),
        (file.page_thing(page.number) for page in pages),
    )
