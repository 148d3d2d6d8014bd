"""`wording.yaml`: the words that a house refuses, by language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from leaflet.model import SOURCES_FOLDER, WordLists
from leaflet.problem import Problem
from leaflet.read.document import SourceDocument
from leaflet.read.records import validate
from leaflet.read.text_file import Problems
from leaflet.read.yaml_file import read_yaml

WORDING = f"{SOURCES_FOLDER}/wording.yaml"
MOVED_KEYS = ("negations", "clause_breaks", "says_no", "calls")
"""What stood here until 0.2 and stands in the file of the language now."""


def read_word_lists(root: Path) -> tuple[Mapping[str, WordLists], Problems]:
    """The lists by language; one with a problem is left out."""
    document, problems = read_yaml(root, WORDING)
    if document is None:
        return {}, problems
    if not isinstance(document.value, dict):
        hint = "begin with a language at the start of a line: `en:`"
        return {}, (Problem("invalid-record", "this file must hold wording by language", hint, document.origin.start),)
    pairs = {language: _read_language(document, language) for language in document.value}
    return {k: w for k, (w, _) in pairs.items() if w}, tuple(p for _, faults in pairs.values() for p in faults)


def _read_language(document: SourceDocument, language: str) -> tuple[WordLists | None, Problems]:
    moved = tuple(document.keys[path] for key in MOVED_KEYS if (path := (language, key)) in document.keys)
    if not moved:
        return validate(WordLists, document, language)
    message = f"what `{language}` denies and calls with stands in the file of the language now"
    return None, (Problem("outdated-format", message, "run `leaflet upgrade`, which takes it out", moved[0]),)
