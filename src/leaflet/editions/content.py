"""Edition → what it prints, whoever has reviewed it: every text, link and alternative text, in the page's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.editions.brand import printed_logo, printed_name
from leaflet.editions.citations import PrintedReference, short_citation, vancouver_citations
from leaflet.editions.claims import claim_texts
from leaflet.editions.fact_boxes import fact_box, numbers_references
from leaflet.editions.making import making_required, making_texts
from leaflet.editions.readings import (
    claim_in_table,
    claim_in_text,
    colophon_reading,
    contact_reading,
    joined,
    note_label,
    paragraphs,
    prose_reading,
)
from leaflet.editions.words import NO_ADDRESS, NO_PUBLISHER, REMARKS_LABEL, localized, not_read_label
from leaflet.language.formats import join_list
from leaflet.model import (
    BRAND,
    Audience,
    Block,
    Claim,
    ClaimPlaceholder,
    Contact,
    EvidenceLevel,
    Figure,
    Picture,
    Prose,
    RequiredLink,
    RequiredText,
    Subheading,
    TopicMeta,
)
from leaflet.model.outline import CLAIMS, CLAIMS_IN_PEOPLE, CLAIMS_NOT_IN_PEOPLE
from leaflet.problem import Span
from leaflet.running_text.block import parse_block
from leaflet.running_text.tree import links, numbered_items, printed_texts

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition


@dataclass(frozen=True)
class Content:
    """What an edition prints of its own: all but required statements, the state of review and the clinic's box."""

    opening: tuple[tuple[str, str], ...]
    """(id, text) of what opens the piece."""
    colophon: tuple[tuple[str, str], ...]
    """(id, text) of who made the piece and how to give feedback."""
    making: tuple[tuple[str, str], ...]
    """(id, text) of how it was made: the search, the test with readers, what is new; none where it isn't shown."""
    legend: tuple[EvidenceLevel, ...]
    """The rungs that its claims stand on, weakest first."""
    references: tuple[PrintedReference, ...]
    """Its references as they are printed, in the order of their numbers; none where it prints none."""
    texts: tuple[RequiredText, ...]
    links: tuple[RequiredLink, ...]
    alt_texts: tuple[str, ...]
    """What a screen reader says in the place of each of its drawings and pictures."""


def content(edition: Edition) -> Content:
    """Work it out: called once for an edition, which keeps it as `edition.content`."""
    opening, owners, making = opening_texts(edition), colophon_texts(edition), making_texts(edition)
    rungs, cited = _legend(edition), _references(edition)
    meta = edition.topic.meta
    return Content(
        opening=opening,
        colophon=owners,
        making=making,
        legend=rungs,
        references=cited,
        texts=(
            *(_block(edition, name, (text,), _opening_span(meta, name)) for name, text in opening),
            *_running_text(edition),
            *(_claim_text(edition, claim) for claim in edition.claims),
            *_uncertainty_texts(edition),
            *(_contact_text(edition, contact) for contact in edition.contacts),
            *_legend_texts(edition, rungs),
            *_reference_texts(edition, cited),
            *(_colophon_text(edition, name, text) for name, text in owners),
            *making_required(edition, making),
            *_brand_texts(edition),
        ),
        links=tuple(_links(edition, cited)),
        alt_texts=tuple(_alt_texts(edition)),
    )


def opening_texts(edition: Edition) -> tuple[tuple[str, str], ...]:
    """(id, text) of what opens the piece: the title; subtitle, reader and message too where patients read prose."""
    meta = edition.topic.meta
    if edition.audience is not Audience.PATIENT or "prose" not in edition.layout.shows:
        return (("title", meta.title),)
    message = tuple((f"in-short.{n}", text) for n, text in enumerate(meta.in_short, 1))
    return (("title", meta.title), ("subtitle", meta.subtitle), ("for-whom", meta.for_whom), *message)


