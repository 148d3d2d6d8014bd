"""What must be said, in which words, by what kind of topic and of what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaflet.model import SOURCES_FOLDER, Category, Statement, Subject, Substance
from leaflet.read.categories import read_categories
from leaflet.read.records import read_unique
from leaflet.read.text_file import Problems


@dataclass(frozen=True)
class Obligations:
    """The sources that decide what an edition must say."""

    subjects: tuple[Subject, ...]
    categories: tuple[Category, ...]
    statements: tuple[Statement, ...]
    substances: tuple[Substance, ...]


def read_obligations(root: Path) -> tuple[Obligations, Problems]:
    """All of them in the project at `root`; a record with a fault is left out."""
    subjects, subject_problems = read_unique(root, f"{SOURCES_FOLDER}/subjects.yaml", Subject)
    categories, category_problems = read_categories(root)
    statements, statement_problems = read_unique(root, f"{SOURCES_FOLDER}/disclaimers.yaml", Statement)
    substances, substance_problems = read_unique(root, f"{SOURCES_FOLDER}/substances.yaml", Substance)
    problems = (*subject_problems, *category_problems, *statement_problems, *substance_problems)
    return Obligations(subjects, categories, statements, substances), problems
