"""The honest changes in `honest/` are whole and sorted, and fit today's files. No law is called."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import tinycss2
import yaml
from honest_changes import HERE, HonestChange, apply, honest_changes

FILES = {"styles": 100, "prose": 100, "settled": 1}
"""How many entries each must have at least."""
DECLARATIONS = {"figures", "ornament", "page-numbers", "picture", "shadow", "small-capitals", "ticks"}
KEYS = {"id", "does", "why", "editions", "edits", "css", "assets", "declares", "pages"}
CHANGES = {file: honest_changes(file) for file in FILES}
ALL = [change for changes in CHANGES.values() for change in changes]


@pytest.mark.parametrize(("file", "least"), FILES.items())
def test_there_are_enough_of_each(file: str, least: int) -> None:
    assert len(CHANGES[file]) >= least


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(change.id for change in ALL).items() if count > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_entries_have_known_keys_and_say_what_they_do_and_why(file: str) -> None:
    entries = yaml.safe_load((HERE / f"{file}.yaml").read_text("utf-8"))
    assert [entry["id"] for entry in entries if not {"id", "does", "why", "editions"} <= set(entry) <= KEYS] == []
    assert [c.id for c in CHANGES[file] if not c.does or not c.why or not c.editions] == []


@pytest.mark.parametrize("file", FILES)
def test_entries_stand_sorted_by_kind(file: str) -> None:
    kinds = [change.kind for change in CHANGES[file]]
    assert [kind for n, kind in enumerate(kinds) if kind in kinds[:n] and kinds[n - 1] != kind] == []


def test_no_two_changes_are_the_same() -> None:
    done = Counter((change.edits, change.css, change.layouts) for change in ALL)
    assert [change for change, count in done.items() if count > 1] == []


def test_texts_are_written_clean() -> None:
    texts = [text for change in ALL for text in (change.does, change.why)]
    assert [text for text in texts if text != unicodedata.normalize("NFC", text.strip())] == []


def test_styles_change_style_sheets_and_prose_changes_what_is_written() -> None:
    assert [change.id for change in (*CHANGES["styles"], *CHANGES["settled"]) if change.edits or not change.css] == []
    prose = CHANGES["prose"]
    assert [
        change.id
        for change in prose
        if change.css or change.assets or change.declares or change.pages or not change.edits
    ] == []
    assert [edit for change in prose for edit in change.edits if edit.old == edit.new] == []


def test_each_edition_is_one_of_the_project(repository: Path) -> None:
    layouts = {path.parent.name for path in repository.glob("layouts/*/layout.yaml")}
    locales = set(yaml.safe_load((repository / "sources/house.yaml").read_text("utf-8"))["locales"])
    known = {f"{layout}/{locale}" for layout in layouts for locale in locales}
    assert [(change.id, name) for change in ALL for name in change.editions if name not in known] == []
    assert known == {name for change in ALL for name in change.editions}


def test_what_is_declared_is_on_the_list() -> None:
    assert {word for change in ALL for word in change.declares} == DECLARATIONS
    readme = (HERE / "README.md").read_text("utf-8")
    assert [word for word in DECLARATIONS if f"| `{word}` |" not in readme] == []


def test_every_asset_is_used_and_there() -> None:
    used = {asset for change in ALL for asset in change.assets}
    assert used == {path.name for path in (HERE / "assets").iterdir()}
    named = [change.id for change in ALL for asset in change.assets if f"asset:{asset}" not in change.css]
    assert named == []


@pytest.mark.parametrize("change", [change for change in ALL if change.css], ids=lambda change: change.id)
def test_its_css_can_be_read(change: HonestChange) -> None:
    rules = tinycss2.parse_stylesheet(change.css, skip_comments=True, skip_whitespace=True)
    assert rules
    assert [rule.message for rule in rules if rule.type == "error"] == []
    for rule in rules:
        parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        assert [part for part in parts if part.type not in ("declaration", "at-rule")] == []


def test_every_edit_fits_todays_files(project: Path) -> None:
    files = {edit.file for change in ALL for edit in change.edits}
    sheets = {f"layouts/{layout}/page.css" for change in ALL for layout in change.layouts}
    untouched = {name: (project / name).read_bytes() for name in files | sheets}
    for change in ALL:
        apply(change, project)
        changed = [name for name, data in untouched.items() if (project / name).read_bytes() != data]
        assert changed, change.id
        for name in changed:
            (project / name).write_bytes(untouched[name])
