"""The honest changes in `honest/`: read, made in a copy of the project, and tried."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from benchmarks.first_topic import copy_project

from leaflet.build.blocking import is_blocking
from leaflet.build.pipeline import check, clear_caches, make
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.problem import Problem

HERE = Path(__file__).parent / "honest"
REPOSITORY = Path(__file__).parents[2]
TOPIC = "bdnf-trkb"
TODAY = date(2026, 11, 24)
"""The day that the project's own sources are made for."""


@dataclass(frozen=True)
class Edit:
    """A text of a file that is replaced; it stands there once."""

    file: str
    """From the project's root on."""
    old: str
    new: str


@dataclass(frozen=True)
class HonestChange:
    """An entry of `styles.yaml`, `prose.yaml` or `settled.yaml`."""

    id: str
    does: str
    why: str
    editions: tuple[str, ...]
    """Where it is seen: `layout/locale`, all of the topic `bdnf-trkb`."""
    edits: tuple[Edit, ...]
    css: str
    """Rules that are put after each named layout's `page.css`."""
    assets: tuple[str, ...]
    """Files of `honest/assets` that lie beside each named layout's own."""
    declares: tuple[str, ...]
    """What the layout must declare by the laws of the page, from a closed list (README.md)."""
    pages: int
    """How many pages the layout may have then; 0 where it keeps its own number."""

    @property
    def kind(self) -> str:
        return self.id.partition("/")[0]

    @property
    def layouts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.partition("/")[0] for name in self.editions))


def honest_changes(file: str) -> tuple[HonestChange, ...]:
    """The entries of `honest/<file>.yaml`, in their order."""
    return tuple(_change(entry) for entry in yaml.safe_load((HERE / f"{file}.yaml").read_text("utf-8")))


def _change(entry: Mapping[str, Any]) -> HonestChange:
    return HonestChange(
        id=entry["id"],
        does=entry["does"],
        why=entry["why"],
        editions=tuple(entry["editions"]),
        edits=tuple(Edit(edit["in"], edit["old"], edit["new"]) for edit in entry.get("edits", ())),
        css=entry.get("css", ""),
        assets=tuple(entry.get("assets", ())),
        declares=tuple(entry.get("declares", ())),
        pages=entry.get("pages", 0),
    )


def apply(change: HonestChange, root: Path) -> None:
    """Make `change` in the project at `root`. Raises AssertionError where it doesn't fit the files."""
    for edit in change.edits:
        path = root / edit.file
        text = path.read_text("utf-8")
        assert text.count(edit.old) == 1, f"{change.id}: {text.count(edit.old)} times in {edit.file}: {edit.old!r}"
        path.write_text(text.replace(edit.old, edit.new), "utf-8")
    for layout in change.layouts:
        folder = root / "layouts" / layout
        sheet = folder / "page.css"
        sheet.write_text(f"{sheet.read_text('utf-8')}\n{change.css}", "utf-8")
        for asset in change.assets:
            shutil.copy(HERE / "assets" / asset, folder / asset)
        if change.declares:
            _declare(folder / "layout.yaml", change.declares)
        if change.pages:
            _allow_pages(folder / "layout.yaml", change.pages)


def _declare(layout: Path, words: tuple[str, ...]) -> None:
    """Add `words` to what the layout draws."""
    text = layout.read_text("utf-8")
    own = yaml.safe_load(text).get("draws", [])
    rest = re.sub(r"^draws:.*\n", "", text, flags=re.MULTILINE)
    layout.write_text(f"{rest}draws: [{', '.join(dict.fromkeys((*own, *words)))}]\n", "utf-8")


def _allow_pages(layout: Path, pages: int) -> None:
    text, count = re.subn(r"^pages: .*$", f"pages: {{at_most: {pages}}}", layout.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1, layout
    layout.write_text(text, "utf-8")


def problems(change: HonestChange) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """For each edition of `change`, what today's checks and today's preflight refuse it for."""
    with tempfile.TemporaryDirectory(prefix="honest-") as folder:
        root = Path(folder)
        copy_project(REPOSITORY, root)
        apply(change, root)
        clear_caches()
        library, faults = check(root, TODAY)
        made = {edition.id: edition for edition in editions(library, TODAY)} if library else {}
        for name in change.editions:
            edition = made.get(f"{TOPIC}/{name}")
            yield name, _edition_problems(edition, faults) if edition else faults


def _edition_problems(edition: Edition, faults: tuple[Problem, ...]) -> tuple[Problem, ...]:
    blocking = tuple(fault for fault in faults if is_blocking(fault, edition.name))
    return blocking or make(edition).problems
