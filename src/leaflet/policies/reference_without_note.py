"""Nobody has said how far a reference was read.

Why: what supports a claim must have been read at least as far as its abstract. A reference manager doesn't know it, so
it stands in a file of its own, and an entry that is new in an export has no line there yet.

Fix: read the source, and add a record with its id to `sources/reading-notes.yaml`: how far it was `read:`, the
`system:` that was studied, the `finding:`. Where nothing cites it, take its entry out of `sources/references.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem, thing

NAME = "reference-without-note"


def check(library: Library, today: date) -> Iterator[Problem]:
    """References of the library without a reading note."""
    for name, reference in library.references.items():
        if reference.read is None:
            hint = f"add a record `- id: {name}` to sources/reading-notes.yaml: read, system, finding"
            rests_on = frozenset({thing("reference", name), thing("note", name)})
            message = f"reference `{name}` has no reading note"
            yield Problem(NAME, message, hint, library.reference_spans[name], rests_on=rests_on)
