"""A suspicion, its answer by the hint, and where reviewers see it."""

from __future__ import annotations

import json
import re

TOPIC = "sources/topics/bdnf-trkb"
ANSWERS = f"{TOPIC}/nl.answers.yaml"
SIGN = ("sign-off", "bdnf-trkb", "--name", "A", "--role", "tester", "--date", "2026-11-24", "--locale", "nl-NL")
REASON = "it is said by a picture, as everybody does here"


def _suspected(project):
    """The project with a translation that lost its denial in the first short sentence that has one."""
    catalog = project / TOPIC / "nl.po"
    text = catalog.read_text("utf-8")
    changed, times = re.subn(r'(msgstr "[^"\n]*)\bniet\b ', r"\1", text, count=1)
    assert times
    catalog.write_text(changed, "utf-8")


def _answer(project, err):
    line = re.search(rf"say why in {ANSWERS}: (- \{{.*\}})$", err, re.MULTILINE)[1]
    (project / ANSWERS).write_text(line.replace("…", REASON) + "\n", "utf-8")


def test_a_suspicion_is_answered_with_the_line_of_its_hint(leaflet, project):
    _suspected(project)
    status, _, err = leaflet("check")
    assert status == 1
    assert "[altered-denial]" in err
    _answer(project, err)
    status, _, err = leaflet("check")
    assert status == 0
    assert "altered-denial" not in err


def test_reviewers_see_every_answer(leaflet, project):
    _suspected(project)
    _answer(project, leaflet("check")[2])
    assert f"{ANSWERS}:1:3" in leaflet("list")[1]
    assert REASON in leaflet("list")[1]
    (row,) = json.loads(leaflet("list", "--format", "json")[1])["answers"]
    assert row["id"] == f"{ANSWERS}:1:3"
    status, _, err = leaflet(*SIGN)
    assert status == 0
    assert re.search(rf"{ANSWERS}:1:3: answered \[altered-denial\]: “.*” is “.*”: {REASON}", err)


def test_an_answer_of_another_language_is_not_shown_to_who_signs_this_one(leaflet, project):
    _suspected(project)
    _answer(project, leaflet("check")[2])
    english = [word.replace("nl-NL", "en-NL") for word in SIGN]
    assert REASON not in leaflet(*english)[2]


def test_without_its_reason_an_answer_is_refused_at_its_place(leaflet, project):
    _suspected(project)
    err = leaflet("check")[2]
    line = re.search(rf"say why in {ANSWERS}: (- \{{.*\}})$", err, re.MULTILINE)[1]
    (project / ANSWERS).write_text(line + "\n", "utf-8")
    status, _, err = leaflet("check")
    assert status == 1
    assert re.search(rf"^{ANSWERS}:1:\d+: error: `reason`", err, re.MULTILINE)
