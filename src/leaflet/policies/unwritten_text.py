"""A text has not been written yet.

Why: `leaflet new topic` puts a reminder ("Write: …") in every place that needs a text. A reminder must not be
printed.

Fix: write the text; the reminder says what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import excerpt
from leaflet.model import Library
from leaflet.policies.texts import source_texts
from leaflet.problem import Problem, Span, thing

NAME = "unwritten-text"
REMINDER = "Write:"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Texts and authors that begin with the reminder of a new topic."""
    for text, span, scope in (*((t.source, t.span, t.scope) for t in source_texts(library)), *_authors(library)):
        if text.startswith(REMINDER):
            hint = "replace the reminder with the text that it asks for"
            spoilt = frozenset({thing("words", scope), thing("translations", scope)})
            yield Problem(NAME, f"this text must be written: {excerpt(text)}", hint, span, spoils=spoilt)


def _authors(library: Library) -> Iterator[tuple[str, Span, str]]:
    for topic in library.topics:
        yield from ((author, topic.meta.span("authors", n), topic.id) for n, author in enumerate(topic.meta.authors))
