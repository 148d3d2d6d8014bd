"""`leaflet schema`: one schema or all, without a house's ids or with them, printed or written."""

from __future__ import annotations

import json

from cli_samples import broken, change

from leaflet.schemas.schema import schema_of
from leaflet.schemas.source_kinds import SOURCE_KINDS

CLAIMS = next(kind for kind in SOURCE_KINDS if kind.name == "claims")
FOLDER = ".leaflet/schema"


def _levels(schema):
    return schema["$defs"]["Claim"]["properties"]["level"].get("enum", [])


def test_one_is_printed_as_it_is_and_several_by_their_names(leaflet):
    status, out, err = leaflet("schema", "claims")
    assert (status, json.loads(out), err) == (0, schema_of(CLAIMS), "")
    assert list(json.loads(leaflet("schema", "topic", "claims")[1])) == ["topic", "claims"]
    assert list(json.loads(leaflet("schema")[1])) == [kind.name for kind in SOURCE_KINDS]


def test_as_json_it_is_an_object_of_schemas_and_problems(leaflet):
    assert json.loads(leaflet("schema", "claims", "--format", "json")[1]) == {
        "schemas": {"claims": schema_of(CLAIMS)},
        "problems": [],
    }


def test_a_house_has_levels_of_its_own(leaflet, project):
    change(project, "sources/evidence.yaml", "id: not-shown", "id: never-shown")
    levels = _levels(json.loads(leaflet("schema", "claims", "--house")[1]))
    assert "never-shown" in levels
    assert "not-shown" not in levels
    assert _levels(json.loads(leaflet("schema", "claims")[1])) == []


def test_files_are_written_where_editors_look(leaflet, project):
    status, out, err = leaflet("schema", "--house", "--write")
    assert status == 0
    assert out.splitlines() == [f"{FOLDER}/{kind.name}.schema.json" for kind in SOURCE_KINDS]
    assert err == f"{len(SOURCE_KINDS)} schemas written\n"
    assert _levels(json.loads((project / FOLDER / "claims.schema.json").read_text("utf-8")))
    assert leaflet("schema", "claims", "--write")[1] == "schema/claims.schema.json\n"
    assert not _levels(json.loads((project / "schema/claims.schema.json").read_text("utf-8")))


def test_of_a_house_that_cannot_be_read_nothing_is_written(leaflet, project):
    leaflet("schema", "--house", "--write")
    before = {file: file.read_bytes() for file in (project / FOLDER).iterdir()}
    broken(project)
    status, out, err = leaflet("schema", "--house", "--write")
    assert (status, out) == (1, "")
    assert "fix the errors first" in err
    assert {file: file.read_bytes() for file in (project / FOLDER).iterdir()} == before


def test_an_unknown_kind_is_a_wrong_command_line(leaflet):
    status, _, err = leaflet("schema", "claim")
    assert status == 2
    assert "did you mean `claims`?" in err
