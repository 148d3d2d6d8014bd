"""Edition → what its pages must carry.

The one place that decides it: `compose` sets what these functions give, `preflight` looks for it in the finished PDF,
and no layout can choose otherwise.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from leaflet.language import date_in_words, join
from leaflet.model import (
    Audience,
    Block,
    Claim,
    Contact,
    Disclaimer,
    Edition,
    EvidenceLevel,
    Figure,
    Mark,
    Prose,
    Reference,
    Subheading,
    Uncertainty,
    When,
)
from leaflet.problem import Span

DRAFT_LABEL = "draft"
REVIEWED_LABEL = "reviewed"
"""Review state on the identity line; `layouts/base/` has both in its catalogs."""
NOT_READ_LABEL = "not read in full"
"""Stands behind a reference of which only a summary or an entry was read."""


def statements(edition: Edition) -> tuple[Disclaimer, ...]:
    """The disclaimers that the edition must carry, in the house's order, `{emergency}` replaced by the number.

    Computed from topic, claims, audience, substances, country and review, never from the layout's name.
    """
    number = emergency_number(edition)
    return tuple(
        d.model_copy(update={"text": d.text.replace("{emergency}", number)})
        for d in edition.disclaimers
        if is_required(d.when, edition)
    )


def emergency_number(edition: Edition) -> str:
    """The number that the country's emergency contact names; '' where it has none (a policy stops that)."""
    return next((c.number for c in edition.emergency_contacts if c.number), "")


def is_required(when: When, edition: Edition) -> bool:
    """Do all the conditions that `when` gives hold for `edition`?"""
    claims = edition.topic.claims
    conditions = (
        not when.audiences or edition.audience in when.audiences,
        not when.substances or bool(set(when.substances) & set(edition.topic.meta.substances)),
        not when.countries or edition.locale.country in when.countries,
        not when.levels or any(c.level in when.levels for c in claims),
        when.contested is None or when.contested == any(c.contested for c in claims),
        when.reviewed is None or when.reviewed == edition.reviewed,
    )
    return all(conditions)


def identity(edition: Edition) -> tuple[str, ...]:
    """The line that stands on every page: edition, version, content hash, date in words, review state."""
    label = REVIEWED_LABEL if edition.reviewed else DRAFT_LABEL
    meta = edition.topic.meta
    return (
        edition.id,
        f"v{meta.version}",
        edition.short_fingerprint,
        date_in_words(meta.date, edition.locale),
        edition.chrome.get(label, label),
    )


def legend(edition: Edition) -> tuple[EvidenceLevel, ...]:
    """The rungs that the edition's claims stand on, weakest first."""
    used = {claim.level for claim in edition.claims}
    return tuple(level for level in edition.ladder.levels if level.id in used)


def colophon(edition: Edition) -> tuple[tuple[str, str], ...]:
    """(id, text) of what says who made the piece and how to answer."""
    meta, house = edition.topic.meta, edition.house
    full = (
        ("authors", join(meta.authors, edition.locale)),
        ("funding", meta.funding),
        ("conflicts", meta.conflicts),
        ("feedback", house.feedback),
        ("update-policy", house.update_policy),
    )
    return (("publisher", house.publisher), *(full if "prose" in edition.layout.shows else ()))


def front(edition: Edition) -> tuple[tuple[str, str], ...]:
    """(id, text) of what opens the piece: the title; subtitle, reader and message too where patients read prose."""
    meta = edition.topic.meta
    if edition.audience is not Audience.PATIENT or "prose" not in edition.layout.shows:
        return (("title", meta.title),)
    message = tuple((f"in-short.{n}", text) for n, text in enumerate(meta.in_short, 1))
    return (("title", meta.title), ("subtitle", meta.subtitle), ("for-whom", meta.for_whom), *message)


def shows_limits(edition: Edition) -> bool:
    """Does a claim stand with what it does not show? Everywhere but on a list of open claims to tick."""
    return "open-claims" not in edition.layout.shows


def marks(edition: Edition) -> tuple[Mark, ...]:
    """Everything that the finished PDF must carry; marks of one family are in the order in which they are printed.

    A `Mark`'s pieces stand close together, whatever their order.
    """
    meta = edition.topic.meta
    return (
        *(_statement(d) for d in statements(edition)),
        *(_block(edition, name, (text,), meta.span()) for name, text in front(edition)),
        *_running_text(edition),
        *(_claim(edition, claim) for claim in edition.claims),
        *(_uncertainty(edition, u) for u in edition.uncertainties),
        *(_contact(edition, c) for c in edition.contacts),
        *_legend(edition),
        *_references(edition),
        *(_block(edition, f"colophon.{name}", (text,), meta.span()) for name, text in colophon(edition)),
        Mark("block", "identity", identity(edition), edition.layout.smallest_pt, True, meta.span("version")),
    )


