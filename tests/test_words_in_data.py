"""What a language's rules know stands in data files: no word of another language than the program's own is in the code.

The words that are looked for are those of the languages' files and of the lists of refused words, but for such as are
English as well, or names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/leaflet"
WORD = re.compile(r"[^\W\d_]{3,}")
ENGLISH_AS_WELL = {"folder", "links", "net", "gif", "nul", "lang"}
"""Words of the Dutch lists that code has as English words or as names of formats."""
ALGORITHMS = {"language/readability.py"}
"""How syllables are counted is no list of words, but letters that make one vowel."""


def words(data: Any) -> set[str]:
    if isinstance(data, str):
        return {word.casefold() for word in WORD.findall(data)}
    items = [*data, *data.values()] if isinstance(data, dict) else data if isinstance(data, list) else []
    return {word for item in items for word in words(item)}


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def known(language: str) -> set[str]:
    own = loaded(ROOT / "sources/wording.yaml")[language]
    return words(own) | words([loaded(SOURCE / f"{folder}/{language}.yaml") for folder in ("languages", "wording")])


def literals(text: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each string in a program that is no docstring."""
    tree = ast.parse(text)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, re.sub(r"(?<=\s)#.*", "", node.value) if "\n" in node.value else node.value


def foreign_words(text: str, foreign: set[str]) -> list[str]:
    return [f"{line}: {word}" for line, said in literals(text) for word in sorted(words(said) & foreign)]


@pytest.fixture(scope="module")
def foreign() -> set[str]:
    others = [file.stem for file in (SOURCE / "languages").glob("*.yaml") if file.stem != "en"]
    return {word for language in others for word in known(language)} - known("en") - ENGLISH_AS_WELL


def test_no_word_of_another_language_is_in_the_code(foreign: set[str]) -> None:
    files = {file.relative_to(SOURCE).as_posix(): file.read_text("utf-8") for file in SOURCE.rglob("*.py")}
    found = {name: foreign_words(text, foreign) for name, text in files.items() if name not in ALGORITHMS}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("code", ['X = {"niet", "geen"}', 'X = r"(?:and|maar)\\s"', 'f(f"{a} alleen")'])
def test_a_word_list_in_code_is_found(foreign: set[str], code: str) -> None:
    assert foreign_words(code, foreign)


@pytest.mark.parametrize("code", ['"""Not “niet”."""', 'X = "the word"  # niet', 'X = r"""a\n  b  # \'s avonds"""'])
def test_docstrings_and_remarks_are_no_code(foreign: set[str], code: str) -> None:
    assert not foreign_words(code, foreign)
