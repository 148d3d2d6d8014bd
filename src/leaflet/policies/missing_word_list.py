"""A printed language has no word list.

Why: overclaims, stigmatising words and what a rung may not say are looked for with lists of words. Without a list in
the language the search finds nothing, and everything looks fine.

Fix: add the language to `sources/wording.yaml`, to each level's `wording:` in `sources/evidence.yaml` and to the
names in `sources/substances.yaml`; what it denies and counts with is in `sources/languages/`, in a file of its own,
which may hold all of these.
Ask somebody who speaks it and works in the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict

from leaflet.model import SOURCES_FOLDER, EvidenceLevel, Library
from leaflet.policies.printed_editions import edition_ids, locales_in
from leaflet.policies.texts import printed_languages
from leaflet.problem import Problem, Span

NAME = "missing-word-list"


class TopicGroups(TypedDict):
    """What is to be known of a topic."""

    groups: Sequence[tuple[str, tuple[str, int, int]]]
    """Each group of rules that it names, and where."""
    editions: Mapping[str, Sequence[str]]
    """By language."""


def facts(library: Library, today: date) -> TopicGroups:
    """The groups that its topics name, and their editions."""
    named = ((name, topic.meta.span("groups")) for topic in library.topics for name in topic.meta.groups)
    languages = {n: edition_ids(library, locales=locales_in(library, n)) for n in printed_languages(library)}
    return {"groups": [(name, (span.path, span.line, span.column)) for name, span in named], "editions": languages}


def conclude(library: Library, facts: Sequence[TopicGroups], today: date) -> Iterator[Problem]:
    """Printed languages that wording.yaml lacks, and rungs without rules or substances without names in one."""
    named = [(name, Span(*place)) for topic in facts for name, place in topic["groups"]]
    for language in printed_languages(library):
        editions = tuple(edition for topic in facts for edition in topic["editions"].get(language, ()))
        for what, hint, span in (*_lacking_groups(library, language, named), *_lacking(library, language)):
            message = f"{what} no words in the language `{language}`, which is printed"
            yield Problem(NAME, message, hint, span, editions=editions)


def _lacking(library: Library, language: str) -> Iterator[tuple[str, str, Span]]:
    """(what lacks words, what to do, where)."""
    add = f"add `{language}:` in"
    if language not in library.word_lists:
        yield "the lists of refused words have", f"{add} sources/wording.yaml", Span("sources/wording.yaml")
    yield from _lacking_rules(library, language)
    for substance in library.substances:
        if language not in substance.names:
            what, hint = f"substance `{substance.id}` has", f"{add} its `names:` in sources/substances.yaml"
            yield what, hint, substance.span("names")
    for level in library.levels:
        hint = f"{add} its `wording:` in sources/evidence.yaml"
        if level.wording and language not in level.wording:
            yield f"level `{level.id}` has", hint, level.span("id")
        for field in _lists_of_others(level, language):
            yield f"`{field}` of level `{level.id}` has", hint, level.span("id")


def _lacking_rules(library: Library, language: str) -> Iterator[tuple[str, str, Span]]:
    """Rules of the language, and what its draft marks say: without these a mark that says nothing would pass."""
    file, rules = f"{SOURCES_FOLDER}/languages/{language}.yaml", library.languages.get(language)
    if rules and not rules.unreviewed:
        hint = f"write into {file}, `unreviewed:`, how a draft mark says that nobody has reviewed a text"
        yield "the draft mark has", hint, Span(file)
    if not rules and not library.is_unread(f"{SOURCES_FOLDER}/languages"):
        yield "the rules for numbers and denials have", f"write {file}, like those of other languages", Span(file)


def _lists_of_others(level: EvidenceLevel, language: str) -> tuple[str, ...]:
    """The lists of a rung that another language has and this one left empty: its claims would keep no rule."""
    own = level.wording.get(language)
    others = {field for rules in level.wording.values() for field in ("needs", "may_not") if getattr(rules, field)}
    return tuple(sorted(field for field in others if own and not getattr(own, field)))


def _lacking_groups(
    library: Library, language: str, in_topics: Sequence[tuple[str, Span]]
) -> Iterator[tuple[str, str, Span]]:
    """Each group of rules that a topic, category or substance names and the language has no rules for."""
    words = library.word_lists.get(language)
    named = [*in_topics]
    named += [(name, category.span("groups")) for category in library.categories for name in category.groups]
    named += [(name, substance.span("groups")) for substance in library.substances for name in substance.groups or ()]
    for group, span in dict(reversed(named)).items() if words else ():
        if words and group not in words.groups:
            yield f"group `{group}` has", f"add it to `groups:` of `{language}` in sources/wording.yaml", span
