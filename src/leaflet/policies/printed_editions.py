"""The editions that are printed: their ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from leaflet.editions.expiry import prints_contact
from leaflet.editions.from_library import editions
from leaflet.editions.made import made_editions
from leaflet.model import Contact, Layout, Library, Locale, Topic


def edition_ids(
    library: Library,
    topics: Iterable[Topic] | None = None,
    layouts: Iterable[Layout] | None = None,
    locales: Iterable[Locale] | None = None,
) -> tuple[str, ...]:
    """Ids (`topic/layout/locale`) of the editions of these topics, layouts and locales; None means all."""
    made, folders = made_editions(library), None if layouts is None else {layout.id for layout in layouts}
    places = None if locales is None else set(locales)
    return tuple(
        f"{topic.id}/{layout.id}/{locale}"
        for topic in (library.topics if topics is None else topics)
        for layout, locale in made[topic.id]
        if (folders is None or layout.id in folders) and (places is None or locale in places)
    )


def locales_in(library: Library, language: str) -> tuple[Locale, ...]:
    """The built locales with this language."""
    return tuple(locale for locale in library.locales if locale.language == language)


def editions_with(library: Library, contact: Contact, today: date) -> tuple[str, ...]:
    """Ids of the editions that print `contact`, or its number."""
    return tuple(edition.id for edition in editions(library, today) if prints_contact(edition, contact))