def _opening_span(meta: TopicMeta, name: str) -> Span:
    """Where the opening text `name` is: `for-whom`, or `in-short.1`, the first of the sentences."""
    field, _, number = name.replace("-", "_").partition(".")
    return meta.span(field, int(number) - 1) if number else meta.span(field)


def _running_text(edition: Edition) -> Iterator[RequiredText]:
    """Headings and blocks of the sections; running prose is set no smaller than the layout's `body_pt`."""
    for section in edition.sections:
        yield _block(edition, f"section.{section.id}", (section.title,), section.span())
        for block in section.blocks:
            parts = block_texts(block)
            if isinstance(block, Prose):
                tree = parse_block(block.markdown).tree
                signs = (*note_label(edition, tree), *(number for number, _ in numbered_items(tree)))
                text = _block(edition, block.id, (*parts, *signs), block.span(), prose_reading(edition, block))
                yield replace(text, min_pt=edition.layout.body_pt)
            elif parts:
                yield _block(edition, block.id, parts, block.span(), paragraphs(*parts))  # type: ignore[union-attr]


def block_texts(block: Block) -> tuple[str, ...]:
    """What a reader must see of a block of running text, as its source has it; nothing of a claim."""
    if isinstance(block, Prose):
        return printed_texts(parse_block(block.markdown).tree)
    if isinstance(block, Subheading):
        return (block.title,)
    if isinstance(block, Figure):
        return block.labels
    return ()


def _claim_text(edition: Edition, claim: Claim) -> RequiredText:
    reading = (claim_in_table if "claims" in edition.layout.shows else claim_in_text)(edition, claim)
    return replace(_block(edition, claim.id, claim_texts(edition, claim), claim.span(), reading), kind="claim")


def _uncertainty_texts(edition: Edition) -> Iterator[RequiredText]:
    for uncertainty in edition.uncertainties:
        parts = (uncertainty.question, uncertainty.ask)
        reading = paragraphs(*parts)
        yield _block(edition, f"uncertainty.{uncertainty.id}", parts, uncertainty.span(), reading)


def _contact_text(edition: Edition, contact: Contact) -> RequiredText:
    parts = (contact.name, contact.number, contact.what_for, contact.hours)
    reading = contact_reading(edition, contact)
    return _block(edition, f"contact.{contact.id}", tuple(p for p in parts if p), contact.span(), reading)


def _legend(edition: Edition) -> tuple[EvidenceLevel, ...]:
    """The rungs that the edition's claims stand on, weakest first; none where the layout shows no legend."""
    used = {claim.level for claim in edition.claims} if {"legend", "short-legend"} & {*edition.layout.shows} else set()
    return tuple(level for level in edition.ladder.levels if level.id in used)


def _legend_texts(edition: Edition, rungs: tuple[EvidenceLevel, ...]) -> Iterator[RequiredText]:
    explained = "legend" in edition.layout.shows
    for level in rungs:
        parts = (level.symbol, level.label, *((level.meaning,) if explained else ()))
        yield _block(edition, f"legend.{level.id}", parts, level.span())
    if rungs and any(claim.contested for claim in edition.claims):
        ladder = edition.ladder
        meaning = (ladder.contested_meaning,) if explained else ()
        parts = (ladder.contested_symbol, ladder.contested_label, *meaning)
        yield _block(edition, "legend.contested", parts, ladder.span())


def _reference_texts(edition: Edition, cited: tuple[PrintedReference, ...]) -> Iterator[RequiredText]:
    numbered = numbers_references(edition)
    for number, (reference, printed) in enumerate(zip(edition.references, cited, strict=False), 1):
        label = () if reference.can_support_claim else (not_read_label(edition),)
        parts = (*((str(number),) if numbered else ()), printed.text, *label)
        reading = joined(*parts[: len(parts) - len(label)], *(f"({word})" for word in label))
        text = _block(edition, f"reference.{reference.id}", parts, reference.span(), reading)
        yield replace(text, links=printed.links)


def _references(edition: Edition) -> tuple[PrintedReference, ...]:
    """The edition's references as they are printed: in Vancouver style, or short, or none."""
    if "references" in edition.layout.shows:
        return vancouver_citations(edition.references)
    return tuple(short_citation(r) for r in edition.references) if "short-references" in edition.layout.shows else ()


