"""Catalogs ↔ records: which texts are translated, a record in a catalog's language, and catalogs kept up to date.

A text is found by its context, the path of its field (`claim/walking/patient`), together with the source itself:
when the source changes, its translation is no longer used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflet.model import (
    HOUSE_SCOPE,
    LAYOUTS_SCOPE,
    SOURCE_LANGUAGE,
    TOPICS_FOLDER,
    Block,
    Catalog,
    ClaimPlaceholder,
    Contact,
    Figure,
    GlossaryTerm,
    House,
    Ladder,
    Library,
    Picture,
    Prose,
    Record,
    Section,
    Statement,
    Subheading,
    TextTransform,
    Topic,
    map_texts,
    text_fields,
)
from leaflet.problem import Problem, Severity, Span
from leaflet.read.catalogs import CatalogText, PoCatalog, as_catalog, is_known_language, read_po, write_catalog
from leaflet.read.layout_catalogs import own_texts, said_texts
from leaflet.read.sources import read_library
from leaflet.read.templates import read_templates
from leaflet.read.text_file import Problems
from leaflet.translate.merging import merge

ContextPrefix = tuple[str, ...]


def translatable_texts(record: Record, prefix: ContextPrefix) -> Iterator[CatalogText]:
    """The texts of `record` that readers see, in the order of its fields; contexts begin with `prefix`."""
    for path, text, _ in text_fields(record):
        yield CatalogText("/".join((*prefix, *map(str, path))), text, record.span(*path))


def translation_into(catalog: Catalog | None) -> TextTransform:
    """What turns a text into the catalog's language: what is wrong with it is put right at its entry.

    A text whose translation is missing or fuzzy stays as it is written: a policy stops what would print it.
    """
    entries = catalog.entries if catalog else {}

    def translated(context: str, text: str) -> tuple[str, Span | None]:
        entry = entries.get((context, text))
        return (entry.text, entry.span) if entry and entry.text and not entry.fuzzy else (text, None)

    return translated


def house_texts(library: Library) -> Iterator[CatalogText]:
    """Every text that topics share."""
    yield from translatable_texts(library.house, ("house",))
    yield from translatable_texts(library.ladder, ("ladder",))
    for kind, records in (
        ("level", library.levels),
        ("disclaimer", library.statements),
        ("contact", library.contacts),
        ("term", library.glossary),
    ):
        for record in records:
            yield from translatable_texts(record, (kind, record.id))
    for block in (block for snippet in library.snippets for block in snippet.blocks):
        if not isinstance(block, ClaimPlaceholder):
            yield from translatable_texts(block, _block_context(block))


def topic_texts(topic: Topic) -> Iterator[CatalogText]:
    """Every text of a topic: its identity, the running text, claims, uncertainties."""
    yield from translatable_texts(topic.meta, ("topic",))
    for section in topic.sections:
        yield from translatable_texts(section, ("section", section.id))
        for block in section.blocks:
            if not (isinstance(block, ClaimPlaceholder) or block.snippet):
                yield from translatable_texts(block, _block_context(block))
    for claim in topic.claims:
        yield from translatable_texts(claim, ("claim", claim.id))
    for uncertainty in topic.uncertainties:
        yield from translatable_texts(uncertainty, ("uncertainty", uncertainty.id))


def localized_house(house: House, transform: TextTransform) -> House:
    """The house with its texts transformed: into another language, with the emergency number in its place."""
    return map_texts(house, ("house",), transform)


def localized_ladder(ladder: Ladder, transform: TextTransform) -> Ladder:
    """The same of the ladder and its rungs."""
    levels = tuple(map_texts(level, ("level", level.id), transform) for level in ladder.levels)
    return map_texts(ladder, ("ladder",), transform).model_copy(update={"levels": levels})


def localized_statements(statements: Iterable[Statement], transform: TextTransform) -> tuple[Statement, ...]:
    """The same of the required statements."""
    return tuple(map_texts(s, ("disclaimer", s.id), transform) for s in statements)


def localized_contacts(contacts: Iterable[Contact], transform: TextTransform) -> tuple[Contact, ...]:
    """The same of the help lines."""
    return tuple(map_texts(c, ("contact", c.id), transform) for c in contacts)


def localized_glossary(glossary: Iterable[GlossaryTerm], transform: TextTransform) -> tuple[GlossaryTerm, ...]:
    """The same of the words that are explained."""
    return tuple(map_texts(term, ("term", term.id), transform) for term in glossary)


def localized_topic(topic: Topic, transform: TextTransform, shared: TextTransform) -> Topic:
    """The same of the topic, with all that belongs to it; `shared` transforms the snippets in it."""
    return topic.model_copy(
        update={
            "meta": map_texts(topic.meta, ("topic",), transform),
            "sections": tuple(_localized_section(s, transform, shared) for s in topic.sections),
            "claims": tuple(map_texts(c, ("claim", c.id), transform) for c in topic.claims),
            "uncertainties": tuple(map_texts(u, ("uncertainty", u.id), transform) for u in topic.uncertainties),
        }
    )


def _localized_section(section: Section, transform: TextTransform, shared: TextTransform) -> Section:
    blocks = tuple(_localized_block(block, shared if block.snippet else transform) for block in section.blocks)
    return map_texts(section, ("section", section.id), transform).model_copy(update={"blocks": blocks})


def _localized_block(block: Block, transform: TextTransform) -> Block:
    return block if isinstance(block, ClaimPlaceholder) else map_texts(block, _block_context(block), transform)


def _block_context(block: Prose | Subheading | Figure | Picture) -> ContextPrefix:
    """`block/section.1`; of a part of a snippet, which is in the house's catalog, `snippet/its-id.1`."""
    return ("snippet", block.id.removeprefix("snippet.")) if block.snippet else ("block", block.id)


