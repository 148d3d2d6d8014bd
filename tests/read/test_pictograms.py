"""A pictogram that a statement names is a drawing of the house's layouts, or is told at its place."""

from __future__ import annotations

import shutil

import pytest

from leaflet.read.sources import read_library

STATEMENTS = "sources/disclaimers.yaml"


@pytest.fixture(params=["own layouts", "leaflet’s layouts"])
def house(project, request):
    if request.param != "own layouts":
        shutil.rmtree(project / "layouts")
    return project


def told(root):
    return [(p.rule, str(p.span), p.hint) for p in read_library(root)[1] if p.rule == "unknown-pictogram"]


def test_those_of_the_project_are_there(house):
    assert told(house) == []


def test_a_misspelt_one_is_told_with_the_right_name(house):
    file = house / STATEMENTS
    text = file.read_text("utf-8").replace("pictogram: lithium", "pictogram: litium", 1)
    file.write_text(text, "utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "litium" in one)
    ((_, place, hint),) = told(house)
    assert place == f"{STATEMENTS}:{line}:14"
    assert hint.startswith("did you mean `lithium`?")


def test_one_of_the_houses_own_is_taken(project):
    file = project / STATEMENTS
    file.write_text(file.read_text("utf-8").replace("pictogram: lithium", "pictogram: own", 1), "utf-8")
    assert told(project)
    own = project / "layouts/base/pictograms/own.svg"
    own.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 2h20"/></svg>', "utf-8")
    assert told(project) == []
