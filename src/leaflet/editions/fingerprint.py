"""What a review is bound to: a hash of what an edition prints."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from leaflet.editions.statements import statements, subjects_owed
from leaflet.model import Block, ClaimPlaceholder, Figure, Picture, Prose, Statement
from leaflet.running_text.explained import without_marks

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition


def fingerprint(edition: Edition) -> str:
    """SHA-256 (hex) of the texts and figures that `edition` prints in its language, and of the subjects that it owes.

    What decides under which heading a text stands is part of it: its place in the running text, kinds, roles, whether
    something was studied in people. So are title, authors and description in the file's properties, which programs
    read out. It is taken of the edition as it is printed once it is reviewed, so that signing it off doesn't change
    it. Version and date don't count: they are printed beside it. Nor does the look, which `Layout.look` is the hash
    of, nor what the house has and this edition doesn't print.
    """
    meta, used = edition.topic.meta, {claim.level for claim in edition.claims}
    content = {
        "statements": [_statement(s) for s in statements(edition, reviewed=True)],
        "texts": [(text.kind, text.id, text.parts) for text in edition.content.texts],
        "sections": [(s.id, s.role, [_printed(block) for block in s.blocks]) for s in edition.sections],
        "links": [(link.text, link.target) for link in edition.content.links],
        "layout's texts": [edition.layout_translations.get(text, text) for text in sorted(edition.layout.texts)],
        "studied in people": [(level.id, level.human) for level in edition.ladder.levels if level.id in used],
        "properties": [meta.title, meta.subtitle, *meta.authors],
        "status pages": edition.house.base_url,
        "subjects": sorted(subjects_owed(edition, reviewed=True)),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _statement(statement: Statement) -> tuple[object, ...]:
    """Its words and its place; where it asks the reader, it has a box to tick, and stands before those that don't."""
    asks = ("asks reader",) if statement.asks_reader else ()
    return (statement.id, statement.kind, statement.text, *asks, *filter(None, [statement.pictogram]))


def _printed(block: Block) -> tuple[object, ...]:
    """What a part of the running text prints; of a claim only where it stands, since `texts` has its words."""
    if isinstance(block, Prose):
        return (block.kind, without_marks(block.markdown))
    if isinstance(block, Figure):
        return (block.kind, block.svg, block.strings)
    if isinstance(block, Picture):
        return (block.kind, block.digest, block.description)
    if isinstance(block, ClaimPlaceholder):
        return (block.kind, block.claim)
    return (block.kind, block.level, block.title)
