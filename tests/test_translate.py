"""Catalogs kept up to date: what was committed is what `translate` writes, and what it writes it reads again."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.problem import has_errors
from leaflet.translate.catalogs import translate

TEXT = "sources/topics/bdnf-trkb/text.md"
CATALOG = "sources/topics/bdnf-trkb/nl.po"


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_committed_catalogs_are_as_translate_writes_them(project: Path) -> None:
    reports, problems = translate(project, "nl")
    assert not has_errors(problems)
    assert len(reports) == 3
    assert [(r.path, r.written, r.missing, r.fuzzy, r.obsolete) for r in reports if r.written or r.obsolete] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- Take time to rest.", "- Take plenty of time to rest."),
        ("Plasticity means that the brain can change.", 'Plasticity means that the brain “can \\\\ change"'),
    ],
)
def test_a_catalog_with_a_changed_text_is_read_again(project: Path, old: str, new: str) -> None:
    _replace(project / TEXT, old, new)
    fuzzy = [r.fuzzy for r in translate(project, "nl")[0] if r.path == CATALOG]
    again = translate(project, "nl")
    assert [len(names) for names in fuzzy] == [1]
    assert [r.fuzzy for r in again[0] if r.path == CATALOG] == fuzzy
    assert not any(r.written for r in again[0])
    _, problems = check(project, TODAY)
    assert {p.rule for p in problems if p.span.path == CATALOG} == {"fuzzy-translation"}


def test_the_english_that_a_fuzzy_translation_was_made_for_stands_above_it(project: Path) -> None:
    _replace(project / TEXT, "- Take time to rest.", "- Take plenty of time to rest.")
    translate(project, "nl")
    lines = (project / CATALOG).read_text("utf-8").splitlines()
    start = lines.index('#| msgid ""')
    assert lines[start + 1].startswith('#| "- Take time to rest.')


def test_a_translation_is_found_again_when_its_english_comes_back(project: Path) -> None:
    before = (project / CATALOG).read_text("utf-8")
    for old, new in (("Take time to rest", "Take more time to rest"), ("Take more time to rest", "Take time to rest")):
        _replace(project / TEXT, old, new)
        translate(project, "nl")
    assert (project / CATALOG).read_text("utf-8").replace("#, fuzzy\n", "") == before
