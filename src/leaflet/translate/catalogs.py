"""Catalogs ↔ records: which texts are translated, a record in a catalog's language, and catalogs kept up to date.

A text is found by its context, the path of its field (`claim/trkb-binding/patient`), together with the English itself:
when the English changes, its translation is no longer used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic.fields import FieldInfo

from leaflet.model import (
    LAYOUTS_SCOPE,
    SOURCE_LANGUAGE,
    TOPICS_FOLDER,
    Block,
    Catalog,
    ClaimPlaceholder,
    Contact,
    House,
    Ladder,
    Library,
    Record,
    Section,
    Statement,
    Topic,
    Translatable,
)
from leaflet.problem import Problem, Severity, Span
from leaflet.read.catalogs import CatalogText, PoCatalog, as_catalog, is_known_language, read_po, write_catalog
from leaflet.read.sources import read_library
from leaflet.read.templates import read_templates
from leaflet.read.text_file import Problems
from leaflet.translate.merging import merge

R = TypeVar("R", bound=Record)
ContextPrefix = tuple[str, ...]
TextTransform = Callable[[str, str], str]
"""(context, text) → text."""


def translatable_texts(record: Record, prefix: ContextPrefix) -> Iterator[CatalogText]:
    """The texts of `record` that readers see, in the order of its fields; contexts begin with `prefix`."""
    for path, text in _text_paths(record):
        yield CatalogText("/".join((*prefix, *map(str, path))), text, record.span(*path))


def localize(record: R, prefix: ContextPrefix, catalog: Catalog | None) -> R:
    """The same record with its texts in the catalog's language.

    A text whose translation is missing or fuzzy stays English: a policy stops what would print it.
    """
    return (
        record
        if catalog is None
        else _map_texts(record, prefix, lambda context, text: _translation(catalog, context, text))
    )


def _translation(catalog: Catalog, context: str, text: str) -> str:
    entry = catalog.entries.get((context, text))
    return entry.text if entry and entry.text and not entry.fuzzy else text


def _text_paths(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(path, text) of every translatable text in `record` and the records in its fields."""
    translated = _text_fields(type(record))
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from (((name, *path), text) for path, text in _text_paths(value))
        elif name in translated and isinstance(value, tuple):
            yield from (((name, n), text) for n, text in enumerate(value))
        elif name in translated and value is not None:
            yield (name,), value


def _map_texts(record: R, prefix: ContextPrefix, transform: TextTransform) -> R:
    """A copy of `record` with `transform` applied to every text that `_text_paths` gives."""
    updates: dict[str, Any] = {}
    translated = _text_fields(type(record))
    for name in type(record).model_fields:
        value, context = getattr(record, name), (*prefix, name)
        if isinstance(value, Record):
            updates[name] = _map_texts(value, context, transform)
        elif name in translated and isinstance(value, tuple):
            updates[name] = tuple(transform("/".join((*context, str(n))), text) for n, text in enumerate(value))
        elif name in translated and value is not None:
            updates[name] = transform("/".join(context), value)
    return record.model_copy(update=updates)


@cache
def _text_fields(kind: type[Record]) -> frozenset[str]:
    """Names of the fields of a kind of record that are translated."""
    return frozenset(name for name, info in kind.model_fields.items() if _is_text(info))


def _is_text(info: FieldInfo) -> bool:
    return any(isinstance(m, Translatable) for m in (*info.metadata, *_annotations(info.annotation)))


