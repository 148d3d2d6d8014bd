"""A topic sets the same snippet twice for the same readers.

Why: a piece would say the same thing twice, and nobody could tell whether it was meant.

Fix: leave one of the two out, or set it once in a section for patients and once in a section for clinicians.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Audience, Library, Section, Topic
from leaflet.problem import Problem

NAME = "repeated-snippet"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Snippets that stand a second time in the sections for an audience."""
    lengths = {snippet.id: len(snippet.blocks) for snippet in library.snippets}
    for topic in library.topics:
        yield from dict.fromkeys(p for audience in Audience for p in _repeated(topic, audience, lengths))


def _repeated(topic: Topic, audience: Audience, lengths: dict[str, int]) -> Iterator[Problem]:
    before: set[str] = set()
    for section in topic.sections if lengths else ():
        for name in section.snippet_ids() if audience in section.audiences else ():
            if name in before or _parts(section, name) > lengths.get(name, 0):
                message = f"the snippet `{name}` stands a second time in what the same readers read"
                hint = "leave one of the two out, or make their sections for different readers"
                yield Problem(NAME, message, hint, section.span(f"snippet.{name}"))
            before.add(name)


def _parts(section: Section, name: str) -> int:
    return sum(block.snippet == name for block in section.blocks)
