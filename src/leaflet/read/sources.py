"""All of `sources/` and `layouts/`, read into the Library that every later stage works on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from leaflet import problem
from leaflet.model import (
    HOUSE_SCOPE,
    LAYOUTS_SCOPE,
    SOURCE_LANGUAGE,
    SOURCES_FOLDER,
    Contact,
    House,
    Ladder,
    Library,
    Locale,
    ReadingNote,
    Reference,
    WordLists,
)
from leaflet.problem import Problem, Severity, Span
from leaflet.read.brand import read_brand
from leaflet.read.catalogs import CatalogText, is_known_language, is_known_locale
from leaflet.read.categories import taken_levels
from leaflet.read.contacts import read_contacts
from leaflet.read.file_names import name_faults
from leaflet.read.house_languages import HouseLanguages, house_languages
from leaflet.read.language_words import with_language_words
from leaflet.read.languages import read_languages
from leaflet.read.layout_catalogs import read_layout_catalog, said_texts
from leaflet.read.layouts import read_layouts
from leaflet.read.looks import branded
from leaflet.read.obligations import Obligations, read_obligations
from leaflet.read.pictograms import pictogram_faults
from leaflet.read.records import read_record, read_unique, without_duplicates
from leaflet.read.references import read_references
from leaflet.read.reused_texts import ReusedTexts, read_reused_texts
from leaflet.read.scope_catalogs import Catalogs, read_catalogs, readable
from leaflet.read.snippets import snippet_reader
from leaflet.read.templates import read_templates
from leaflet.read.text_file import Problems
from leaflet.read.topic_sources import TopicSources, read_topic, topic_names
from leaflet.read.word_lists import read_word_lists


def read_library(root: Path, topic_ids: Collection[str] = ()) -> tuple[Library | None, Problems]:
    """Everything in the project at `root`, and every fault in it, by place; only the topics in `topic_ids` if given.

    A record, layout or topic with a fault is left out. The library is None only where the house or the evidence ladder
    can't be read, since nothing can be checked without them.
    """
    shared, languages, shared_problems = read_shared(root)
    names, folder_problems, left_out = topic_names(root, topic_ids)
    pairs = [read_topic(root, name, languages, snippet_reader(shared)) for name in names]
    topics = [topic for topic, _ in pairs if topic]
    topic_problems = (*folder_problems, *(p for _, faults in pairs for p in faults))
    if shared is None:
        return None, problem.sorted_problems((*shared_problems, *topic_problems))
    library, rule_problems = with_topics(shared, languages, topics)
    problems = problem.sorted_problems((*shared_problems, *topic_problems, *rule_problems))
    unread = shared.unread_paths.union(left_out, unread_paths_of((*topic_problems, *rule_problems)))
    return replace(library, unread_paths=unread), problems


def with_topics(shared: Library, languages: HouseLanguages, found: Sequence[TopicSources]) -> tuple[Library, Problems]:
    """`shared`, as `read_shared` gives it, with these topics and the rules of their languages; their faults."""
    topics = tuple(sources.topic for sources in found)
    own = tuple(language for language in languages.all_of(topics) if language not in shared.languages)
    rules, problems = read_languages(shared.root, own)
    catalogs = {key: catalog for sources in found for key, catalog in sources.catalogs.items()}
    library = replace(
        shared,
        topics=topics,
        languages={**shared.languages, **rules},
        catalogs=MappingProxyType({**shared.catalogs, **catalogs}),
    )
    return with_language_words(library), problems


def read_shared(root: Path) -> tuple[Library | None, HouseLanguages, Problems]:
    """The library of the project at `root` without its topics, the languages of the house, and every fault."""
    house, house_problems = read_house(root)
    ladder, ladder_problems = _read_ladder(root)
    languages = house_languages(house)
    shared = _read_shared(root, languages)
    rules, rule_problems = read_languages(root, languages.all_of(()))
    layouts, layout_problems = read_layouts(root)
    own_problems = (*name_faults(root, SOURCES_FOLDER), *house_problems, *ladder_problems, *rule_problems)
    taken = taken_levels(ladder, shared.obligations.categories) if ladder else ()
    drawings = pictogram_faults(root, shared.obligations.statements)
    problems = problem.sorted_problems((*own_problems, *taken, *drawings, *shared.problems, *layout_problems))
    if house is None or ladder is None:
        return None, languages, problems
    library = _shared_library(root, house, ladder, shared)
    layouts = tuple(branded(layout, house.brand) for layout in layouts)
    whole = replace(library, layouts=layouts, languages=rules, unread_paths=unread_paths_of(problems))
    return with_language_words(whole), languages, problems


def unread_paths_of(problems: Problems) -> frozenset[str]:
    """The paths of files with an error in them."""
    return frozenset(p.span.path for p in problems if p.severity is Severity.ERROR)


def _read_ladder(root: Path) -> tuple[Ladder | None, Problems]:
    """The evidence ladder; None and the problems where it can't be read or two rungs have the same id."""
    ladder, problems = read_record(root, f"{SOURCES_FOLDER}/evidence.yaml", Ladder)
    duplicates: Problems = without_duplicates(ladder.levels)[1] if ladder else ()
    return (None if duplicates else ladder), (*problems, *duplicates)


