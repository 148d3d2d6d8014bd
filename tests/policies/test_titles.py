"""What references print: true titles pass, whatever they promise; numbers, addresses and calls to readers are told."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sentences import BASE, TODAY, WORDING

from leaflet import policies
from leaflet.compose.template_context import template_context
from leaflet.editions.content import content
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.problem import Problem
from leaflet.read.sources import read_library

PROJECT = Path(__file__).parents[2]
TITLES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "pairs/titles.yaml").read_text("utf-8"))
RULES = {"call": {"promotion"}, "number": {"unlisted-number"}, "address": {"unlisted-address", "forbidden-link"}}
NAMES = {"author", "editor", "translator"}
LAST_VISIT = date(2026, 11, 30)
"""No page that the project cites was visited after this day."""
NOT_ABOUT_WORDS = {"reference-without-note", "unused-reference"}
"""Of references that no claim cites and nobody has read."""


def item(name: str, field: str, text: str) -> dict[str, Any]:
    value = {"issued": {"literal": text}, **{n: [{"literal": text}] for n in NAMES}}.get(field, text)
    return {"id": name, "type": "book", "title": "A study", field: value}


def told(root: Path, items: list[dict[str, Any]], groups: str = "recreational") -> dict[str, list[Problem]]:
    """By the id of the reference, what is told of it, in a house whose topic is under `groups`."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    shutil.copy(WORDING, root / "sources/wording.yaml")
    substances = root / "sources/substances.yaml"
    substances.write_text(substances.read_text("utf-8").replace("groups: []", f"groups: [{groups}]"), "utf-8")
    path = root / "sources/references.json"
    texts = [*path.read_text("utf-8").rstrip()[:-1].rstrip().split("\n")]
    texts[-1] += ","
    lines: dict[int, str] = {}
    for entry in items:
        written = json.dumps(entry, indent=1, ensure_ascii=False).split("\n")
        lines.update({len(texts) + n: entry["id"] for n in range(1, len(written) + 1)})
        texts += [*written[:-1], "},"]
    path.write_text("\n".join(texts)[:-1] + "\n]\n", "utf-8")
    library, unread = read_library(root)
    assert library is not None, unread
    found: dict[str, list[Problem]] = {}
    for problem in (*unread, *policies.check(library, TODAY)):
        if problem.rule not in NOT_ABOUT_WORDS and problem.span.path == "sources/references.json":
            found.setdefault(lines[problem.span.line], []).append(problem)
    return found


def items() -> list[dict[str, Any]]:
    return [item(f"r{n}", entry["field"], entry["text"]) for n, entry in enumerate(TITLES)]


@pytest.mark.parametrize("groups", ["", "recreational"])
def test_fair_titles_pass_and_each_other_is_told_as_what_it_is(tmp_path: Path, groups: str) -> None:
    found = told(tmp_path, items(), groups)
    rules = {entry["id"]: {p.rule for p in found.get(f"r{n}", ())} for n, entry in enumerate(TITLES)}
    assert {entry["id"]: rules[entry["id"]] for entry in TITLES if entry["kind"] == "fair" and rules[entry["id"]]} == {}
    wrong = [e["id"] for e in TITLES if e["kind"] != "fair" and not rules[e["id"]] & RULES[e["kind"]]]
    assert wrong == []


@pytest.mark.parametrize("field", ["title", "container-title", "publisher", "edition", "author", "editor", "issued"])
def test_every_printed_field_is_looked_at_and_told_at_its_line(tmp_path: Path, field: str) -> None:
    found = told(tmp_path, [item("bad", field, "Book your session now, call 0900 0000, or inner.example.com")])["bad"]
    assert {p.rule for p in found} == {"promotion", "unlisted-number", "unlisted-address"}
    (line,) = {p.span.line for p in found}
    written = (tmp_path / "sources/references.json").read_text("utf-8").split("\n")[line - 1]
    assert f'"{field}"' in written
    assert not any("take it out" in p.hint for p in found)


@pytest.mark.parametrize("field", ["note", "abstract", "keyword", "annote"])
def test_what_no_citation_prints_is_not_looked_at(tmp_path: Path, field: str) -> None:
    assert told(tmp_path, [item("good", field, "Book your session now, call 0900 0000, ☎️ or inner.example.com")]) == {}


def test_a_reference_may_name_the_host_that_it_leads_to_and_no_other(tmp_path: Path) -> None:
    own = {**item("own", "container-title", "Inner.nl"), "URL": "https://www.inner.nl/leaflet"}
    other = {**item("other", "container-title", "Inner.nl"), "URL": "https://www.outer.nl/leaflet"}
    assert {name: [p.rule for p in ps] for name, ps in told(tmp_path, [own, other]).items()} == {
        "other": ["unlisted-address"]
    }


def test_the_projects_own_references_pass() -> None:
    library, _ = read_library(PROJECT)
    assert library is not None
    places = {"sources/references.json", "sources/reading-notes.yaml"}
    assert [p for p in policies.check(library, LAST_VISIT) if p.span.path in places] == []


def test_of_reading_notes_nothing_is_printed_but_whether_it_was_read() -> None:
    """So no word rule looks at them: whoever prints one must put it under the rules first."""
    library, _ = read_library(PROJECT)
    assert library is not None
    note = {"system": "Book your session", "finding": "call 0900 0000", "caveat": "inner.example.com"}
    references = {name: r.model_copy(update=note) for name, r in library.references.items()}
    noted = replace(library, references=references)
    assert {r.finding for e in editions(noted, TODAY) for r in e.references} == {note["finding"]}
    assert [printed(e) for e in editions(noted, TODAY)] == [printed(e) for e in editions(library, TODAY)]


def printed(edition: Edition) -> tuple[object, ...]:
    return content(edition).references, template_context(edition)["references"]
