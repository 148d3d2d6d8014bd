"""A figure has no title or no description.

Why: people who can't see the drawing hear its description instead. Without one, what the figure says is lost.

Fix: in the SVG file, put `<title>` and `<desc>` first inside `<svg>`. The description says in words what the drawing
shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Figure, Library
from leaflet.problem import Problem

NAME = "figure-without-description"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Figures in which `<title>` or `<desc>` is missing or empty."""
    for topic in library.topics:
        for block in (b for section in topic.sections for b in section.blocks):
            if isinstance(block, Figure):
                for element, text in (("title", block.title), ("desc", block.description)):
                    if not text.strip():
                        yield Problem(
                            NAME,
                            f"figure `{block.file}` has no <{element}>",
                            f"put <{element}> with a few words first inside <svg>; for readers who can't see it",
                            block.span(),
                        )