def _shared_library(root: Path, house: House, ladder: Ladder, shared: _SharedSources) -> Library:
    """A library of what topics share, still without topics and layouts."""
    return Library(
        root=root,
        house=house,
        ladder=ladder,
        subjects=shared.obligations.subjects,
        categories=shared.obligations.categories,
        statements=shared.obligations.statements,
        substances=shared.obligations.substances,
        contacts=shared.contacts,
        word_lists=shared.word_lists,
        references=_with_notes(shared.references, shared.reading_notes),
        reference_spans={r.id: r.span() for r in shared.references},
        topics=(),
        layouts=(),
        catalogs=shared.catalogs,
        layout_texts=shared.layout_texts,
        reading_notes=shared.reading_notes,
        glossary=shared.reused.glossary,
        snippets=shared.reused.snippets,
    )


def _with_notes(references: Iterable[Reference], notes: Iterable[ReadingNote]) -> Mapping[str, Reference]:
    """The references by id, each with what was read of it."""
    by_id = {note.id: note for note in notes}
    return {r.id: r.with_note(by_id.get(r.id)) for r in references}


def read_house(root: Path) -> tuple[House | None, Problems]:
    """`house.yaml`, its locales and base URL checked; None where it has a problem."""
    house, problems = read_record(root, f"{SOURCES_FOLDER}/house.yaml", House)
    house, brand_problems = read_brand(root, house) if house else (None, ())
    faults = (*problems, *(_house_faults(house) if house else ()), *brand_problems)
    return (None if faults else house), faults


def _house_faults(house: House) -> Iterable[Problem]:
    for n, code in enumerate(house.locales):
        if not _is_locale(code):
            hint = "write language-COUNTRY, for example nl-NL or en-NL, in quotes where the language is `no`"
            yield Problem("unknown-locale", f"`{code}` is not a locale", hint, house.span("locales", n))
        elif code in house.locales[:n]:
            message = f"the locale `{code}` is listed a second time"
            yield Problem("duplicate-id", message, "keep one of the two", house.span("locales", n))
    if not is_known_language(house.source_language):
        message, hint = f"`{house.source_language}` isn't a language", "write its two small letters, such as nl"
        yield Problem("unknown-locale", message, hint, house.span("source_language"))
    if house.base_url is not None and not house.base_url.startswith("https://"):
        hint = "write the whole address, or leave the key out: then no QR code is printed"
        yield Problem("invalid-record", "`base_url` must begin with https://", hint, house.span("base_url"))


def _is_locale(code: str) -> bool:
    try:
        return is_known_locale(Locale.parse(code))
    except ValueError:
        return False


@dataclass(frozen=True)
class _SharedSources:
    """The sources that topics share."""

    obligations: Obligations
    contacts: tuple[Contact, ...]
    word_lists: Mapping[str, WordLists]
    references: tuple[Reference, ...]
    reading_notes: tuple[ReadingNote, ...]
    catalogs: Catalogs
    layout_texts: Mapping[str, Span]
    reused: ReusedTexts
    problems: Problems


def _read_shared(root: Path, languages: HouseLanguages) -> _SharedSources:
    obligations, obligation_problems = read_obligations(root)
    contacts, contact_problems = read_contacts(root)
    word_lists, word_list_problems = read_word_lists(root)
    references, reference_problems = read_references(root, f"{SOURCES_FOLDER}/references.json")
    notes, note_problems = read_unique(root, f"{SOURCES_FOLDER}/reading-notes.yaml", ReadingNote)
    house_catalogs, house_catalog_problems = read_catalogs(root, HOUSE_SCOPE, SOURCES_FOLDER, languages.needed(None))
    reused, reused_problems = read_reused_texts(root)
    marked, template_problems = read_templates(root)
    texts = (*marked, *said_texts(root))
    translated = tuple(n for n in languages.printed if n != SOURCE_LANGUAGE)
    layout_catalogs, layout_catalog_problems = _read_layout_catalogs(root, translated, texts)
    problems = (
        *obligation_problems,
        *contact_problems,
        *word_list_problems,
        *reference_problems,
        *note_problems,
        *reused_problems,
        *house_catalog_problems,
        *template_problems,
        *layout_catalog_problems,
    )
    catalogs = {**house_catalogs, **layout_catalogs}
    said = MappingProxyType({text.text: text.span for text in reversed(texts)})
    return _SharedSources(obligations, contacts, word_lists, references, notes, catalogs, said, reused, problems)


def _read_layout_catalogs(
    root: Path, languages: tuple[str, ...], texts: tuple[CatalogText, ...]
) -> tuple[Catalogs, Problems]:
    """The layouts' catalogs, with an empty entry for each of their templates' `texts` that they lack."""
    return readable({(LAYOUTS_SCOPE, n): read_layout_catalog(root, n, texts) for n in languages})
