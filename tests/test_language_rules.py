"""What is known of a language stands in its file: read with its places, replaced by a house's own, and not in code."""

from __future__ import annotations

import ast
import re

import pytest

from leaflet.read.languages import PACKAGE, read_languages

LANGUAGES = tuple(sorted(file.stem for file in (PACKAGE / "languages").glob("*.yaml")))
NAMES_OF_LANGUAGES = {"en", "nl", "de", "fr"}
TABLES = {
    "src/leaflet/language/readability.py",
    "src/leaflet/language/formats.py",
    "src/leaflet/language/reading_scales.py",
    "src/leaflet/policies/weakened_draft_mark.py",
}
"""Formulas of a score, CLDR's quotation marks, and what the draft mark must say, which no house's file may change."""


def test_the_files_of_the_package_are_read_without_a_problem(tmp_path):
    rules, problems = read_languages(tmp_path, LANGUAGES)
    assert problems == ()
    assert tuple(rules) == LANGUAGES == ("en", "nl")


def test_both_languages_know_the_same_units_contrasts_and_sides(tmp_path):
    """A contrast that one language lacks is never compared."""
    english, dutch = (read_languages(tmp_path, LANGUAGES)[0][name] for name in LANGUAGES)
    sides = [{name: set(contrast.sides) for name, contrast in rules.contrasts.items()} for rules in (english, dutch)]
    assert sides[0] == sides[1]
    assert set(english.quantities.rates) == set(dutch.quantities.rates)
    assert set(english.quantities.idioms) == set(dutch.quantities.idioms)
    assert set(dutch.quantities.units) <= set(english.quantities.units) | {"quarter-hour", "quarter-year"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_on_two_lists_of_denials(tmp_path, language):
    rules = read_languages(tmp_path, (language,))[0][language]
    denials = rules.denials
    lists = ((*rules.negations, *denials.words), denials.may_deny, denials.not_denials)
    seen = [word for words in lists for word in set(words)]
    assert sorted({word for word in seen if seen.count(word) > 1}) == []


def test_a_house_may_have_a_file_of_its_own_and_its_faults_are_told_there(tmp_path):
    own = tmp_path / "sources/languages/nl.yaml"
    own.parent.mkdir(parents=True)
    text = (PACKAGE / "languages/nl.yaml").read_text("utf-8")
    own.write_text(text.replace("negations: [niet,", "negations: [nimmer, niet,"), "utf-8")
    assert "nimmer" in read_languages(tmp_path, ("nl",))[0]["nl"].negations
    own.write_text(text.replace("negations:", "negation:"), "utf-8")
    rules, problems = read_languages(tmp_path, ("nl",))
    assert rules == {}
    assert {(p.span.path, p.rule) for p in problems} == {("sources/languages/nl.yaml", "invalid-record")}


def test_a_language_without_a_file_has_no_rules_and_no_problem(tmp_path):
    assert read_languages(tmp_path, ("xx",)) == ({}, ())


def _names_in_code(tree):
    """(line, name) of each comparison with, and each key that is, the name of a language."""
    for node in ast.walk(tree):
        parts = (*node.comparators, node.left) if isinstance(node, ast.Compare) else ()
        parts += tuple(key for key in node.keys if key) if isinstance(node, ast.Dict) else ()
        for part in parts:
            if isinstance(part, ast.Constant) and part.value in NAMES_OF_LANGUAGES:
                yield part.lineno, part.value


def test_no_code_asks_for_a_language_by_its_name(repository):
    files = {file.relative_to(repository).as_posix(): file for file in (repository / "src/leaflet").rglob("*.py")}
    found = {path: list(_names_in_code(ast.parse(file.read_text("utf-8")))) for path, file in files.items()}
    assert {path: names for path, names in found.items() if names and path not in TABLES} == {}
    assert not [path for path, file in files.items() if re.search(r"language\s*[!=]=\s*[\"']", file.read_text("utf-8"))]
