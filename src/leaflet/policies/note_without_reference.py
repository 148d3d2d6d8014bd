"""A reading note belongs to no reference of the library.

Why: an export may have lost an entry, or its id was changed in the reference manager. The note is all that is known of
what was read; it stays where it is until somebody has looked.

Fix: export the library again with that entry in it, or correct the note's id. Delete the note only where the source is
not wanted any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import did_you_mean, nearest
from leaflet.model import Library
from leaflet.problem import Problem, thing

NAME = "note-without-reference"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Reading notes whose id no reference has."""
    for note in library.reading_notes:
        if note.id not in library.references:
            guess = did_you_mean(note.id, library.references)
            hint = f"{guess}export sources/references.json again with this entry, or correct the note's id"
            yield Problem(
                NAME,
                f"the reading note `{note.id}` belongs to no reference",
                hint,
                note.span("id"),
                spoils=frozenset(thing("note", name) for name in nearest(note.id, library.references)),
                rests_on=frozenset({thing("reference", note.id)}),
            )
