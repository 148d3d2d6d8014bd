"""A topic or a layout names a layout that the house does not have.

Why: a topic that names its `layouts:` is made in these alone. With a misspelt one a piece would be missing, and nobody
would be told. What a layout names as `roomier:` is where an editor is sent whose text has no room.

Fix: correct the id. The layouts are the folders in `layouts/`, as `leaflet list` shows them. Without `layouts:` in
topic.yaml the topic is made in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import LAYOUTS_FOLDER, Library
from leaflet.problem import Problem, Span

NAME = "unknown-layout"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Layouts of topics and of other layouts that have no folder."""
    known = tuple(layout.id for layout in library.layouts)
    for topic in library.topics:
        for n, name in enumerate(topic.meta.layouts or ()):
            if name not in known:
                yield _unknown(name, known, topic.meta.span("layouts", n))
    for layout in library.layouts:
        others = tuple(name for name in known if name != layout.id)
        if layout.roomier and layout.roomier not in others:
            yield _unknown(layout.roomier, others, layout.span("roomier"), "other layout")


def _unknown(name: str, known: Sequence[str], place: Span, what: str = "layout") -> Problem:
    hint = f"{did_you_mean(name, known)}{LAYOUTS_FOLDER} has {backtick_list(known) or f'no {what}'}"
    return Problem(NAME, f"there is no {what} `{name}`", hint, place)
