"""The words that are refused, by language: leaflet's own, and what a house's `wording.yaml` makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from leaflet.messages import did_you_mean
from leaflet.model import SOURCES_FOLDER, HouseWords, WordLists
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.house_words import house_word_faults, with_house_words
from leaflet.read.records import read_record, validate
from leaflet.read.text_file import Problems
from leaflet.read.yaml_file import read_yaml

WORDING = f"{SOURCES_FOLDER}/wording.yaml"
MOVED_KEYS = ("negations", "clause_breaks", "says_no", "calls")
"""What stood here until 0.2 and stands in the file of the language now."""
_PACKAGE = Path(__file__).parent.parent
_FOLDER = "wording"


def read_word_lists(root: Path) -> tuple[Mapping[str, WordLists], Problems]:
    """The lists by language, leaflet's own with those of the house at `root`; one with a problem is left out."""
    document, problems = read_yaml(root, WORDING)
    if document is None:
        return {}, problems
    if document.value is not None and not isinstance(document.value, dict):
        hint = "begin with a language at the start of a line: `en:`"
        return {}, (Problem("invalid-record", "this file must hold wording by language", hint, document.origin.start),)
    pairs = {language: _read_language(document, language) for language in document.value or {}}
    own = {language: words for language, (words, _) in pairs.items() if words}
    left = {language: words for language, words in packaged_word_lists().items() if language not in pairs}
    return {**own, **left}, tuple(p for _, faults in pairs.values() for p in faults)


@cache
def packaged_word_lists() -> Mapping[str, WordLists]:
    """Leaflet's own, by language: words of no field, which every house refuses."""
    files = sorted((_PACKAGE / _FOLDER).glob("*.yaml"))
    read = {file.stem: read_record(_PACKAGE, f"{_FOLDER}/{file.name}", WordLists)[0] for file in files}
    return {language: lists for language, lists in read.items() if lists}


def _no_words_of(language: str, span: Span) -> Problem:
    """For a language that leaflet has no words of, the one cause of all that is missing below it."""
    message = f"leaflet has no words in `{language}`, and those named here are not all in this file"
    hint = f"{did_you_mean(language, packaged_word_lists())}write every list that is named, above what names it"
    return Problem("invalid-record", message, hint, span)


def _read_language(document: SourceDocument, language: str) -> tuple[WordLists | None, Problems]:
    moved = tuple(document.keys[path] for key in MOVED_KEYS if (path := (language, key)) in document.keys)
    if moved:
        message = f"what `{language}` denies and calls with stands in the file of the language now"
        return None, (Problem("outdated-format", message, "run `leaflet upgrade`, which takes it out", moved[0]),)
    own, problems = validate(HouseWords, document, language)
    if own is None:
        return None, problems
    base = packaged_word_lists().get(language, WordLists())
    faults = tuple(house_word_faults(own, base))
    if faults and language not in packaged_word_lists():
        faults = (_no_words_of(language, document.keys[(language,)]),)
    return (None if faults else with_house_words(own, base)), faults
