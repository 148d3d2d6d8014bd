"""Edition → what its topic says in it: what a reader reads that is no statement, help line, reference or colophon."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editions.claims import shows_limits
from leaflet.editions.content import block_texts, opening_texts
from leaflet.editions.edition import Edition
from leaflet.editions.fact_boxes import fact_box
from leaflet.model import Claim


def own_texts(edition: Edition) -> Iterator[str]:
    """What the topic says in the piece: no required statements, contacts, references or colophon.

    Also of an edition that can't be made, since its claims have levels or references that don't exist.
    """
    yield from (text for _, text in opening_texts(edition))
    for section in edition.sections:
        yield section.title
        for block in section.blocks:
            yield from block_texts(block)
    for claim in edition.claims:
        yield from _claim_texts(edition, claim)
    for uncertainty in edition.uncertainties:
        yield from (uncertainty.question, uncertainty.ask)


def _claim_texts(edition: Edition, claim: Claim) -> Iterator[str]:
    yield claim.wording_for(edition.audience)
    if box := fact_box(edition, claim):
        for outcome in box.outcomes:
            yield from (outcome.outcome, *(count.group for count in outcome.counts))
        yield from box.not_given
    if "claims" in edition.layout.shows:
        yield claim.studied
    if claim.does_not_show and shows_limits(edition):
        yield claim.does_not_show