@dataclass(frozen=True)
class CatalogReport:
    """What one catalog lacks or has outdated. Texts are named by their context, the layouts' texts by themselves."""

    path: str
    """Relative to the project's root."""
    total: int
    missing: tuple[str, ...]
    fuzzy: tuple[str, ...]
    """Their English has changed: the translation must be reviewed."""
    obsolete: tuple[str, ...]
    """Their English is gone; they stay in the file as comments."""
    written: bool
    """Did the file change?"""


def translate(root: Path, language: str) -> tuple[tuple[CatalogReport, ...], Problems]:
    """Bring every catalog of `language` up to date with the sources under `root`.

    Catalogs are written by rename, and only where something changed. One that can't be read, or whose sources can't be,
    is left as it is and reported as a problem. Raises OSError where a file can't be written.
    """
    library, problems = read_library(root)
    own = library.house.source_language if library else SOURCE_LANGUAGE
    if not is_known_language(language) or not _is_target(library, language):
        hint = f"write two small letters, such as nl; the sources themselves are in `{own}`"
        message = f"`{language}` is not a language that can be translated into"
        return (), (Problem("unknown-locale", message, hint, Span("sources/house.yaml")),)
    reports: list[CatalogReport] = []
    for path, texts in _catalog_texts(root, library, problems, language):
        catalog, faults = read_po(root, path, language)
        problems = (*problems, *faults)
        reports += [_update_catalog(root, path, catalog, texts)] if catalog is not None else []
    return tuple(reports), tuple(dict.fromkeys(problems))


def _is_target(library: Library | None, language: str) -> bool:
    """Is anything written in another language?"""
    scopes = (HOUSE_SCOPE, LAYOUTS_SCOPE, *(topic.id for topic in library.topics)) if library else ()
    written = {library.source_language(scope) for scope in scopes} if library else {SOURCE_LANGUAGE}
    return written != {language}


SHARED_FILES = (
    "house.yaml",
    "evidence.yaml",
    "categories",
    "disclaimers.yaml",
    "contacts.yaml",
    "glossary.yaml",
    "snippets",
)
"""The files and folders whose texts are in `sources/<language>.po`."""


def _catalog_texts(
    root: Path, library: Library | None, problems: Problems, language: str
) -> Iterator[tuple[str, tuple[CatalogText, ...]]]:
    """(path, texts) of each catalog whose sources were read completely."""
    broken = {p.span.path for p in problems if p.severity is Severity.ERROR}
    is_whole = not any(path.startswith(f"sources/{name}") for path in broken for name in SHARED_FILES)
    if library and is_whole and library.source_language(HOUSE_SCOPE) != language:
        yield f"sources/{language}.po", tuple(house_texts(library))
    for topic in library.topics if library else ():
        if library and library.source_language(topic.id) != language and _is_made_in(topic, language):
            yield f"{TOPICS_FOLDER}/{topic.id}/{language}.po", tuple(topic_texts(topic))
    marked, unread = read_templates(root)
    layout_texts = own_texts(root, language, (*marked, *said_texts(root)))
    path = f"{LAYOUTS_SCOPE}/{language}.po"
    if not unread and language != SOURCE_LANGUAGE and (layout_texts or (root / path).exists()):
        yield path, layout_texts


def _is_made_in(topic: Topic, language: str) -> bool:
    """May the topic be printed in `language`?"""
    return topic.meta.locales is None or any(code.partition("-")[0] == language for code in topic.meta.locales)


def _update_catalog(root: Path, path: str, old: PoCatalog, texts: Iterable[CatalogText]) -> CatalogReport:
    catalog = merge(old, texts)
    entries = as_catalog(catalog, path).entries
    return CatalogReport(
        path=path,
        total=len(entries),
        missing=tuple(context or text for (context, text), entry in entries.items() if not entry.text),
        fuzzy=tuple(context or text for (context, text), entry in entries.items() if entry.text and entry.fuzzy),
        obsolete=tuple(m.context or str(m.id) for m in catalog.obsolete.values()),
        written=write_catalog(root / path, catalog),
    )
