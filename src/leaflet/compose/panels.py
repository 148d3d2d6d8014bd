"""Sections → panels: which sections stand on which panel of a folded sheet, so that the fullest is as empty as can be.

A page is laid out once: what a section will fill is estimated from its letters, and not tried out. Where the estimate is
wrong a panel is too full, which the build tells; nothing is ever cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement, pairwise
from math import ceil

from leaflet.editions.edition import Edition
from leaflet.model import Block, ClaimPlaceholder, Figure, Picture, Prose, Section, Subheading

_HEADING, _SUBHEADING, _SPACE, _LEVEL = 2.3, 1.6, 0.35, 1.4
_FIGURE_WIDTH = 20.0
"""In lines: how wide a panel is. A drawing is as wide as its panel."""
_VIEW_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_TABLE_ROW, _ROW_TO_FILL_IN = 1.4, 2.2


def in_panels(
    edition: Edition, sections: Sequence[Section], rooms: Sequence[float], letters: int, key: tuple[int, float] = (0, 0)
) -> tuple[tuple[Section, ...], ...]:
    """`sections` in their order, a group for each of `rooms`.

    `rooms` are how much each panel holds, in lines of running text; `letters` how many letters a line has; `key` what
    stands before one of them: its number and the lines that it has.
    """
    before, more = key
    own = [section_lines(edition, section, letters) for section in sections]
    lines = [count + more * (number == before) for number, count in enumerate(own)]
    fullest: Callable[[tuple[int, ...]], float] = lambda cuts: max(  # noqa: E731
        sum(lines[start:end]) / room for (start, end), room in zip(pairwise(cuts), rooms, strict=True)
    )
    inner = combinations_with_replacement(range(len(sections) + 1), len(rooms) - 1)
    best = min(((0, *cuts, len(sections)) for cuts in inner), key=fullest)
    return tuple(tuple(sections[start:end]) for start, end in pairwise(best))


def section_lines(edition: Edition, section: Section, letters: int) -> float:
    """How many lines of running text `section` will be about as high as, with the white below it."""
    return _HEADING + _SPACE + sum(_block_lines(edition, block, letters) for block in section.blocks)


def _block_lines(edition: Edition, block: Block, letters: int) -> float:
    if isinstance(block, ClaimPlaceholder):
        claim = next(claim for claim in edition.claims if claim.id == block.claim)
        texts = (claim.wording_for(edition.audience), claim.does_not_show or "")
        return _LEVEL + sum(ceil(len(text) / (letters - 6)) for text in texts)
    if isinstance(block, Figure):
        size = _VIEW_BOX.search(block.svg)
        return _FIGURE_WIDTH * (float(size[2]) / float(size[1]) if size else 1) + _SPACE
    if isinstance(block, Picture):
        across, down = block.pixels
        return _FIGURE_WIDTH * down / across * (0.6 if block.is_upright else 1) + _SPACE
    if isinstance(block, Subheading):
        return _SUBHEADING
    return _SPACE + sum(_line_lines(line, letters) for line in _markdown_lines(block))


def _markdown_lines(block: Prose) -> Iterator[str]:
    return (line.strip() for line in block.markdown.splitlines() if line.strip("|-: \t"))


def _line_lines(line: str, letters: int) -> float:
    if line.startswith("|"):
        return _ROW_TO_FILL_IN if re.search(r"\|\s*\|", line) else _TABLE_ROW
    return ceil(len(line) / letters)
