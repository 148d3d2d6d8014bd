"""A text still says that it must be written.

Why: `leaflet new topic` puts a reminder ("Write: …") in every place that needs a text. A reminder must not be
printed.

Fix: write the text; the reminder says what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library, Topic
from leaflet.policies.messages import excerpt
from leaflet.policies.texts import sources
from leaflet.problem import Problem, Span

NAME = "unwritten-text"
REMINDER = "Write:"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Texts and authors that begin with the reminder of a new topic."""
    for text, span in (*((t.source, t.span) for t in sources(library)), *_authors(library.topics)):
        if text.startswith(REMINDER):
            hint = "put the text here that the reminder asks for"
            yield Problem(NAME, f"this text must be written: {excerpt(text)}", hint, span)


def _authors(topics: tuple[Topic, ...]) -> Iterator[tuple[str, Span]]:
    for topic in topics:
        yield from ((author, topic.meta.span("authors", n)) for n, author in enumerate(topic.meta.authors))
