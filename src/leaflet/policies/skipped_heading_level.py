"""A heading skips a level.

Why: people who listen to a page, or jump through it, find their way by its headings. A third-level heading
without a second-level one is a stair with a missing step.

Fix: in text.md begin each section with `##`, put `###` under it, and `####` under `###`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library, Section, Subheading
from leaflet.problem import Problem

NAME = "skipped-heading-level"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Sections that don't begin with `##`, and subheadings more than one level below the heading before them."""
    for topic in library.topics:
        for section in topic.sections:
            if section.level != 2:
                hint = "begin the section with `##`"
                yield Problem(NAME, f"section `{section.id}` is not a heading of level 2", hint, section.span())
            yield from _subheadings(section)


def _subheadings(section: Section) -> Iterator[Problem]:
    before = 2
    for block in section.blocks:
        if isinstance(block, Subheading):
            if not 3 <= block.level <= before + 1:
                message = f"the heading “{block.title}” is of level {block.level}, after one of level {before}"
                hint = f"write it with `{'#' * (before + 1)}`, or add the level between"
                yield Problem(NAME, message, hint, block.span())
            before = block.level
