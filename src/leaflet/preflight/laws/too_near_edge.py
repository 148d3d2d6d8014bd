"""A text, or a drawing that doesn't run off the paper on purpose, is too near the paper's edge.

Why: printers can't print up to the edge, and a folded or trimmed sheet is never quite exact. What stands in the margin
may be cut off.

Fix: move what the message names inwards, or make it narrower. A tint or a picture may run off the paper: then it must
reach the edge. Fold marks and other thin lines may stand in the margin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.page import Page
from leaflet.problem import Problem

NAME = "too-near-edge"
_MarginFault = tuple[str, float, str]
"""What stands too near, how much room it keeps in mm (negative outside the paper), and from which side."""
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
    faults: defaultdict[_MarginFault, list[int]] = defaultdict(list)
    for page in file.pages:
        for fault in dict.fromkeys((*_text_faults(page, safe_mm), *_graphic_faults(page, safe_mm))):
            faults[fault].append(page.number)
    return (_problem(file, fault, [file.pages[n - 1] for n in numbers]) for fault, numbers in faults.items())


def _safe_mm(file: FinishedFile) -> float:
    """What must stay free at each side, mm."""
    return max(file.edition.layout.safe_mm, MIN_MARGIN_MM)


def _clearance(box: Box, page: Page) -> dict[str, float]:
    """How far `box` keeps from each side of the paper, mm; negative outside it."""
    left, top, right, bottom = box
    return dict(zip(_SIDES, (left, top, page.width_mm - right, page.height_mm - bottom), strict=True))


def _text_faults(page: Page, safe_mm: float) -> Iterator[_MarginFault]:
    """For each side that text comes too near to: the words that come nearest."""
    drawn = [(index, glyph.box) for index, glyph in enumerate(page.glyphs) if glyph.char.strip()]
    for number, side in enumerate(_SIDES):
        nearest = min if number < 2 else max  # left and top count from the corner, the others to the edge
        index, box = nearest(drawn, key=lambda indexed_box: indexed_box[1][number], default=(0, None))
        if box and (clearance := _clearance(box, page)[side]) < safe_mm - _TOLERANCE_MM:
            yield f"the text “{_line_around(page, index)}”", round(clearance, 1), side


def _line_around(page: Page, index: int) -> str:
    """The words on the line of the glyph at `index`, about forty characters."""
    near = range(max(0, index - 20), min(len(page.glyphs), index + 20))
    top, bottom = page.glyphs[index].box[1::2]
    line = (page.glyphs[n] for n in near)
    return " ".join("".join(g.char for g in line if g.box[1] < bottom + 1 and g.box[3] > top - 1).split())


def _graphic_faults(page: Page, safe_mm: float) -> Iterator[_MarginFault]:
    """Every drawing that stands in the margin without running off the paper."""
    for shape in page.graphics:
        left, top, right, bottom = shape.box
        if min(right - left, bottom - top) > _MAX_LINE_MM:
            for side, clearance in _clearance(shape.box, page).items():
                if _BLEED_TOLERANCE_MM < clearance < safe_mm - _TOLERANCE_MM:
                    yield f"a{'n' if shape.kind == 'image' else ''} {shape.kind}", round(clearance, 1), side


def _problem(file: FinishedFile, fault: _MarginFault, pages: list[Page]) -> Problem:
    what, clearance, side = fault
    where = f"{clearance:.1f} mm from" if clearance >= 0 else f"{-clearance:.1f} mm beyond"
    pages_text = f"page{'s' if len(pages) > 1 else ''} {', '.join(str(page.number) for page in pages)}"
    return file.problem(
        NAME,
        f"{what} on {pages_text} of {file.edition.id} is {where} the {side} edge; "
        f"it must stay {_safe_mm(file):g} mm inside",
        "move it inwards or make it narrower; a tint that runs off the paper must reach the edge",
        file.edition.layout.span("safe_mm"),
        map(file.page_thing, pages),
    )
