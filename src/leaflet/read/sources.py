"""The whole of `sources/` and `layouts/`, read once: what every later stage works on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from leaflet import problem
from leaflet.model import (
    HOUSE_SCOPE,
    LAYOUTS_SCOPE,
    SOURCE_LANGUAGE,
    Catalog,
    CatalogEntry,
    Claim,
    Contact,
    House,
    Ladder,
    Library,
    Locale,
    Reference,
    ReviewRecord,
    Section,
    Statement,
    Substance,
    Topic,
    TopicMeta,
    Uncertainty,
    WordLists,
)
from leaflet.problem import Problem, Severity, Span
from leaflet.read.catalogs import CatalogText, is_known_locale, read_catalog
from leaflet.read.figures import read_figure
from leaflet.read.file_names import name_faults
from leaflet.read.folders import folder_id_faults, list_folders
from leaflet.read.layouts import read_layouts
from leaflet.read.prose import read_prose
from leaflet.read.records import R, read_list, read_record, validate, without_duplicates
from leaflet.read.references import read_references
from leaflet.read.templates import read_layout_contents, read_templates
from leaflet.read.text_file import Problems, read_text
from leaflet.read.yaml_file import read_yaml

SOURCES_FOLDER = "sources"
TOPICS_FOLDER = f"{SOURCES_FOLDER}/topics"


def read_library(root: Path, topic_ids: Collection[str] = ()) -> tuple[Library | None, Problems]:
    """Everything in the project at `root`, and every fault in it, by place; of the topics those in `only`, all if none.

    A record, layout or topic with a fault is left out. The library is None only where the house or the evidence ladder
    can't be read, since nothing can be checked without them.
    """
    house, house_problems = read_house(root)
    ladder, of_ladder = read_record(root, f"{SOURCES_FOLDER}/evidence.yaml", Ladder)
    languages = _languages(house)
    shared = _read_shared(root, languages)
    topics, of_topics, left_out = _read_topics(root, languages, topic_ids)
    layouts, of_layouts = read_layouts(root)
    duplicates: Problems = without_duplicates(ladder.levels)[1] if ladder else ()
    unsafe = name_faults(root, SOURCES_FOLDER)
    problems = problem.sorted_problems(
        (*unsafe, *house_problems, *of_ladder, *duplicates, *shared.problems, *of_topics, *of_layouts)
    )
    if house is None or ladder is None or duplicates:
        return None, problems
    library = Library(
        root=root,
        house=house,
        ladder=ladder,
        statements=shared.disclaimers,
        substances=shared.substances,
        contacts=shared.contacts,
        word_lists=shared.wording,
        references={r.id: r for r in shared.references},
        reference_spans={r.id: r.span() for r in shared.references},
        topics=tuple(t.topic for t in topics),
        layouts=layouts,
        catalogs=MappingProxyType({**shared.catalogs, **{k: c for t in topics for k, c in t.catalogs.items()}}),
        layout_texts=shared.layout_texts,
        layout_contents=MappingProxyType(dict(read_layout_contents(root))),
        unread_paths=frozenset((*left_out, *(p.span.path for p in problems if p.severity is Severity.ERROR))),
    )
    return library, problems


def read_house(root: Path) -> tuple[House | None, Problems]:
    """`house.yaml`, its locales and base URL checked; None where it has a problem."""
    house, problems = read_record(root, f"{SOURCES_FOLDER}/house.yaml", House)
    faults = (*problems, *(_house_faults(house) if house else ()))
    return (None if faults else house), faults


def _house_faults(house: House) -> Iterable[Problem]:
    for n, code in enumerate(house.locales):
        if not _is_locale(code):
            hint = "write language-COUNTRY, for example nl-NL or en-NL, in quotes where the language is `no`"
            yield Problem("unknown-locale", f"`{code}` is not a locale", hint, house.span("locales", n))
        elif code in house.locales[:n]:
            message = f"the locale `{code}` is listed a second time"
            yield Problem("duplicate-id", message, "keep one of the two", house.span("locales", n))
    if house.base_url is not None and not house.base_url.startswith("https://"):
        hint = "write the whole address, or leave the key out: then no QR code is printed"
        yield Problem("invalid-record", "`base_url` must begin with https://", hint, house.span("base_url"))


def _is_locale(code: str) -> bool:
    try:
        return is_known_locale(Locale.parse(code))
    except ValueError:
        return False


def _languages(house: House | None) -> tuple[str, ...]:
    """The languages that need catalogs."""
    codes = house.locales if house else ()
    return tuple(dict.fromkeys(n for n in (Locale.parse(c).language for c in codes) if n != SOURCE_LANGUAGE))


Catalogs = Mapping[tuple[str, str], Catalog]


@dataclass(frozen=True)
class _SharedSources:
    """The sources that topics share."""

    disclaimers: tuple[Statement, ...]
    substances: tuple[Substance, ...]
    contacts: tuple[Contact, ...]
    wording: Mapping[str, WordLists]
    references: tuple[Reference, ...]
    catalogs: Catalogs
    layout_texts: Mapping[str, Span]
    problems: Problems


def _read_shared(root: Path, languages: tuple[str, ...]) -> _SharedSources:
    disclaimers, of_disclaimers = _read_unique(root, f"{SOURCES_FOLDER}/disclaimers.yaml", Statement)
    substances, of_substances = _read_unique(root, f"{SOURCES_FOLDER}/substances.yaml", Substance)
    contacts, of_contacts = _read_unique(root, f"{SOURCES_FOLDER}/contacts.yaml", Contact)
    wording, of_wording = _read_wording(root)
    references, of_references = read_references(root, f"{SOURCES_FOLDER}/references.json")
    house, house_problems = _read_catalogs(root, HOUSE_SCOPE, SOURCES_FOLDER, languages)
    words, of_templates = read_templates(root)
    chrome, of_chrome = _read_layout_catalogs(root, languages, words)
    records = (*of_disclaimers, *of_substances, *of_contacts, *of_wording, *of_references)
    problems = (*records, *house_problems, *of_templates, *of_chrome)
    own = MappingProxyType({word.text: word.span for word in reversed(words)})
    return _SharedSources(disclaimers, substances, contacts, wording, references, {**house, **chrome}, own, problems)


def _read_layout_catalogs(
    root: Path, languages: tuple[str, ...], words: tuple[CatalogText, ...]
) -> tuple[Catalogs, Problems]:
    """The layouts' catalogs, with an empty entry for each of their templates' `words` that they lack."""
    catalogs, problems = _read_catalogs(root, LAYOUTS_SCOPE, LAYOUTS_SCOPE, languages)
    wanted = {("", text): CatalogEntry("", False, span) for _, text, span in reversed(words)}
    whole = {k: replace(c, entries={**wanted, **c.entries}) for k, c in catalogs.items()}
    return whole, problems


def _read_unique(root: Path, path: str, model: type[R]) -> tuple[tuple[R, ...], Problems]:
    records, problems = read_list(root, path, model)
    kept, duplicates = without_duplicates(records)
    return kept, (*problems, *duplicates)


def _read_wording(root: Path) -> tuple[Mapping[str, WordLists], Problems]:
    """`wording.yaml` by language; one with a problem is left out."""
    path = f"{SOURCES_FOLDER}/wording.yaml"
    document, problems = read_yaml(root, path)
    if document is None:
        return {}, problems
    if not isinstance(document.value, dict):
        hint = "begin with a language at the start of a line: `en:`"
        return {}, (Problem("invalid-record", "this file must hold wording by language", hint, document.origin.start),)
    pairs = {language: validate(WordLists, document, language) for language in document.value}
    return {k: w for k, (w, _) in pairs.items() if w}, tuple(p for _, faults in pairs.values() for p in faults)


def _read_catalogs(root: Path, scope: str, folder: str, languages: tuple[str, ...]) -> tuple[Catalogs, Problems]:
    """The catalogs of one scope; one that can't be read is left out."""
    pairs = {(scope, n): read_catalog(root, f"{folder}/{n}.po", n) for n in languages}
    return {k: c for k, (c, _) in pairs.items() if c}, tuple(p for _, faults in pairs.values() for p in faults)


