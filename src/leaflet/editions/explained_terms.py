"""The words of the glossary in an edition's running text: each is explained where a reader first meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from leaflet.model import Block, GlossaryTerm, Layout, Prose, Section, section_role
from leaflet.running_text.explained import with_explanations


def with_terms_explained(
    sections: Sequence[Section], layout: Layout, glossary: Iterable[GlossaryTerm]
) -> tuple[Section, ...]:
    """The `sections` that `layout` prints, with each marked term explained once, behind the first of its words."""
    explanations = {term.id: term.explanation for term in glossary}

    def explained(block: Block) -> Block:
        if not isinstance(block, Prose):
            return block
        text = with_explanations(block.markdown, lambda term: explanations.pop(term, ""))
        return block if text == block.markdown else block.model_copy(update={"markdown": text})

    done = {
        section.id: section.model_copy(update={"blocks": tuple(map(explained, section.blocks))})
        for section in in_reading_order(sections, layout)
    }
    return tuple(done[section.id] for section in sections)


def in_reading_order(sections: Sequence[Section], layout: Layout) -> Iterator[Section]:
    """The sections as the layout's outline has them; those without a place in it last."""
    groups = [
        {section_role(name) for name in names}
        for entry in layout.outline
        for is_section, names in groupby(entry.has, lambda name: bool(section_role(name)))
        if is_section
    ]
    placed = {section.id: section for roles in groups for section in sections if section.role in roles}
    yield from placed.values()
    yield from (section for section in sections if section.id not in placed)
