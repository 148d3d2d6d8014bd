"""The glossary against the code: each noun once, where it is defined, and none of the shared types left out."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from functools import cache

import pytest

PAGE = "docs/glossary.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `(\w+)` in `([\w./]+\.py)` \|$", re.MULTILINE)
ALL_OF = ("model", "editions")
"""Rooms whose public types are nouns of everybody."""
SENTENCE = re.compile(r"[A-Z].{10,160}\.")


@pytest.fixture(scope="module")
def rows(repository):
    """(noun, sentence, name in the code, file) of each row."""
    return ROW.findall((repository / PAGE).read_text("utf-8"))


@cache
def _tree(file):
    return ast.parse(file.read_text("utf-8"))


def _defined(file):
    """Names that are defined at the top of `file`, each with its node."""
    for node in _tree(file).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name, node
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from ((target.id, node) for target in targets if isinstance(target, ast.Name))


def _is_type(name, node):
    """A public class, or an alias such as `Block = Prose | Figure`."""
    is_alias = isinstance(node, ast.Assign) and not isinstance(node.value, ast.Call) and not name.isupper()
    return name[0].isupper() and (isinstance(node, ast.ClassDef) or is_alias)


def _files(repository):
    return sorted((repository / "src/leaflet").rglob("*.py"))


def _room(file, repository):
    return file.relative_to(repository / "src/leaflet").with_suffix("").parts[0]


def _module(file, repository):
    return ".".join(file.relative_to(repository / "src").with_suffix("").parts).removesuffix(".__init__")


def _types(repository):
    """(name, file) of every public type."""
    return [(name, file) for file in _files(repository) for name, node in _defined(file) if _is_type(name, node)]


def _used(file):
    """(module, name) of what `file` takes out of leaflet's modules."""
    modules = {}
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield node.module, alias.name
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr


def _shared(repository):
    """The types that are nouns of everybody: all of `ALL_OF`, and what two other rooms or more take from a room."""
    users = defaultdict(set)
    for file in _files(repository):
        for used in _used(file):
            users[used].add(_room(file, repository))
    for name, file in _types(repository):
        room = _room(file, repository)
        if room in ALL_OF or len(users[_module(file, repository), name] - {room}) >= 2:
            yield name


def _moved(text, repository):
    """The page, in each row the file that defines its name today, where just one does."""
    places = defaultdict(list)
    for file in _files(repository):
        for name, _ in _defined(file):
            places[name].append(file.relative_to(repository).as_posix())

    def row(found):
        where = places[found[3]]
        return found[0].replace(found[4], where[0]) if found[4] not in where and len(where) == 1 else found[0]

    return ROW.sub(row, text)


def test_every_row_says_what_it_is_and_what_defines_it(repository, rows):
    table = [line for line in (repository / PAGE).read_text("utf-8").splitlines() if line.startswith("|")]
    headings = table.count("| noun | what it is | defined by |")
    assert len(rows) > 100
    assert len(table) == len(rows) + 2 * headings
    assert not [sentence for _, sentence, _, _ in rows if not SENTENCE.fullmatch(sentence)]


def test_every_noun_is_defined_where_the_glossary_says(repository, accept):
    page = repository / PAGE
    if accept:
        page.write_text(_moved(page.read_text("utf-8"), repository), "utf-8")
    rows = ROW.findall(page.read_text("utf-8"))
    wrong = [
        f"{name} in {file}"
        for _, _, name, file in rows
        if not (repository / file).is_file() or name not in dict(_defined(repository / file))
    ]
    assert not wrong, "type `pytest --accept tests/test_glossary.py` after a move"


def test_no_noun_and_no_name_stands_there_twice(rows):
    for column in (0, 2):
        assert not [word for word, times in Counter(row[column] for row in rows).items() if times > 1]


def test_no_type_that_is_shared_is_left_out(repository, rows):
    assert sorted(set(_shared(repository)) - {name for _, _, name, _ in rows}) == []


def test_a_type_that_two_other_rooms_use_is_shared(repository):
    shared = set(_shared(repository))
    assert {"Claim", "Edition", "Problem", "Span", "Limits"} <= shared
    assert "Selection" not in shared


def test_a_file_that_has_moved_is_found_again(repository):
    row = "| claim | A claim. | `Claim` in `src/leaflet/model/nowhere.py` |\n"
    assert _moved(row, repository) == row.replace("nowhere", "claim")
