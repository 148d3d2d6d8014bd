"""The schemas that are kept, the settings that map them to files, and good sources, which they must let through."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from samples import TODAY
from schema_checks import house_with_every_field, kind_of, refused, source_files

from leaflet.model import Record
from leaflet.read.sources import read_library
from leaflet.scaffold.topic import new_topic
from leaflet.schemas.docstrings import member_docstrings
from leaflet.schemas.editor_settings import HOUSE_SCHEMAS, SCHEMAS, editor_settings, schema_file
from leaflet.schemas.named_ids import NAMED_BY, ids_of, with_ids
from leaflet.schemas.schema import as_text, schema_of
from leaflet.schemas.source_kinds import SOURCE_KINDS
from leaflet.upgrade.upgrade import plan, save

SETTINGS = {".vscode/settings.json": SCHEMAS, "src/leaflet/scaffold/editor/settings.json": HOUSE_SCHEMAS}
"""Of this repository, and of a new house."""
KINDS = pytest.mark.parametrize("kind", SOURCE_KINDS, ids=lambda kind: kind.name)


@KINDS
def test_the_schema_that_is_kept_is_of_todays_models(kind, repository, accept):
    file = repository / schema_file(SCHEMAS, kind.name)
    if accept:
        file.write_text(as_text(schema_of(kind)), "utf-8")
    assert file.read_text("utf-8") == as_text(schema_of(kind)), "type `pytest --accept tests/schemas`, and read it"


def test_no_other_schema_is_kept(repository):
    kept = {file.relative_to(repository).as_posix() for file in (repository / SCHEMAS).iterdir()}
    assert kept == {schema_file(SCHEMAS, kind.name) for kind in SOURCE_KINDS}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_map_every_schema_to_its_files(name, repository, accept):
    if accept:
        (repository / name).write_text(editor_settings(SETTINGS[name]), "utf-8")
    assert (repository / name).read_text("utf-8") == editor_settings(SETTINGS[name])


def test_schemas_named_by_this_repositorys_settings_are_there(repository):
    settings = json.loads((repository / ".vscode/settings.json").read_text("utf-8"))
    named = {*settings["yaml.schemas"], *(entry["url"] for entry in settings["json.schemas"])}
    assert len(named) == len(SOURCE_KINDS)
    assert all((repository / file).is_file() for file in named)


def test_the_extension_that_reads_them_is_recommended_here_and_in_a_new_house(repository):
    files = (".vscode/extensions.json", "src/leaflet/scaffold/editor/extensions.json")
    told = [json.loads((repository / file).read_text("utf-8")) for file in files]
    assert told == [{"recommendations": ["redhat.vscode-yaml"]}] * 2


def test_git_ignores_the_schemas_of_a_house(repository):
    assert f"/{HOUSE_SCHEMAS.partition('/')[0]}/" in (repository / ".gitignore").read_text("utf-8").splitlines()


def _models(schema):
    return [schema, *schema.get("$defs", {}).values()]


@KINDS
def test_an_editor_shows_what_each_key_is_for(kind):
    """By its own docstring, by that of its type, or by that of the record in it. Fields of references are CSL's."""
    untold = [
        (model["title"], name)
        for model in _models(schema_of(kind))
        for name, field in model.get("properties", {}).items()
        if "description" not in field and "$ref" not in json.dumps(field)
    ]
    assert untold == [] or kind.name == "references"


def _houses(repository, tmp_path):
    """Good houses: this repository's, those of tests, one that was upgraded, one with a topic that has just begun."""
    yield repository
    yield repository / "tests/policies/base"
    yield house_with_every_field(repository, tmp_path / "every-field")
    upgraded, begun = tmp_path / "upgraded", tmp_path / "begun"
    shutil.copytree(repository / "tests/upgrade/house-0.2", upgraded)
    save(plan(upgraded, ()))
    yield upgraded
    shutil.copytree(repository / "sources", begun / "sources")
    new_topic(begun, "new-topic", TODAY, ())
    yield begun


def test_no_schema_refuses_good_sources(repository, tmp_path):
    by_kind = defaultdict(list)
    for root in _houses(repository, tmp_path):
        for path in source_files(root):
            by_kind[kind_of(path)].append(root / path)
    own = sorted((repository / "src/leaflet/languages").glob("*.yaml"))
    by_kind[kind_of("sources/languages/en.yaml")] += own
    assert set(by_kind) == set(SOURCE_KINDS)
    for kind, files in by_kind.items():
        assert refused(repository / schema_file(SCHEMAS, kind.name), files) == set()


def test_no_schema_of_a_house_refuses_its_own_sources(repository, tmp_path):
    library, _ = read_library(repository)
    ids = ids_of(library, ("overclaim",), ("altered-denial",))
    by_kind = defaultdict(list)
    for path in source_files(repository):
        by_kind[kind_of(path)].append(repository / path)
    for kind, files in by_kind.items():
        schema = tmp_path / f"{kind.name}.json"
        schema.write_text(as_text(with_ids(schema_of(kind), ids)), "utf-8")
        assert refused(schema, files) == set()


def _texts(part):
    """Every part of a field's schema where a text may stand."""
    if part.get("type") == "string":
        yield part
    inside = [part["items"]] if "items" in part else [*part.get("anyOf", ()), *part.get("oneOf", ())]
    for below in inside:
        yield from _texts(below)


def test_ids_that_name_others_are_listed_from_the_house(repository):
    library, _ = read_library(repository)
    ids = ids_of(library, ("overclaim", "stigma"), ("altered-denial",))
    assert set(ids) == set(NAMED_BY.values())
    assert all(ids.values())
    found = {}
    for kind in SOURCE_KINDS:
        for model in _models(with_ids(schema_of(kind), ids)):
            for name, field in model.get("properties", {}).items():
                if (model["title"], name) in NAMED_BY:
                    (text,) = _texts(field)
                    found[model["title"], name] = text.get("enum") or text["anyOf"][0]["enum"]
    assert found == {place: list(ids[what]) for place, what in NAMED_BY.items()}


def test_a_house_that_has_none_yet_may_name_any(repository):
    kind = kind_of("sources/topics/tiny/claims.yaml")
    empty = {what: {} for what in NAMED_BY.values()}
    assert with_ids(schema_of(kind), empty) == schema_of(kind)


class _Base(Record):
    """A record."""

    one: str
    """The first,
    on two lines."""
    two: str


class _Further(_Base):
    """A record that has more."""

    two: str
    """The second."""


def test_docstrings_are_found_in_the_class_and_in_those_before_it(monkeypatch):
    monkeypatch.setattr("leaflet.schemas.docstrings._PACKAGE", Path(__file__).stem)
    assert member_docstrings(_Further) == {"one": "The first, on two lines.", "two": "The second."}
