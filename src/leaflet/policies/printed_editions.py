"""The editions that are printed: their ids, and their own texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from leaflet.editions.claims import shows_limits
from leaflet.editions.content import block_texts, opening_texts
from leaflet.editions.edition import Edition
from leaflet.model import Claim, Layout, Library, Locale, Topic


def edition_ids(
    library: Library,
    topics: Iterable[Topic] | None = None,
    layouts: Iterable[Layout] | None = None,
    locales: Iterable[Locale] | None = None,
) -> tuple[str, ...]:
    """Ids (`topic/layout/locale`) of the editions of these topics, layouts and locales; None means all."""
    chosen = product(
        library.topics if topics is None else topics,
        library.layouts if layouts is None else layouts,
        library.locales if locales is None else locales,
    )
    return tuple(
        f"{topic.id}/{layout.id}/{locale}" for topic, layout, locale in chosen if locale.language in layout.languages
    )


def locales_in(library: Library, language: str) -> tuple[Locale, ...]:
    """The built locales with this language."""
    return tuple(locale for locale in library.locales if locale.language == language)


def own_texts(edition: Edition) -> Iterator[str]:
    """What the topic says in the piece: no required statements, contacts, references or colophon."""
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
    if "claims" in edition.layout.shows:
        yield claim.studied
    if claim.does_not_show and shows_limits(edition):
        yield claim.does_not_show
