"""A piece of running text that topics share."""

from __future__ import annotations

from leaflet.model.prose import Block
from leaflet.model.record import Id, Record


class Snippet(Record):
    """What several topics print, written once. Read from `sources/snippets/<id>.md`."""

    id: Id
    blocks: tuple[Block, ...]
    """Each says whose it is; their ids are `snippet.<id>.<n>`, and so the same in each topic."""
