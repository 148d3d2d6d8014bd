"""Faults that editors make: leaflet reports each in its file, and so does any program that has the house's schemas."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from schema_checks import kind_of, refused

from leaflet import policies
from leaflet.cli.main import run
from leaflet.problem import Severity
from leaflet.read.sources import read_library

FAULTS = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))
TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.slow


def _edited(root, fault):
    """The text of the file with the fault in it."""
    text = (root / fault["file"]).read_text("utf-8")
    assert fault["find"] in text, "the content has changed: adapt the edit"
    return text.replace(fault["find"], fault["replace"], 1)


@pytest.fixture(scope="module")
def refused_by_schema(repository, tmp_path_factory):
    """The faults that check-jsonschema finds, by the schemas with the ids of this repository."""
    root = tmp_path_factory.mktemp("faults")
    for part in ("sources", "layouts"):
        shutil.copytree(repository / part, root / part)
    assert run(("schema", "--house", "--write", "--root", str(root))) == 0
    found = set()
    for path in {fault["file"] for fault in FAULTS}:
        files = {root / f"{fault['id']}{Path(path).suffix}": fault for fault in FAULTS if fault["file"] == path}
        for file, fault in files.items():
            file.write_text(_edited(root, fault), "utf-8")
        schema = root / f".leaflet/schema/{kind_of(path).name}.schema.json"
        assert refused(schema, [root / path]) == set()
        found |= {files[file]["id"] for file in refused(schema, list(files))}
    return found


def test_there_are_thirty_and_no_two_are_called_the_same():
    assert len({fault["id"] for fault in FAULTS}) == len(FAULTS) >= 30


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["id"])
def test_leaflet_and_check_jsonschema_find_it(fault, project, refused_by_schema):
    (project / fault["file"]).write_text(_edited(project, fault), "utf-8")
    library, problems = read_library(project)
    found = problems or policies.check(library, TODAY)
    assert fault["file"] in {problem.span.path for problem in found if problem.severity is Severity.ERROR}
    assert fault["id"] in refused_by_schema
