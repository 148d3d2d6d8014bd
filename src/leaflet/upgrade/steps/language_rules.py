"""What a language denies with stands in a file of that language, and no longer in `sources/wording.yaml`.

`negations`, `clause_breaks`, `says_no` and `calls` are the language's own, in every house the same. They are taken out,
with a note of the words that the language's file lacks: a house that needs them writes `sources/languages/<code>.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from leaflet.messages import backtick_list
from leaflet.model import LanguageRules
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.languages import read_languages
from leaflet.read.word_lists import MOVED_KEYS, WORDING
from leaflet.upgrade.edits import Edit, offset_of, parsed_yaml, with_edits, with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import OUTDATED, Note, StepResult

VERSION = "0.3.0"


def upgraded(house: HouseFiles) -> StepResult:
    """`sources/wording.yaml` without what is the language's."""
    text = house.texts.get(WORDING, "")
    document, problems = parsed_yaml(WORDING, text) if text else (None, ())
    moved = tuple(_moved(document)) if document else ()
    if not document or not moved:
        return StepResult(problems=problems)
    plain = with_line_feeds(text)
    edits = {path: _edit(plain, document.keys[path]) for path in moved}
    unusual = tuple(_unusual(document.keys[path], path[1]) for path, edit in edits.items() if not edit)
    new = with_edits(text, (edit for edit in edits.values() if edit))
    return StepResult({WORDING: new}, tuple(_notes(house, document, moved)), (*problems, *unusual))


def _moved(document: SourceDocument) -> Iterator[tuple[str, str]]:
    """(language, key) of each list that moved."""
    value = document.value if isinstance(document.value, dict) else {}
    for language, lists in value.items():
        if isinstance(lists, dict):
            yield from ((language, key) for key in lists if key in MOVED_KEYS)


def _edit(text: str, key: Span) -> Edit | None:
    """What takes the key and its value out; None where the key doesn't begin its line."""
    start = offset_of(text, key.line, 1)
    lines = text[start:].splitlines(keepends=True)
    indent = " " * (key.column - 1)
    if not lines or lines[0][: key.column - 1] != indent:
        return None
    length = 1
    while length < len(lines) and _belongs(lines[length], indent):
        length += 1
    return Edit(start, start + sum(map(len, lines[:length])), "")


def _belongs(line: str, indent: str) -> bool:
    """Is `line` a part of the value of a key with this indent?"""
    return line.startswith((f"{indent} ", f"{indent}- "))


def _unusual(span: Span, key: str) -> Problem:
    message = f"`{key}` stands in the file of the language now"
    return Problem(OUTDATED, message, "take the key and its list out of this file", span)


def _notes(house: HouseFiles, document: SourceDocument, moved: tuple[tuple[str, str], ...]) -> Iterator[Note]:
    """A note for each list with words that the language's file lacks."""
    rules, _ = read_languages(house.root, {language for language, _ in moved})
    for language, key in moved:
        words = document.value_at(language, key)
        known = _known_words(rules[language]) if language in rules else frozenset()
        listed = words if isinstance(words, list) else []
        lacking = [word for word in listed if not any(fnmatchcase(str(word), pattern) for pattern in known)]
        if lacking:
            text = f"{backtick_list(lacking)} of `{key}` is not in leaflet's rules for `{language}`"
            yield Note(document.keys[language, key], f"{text}; a house's own are sources/languages/{language}.yaml")


def _known_words(rules: LanguageRules) -> frozenset[str]:
    denials = rules.denials
    return frozenset((*rules.negations, *rules.clause_breaks, *rules.calls, *denials.words, *denials.may_deny))
