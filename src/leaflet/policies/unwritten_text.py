"""A text has not been written yet.

Why: `leaflet new topic` puts a reminder ("Write: …") in every place that needs a text. A reminder must not be
printed.

Fix: write the text; the reminder says what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import excerpt
from leaflet.model import Library, Topic
from leaflet.policies.texts import source_texts
from leaflet.problem import Problem, Span

NAME = "unwritten-text"
REMINDER = "Write:"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Texts and authors that begin with the reminder of a new topic."""
    for text, span in (*((t.source, t.span) for t in source_texts(library)), *_authors(library.topics)):
        if text.startswith(REMINDER):
            hint = "replace the reminder with the text that it asks for"
            yield Problem(NAME, f"this text must be written: {excerpt(text)}", hint, span)


def _authors(topics: tuple[Topic, ...]) -> Iterator[tuple[str, Span]]:
    for topic in topics:
        yield from ((author, topic.meta.span("authors", n)) for n, author in enumerate(topic.meta.authors))
