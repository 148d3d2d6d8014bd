"""No topic sets a snippet.

Why: it was written to be printed. Nobody reads it, and nobody keeps it right.

Fix: set it in a topic's text.md with `[[snippet:its-name]]` on a line of its own, or delete its file. It is only a
warning: a snippet may wait for the topic that needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem, Severity

NAME = "unused-snippet"


def facts(library: Library, today: date) -> list[str]:
    """Names of the snippets that its topics set."""
    return sorted({name for t in library.topics for section in t.sections for name in section.snippet_ids()})


def conclude(library: Library, facts: Sequence[list[str]], today: date) -> Iterator[Problem]:
    """Snippets that no topic sets."""
    placed = {name for names in facts for name in names}
    for snippet in library.snippets:
        if snippet.id not in placed:
            hint = f"set it with [[snippet:{snippet.id}]] in a topic's text.md, or delete the file"
            yield Problem(NAME, f"no topic sets the snippet `{snippet.id}`", hint, snippet.span(), Severity.WARNING)