def _links(edition: Edition, cited: tuple[PrintedReference, ...]) -> Iterator[RequiredLink]:
    for block in edition.blocks():
        if isinstance(block, Prose):
            yield from links(parse_block(block.markdown).tree)
    yield from (link for reference in cited for link in reference.links)


def _alt_texts(edition: Edition) -> Iterator[str]:
    """Of each drawing, picture and icon array, as often as it is printed, and of the house's logo."""
    yield from (alt_text(block) for block in edition.blocks() if isinstance(block, Figure | Picture))
    for claim in edition.claims:
        if box := fact_box(edition, claim):
            yield from [count.description for count in box.counts] * _times_printed(edition, claim)
    if logo := printed_logo(edition):
        yield logo.alt


def _times_printed(edition: Edition, claim: Claim) -> int:
    """How often the layout prints a claim: where the running text has it, and wherever its outline names it."""
    in_text = sum(isinstance(block, ClaimPlaceholder) and block.claim == claim.id for block in edition.blocks())
    families = (CLAIMS, CLAIMS_IN_PEOPLE if edition.level(claim).human else CLAIMS_NOT_IN_PEOPLE)
    return in_text + sum(name in families for entry in edition.layout.outline for name in entry.has)


def alt_text(figure: Figure | Picture) -> str:
    """What a screen reader says in the place of a picture, or of a drawing: its title and its description."""
    if isinstance(figure, Picture):
        return figure.description
    head = figure.strings[: len(figure.strings) - len(figure.labels)]
    return ". ".join(text.rstrip(".") for text in head)


def figure_strings(figure: Figure) -> tuple[str, ...]:
    """What is said in the places of a drawing's own texts: its description in title and `desc`, then its labels.

    WeasyPrint makes the alternative text of the title alone.
    """
    hidden_count = len(figure.strings) - len(figure.labels)
    return (*[alt_text(figure)] * hidden_count, *figure.labels)


def colophon_texts(edition: Edition) -> tuple[tuple[str, str], ...]:
    """(id, text) of who made the piece and how to give feedback."""
    meta, house = edition.topic.meta, edition.house
    full = (
        ("authors", join_list(meta.authors, edition.locale)),
        *((name, text) for name, text in (("funding", meta.funding), ("conflicts", meta.conflicts)) if text),
        ("feedback", _feedback(edition)),
        ("update-policy", house.update_policy),
    )
    publisher = house.publisher or localized(edition, NO_PUBLISHER)
    return (("publisher", publisher), *(full if "prose" in edition.layout.shows else ()))


def _brand_texts(edition: Edition) -> Iterator[RequiredText]:
    if name := printed_name(edition):
        yield _block(edition, BRAND, (name,), edition.house.brand.span("name"))


def _feedback(edition: Edition) -> str:
    """How a reader reports that something is wrong, and where to; that there is no address, where there is none."""
    house = edition.house
    if house.has_no_address:
        return f"{house.feedback} {localized(edition, NO_ADDRESS)}"
    address = house.feedback_address
    return f"{house.feedback} {localized(edition, REMARKS_LABEL)} {address}" if address else house.feedback


def _colophon_text(edition: Edition, name: str, text: str) -> RequiredText:
    reading = colophon_reading(edition, name, text)
    return _block(edition, f"colophon.{name}", (text,), _colophon_span(edition, name), reading)


def _colophon_span(edition: Edition, name: str) -> Span:
    """Where the line `name` of the colophon is: the house's own are in its file."""
    field = name.replace("-", "_")
    owner = edition.house if field in type(edition.house).model_fields else edition.topic.meta
    return owner.span(field)


def _block(edition: Edition, name: str, parts: tuple[str, ...], span: Span, reading: str = "") -> RequiredText:
    return RequiredText("block", name, parts, edition.layout.smallest_pt, False, span, reading or joined(*parts))
