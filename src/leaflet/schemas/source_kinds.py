"""Which files there are, and what each holds: one entry a kind of file, and one schema of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leaflet.model import (
    LAYOUTS_FOLDER,
    SOURCES_FOLDER,
    TOPICS_FOLDER,
    Answer,
    Category,
    Claim,
    Contact,
    GlossaryTerm,
    House,
    HouseWords,
    Ladder,
    LanguageRules,
    Layout,
    ReadingNote,
    ReviewRecord,
    Statement,
    Subject,
    Substance,
    TopicMeta,
    Uncertainty,
)
from leaflet.read.references import CslItem


@dataclass(frozen=True)
class SourceKind:
    """A kind of file, as a person or a reference manager writes it."""

    name: str
    """What its schema is called."""
    paths: tuple[str, ...]
    """Its files in a house, from the house's folder on; `*` stands for any name of a file or folder."""
    holds: Any
    """The type of the whole file: a record, a list of records, or records by language."""


SOURCE_KINDS = (
    SourceKind("house", (f"{SOURCES_FOLDER}/house.yaml",), House),
    SourceKind("evidence", (f"{SOURCES_FOLDER}/evidence.yaml",), Ladder),
    SourceKind("subjects", (f"{SOURCES_FOLDER}/subjects.yaml",), list[Subject]),
    SourceKind("category", (f"{SOURCES_FOLDER}/categories/*.yaml",), Category),
    SourceKind("disclaimers", (f"{SOURCES_FOLDER}/disclaimers.yaml",), list[Statement]),
    SourceKind("contacts", (f"{SOURCES_FOLDER}/contacts.yaml",), list[Contact]),
    SourceKind("substances", (f"{SOURCES_FOLDER}/substances.yaml",), list[Substance]),
    SourceKind("wording", (f"{SOURCES_FOLDER}/wording.yaml",), dict[str, HouseWords] | None),
    SourceKind("glossary", (f"{SOURCES_FOLDER}/glossary.yaml",), list[GlossaryTerm]),
    SourceKind("references", (f"{SOURCES_FOLDER}/references.json",), list[CslItem]),
    SourceKind("reading-notes", (f"{SOURCES_FOLDER}/reading-notes.yaml",), list[ReadingNote]),
    SourceKind("language", (f"{SOURCES_FOLDER}/languages/*.yaml",), LanguageRules),
    SourceKind("topic", (f"{TOPICS_FOLDER}/*/topic.yaml",), TopicMeta),
    SourceKind("claims", (f"{TOPICS_FOLDER}/*/claims.yaml",), list[Claim]),
    SourceKind("uncertainties", (f"{TOPICS_FOLDER}/*/uncertainties.yaml",), list[Uncertainty]),
    SourceKind("review", (f"{TOPICS_FOLDER}/*/review.yaml",), list[ReviewRecord]),
    SourceKind(
        "answers",
        tuple(f"{folder}/*.answers.yaml" for folder in (SOURCES_FOLDER, f"{TOPICS_FOLDER}/*", LAYOUTS_FOLDER)),
        list[Answer] | None,
    ),
    SourceKind("layout", (f"{LAYOUTS_FOLDER}/*/layout.yaml",), Layout),
)
