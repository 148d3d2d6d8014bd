"""Sections → panels: which sections stand on which panel of a folded sheet, so that all are as even as can be.

A page is laid out once: what a section will fill is estimated from its letters, and not tried out. Where the estimate
is wrong a panel is too full, which the build tells; nothing is ever cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise
from math import ceil

from leaflet.editions.edition import Edition
from leaflet.editions.fact_boxes import PrintedCount, PrintedFactBox, PrintedOutcome, fact_box
from leaflet.model import Block, ClaimPlaceholder, Figure, Picture, Prose, Section, Subheading

_HEADING, _SUBHEADING, _SPACE, _LEVEL = 2.3, 1.6, 0.35, 1.4
_FIGURE_WIDTH = 20.0
"""In lines: how wide a panel is. A drawing is as wide as its panel."""
_VIEW_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_TABLE_ROW, _ROW_TO_FILL_IN = 1.4, 2.2
_BOX, _UNDER_DRAWING, _ARRAY = 0.8, 1.6, 0.82
"""Of a fact box: its frame, what stands below a drawing, how much of its room in the panel's width a drawing fills."""
_SPARE = 2
"""Letters that a paragraph may have more than its lines: the last one loses none to a word that doesn't fit."""

TYPE_STEPS = (1.0, 1.08, 1.17, 1.26)
"""How much larger the type of a short text may be than that of a full one."""
_FULL = 0.9
"""A step is taken where the fullest panel is estimated to be no fuller than this."""


@dataclass(frozen=True)
class Panels:
    """Sections, a group for each panel, and the step of `TYPE_STEPS` at which they are set."""

    groups: tuple[tuple[Section, ...], ...]
    step: int


def in_panels(
    edition: Edition, sections: Sequence[Section], rooms: Sequence[float], letters: int, key: tuple[int, float] = (0, 0)
) -> Panels:
    """`sections` in their order, in panels.

    `rooms` are how much each panel holds, in lines of running text; `letters` how many letters a line has; `key` what
    stands before one of them: its number and the lines that it has.
    """
    before, more = key
    own = [section_lines(edition, section, letters) for section in sections]
    lines = [count + more * (number == before) for number, count in enumerate(own)]

    def fullness(cuts: tuple[int, ...]) -> list[float]:
        """How full each panel is."""
        parts = zip(pairwise(cuts), rooms, strict=True)
        return [sum(lines[start:end]) / room for (start, end), room in parts]

    def evenness(cuts: tuple[int, ...]) -> tuple[list[float], list[bool]]:
        """The fullest first; of those that are as even, a panel is left empty at the end, and not between others."""
        full = fullness(cuts)
        return sorted(full, reverse=True), [share == 0 for share in full]

    inner = combinations_with_replacement(range(len(sections) + 1), len(rooms) - 1)
    best = min(((0, *cuts, len(sections)) for cuts in inner), key=evenness)
    groups = tuple(tuple(sections[start:end]) for start, end in pairwise(best))
    return Panels(groups, type_step(max(fullness(best))))


def type_step(fullness: float) -> int:
    """The largest of `TYPE_STEPS` at which what fills this part of a panel at the smallest leaves some room.

    Larger type has fewer letters in a line and fewer lines in a panel.
    """
    return max(n for n, scale in enumerate(TYPE_STEPS) if n == 0 or fullness * scale**2 <= _FULL)


def section_lines(edition: Edition, section: Section, letters: int) -> float:
    """How many lines of running text `section` will be about as high as, with the white below it."""
    return _HEADING + _SPACE + sum(_block_lines(edition, block, letters) for block in section.blocks)


def _block_lines(edition: Edition, block: Block, letters: int) -> float:
    if isinstance(block, ClaimPlaceholder):
        claim = next(claim for claim in edition.claims if claim.id == block.claim)
        texts = (claim.wording_for(edition.audience), claim.does_not_show or "")
        box = fact_box(edition, claim)
        words = _LEVEL + sum(ceil(len(text) / (letters - 3)) for text in texts)
        return words + (_fact_box_lines(box, letters) if box else 0)
    if isinstance(block, Figure):
        return _FIGURE_WIDTH * _ratio(block.svg) + _SPACE
    if isinstance(block, Picture):
        across, down = block.pixels
        return _FIGURE_WIDTH * down / across * (0.6 if block.is_upright else 1) + _SPACE
    if isinstance(block, Subheading):
        return _SUBHEADING
    return _SPACE + sum(_line_lines(line, letters) for line in _markdown_lines(block))


def _fact_box_lines(box: PrintedFactBox, letters: int) -> float:
    """Its outcomes stand side by side where there is room: for three drawings, or for one of a thousand people."""
    across = 1 if box.per == 1000 else 3
    lines, left, rows = _BOX + sum(ceil(len(text) / letters) for text in box.not_given), 0, [0.0]
    for outcome in box.outcomes:
        columns = min(len(outcome.counts), across)
        if columns > left:
            rows, left = [*rows, 0.0], across
        rows[-1], left = max(rows[-1], _outcome_lines(outcome, columns, across, letters)), left - columns
    return lines + sum(rows)


def _outcome_lines(outcome: PrintedOutcome, columns: int, across: int, letters: int) -> float:
    room = letters / across - 4  # white beside each drawing
    above = max(ceil(len(count.group) / room) for count in outcome.counts)
    drawings = above + _drawing_lines(outcome.counts[0], across) + _UNDER_DRAWING
    return ceil(len(outcome.outcome) / (room * columns)) + ceil(len(outcome.counts) / columns) * drawings


def _drawing_lines(count: PrintedCount, across: int) -> float:
    return _ARRAY * _FIGURE_WIDTH / across * _ratio(count.svg)


def _ratio(svg: str) -> float:
    """How high a drawing is for its width."""
    size = _VIEW_BOX.search(svg)
    return float(size[2]) / float(size[1]) if size else 1


def _markdown_lines(block: Prose) -> Iterator[str]:
    return (line.strip() for line in block.markdown.splitlines() if line.strip("|-: \t"))


def _line_lines(line: str, letters: int) -> float:
    if line.startswith("|"):
        return _ROW_TO_FILL_IN if re.search(r"\|\s*\|", line) else _TABLE_ROW
    return max(1, ceil((len(line) - _SPARE) / letters))
