"""What is changed in one language stays in it."""

from __future__ import annotations

import re

import pytest
from small_house import TODAY

from leaflet.build.options import Selection
from leaflet.build.pipeline import build
from leaflet.editions.from_library import editions
from leaflet.problem import has_errors
from leaflet.read.sources import read_library

CATALOGS = ("sources/nl.po", "sources/topics/bdnf-trkb/nl.po", "layouts/nl.po")
PLAIN = re.compile(r'^msgstr "[^"%{\\]+[^"%{\\.]"$', re.MULTILINE)
"""A translation of one line without placeholders."""


def _change(file, number):
    """Write a word more at the end of every `number`th plain translation in `file`; how many there are."""
    text = file.read_text("utf-8")
    found = list(PLAIN.finditer(text))[::number]
    for match in reversed(found):
        text = f"{text[: match.end() - 1]} anders{text[match.end() - 1 :]}"
    file.write_text(text, "utf-8")
    return len(found)


def _fingerprints(root):
    library, problems = read_library(root)
    assert not has_errors(problems)
    return {edition.id: edition.fingerprint for edition in editions(library, TODAY)}


@pytest.mark.parametrize("catalog", CATALOGS)
def test_no_dutch_sentence_changes_an_english_fingerprint(project, catalog):
    before = _fingerprints(project)
    assert _change(project / catalog, 1) > 20
    after = _fingerprints(project)
    assert {name for name in before if after[name] != before[name]} == {n for n in before if n.endswith("/nl-NL")}


def test_a_new_english_sentence_changes_the_dutch_piece_too(project):
    """Its translation is missing then; the checks stop it."""
    before = _fingerprints(project)
    text = project / "sources/topics/bdnf-trkb/topic.yaml"
    text.write_text(re.sub(r"^title: .*", "title: Another title", text.read_text("utf-8"), flags=re.M), "utf-8")
    after = _fingerprints(project)
    assert all(after[name] != before[name] for name in before)


@pytest.mark.slow
def test_a_changed_dutch_sentence_leaves_every_english_pdf_byte_identical(project, tmp_path):
    first = _built(project, tmp_path / "first")
    text = project / "sources/topics/bdnf-trkb/nl.po"
    old = text.read_text("utf-8")
    title = re.search(r'msgctxt "topic/title"\nmsgid "[^"]*"\nmsgstr "([^"]*)"', old)
    text.write_text(old.replace(f'msgstr "{title[1]}"', f'msgstr "{title[1]}!"'), "utf-8")
    second = _built(project, tmp_path / "second")
    assert len(first) == len(second) == 10
    same = {name for name in first if first[name] == second[name]}
    assert same == {name for name in first if "/en-NL/" in name}


def _built(root, out):
    _, problems = build(root, out, TODAY, Selection(), lambda *_: None)
    assert not has_errors(problems), problems
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.pdf")}
