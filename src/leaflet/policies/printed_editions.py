"""The editions that are printed: their ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

from leaflet.editions.expiry import prints_contact
from leaflet.editions.from_library import editions
from leaflet.model import Contact, Layout, Library, Locale, Topic


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


def editions_with(library: Library, contact: Contact, today: date) -> tuple[str, ...]:
    """Ids of the editions that print `contact`, or its number."""
    return tuple(edition.id for edition in editions(library, today) if prints_contact(edition, contact))
