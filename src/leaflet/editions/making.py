"""How a text was made: the search of the literature, the test with readers, what is new in this version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.editions.readings import joined
from leaflet.editions.words import (
    CHANGED_AFTER_TEST_LABEL,
    CHANGES_LABEL,
    NOT_TESTED_LINE,
    READERS_LABEL,
    SEARCH_LABEL,
    localized,
)
from leaflet.language.formats import date_in_words
from leaflet.model import RequiredText

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition

_LABELS = {"search": SEARCH_LABEL, "readers": READERS_LABEL, "changes": CHANGES_LABEL}


def making_texts(edition: Edition) -> tuple[tuple[str, str], ...]:
    """(id, text) of what is known of it, without labels; none where the layout doesn't show it."""
    if "making" not in edition.layout.shows:
        return ()
    meta = edition.topic.meta
    search = f"{meta.search.where}, {date_in_words(meta.search.date, edition.locale)}" if meta.search else ""
    texts = (("search", search), ("readers", _readers_text(edition)), ("changes", meta.changes or ""))
    return tuple((name, text) for name, text in texts if text)


def _readers_text(edition: Edition) -> str:
    """Who tried it, how many they were and what was changed then; or that nobody did."""
    test = edition.topic.meta.readers
    if test is None:
        return localized(edition, NOT_TESTED_LINE)
    return f"{test.who} ({test.how_many}). {localized(edition, CHANGED_AFTER_TEST_LABEL)} {test.changed}"


def making_label(edition: Edition, name: str) -> str:
    """The words that stand before the text `name`; '' before the one that says that nobody tried it."""
    return "" if name == "readers" and not edition.topic.meta.readers else localized(edition, _LABELS[name])


def making_required(edition: Edition, making: tuple[tuple[str, str], ...]) -> Iterator[RequiredText]:
    """What the PDF must carry of it."""
    meta, smallest = edition.topic.meta, edition.layout.smallest_pt
    for name, text in making:
        reading = joined(making_label(edition, name), text)
        yield RequiredText("block", f"making.{name}", (text,), smallest, False, meta.span(name), reading)
