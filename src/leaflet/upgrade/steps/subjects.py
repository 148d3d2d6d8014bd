"""What must be said is the house's own, by kind of topic: `sources/subjects.yaml` and `sources/categories/`.

The lists that are written are what the program asked of every house until 0.2, in a category that each topic and each
substance gets, so that each piece goes on owing what it owed, and every review holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaflet.model import CATEGORIES_FOLDER, PathStep
from leaflet.problem import Problem
from leaflet.read.document import SourceDocument
from leaflet.upgrade.edits import Edit, offset_of, parsed_yaml, with_edits, with_line_feeds
from leaflet.upgrade.house_files import HOUSE_FILE, HouseFiles
from leaflet.upgrade.step import OUTDATED, StepResult

VERSION = "0.3.0"
SUBJECTS = "sources/subjects.yaml"
SUBSTANCES = "sources/substances.yaml"
CATEGORY = f"{CATEGORIES_FOLDER}/general.yaml"
LINE = "categories: [general]"
_TOPICS = "sources/topics/*/topic.yaml"
_ASKED = "asks: [funding, conflicts]"
_FOLDER = Path(__file__).parent
_RecordPath = tuple[PathStep, ...]


def upgraded(house: HouseFiles) -> StepResult:
    """The lists, and the category in each topic and substance that has none, unless the house has others of its own."""
    others = {path for path, _ in house.matching(f"{CATEGORIES_FOLDER}/*.yaml")}
    if HOUSE_FILE not in house.texts or (others and CATEGORY not in others):
        return StepResult()
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, text in (*house.matching(_TOPICS), *house.matching(SUBSTANCES)):
        new, faults = _with_category(path, text)
        problems += faults
        texts |= {path: new} if new != text else {}
    written = {SUBJECTS: _data("subjects_0_2.yaml"), CATEGORY: _category(house)}
    texts |= {path: text for path, text in written.items() if path not in house.texts}
    return StepResult(texts, problems=tuple(problems))


def _category(house: HouseFiles) -> str:
    """The category; it asks for open questions where each topic has some, as a file without them was a fault then."""
    text = _data("category_0_2.yaml")
    files = [path.replace("topic.yaml", "uncertainties.yaml") for path, _ in house.matching(_TOPICS)]
    if not files or not all("id:" in house.texts.get(path, "") for path in files):
        return text
    return text.replace(_ASKED, "asks: [funding, conflicts, uncertainties]")


def _data(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _with_category(path: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """`text` with the line in each of its records, and those where only a person can write it."""
    document, problems = parsed_yaml(path, text)
    found = tuple(_records(document)) if document else ()
    for record in reversed(found):  # so that what stands before stays where it was read
        assert document is not None
        new = next((n for way in (_on_a_line, _in_brackets) if _has_line(n := way(text, document, record), record)), "")
        problems += () if new else (_unusual(document, record),)
        text = new or text
    return text, tuple(problems)


def _records(document: SourceDocument) -> Iterator[_RecordPath]:
    """The path of each record, of a list or alone, that names no category."""
    items = enumerate(document.value) if isinstance(document.value, list) else ()
    paths: tuple[_RecordPath, ...] = ((),) if isinstance(document.value, dict) else tuple((n,) for n, _ in items)
    for path in paths:
        value = document.value_at(*path)
        if isinstance(value, dict) and len(value) > 1 and "categories" not in value:
            yield path


def _on_a_line(text: str, document: SourceDocument, record: _RecordPath) -> str:
    """With a line of its own before that of the substances, or of the second key."""
    key = document.keys[(*record, _key_after(document, record))]
    start = offset_of(with_line_feeds(text), key.line, 1)
    end = "\r\n" if "\r\n" in text else "\n"
    return with_edits(text, (Edit(start, start, f"{' ' * (key.column - 1)}{LINE}{end}"),))


def _in_brackets(text: str, document: SourceDocument, record: _RecordPath) -> str:
    """The same in a record between curly brackets."""
    key = document.keys[(*record, _key_after(document, record))]
    start = offset_of(with_line_feeds(text), key.line, key.column)
    return with_edits(text, (Edit(start, start, f"{LINE}, "),))


def _key_after(document: SourceDocument, record: _RecordPath) -> str:
    keys = list(document.value_at(*record))
    return "substances" if "substances" in keys else str(keys[1])


def _has_line(text: str, record: _RecordPath) -> bool:
    document, _ = parsed_yaml("", text)
    value = document.value_at(*record) if document else None
    return isinstance(value, dict) and value.get("categories") == ["general"]


def _unusual(document: SourceDocument, record: _RecordPath) -> Problem:
    message = "a topic or a substance is of one or more categories now"
    return Problem(OUTDATED, message, f"write `{LINE}` into this record", document.origin.span_at(*record))