def _annotations(annotation: Any) -> Iterator[object]:
    """What is annotated anywhere inside a type, `tuple[Text, ...]` or `Text | None`."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _annotations(part)


def house_texts(library: Library) -> Iterator[CatalogText]:
    """Every text that topics share."""
    yield from translatable_texts(library.house, ("house",))
    yield from translatable_texts(library.ladder, ("ladder",))
    for kind, records in (
        ("level", library.ladder.levels),
        ("disclaimer", library.statements),
        ("contact", library.contacts),
    ):
        for record in records:
            yield from translatable_texts(record, (kind, record.id))


def topic_texts(topic: Topic) -> Iterator[CatalogText]:
    """Every text of a topic: its identity, the running text, claims, uncertainties."""
    yield from translatable_texts(topic.meta, ("topic",))
    for section in topic.sections:
        yield from translatable_texts(section, ("section", section.id))
        for block in section.blocks:
            yield from () if isinstance(block, ClaimPlaceholder) else translatable_texts(block, ("block", block.id))
    for claim in topic.claims:
        yield from translatable_texts(claim, ("claim", claim.id))
    for uncertainty in topic.uncertainties:
        yield from translatable_texts(uncertainty, ("uncertainty", uncertainty.id))


def localized_house(house: House, catalog: Catalog | None) -> House:
    """The house in the catalog's language."""
    return localize(house, ("house",), catalog)


def localized_ladder(ladder: Ladder, catalog: Catalog | None) -> Ladder:
    """The ladder and its rungs in the catalog's language."""
    levels = tuple(localize(level, ("level", level.id), catalog) for level in ladder.levels)
    return localize(ladder, ("ladder",), catalog).model_copy(update={"levels": levels})


def localized_statements(statements: Iterable[Statement], catalog: Catalog | None) -> tuple[Statement, ...]:
    """The required statements in the catalog's language."""
    return tuple(localize(s, ("disclaimer", s.id), catalog) for s in statements)


def localized_contacts(contacts: Iterable[Contact], catalog: Catalog | None) -> tuple[Contact, ...]:
    """The help lines in the catalog's language."""
    return tuple(localize(c, ("contact", c.id), catalog) for c in contacts)


def localized_topic(topic: Topic, catalog: Catalog | None) -> Topic:
    """The topic, with all that belongs to it, in the catalog's language."""
    return topic.model_copy(
        update={
            "meta": localize(topic.meta, ("topic",), catalog),
            "sections": tuple(_localized_section(s, catalog) for s in topic.sections),
            "claims": tuple(localize(c, ("claim", c.id), catalog) for c in topic.claims),
            "uncertainties": tuple(localize(u, ("uncertainty", u.id), catalog) for u in topic.uncertainties),
        }
    )


def _localized_section(section: Section, catalog: Catalog | None) -> Section:
    blocks = tuple(_localized_block(block, catalog) for block in section.blocks)
    return localize(section, ("section", section.id), catalog).model_copy(update={"blocks": blocks})


def _localized_block(block: Block, catalog: Catalog | None) -> Block:
    return block if isinstance(block, ClaimPlaceholder) else localize(block, ("block", block.id), catalog)


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
    if language == SOURCE_LANGUAGE or not is_known_language(language):
        hint = f"write two small letters, such as nl; the sources themselves are in `{SOURCE_LANGUAGE}`"
        message = f"`{language}` is not a language that can be translated into"
        return (), (Problem("unknown-locale", message, hint, Span("sources/house.yaml")),)
    library, problems = read_library(root)
    reports: list[CatalogReport] = []
    for path, texts in _catalog_texts(root, library, problems, language):
        catalog, faults = read_po(root, path, language)
        problems = (*problems, *faults)
        reports += [_update_catalog(root, path, catalog, texts)] if catalog is not None else []
    return tuple(reports), tuple(dict.fromkeys(problems))


SHARED_FILES = ("house.yaml", "evidence.yaml", "disclaimers.yaml", "contacts.yaml")
"""The files whose texts are in `sources/<language>.po`."""


def _catalog_texts(
    root: Path, library: Library | None, problems: Problems, language: str
) -> Iterator[tuple[str, tuple[CatalogText, ...]]]:
    """(path, texts) of each catalog whose sources were read completely."""
    broken = {p.span.path for p in problems if p.severity is Severity.ERROR}
    if library and not any(f"sources/{name}" in broken for name in SHARED_FILES):
        yield f"sources/{language}.po", tuple(house_texts(library))
    for topic in library.topics if library else ():
        yield f"{TOPICS_FOLDER}/{topic.id}/{language}.po", tuple(topic_texts(topic))
    layout_texts, unread = read_templates(root)
    if not unread:
        yield f"{LAYOUTS_SCOPE}/{language}.po", layout_texts


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
