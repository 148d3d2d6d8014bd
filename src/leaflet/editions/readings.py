"""Edition → what a document says of each required text, sign for sign, with what joins its parts.

`layouts/base/macros.html.j2` sets the same. A reading has a line for each paragraph and a tab between two cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.editions.claims import certainty_texts, reference_numbers, shows_limits
from leaflet.editions.fact_boxes import fact_box_lines
from leaflet.editions.words import AGAINST_LABEL, AUTHORS_LABEL, LOCAL_NUMBER_LABEL, NOTE_LABELS, localized
from leaflet.language.formats import quotation_marks
from leaflet.language.normalization import folded
from leaflet.model import Claim, Contact, Prose
from leaflet.running_text.block import parse_block
from leaflet.running_text.printed import printed_line
from leaflet.running_text.tree import Line, LineBreak, NoteBox, TextBlock, Words, lines

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition

PARAGRAPH, CELL = "\n", "\t"
DOT = " · "
"""Joins parts of one line."""
_BREAK = "\x00"
"""Stands for the end of a line that was asked for: no source may hold it."""


def joined(*parts: str | None, by: str = " ") -> str:
    """The parts that say something, each folded, with `by` between two."""
    return by.join(text for part in parts if part and (text := folded(part)))


def paragraphs(*texts: str | None) -> str:
    """Paragraphs, one below the other."""
    return joined(*texts, by=PARAGRAPH)


def claim_in_text(edition: Edition, claim: Claim) -> str:
    """A claim in running text or on a list: level, whether it is contested, wording, numbers, limits."""
    ladder, level = edition.ladder, edition.level(claim)
    contested = joined(ladder.contested_symbol, ladder.contested_label) if claim.contested else ""
    limits = claim.does_not_show if shows_limits(edition) else ""
    shapes = joined(joined(level.symbol, level.label), contested, by=DOT)
    return paragraphs(shapes, claim.wording_for(edition.audience), *fact_box_lines(edition, claim), limits)


def claim_in_table(edition: Edition, claim: Claim) -> str:
    """A claim as a row of the table: wording, numbers, level and certainty, what was studied, limits, references."""
    ladder, level = edition.ladder, edition.level(claim)
    rating, *graded = certainty_texts(edition, claim) or ("",)
    supporting, disputing = (", ".join(map(str, side)) for side in reference_numbers(edition, claim))
    contested = joined(ladder.contested_symbol, ladder.contested_label) if claim.contested else ""
    cells = (
        (claim.wording_for(edition.audience), *fact_box_lines(edition, claim), *graded),
        (joined(level.symbol, level.label), contested, rating),
        (claim.studied,),
        (claim.does_not_show,),
        (supporting, joined(localized(edition, AGAINST_LABEL), disputing) if disputing else ""),
    )
    return CELL.join(paragraphs(*cell) for cell in cells)


def contact_reading(edition: Edition, contact: Contact) -> str:
    """A help line: its name; its number, or room for one; what it is for, and when."""
    number = contact.number or localized(edition, LOCAL_NUMBER_LABEL)
    return paragraphs(contact.name, number, joined(contact.what_for, contact.hours, by=DOT))


def colophon_reading(edition: Edition, name: str, text: str) -> str:
    """A line of the colophon; the authors are introduced."""
    return joined(localized(edition, AUTHORS_LABEL) if name == "authors" else "", text)


def prose_reading(edition: Edition, block: Prose) -> str:
    """A block of running text: a line for each paragraph, item and cell, and for what stands over a box."""
    marks, tree = quotation_marks(edition.locale), parse_block(block.markdown).tree
    texts = ("".join(_signs(printed_line(line, marks))) for line in lines(tree))
    return paragraphs(*note_label(edition, tree), *(part for text in texts for part in text.split(_BREAK)))


def note_label(edition: Edition, tree: TextBlock) -> tuple[str, ...]:
    """What stands over a box, in the edition's language; nothing over another block."""
    return (localized(edition, NOTE_LABELS[tree.kind]),) if isinstance(tree, NoteBox) else ()


def _signs(line: Line) -> Iterator[str]:
    for inline in line:
        if isinstance(inline, Words):
            yield inline.text
        elif isinstance(inline, LineBreak):
            yield _BREAK
        else:
            yield from _signs(inline.inside)