@dataclass(frozen=True)
class _TopicSources:
    """A topic with its catalogs."""

    topic: Topic
    catalogs: Catalogs


def _read_topics(
    root: Path, languages: tuple[str, ...], topic_ids: Collection[str]
) -> tuple[tuple[_TopicSources, ...], Problems, tuple[str, ...]]:
    """Topics, their problems, and the folder of topics where some were left out."""
    names, of_folders = list_folders(root, TOPICS_FOLDER)
    problems = of_folders if names or of_folders else (_no_topic(),)
    wanted = [name for name in names if not topic_ids or name in topic_ids]
    pairs = [_read_topic(root, name, languages) for name in wanted]
    left_out = (TOPICS_FOLDER,) if len(wanted) < len(names) else ()
    return tuple(t for t, _ in pairs if t), (*problems, *(p for _, faults in pairs for p in faults)), left_out


def _no_topic() -> Problem:
    hint = "run `leaflet new topic ID`, which writes a topic to fill in"
    return Problem("missing-file", f"there is no topic in `{TOPICS_FOLDER}`", hint, Span(TOPICS_FOLDER))


def _read_topic(root: Path, name: str, languages: tuple[str, ...]) -> tuple[_TopicSources | None, Problems]:
    """The topic in the folder `name`; None where any file of it has an error, but for its catalogs."""
    folder = f"{TOPICS_FOLDER}/{name}"
    meta, of_meta = read_record(root, f"{folder}/topic.yaml", TopicMeta)
    claims, of_claims = _read_unique(root, f"{folder}/claims.yaml", Claim)
    uncertainties, of_uncertainties = _read_unique(root, f"{folder}/uncertainties.yaml", Uncertainty)
    sections, of_text = _read_text(root, folder)
    review, of_review = _read_review(root, folder)
    catalogs, of_catalogs = _read_catalogs(root, name, folder, languages)
    named = folder_id_faults(meta, folder) if meta else ()
    own = (*of_meta, *named, *of_claims, *of_uncertainties, *of_text, *of_review)
    problems = (*own, *of_catalogs)
    if meta is None or problem.has_errors(own):
        return None, problems
    topic = Topic(meta=meta, claims=claims, uncertainties=uncertainties, sections=sections, review=review)
    return _TopicSources(topic, catalogs), problems


def _read_text(root: Path, folder: str) -> tuple[tuple[Section, ...], Problems]:
    file, problems = read_text(root, f"{folder}/text.md")
    return read_prose(file, partial(read_figure, root, folder)) if file else ((), problems)


def _read_review(root: Path, folder: str) -> tuple[ReviewRecord | None, Problems]:
    """The topic's review, or None without problems where nobody has signed off."""
    path = f"{folder}/review.yaml"
    return read_record(root, path, ReviewRecord) if (root / path).exists() else (None, ())
