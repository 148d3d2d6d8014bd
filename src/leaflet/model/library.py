"""Everything that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from graphlib import CycleError
from pathlib import Path
from types import MappingProxyType

from leaflet.model.catalog import Catalog
from leaflet.model.category import Category
from leaflet.model.contact import Contact
from leaflet.model.evidence import EvidenceLevel, Ladder, united_rungs
from leaflet.model.glossary_term import GlossaryTerm
from leaflet.model.house import House
from leaflet.model.language import LanguageRules
from leaflet.model.layout import Layout
from leaflet.model.locale import SOURCE_LANGUAGE, Locale
from leaflet.model.reference import ReadingNote, Reference
from leaflet.model.snippet import Snippet
from leaflet.model.statement import Statement
from leaflet.model.subject import Subject
from leaflet.model.substance import Substance
from leaflet.model.topic import Topic
from leaflet.model.wording import WordLists
from leaflet.problem import Span

SOURCES_FOLDER = "sources"
CATEGORIES_FOLDER = f"{SOURCES_FOLDER}/categories"
SNIPPETS_FOLDER = f"{SOURCES_FOLDER}/snippets"
TOPICS_FOLDER = f"{SOURCES_FOLDER}/topics"
HOUSE_SCOPE = "house"

LAYOUTS_SCOPE = "layouts"


@dataclass(frozen=True, eq=False)  # one that was read is one thing: what is worked out of it is kept
class Library:
    """Everything that was read: what is checked and what the editions are made from."""

    root: Path
    house: House
    ladder: Ladder
    """The house's own; `ladder_of` a topic is what its claims stand on."""
    subjects: tuple[Subject, ...]
    categories: tuple[Category, ...]
    statements: tuple[Statement, ...]
    substances: tuple[Substance, ...]
    contacts: tuple[Contact, ...]
    word_lists: Mapping[str, WordLists]
    """By language."""
    references: Mapping[str, Reference]
    reference_spans: Mapping[str, Span]
    topics: tuple[Topic, ...]
    layouts: tuple[Layout, ...]
    catalogs: Mapping[tuple[str, str], Catalog]
    """By (scope, language); the scope is a topic's id, HOUSE_SCOPE or LAYOUTS_SCOPE."""
    languages: Mapping[str, LanguageRules] = field(default_factory=lambda: MappingProxyType({}))
    """The rules of each printed language that has a file of them, and of the sources' own."""
    layout_texts: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))
    """The texts of the layouts' own templates, in the source language, and where each first occurs."""
    unread_paths: frozenset[str] = frozenset()
    """Paths of files and folders with an error in them: what they hold may be missing here."""
    reading_notes: tuple[ReadingNote, ...] = ()
    """All of them, those of references that the library lacks included."""
    glossary: tuple[GlossaryTerm, ...] = ()
    snippets: tuple[Snippet, ...] = ()

    whole: Library | None = None
    """The library that this one is a `part` of: what is worked out of shared sources alone is kept with that one."""

    def part(self, topic: Topic | None) -> Library:
        """The same library with that topic alone, or without any; what is unread of other topics doesn't count."""
        name = topic.id if topic else ""
        return replace(
            self,
            topics=(topic,) if topic else (),
            catalogs=MappingProxyType(
                {key: catalog for key, catalog in self.catalogs.items() if key[0] in (HOUSE_SCOPE, LAYOUTS_SCOPE, name)}
            ),
            unread_paths=self.unread_beside(name),
            whole=self.whole or self,
        )

    def unread_beside(self, topic: str) -> frozenset[str]:
        """What is unread of the topic called `topic`, and of what all topics share."""
        own = (f"{TOPICS_FOLDER}/{topic}", f"{TOPICS_FOLDER}/{topic}/")
        topics = (TOPICS_FOLDER, f"{TOPICS_FOLDER}/")
        paths = self.unread_paths
        return frozenset(p for p in paths if not _is_at(p, topics) or (topic and _is_at(p, own)))

    def is_unread(self, path: str) -> bool:
        """Is `path`, or something in the folder `path`, incomplete because of an error?"""
        return any(name == path or name.startswith(f"{path}/") for name in self.unread_paths)

    def topic(self, name: str) -> Topic | None:
        """The topic called `name`, or None."""
        return next((topic for topic in self.topics if topic.id == name), None)

    def layouts_of(self, topic: Topic) -> tuple[Layout, ...]:
        """The layouts that `topic` is made in: those that it names, or all."""
        named = topic.meta.layouts
        return self.layouts if named is None else tuple(n for n in self.layouts if n.id in named)

    def locales_of(self, topic: Topic) -> tuple[Locale, ...]:
        """The locales that `topic` is made in: those that it names, or all, in the house's order."""
        named = topic.meta.locales
        return self.locales if named is None else tuple(n for n in self.locales if str(n) in named)

    @cached_property
    def levels(self) -> tuple[EvidenceLevel, ...]:
        """Every rung of the house: those of its ladder, those of its categories."""
        return (*self.ladder.levels, *(level for category in self.categories for level in category.levels))

    def ladders_of(self, topic: Topic) -> tuple[tuple[str, ...], ...]:
        """Ids of the rungs that each category of `topic` gives it, weakest first; the house's where none does."""
        own = [category for category in self.categories if category.id in topic.meta.categories]
        house = tuple(level.id for level in self.ladder.levels)
        named = (category.rungs or tuple(level.id for level in category.levels) or house for category in own)
        return tuple(dict.fromkeys(named)) or (house,)

    def ladder_of(self, topic: Topic) -> Ladder:
        """What the claims of `topic` may stand on: the rungs of all its categories.

        Where these contradict each other, or name what isn't there, a policy says so.
        """
        ladders = self.ladders_of(topic)
        if ladders == (tuple(level.id for level in self.ladder.levels),):
            return self.ladder
        try:
            names = united_rungs(ladders)
        except CycleError:
            names = tuple(dict.fromkeys(name for ladder in ladders for name in ladder))
        return self.ladder.with_rungs(self.levels).with_only(names)

    def source_language(self, scope: str) -> str:
        """The language that the texts of `scope`, a topic's id, HOUSE_SCOPE or LAYOUTS_SCOPE, are written in."""
        return self._languages_of_scopes.get(scope, self.house.source_language)

    @cached_property
    def _languages_of_scopes(self) -> Mapping[str, str]:
        """Of the layouts and of topics that name one."""
        own = {topic.id: topic.meta.source_language for topic in self.topics}
        return {**{name: n for name, n in own.items() if n}, LAYOUTS_SCOPE: SOURCE_LANGUAGE}

    @cached_property
    def locales(self) -> tuple[Locale, ...]:
        """The locales to build, in the house's order."""
        return tuple(Locale.parse(code) for code in self.house.locales)


def _is_at(path: str, folder: tuple[str, str]) -> bool:
    """Is `path` the `folder`, given without and with a slash at its end, or in it?"""
    return path == folder[0] or path.startswith(folder[1])
