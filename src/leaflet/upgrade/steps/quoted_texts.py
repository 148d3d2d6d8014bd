"""Texts that YAML would cut or change stand in quotes: ` #` in a text, `no`, `010`, a line break inside it.

Until 0.2 the text before ` #` was printed without a word, and the lines of a text became one. Each is quoted as it was
read, so that nothing printed changes; whether what follows the `#` belongs to the text only a person can decide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from leaflet.model import (
    Claim,
    Clinic,
    Contact,
    House,
    HouseWords,
    Ladder,
    LanguageRules,
    Layout,
    PathStep,
    ReadingNote,
    Record,
    ReviewRecord,
    Statement,
    Substance,
    TopicMeta,
    Uncertainty,
)
from leaflet.problem import Problem
from leaflet.read.document import SourceDocument, UnfitText
from leaflet.read.text_fields import takes_text
from leaflet.upgrade.edits import Edit, offset_of, parsed_yaml, with_edits, with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import Note, StepResult

VERSION = "0.3.0"
_Path = tuple[PathStep, ...]
_RECORDS: tuple[tuple[str, type[Record]], ...] = (
    ("sources/house.yaml", House),
    ("sources/evidence.yaml", Ladder),
    ("sources/languages/*.yaml", LanguageRules),
    ("sources/topics/*/topic.yaml", TopicMeta),
    ("layouts/*/layout.yaml", Layout),
)
_LISTS: tuple[tuple[str, type[Record]], ...] = (
    ("sources/wording.yaml", HouseWords),  # by language
    ("sources/disclaimers.yaml", Statement),
    ("sources/substances.yaml", Substance),
    ("sources/contacts.yaml", Contact),
    ("sources/reading-notes.yaml", ReadingNote),
    ("sources/topics/*/claims.yaml", Claim),
    ("sources/topics/*/uncertainties.yaml", Uncertainty),
    ("sources/topics/*/review.yaml", ReviewRecord),
)
"""Files and what each holds, or each of its items."""


def upgraded(house: HouseFiles) -> StepResult:
    """The files with such texts, all of them quoted."""
    texts: dict[str, str] = {}
    notes: list[Note] = []
    problems: list[Problem] = []
    for path, model, skip in _files(house):
        text = house.texts[path]
        document, faults = parsed_yaml(path, text)
        problems += faults
        if document is None:
            continue
        found = tuple(_unfit(document, model, skip))
        new = with_edits(text, (_edit(with_line_feeds(text), document, key, unfit) for key, unfit in found))
        if new != text:
            texts[path] = new
            notes += (
                _note(problem) for _, unfit in found for problem in unfit.problems if "ends before" in problem.message
            )
    return StepResult(texts, tuple(notes), tuple(problems))


def _files(house: HouseFiles) -> Iterator[tuple[str, type[Record], int]]:
    """(path, model, number of steps from the file to a record of it)."""
    for skip, files in enumerate((_RECORDS, _LISTS)):
        for pattern, model in files:
            yield from ((path, model, skip) for path, _ in house.matching(pattern))
    for path in house.lists:
        if path in house.texts and not path.lower().endswith(".csv"):
            yield path, Clinic, 1


def _unfit(document: SourceDocument, model: type[Record], skip: int) -> Iterator[tuple[_Path, UnfitText]]:
    """The texts that are read as texts, and must be quoted from now on."""
    for key, unfit in document.unfit_texts.items():
        if isinstance(document.value_at(*key), str) and takes_text(model, key[skip:]):
            yield key, unfit


def _edit(text: str, document: SourceDocument, key: _Path, unfit: UnfitText) -> Edit:
    start, end = (offset_of(text, s.line, s.column) for s in (document.origin.span_at(*key), unfit.end))
    end = start + len(text[start:end].rstrip())
    read = re.sub(r"[ \t]*[\r\n][ \t\r\n]*|\t+", " ", document.value_at(*key))
    return Edit(start, end, json.dumps(read, ensure_ascii=False))


def _note(problem: Problem) -> Note:
    return Note(
        problem.span, "what follows `#` was never printed: write it inside the quotes if it belongs to the text"
    )
