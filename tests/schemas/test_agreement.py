"""Whatever is taken away, misspelt or of another type: leaflet and the schemas refuse the same files.

`every_field/` is a house in which each field of each model is used once. Each of its values is changed in turn.
"""

from __future__ import annotations

import copy
import json
import shutil

import pytest
import yaml
from schema_checks import house_with_every_field, kind_of, refused, source_files

from leaflet.problem import has_errors
from leaflet.read.answers import read_answers
from leaflet.read.sources import read_library
from leaflet.read.yaml_file import read_yaml
from leaflet.schemas.named_ids import NAMED_BY
from leaflet.schemas.schema import as_text, schema_of
from leaflet.schemas.source_kinds import SOURCE_KINDS

OTHER_VALUES = (None, True, 7, "some words", [], {"some": "words"})
OTHER_NUMBERS = (-1, 0, 1_000_000)
OTHER_TEXTS = ("", " ", "x" * 3000)
"""What is of the right type, and may be out of bounds."""
ONE_OF_TWO = {"exactly"}
"""Fields that can't stand beside another one, which is in the house."""
NAMES = {field for (model, field), _ in NAMED_BY.items() if model in ("Layout", "OutlineEntry")} | {"says", "without"}
"""Fields whose words must stand elsewhere, in the house or in leaflet: schemas without its ids let any through."""


NAMED_FILES = {"file"}
"""Fields that name a file of the house: only leaflet looks whether it is there."""


class _Dumper(yaml.SafeDumper):
    """As a person writes: dates without quotes, nothing where nothing is."""

    def ignore_aliases(self, data):
        return True


_Dumper.add_multi_representer(dict, lambda dumper, value: dumper.represent_dict(dict(value)))
_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def _written(value, path):
    if path.endswith(".json"):
        return json.dumps(value, default=str)
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def _read(root, path):
    """What a file holds. JSON is YAML, too."""
    document, problems = read_yaml(root, path)
    assert problems == ()
    return document.value


def _places(value, *path):
    """The path of each value inside `value`; of a list, of what is in its first item only."""
    inside = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, below in inside:
        yield (*path, key)
        yield from _places(below, *path, key)


def _around(value, path):
    for key in path[:-1]:
        value = value[key]
    return value


def _others(before):
    """Values that may be wrong instead of another."""
    if isinstance(before, str):
        return (*OTHER_VALUES, *OTHER_TEXTS)
    is_number = isinstance(before, int | float) and not isinstance(before, bool)
    return (*OTHER_VALUES, *OTHER_NUMBERS) if is_number else OTHER_VALUES


def _is_excepted(path, before, other):
    """May leaflet and the schema differ? For `true` instead of a number: leaflet takes it for 1, as Python does."""
    is_number = isinstance(before, int | float) and not isinstance(before, bool)
    names_another = isinstance(other, str | dict) and any(step in NAMES for step in path)
    names_a_file = isinstance(other, str) and path[-1] in NAMED_FILES
    return (other is True and is_number) or names_another or names_a_file


def _changes(value):
    """(what was done, the value changed) for each place, and each change of it."""
    for path in _places(value):
        before = _around(value, path)[path[-1]]
        for other in _others(before):
            if _is_excepted(path, before, other):
                continue
            changed = copy.deepcopy(value)
            _around(changed, path)[path[-1]] = other
            yield f"{path} is {other!r}", changed
        if isinstance(path[-1], str):
            changed = copy.deepcopy(value)
            taken = _around(changed, path).pop(path[-1])
            yield f"{path} is missing", changed
            if "says" in path[:-1] or path == ("en",):  # words of the templates, and the language whose lists are named
                continue
            misspelt = copy.deepcopy(changed)
            _around(misspelt, path)[f"{path[-1]}_X"] = taken
            yield f"{path} is misspelt", misspelt


def _is_refused_by_leaflet(root, path):
    _, problems = read_library(root)
    if path.endswith(".answers.yaml"):
        _, problems = read_answers(root, path.replace(".answers.yaml", ".po"))
    return has_errors([problem for problem in problems if problem.span.path == path])


