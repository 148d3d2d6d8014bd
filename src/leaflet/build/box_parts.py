"""What a box of a page holds, part by part, for whoever must shorten it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.editions.edition import Edition
from leaflet.messages import excerpt
from leaflet.model import ClaimPlaceholder, RequiredText, Section, TextKey
from leaflet.problem import Span


@dataclass(frozen=True)
class BoxPart:
    """A section of the running text, or what is printed of one file, as far as it stands in one box."""

    label: str
    """The section's heading, or the file's name, as a message shows it."""
    words: int
    span: Span
    """Where it begins in the sources."""


def box_parts(texts: Sequence[RequiredText], edition: Edition) -> list[BoxPart]:
    """The parts that `texts`, the required texts of a box, belong to, the longest first.

    Only the topic's own where it has any: its editor can't shorten what all topics share.
    """
    headings = {key: section for section in edition.sections for key in _keys(section, edition)}
    parts: dict[str, list[RequiredText]] = {}
    for text in texts:
        section = headings.get((text.kind, text.id))
        label = excerpt(section.title) if section else f"`{text.span.path.rpartition('/')[2]}`"
        parts.setdefault(label, []).append(text)
    found = [BoxPart(label, sum(map(_word_count, those)), those[0].span) for label, those in parts.items()]
    own = [part for part in found if edition.topic.id in part.span.path.split("/")]
    return sorted(own or found, key=lambda part: -part.words)


def _keys(section: Section, edition: Edition) -> list[TextKey]:
    """The heading and the blocks of `section`; its claims, too, unless the layout has a table of them."""
    keys: list[TextKey] = [("block", f"section.{section.id}")]
    for block in section.blocks:
        if not isinstance(block, ClaimPlaceholder):
            keys.append(("block", block.id))
        elif "claims" not in edition.layout.shows:
            keys.append(("claim", block.claim))
    return keys


def _word_count(text: RequiredText) -> int:
    return sum(len(part.split()) for part in text.parts)
