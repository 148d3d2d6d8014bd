"""A topic names a layout that the house does not have.

Why: a topic that names its `layouts:` is made in these alone. With a misspelt one a piece would be missing, and nobody
would be told.

Fix: correct the id. The layouts are the folders in `layouts/`, as `leaflet list` shows them. Without `layouts:` in
topic.yaml the topic is made in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import LAYOUTS_FOLDER, Library
from leaflet.problem import Problem

NAME = "unknown-layout"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Layouts of topics that have no folder."""
    known = tuple(layout.id for layout in library.layouts)
    for topic in library.topics:
        for n, name in enumerate(topic.meta.layouts or ()):
            if name not in known:
                hint = f"{did_you_mean(name, known)}{LAYOUTS_FOLDER} has {backtick_list(known) or 'no layout'}"
                yield Problem(NAME, f"there is no layout `{name}`", hint, topic.meta.span("layouts", n))
