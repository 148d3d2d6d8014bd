"""The glossary explains a term that no text marks.

Why: nobody reads the explanation, and nobody keeps it right. Often the mark was lost when a sentence was written anew.

Fix: mark the word where readers meet it, `[word](term:its-id)`, or take it out of `sources/glossary.yaml`. It is only a
warning: a term may wait for the text that needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.model import Library
from leaflet.policies.texts import reused_records
from leaflet.problem import Problem, Severity

NAME = "unused-term"


def facts(library: Library, today: date) -> list[str]:
    """Ids of the terms that its topics mark."""
    records = {record.partition("/") for topic in library.topics for record in reused_records(topic)}
    return sorted(name for kind, _, name in records if kind == "term")


def conclude(library: Library, facts: Sequence[list[str]], today: date) -> Iterator[Problem]:
    """Terms that no topic marks."""
    marked = {name for names in facts for name in names}
    for term in library.glossary:
        if term.id not in marked:
            hint = f"mark it in a text, `[{term.term}](term:{term.id})`, or take it out of the glossary"
            yield Problem(NAME, f"no text marks the term `{term.id}`", hint, term.span("id"), Severity.WARNING)
