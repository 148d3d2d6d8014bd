"""What commands print as JSON."""

from __future__ import annotations

import json

import pytest
from cli_samples import SIGN

from leaflet.cli.explanations import EXPLANATIONS


def test_explain_as_json_is_the_name_and_the_text(leaflet):
    _, out, _ = leaflet("explain", "overclaim", "--format", "json")
    assert json.loads(out) == {"name": "overclaim", "text": EXPLANATIONS["overclaim"].strip()}


def test_all_explanations_as_json_are_names_and_first_sentences(leaflet):
    _, out, _ = leaflet("explain", "--format", "json")
    assert [row["name"] for row in json.loads(out)] == list(EXPLANATIONS)
    assert all(row["text"].endswith(".") for row in json.loads(out))


def test_sign_off_as_json_names_the_file(leaflet):
    status, out, _ = leaflet(*SIGN, "--format", "json")
    assert status == 0
    assert json.loads(out) == {
        "answers": [],
        "files": [{"file": "sources/topics/bdnf-trkb/review.yaml"}],
        "problems": [],
    }


def test_new_topic_as_json_names_the_files(leaflet):
    _, out, _ = leaflet("new", "topic", "other", "--category", "psychedelics", "--format", "json")
    assert {"file": "sources/topics/other/claims.yaml"} in json.loads(out)["files"]


@pytest.mark.slow
def test_build_as_json_names_the_files(leaflet):
    status, out, _ = leaflet("build", "--layout", "uncertainty-checklist", "--locale", "en-NL", "--format", "json")
    expected = {
        "edition": "bdnf-trkb/uncertainty-checklist/en-NL",
        "file": "output/bdnf-trkb/en-NL/uncertainty-checklist.pdf",
        "pages": 1,
        "new": True,
    }
    assert status == 0
    assert json.loads(out)["files"] == [expected]


def test_check_as_json_is_the_problems(leaflet):
    assert isinstance(json.loads(leaflet("check", "--format", "json")[1]), list)


def test_warnings_of_another_locale_are_not_reported(leaflet, project):
    layout = project / "layouts/uncertainty-checklist/layout.yaml"
    layout.write_text(layout.read_text("utf-8").replace("at_most: 350", "at_most: 3"), "utf-8")
    chosen = ("build", "--layout", "uncertainty-checklist", "--locale", "en-NL", "--format", "json")
    problems = json.loads(leaflet(*chosen)[1])["problems"]
    assert [p["editions"] for p in problems if p["rule"] == "wrong-length"] == [
        ["bdnf-trkb/uncertainty-checklist/en-NL"]
    ]
    assert not [p for p in problems if "nl-NL" in p["message"]]
