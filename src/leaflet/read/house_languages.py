"""Which languages a house prints and writes, and so of which it needs catalogs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaflet.model import SOURCE_LANGUAGE, House, Locale, Topic, TopicMeta


@dataclass(frozen=True)
class HouseLanguages:
    """The languages of a house."""

    printed: tuple[str, ...] = ()
    """Those of its locales."""
    source: str = SOURCE_LANGUAGE
    """That of its sources."""

    def needed(self, meta: TopicMeta | None) -> tuple[str, ...]:
        """The languages that a topic needs catalogs of."""
        source = (meta and meta.source_language) or self.source
        wanted = None if meta is None or meta.locales is None else {n.partition("-")[0] for n in meta.locales}
        return tuple(n for n in self.printed if n != source and (wanted is None or n in wanted))

    def all_of(self, topics: Iterable[Topic]) -> tuple[str, ...]:
        """Every language that something is written or printed in."""
        return tuple(dict.fromkeys((self.source, *self.printed, *(n for t in topics if (n := t.meta.source_language)))))


def house_languages(house: House | None) -> HouseLanguages:
    """The languages of `house`; English, where it can't be read."""
    printed = dict.fromkeys(Locale.parse(code).language for code in house.locales) if house else ()
    return HouseLanguages(tuple(printed), house.source_language) if house else HouseLanguages()
