"""Where the document's texts stand on the pages: in lines, and the areas that elements take up.

All places are seen in the direction of reading: where a document runs from right to left, a page is looked at in a
mirror, so that "before" is always at a smaller number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from leaflet.language.direction import runs_right_to_left
from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.patches import Ints

_ASCENT_EM, _DESCENT_EM = 0.72, 0.15
"""What a line of text takes up above and below its foot, whatever letters it has: as capitals and descenders do."""
_SAME_FOOT_EM = 0.3
"""How far feet may differ on one line: as an index is lowered."""
_LINE_GAP_EM = 6
"""White between two letters from which they are no longer one line's: the next cell or column."""
_TOUCHING_MM = 0.3


@dataclass(frozen=True, slots=True)
class SetLine:
    """What stands of one element on one line."""

    page: int
    box: Box
    """Its room: across as far as its ink, down from the height of capitals to the depth of descenders."""
    foot: float
    """Its baseline, mm from the paper's top."""
    size_mm: float
    """One em."""
    text: int
    """The document's text that it begins with."""
    is_reversed: bool
    """Does it hold letters that run against the document's direction?"""

    def is_level_with(self, other: SetLine) -> bool:
        """Do both stand on the same foot?"""
        return self.page == other.page and abs(self.foot - other.foot) < _SAME_FOOT_EM * max(
            self.size_mm, other.size_mm
        )

    def follows(self, other: SetLine) -> bool:
        """Does it begin where `other` ends, on the same foot?"""
        is_after = self.box[0] >= other.box[2] - _TOUCHING_MM
        return self.is_level_with(other) and (is_after or self.is_reversed or other.is_reversed)

    def is_below(self, other: SetLine) -> bool:
        """Does it stand under `other`, as the next line of a paragraph does?"""
        return self.page == other.page and self.foot > other.foot + _SAME_FOOT_EM * min(self.size_mm, other.size_mm)


@dataclass(frozen=True, slots=True)
class Area:
    """The hull of lines that stand together on one page, in one column."""

    page: int
    box: Box
    top: float
    """Where its last line begins."""


@dataclass(frozen=True)
class SetLines:
    """The lines of all texts of a document on the pages of its file."""

    lined_up: LinedUp
    widths: Sequence[float]
    """Of the pages, mm."""
    is_right_to_left: bool
    """Does the document run from right to left?"""

    @cached_property
    def by_text(self) -> dict[int, list[SetLine]]:
        """The lines of each text, in the order of the document."""
        found: dict[int, list[SetLine]] = {}
        for rows in text_runs(self.lined_up):
            line = self._line(rows)
            found.setdefault(line.text, []).append(line)
        return found

    @cached_property
    def _by_page(self) -> dict[int, list[SetLine]]:
        found: dict[int, list[SetLine]] = {}
        for line in (line for lines in self.by_text.values() for line in lines):
            found.setdefault(line.page, []).append(line)
        return found

    def on_page(self, page: int) -> Sequence[SetLine]:
        """All lines of a page."""
        return self._by_page.get(page, ())

    def of_element(self, number: int) -> list[SetLine]:
        """The lines of an element: pieces that follow one another on one foot are one."""
        lines: list[SetLine] = []
        for text in self.lined_up.document.elements[number].texts:
            for line in self.by_text.get(text, ()):
                if lines and line.follows(lines[-1]) and line.box[0] - lines[-1].box[2] < _LINE_GAP_EM * line.size_mm:
                    lines[-1] = _joined(lines[-1], line)
                else:
                    lines.append(line)
        return lines

    def areas(self, number: int) -> list[Area]:
        """The areas of an element: a new one on a new page, and where the text goes up again, beside all before."""
        areas: list[Area] = []
        for line in self.of_element(number):
            last = areas[-1] if areas and areas[-1].page == line.page else None
            if last is None or _begins_column(last, line):
                areas.append(Area(line.page, line.box, line.box[1]))
            else:
                areas[-1] = Area(line.page, bounding_box([last.box, line.box]), line.box[1])
        return areas

    def _line(self, rows: Ints) -> SetLine:
        glyphs = self.lined_up.glyphs
        page = int(glyphs.page[rows[0]])
        size = float(glyphs.size_pt[rows].max()) * MM_PER_PT
        foot = float(np.median(glyphs.origin[rows, 1]))
        left, right = float(np.nanmin(glyphs.ink[rows, 0])), float(np.nanmax(glyphs.ink[rows, 2]))
        if self.is_right_to_left:
            width = self.widths[page - 1]
            left, right = width - right, width - left
        box = (left, foot - _ASCENT_EM * size, right, foot + _DESCENT_EM * size)
        return SetLine(page, box, foot, size, int(self.lined_up.text[rows[0]]), self._is_reversed(rows))

    def _is_reversed(self, rows: Ints) -> bool:
        """Do any letters in `rows` run against the document's direction?"""
        read = {self.lined_up.glyphs.reads(int(row)) for row in rows}
        letters = [texts[0] for texts in read if texts and texts[0].isalpha()]
        return any(runs_right_to_left(letter[0]) != self.is_right_to_left for letter in letters)


def _joined(one: SetLine, other: SetLine) -> SetLine:
    size = max(one.size_mm, other.size_mm)
    box = bounding_box([one.box, other.box])
    return SetLine(one.page, box, one.foot, size, one.text, one.is_reversed or other.is_reversed)


def _begins_column(area: Area, line: SetLine) -> bool:
    """Does the text go up again, beside all that stands before?"""
    return line.box[0] >= area.box[2] - _TOUCHING_MM and line.box[1] < area.top


def text_runs(lined_up: LinedUp) -> Iterator[Ints]:
    """Rows of glyphs that stand on one line and belong to one text, in the order of the document."""
    text, glyphs = lined_up.text, lined_up.glyphs
    rows = np.flatnonzero(text >= 0)
    rows = rows[np.lexsort((lined_up.sign[rows], glyphs.page[rows], text[rows]))]
    if not len(rows):
        return
    foot, em, ink = glyphs.origin[rows, 1], glyphs.size_pt[rows] * MM_PER_PT, glyphs.ink[rows]
    gaps = np.maximum(ink[1:, 0] - ink[:-1, 2], ink[:-1, 0] - ink[1:, 2])
    breaks = (
        (np.diff(text[rows]) != 0)
        | (np.diff(glyphs.page[rows]) != 0)
        | (np.abs(np.diff(foot)) > _SAME_FOOT_EM * np.maximum(em[1:], em[:-1]))
        | (gaps > _LINE_GAP_EM * em[1:])
    )
    yield from np.split(rows, np.flatnonzero(breaks) + 1)