def _keys(value):
    for path in _places(value):
        yield path[-1]


def _fields(schema):
    for model in (schema, *schema.get("$defs", {}).values()):
        yield from model.get("properties", {})


@pytest.fixture(scope="module")
def house(repository, tmp_path_factory):
    """The house with every field."""
    return house_with_every_field(repository, tmp_path_factory.mktemp("every-field") / "house")


FILES = (
    "sources/house.yaml",
    "sources/evidence.yaml",
    "sources/subjects.yaml",
    "sources/categories/drinks.yaml",
    "sources/disclaimers.yaml",
    "sources/contacts.yaml",
    "sources/substances.yaml",
    "sources/wording.yaml",
    "sources/glossary.yaml",
    "sources/references.json",
    "sources/reading-notes.yaml",
    "sources/languages/en.yaml",
    "sources/topics/tiny/topic.yaml",
    "sources/topics/tiny/claims.yaml",
    "sources/topics/tiny/uncertainties.yaml",
    "sources/topics/tiny/review.yaml",
    "sources/nl.answers.yaml",
    "layouts/leaflet/layout.yaml",
)


def test_the_house_has_every_field_of_every_kind_and_no_fault(house):
    assert {kind_of(path).name for path in FILES} == {kind.name for kind in SOURCE_KINDS}
    assert set(FILES) <= set(source_files(house))
    assert read_library(house)[1] == ()
    for path in FILES:
        missing = set(_fields(schema_of(kind_of(path)))) - set(_keys(_read(house, path)))
        assert missing <= ONE_OF_TWO, path


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: kind_of(path).name)
def test_leaflet_and_the_schema_refuse_the_same(house, path, tmp_path):
    right = (house / path).read_text("utf-8")
    schema = tmp_path / "schema.json"
    schema.write_text(as_text(schema_of(kind_of(path))), "utf-8")
    told, done = {}, {}
    try:
        for number, (what, changed) in enumerate(_changes(_read(house, path))):
            file = tmp_path / f"{number}{path[path.rindex('.') :]}"
            for written in (file, house / path):
                written.write_text(_written(changed, path), "utf-8")
            done[file], told[file] = what, _is_refused_by_leaflet(house, path)
    finally:
        (house / path).write_text(right, "utf-8")
    by_schema = refused(schema, list(done))
    differ = [
        f"{what}: refused by {'leaflet' if told[file] else 'the schema'} alone"
        for file, what in done.items()
        if told[file] != (file in by_schema)
    ]
    assert len(by_schema) > 20
    assert differ == []


LEAFLET, SCHEMA = "leaflet", "the schema"
DIFFERENCES = (
    ("sources/house.yaml", "review_months: 12", "review_months: true", SCHEMA),
    ("sources/house.yaml", "review_months: 12", 'review_months: "12"', SCHEMA),
    ("sources/topics/tiny/claims.yaml", "contested: true", "contested: yes", SCHEMA),
    ("sources/topics/tiny/claims.yaml", "contested: true", 'contested: "true"', SCHEMA),
    ("sources/house.yaml", "publisher: Test house", "publisher: House #1", LEAFLET),
    ("sources/house.yaml", "publisher: Test house", "publisher: yes", LEAFLET),
    ("sources/references.json", '"id": "jones2021"', '"id": "smith2020"', LEAFLET),
    ("sources/topics/tiny/topic.yaml", "id: tiny", "id: small", LEAFLET),
)
"""Where only one of the two refuses a file, as docs/editors.md tells."""


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference[2])
def test_where_the_two_differ_only_one_refuses(house, difference, tmp_path):
    (path, before, after, by), root = difference, tmp_path / "house"
    shutil.copytree(house, root)
    text = (root / path).read_text("utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after, 1), "utf-8")
    schema = tmp_path / "schema.json"
    schema.write_text(as_text(schema_of(kind_of(path))), "utf-8")
    assert _is_refused_by_leaflet(root, path) == (by == LEAFLET)
    assert bool(refused(schema, [root / path])) == (by == SCHEMA)
