"""The text marks a term that the glossary doesn't have.

Why: nothing would explain the word, where somebody has promised that.

Fix: check the spelling of the id, or add the term to `sources/glossary.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import did_you_mean
from leaflet.model import Library, Prose, Topic
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem, Span
from leaflet.running_text.block import parse_block

NAME = "unknown-term"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Terms that a topic's text or its snippets mark and the glossary lacks."""
    known = tuple(term.id for term in library.glossary)
    for topic in library.topics:
        for name, span in _marked(topic):
            if name not in known:
                hint = f"{did_you_mean(name, known)}terms are listed in sources/glossary.yaml, by their id"
                message = f"term `{name}` is not in the glossary"
                yield Problem(NAME, message, hint, span, editions=edition_ids(library, [topic]))


def _marked(topic: Topic) -> Iterator[tuple[str, Span]]:
    for block in (block for section in topic.sections for block in section.blocks if isinstance(block, Prose)):
        for n, place in enumerate(parse_block(block.markdown).terms):
            yield place.term, block.span(f"term.{n}")
