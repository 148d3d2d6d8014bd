"""What must be read with a claim: its level, its wording, its limits and, in a table, its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.editions.fact_boxes import fact_box_lines
from leaflet.editions.words import AGAINST_LABEL, RATING_LABELS, localized, not_graded_label
from leaflet.language.formats import date_in_words
from leaflet.model import Claim

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition


def shows_limits(edition: Edition) -> bool:
    """Does a claim stand with what it does not show? Everywhere but on a list of open claims to tick."""
    return "open-claims" not in edition.layout.shows


def claim_texts(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """What must be read with a claim: its level's shape and word, its wording, whether it is contested, its limits."""
    level = edition.level(claim)
    contested = (edition.ladder.contested_symbol, edition.ladder.contested_label) if claim.contested else ()
    limits = (claim.does_not_show,) if claim.does_not_show and shows_limits(edition) else ()
    table = evidence_table_texts(edition, claim) if "claims" in edition.layout.shows else ()
    wording = claim.wording_for(edition.audience)
    return (level.symbol, level.label, *contested, wording, *fact_box_lines(edition, claim), *table, *limits)


def evidence_table_texts(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """What the evidence table adds: what was studied, the certainty, the numbers of the references."""
    supporting, disputing = (", ".join(map(str, side)) for side in reference_numbers(edition, claim))
    against = (f"{localized(edition, AGAINST_LABEL)} {disputing}",) if disputing else ()
    return (claim.studied, *certainty_texts(edition, claim), supporting, *against)


def certainty_texts(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """The GRADE certainty as somebody graded it: rating, outcome, who and when; else what the layout says of that."""
    graded = claim.certainty
    if graded is None:
        label = not_graded_label(edition)
        return (label,) if label else ()
    by = f"GRADE: {graded.outcome} ({graded.by}, {date_in_words(graded.on, edition.locale)})"
    return localized(edition, RATING_LABELS[graded.rating]), by


def reference_numbers(edition: Edition, claim: Claim) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of the references that support the claim, and of those that dispute it, each ascending."""
    by_id = {reference.id: n for n, reference in enumerate(edition.references, 1)}
    return tuple(sorted(by_id[n] for n in claim.supported_by)), tuple(sorted(by_id[n] for n in claim.disputed_by))
