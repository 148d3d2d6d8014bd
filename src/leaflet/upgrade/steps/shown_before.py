"""A layout says whether it prints the legend, and the contact of the emergency number: `shows` in layout.yaml.

Until 0.2 each layout with claims printed the legend, and each with contacts that one too, though a statement has its
number. Layouts of that time go on printing both, so that no page loses a text that its reviewers have seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.model import PathStep
from leaflet.problem import Problem
from leaflet.read.document import SourceDocument
from leaflet.upgrade.edits import Edit, offset_of, parsed_yaml, with_edits, with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import OUTDATED, StepResult
from leaflet.upgrade.steps.layout_outlines import needs_outline

VERSION = "0.3.0"
_WITH_CLAIMS = {"prose", "claims", "open-claims"}
_FIRST: tuple[PathStep, ...] = ("shows", 0)


def upgraded(house: HouseFiles) -> StepResult:
    """Each layout.yaml of a time without outlines, with what its pages have; run before it gets one."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, text in house.matching("layouts/*/layout.yaml"):
        document, faults = parsed_yaml(path, text)
        problems += faults
        names = tuple(_missing(document)) if document and needs_outline(document) else ()
        if document and names:
            new = next((n for way in (_in_brackets, _on_lines) if _shows(n := way(text, document, names), names)), text)
            texts |= {path: new} if new != text else {}
            problems += (_unusual(document, names),) if new == text else ()
    return StepResult(texts, problems=tuple(problems))


def _missing(document: SourceDocument) -> Iterator[str]:
    shows = document.value.get("shows")
    if not isinstance(shows, list) or {"legend", "short-legend", "emergency-contact"} & {*map(str, shows)}:
        return
    if _WITH_CLAIMS & {*map(str, shows)}:
        is_explained = "prose" in shows and document.value.get("audience") == "patient"
        yield "legend" if is_explained else "short-legend"
    if "contacts" in shows:
        yield "emergency-contact"


def _in_brackets(text: str, document: SourceDocument, names: tuple[str, ...]) -> str:
    return _before_the_first(text, document, "".join(f"{name}, " for name in names))


def _on_lines(text: str, document: SourceDocument, names: tuple[str, ...]) -> str:
    """On a line each, before that of the first."""
    span = document.origin.span_at(*_FIRST)
    line = with_line_feeds(text).splitlines()[span.line - 1][: span.column - 1]
    end = "\r\n" if "\r\n" in text else "\n"
    return _before_the_first(text, document, "".join(f"{name}{end}{line}" for name in names))


def _before_the_first(text: str, document: SourceDocument, new: str) -> str:
    span = document.origin.span_at(*_FIRST)
    start = offset_of(with_line_feeds(text), span.line, span.column)
    return with_edits(text, (Edit(start, start, new),))


def _shows(text: str, names: tuple[str, ...]) -> bool:
    """Is it still a file that can be read, whose layout shows `names` each by itself?"""
    document, _ = parsed_yaml("", text)
    shows = document.value.get("shows") if document and isinstance(document.value, dict) else ()
    return isinstance(shows, list) and shows[: len(names)] == [*names]


def _unusual(document: SourceDocument, names: tuple[str, ...]) -> Problem:
    message = "a layout says that it prints the legend, or the contact of the emergency number"
    hint = f"write {' and '.join(f'`{name}`' for name in names)} into this list"
    return Problem(OUTDATED, message, hint, document.key_span("shows"))