def _statement(disclaimer: Disclaimer) -> Mark:
    return Mark(
        "disclaimer",
        disclaimer.id,
        (disclaimer.text,),
        disclaimer.min_pt,
        disclaimer.every_page,
        disclaimer.span("text"),
    )


def _block(edition: Edition, name: str, pieces: tuple[str, ...], span: Span) -> Mark:
    return Mark("block", name, pieces, edition.layout.smallest_pt, False, span)


def _running_text(edition: Edition) -> Iterator[Mark]:
    for section in edition.sections:
        yield _block(edition, f"section.{section.id}", (section.title,), section.span())
        for block in section.blocks:
            pieces = block_pieces(block)
            if pieces:
                yield _block(edition, block.id, pieces, block.span())  # type: ignore[union-attr]


def block_pieces(block: Block) -> tuple[str, ...]:
    """The texts that a reader must see of a block of running text; none for a claim, which has a mark of its own."""
    if isinstance(block, Prose):
        return prose_pieces(block.markdown)
    if isinstance(block, Subheading):
        return (block.title,)
    if isinstance(block, Figure):
        return block.labels
    return ()


_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def prose_pieces(markdown: str) -> tuple[str, ...]:
    """The words of a Markdown paragraph, or of each item of a list, without link targets and list signs."""
    texts = _ITEM.split(_LINK.sub(r"\1", markdown))
    return tuple(html.unescape(" ".join(text.split())) for text in texts if text.strip())


def _claim(edition: Edition, claim: Claim) -> Mark:
    return Mark("claim", claim.id, claim_pieces(edition, claim), edition.layout.smallest_pt, False, claim.span())


def claim_pieces(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """What must be read with a claim: its level's shape and word, its wording, whether it is contested, its limits."""
    level = edition.level(claim)
    contested = (edition.ladder.contested_symbol, edition.ladder.contested_label) if claim.contested else ()
    limits = (claim.does_not_show,) if claim.does_not_show and shows_limits(edition) else ()
    table = (claim.studied,) if "claims" in edition.layout.shows else ()
    return (level.symbol, level.label, *contested, claim.wording(edition.audience), *table, *limits)


def _uncertainty(edition: Edition, uncertainty: Uncertainty) -> Mark:
    pieces = (uncertainty.question, uncertainty.ask)
    return _block(edition, f"uncertainty.{uncertainty.id}", pieces, uncertainty.span())


def _contact(edition: Edition, contact: Contact) -> Mark:
    pieces = (contact.name, contact.number, contact.what_for, contact.hours)
    return _block(edition, f"contact.{contact.id}", tuple(p for p in pieces if p), contact.span())


def _legend(edition: Edition) -> Iterator[Mark]:
    explained = "prose" in edition.layout.shows and edition.audience is Audience.PATIENT
    for level in legend(edition):
        pieces = (level.symbol, level.label, *((level.meaning,) if explained else ()))
        yield _block(edition, f"legend.{level.id}", pieces, level.span())
    if any(claim.contested for claim in edition.claims):
        ladder = edition.ladder
        meaning = (ladder.contested_meaning,) if explained else ()
        pieces = (ladder.contested_symbol, ladder.contested_label, *meaning)
        yield _block(edition, "legend.contested", pieces, ladder.span())


def _references(edition: Edition) -> Iterator[Mark]:
    shows = edition.layout.shows
    if "references" in shows or "short-references" in shows:
        for reference in edition.references:
            pieces = full_reference(edition, reference) if "references" in shows else short_reference(reference)
            yield _block(edition, f"reference.{reference.id}", pieces, reference.span())


def short_reference(reference: Reference) -> tuple[str, ...]:
    """First author's family name and the year: what a patient piece must show of a source."""
    first = reference.csl["author"][0]
    return (str(first.get("family", first.get("literal", ""))), str(reference.csl["issued"]["date-parts"][0][0]))


def full_reference(edition: Edition, reference: Reference) -> tuple[str, ...]:
    """Author, year and title, and the warning where it was not read in full."""
    label = edition.chrome.get(NOT_READ_LABEL, NOT_READ_LABEL)
    warning = () if reference.read_far_enough else (label,)
    return (*short_reference(reference), str(reference.csl["title"]), *warning)


