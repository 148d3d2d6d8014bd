"""`leaflet translate` writes a place for each answer that is to be written, and touches none that is."""

from __future__ import annotations

import json
import re

import pytest
from cli_samples import TOLD_ANYHOW

TOPIC = "sources/topics/bdnf-trkb"
ANSWERS = f"{TOPIC}/nl.answers.yaml"
REASON = "it is said by a picture, as everybody does here"
FLOW = f"- {{entry: e, to: altered-denial, texts: '111111111111', reason: '{REASON}'}}"
KEYS = f"entry: e\n    to: altered-denial\n    texts: '111111111111'\n    reason: {REASON}"


@pytest.fixture
def suspected(project):
    """The project with a translation that lost its denial; what puts it right again."""
    catalog = project / TOPIC / "nl.po"
    text = catalog.read_text("utf-8")
    changed, times = re.subn(r'(msgstr "[^"\n]*)\bniet\b ', r"\1", text, count=1)
    assert times
    catalog.write_text(changed, "utf-8")
    return lambda: catalog.write_text(text, "utf-8")


@pytest.fixture
def answers(project):
    return project / ANSWERS


def _fill_in(answers, reason=REASON):
    text = answers.read_text("utf-8")
    assert 'reason: ""' in text
    answers.write_text(text.replace('reason: ""', f'reason: "{reason}"', 1), "utf-8")


def test_a_place_is_written_told_at_its_line_and_filled_in(leaflet, suspected, answers):
    status, out, err = leaflet("translate", "nl")
    assert status == 0
    assert f"{ANSWERS}: 1 answer to write, updated" in out
    assert f"{ANSWERS}: unanswered: topic/in_short/" in err
    line = next(n for n, text in enumerate(answers.read_text("utf-8").splitlines(), 1) if "  reason:" in text)
    status, _, err = leaflet("check")
    assert status == 1
    assert re.search(rf"^{ANSWERS}:{line}:\d+: error: .* lacks a denial: .* \[altered-denial\]", err, re.MULTILINE)
    assert f"write as `reason:` why it is right, for who reviews it; or correct {TOPIC}/nl.po:" in err
    assert "1 error" in err  # the suspicion isn't told at the catalog as well
    _fill_in(answers)
    status, _, err = leaflet("check")
    assert status == 0
    assert "altered-denial" not in err


def test_a_place_without_a_reason_is_no_answer_for_reviewers(leaflet, suspected):
    leaflet("translate", "nl")
    assert json.loads(leaflet("list", "--format", "json")[1])["answers"] == []


def test_nothing_is_written_twice(leaflet, suspected, answers):
    leaflet("translate", "nl")
    before = answers.read_text("utf-8")
    assert ", updated" not in leaflet("translate", "nl")[1]
    assert answers.read_text("utf-8") == before


def test_a_reason_stays_and_so_do_the_remarks_around_it(leaflet, suspected, answers):
    leaflet("translate", "nl")
    _fill_in(answers)
    answers.write_text("# Ours.\n" + answers.read_text("utf-8") + "# The end.\n", "utf-8")
    before = answers.read_text("utf-8")
    assert ANSWERS not in leaflet("translate", "nl")[1]
    assert answers.read_text("utf-8") == before


def test_a_place_is_taken_out_when_the_translation_is_put_right(leaflet, suspected, answers):
    answers.write_text("# Ours.\n", "utf-8")
    leaflet("translate", "nl")
    suspected()
    assert f"{ANSWERS}: 0 answers to write, updated" in leaflet("translate", "nl")[1]
    assert "entry:" not in answers.read_text("utf-8")
    assert "# Ours.\n" in answers.read_text("utf-8")
    status, _, err = leaflet("check")
    assert status == 0
    assert "altered-denial" not in err


def test_an_outdated_answer_stays_beside_the_place_for_a_new_one(leaflet, suspected, answers):
    leaflet("translate", "nl")
    _fill_in(answers)
    answers.write_text(re.sub(r'texts: "\w+"', 'texts: "111111111111"', answers.read_text("utf-8")), "utf-8")
    before = answers.read_text("utf-8")
    leaflet("translate", "nl")
    text = answers.read_text("utf-8")
    assert text.startswith(before)
    assert text.count("  reason:") == 2
    err = leaflet("check")[2]
    assert "[outdated-answer]" in err
    assert "[altered-denial]" in err


def test_a_place_whose_texts_have_changed_is_written_anew(leaflet, suspected, answers):
    leaflet("translate", "nl")
    before = answers.read_text("utf-8")
    answers.write_text(re.sub(r'texts: "\w+"', 'texts: "111111111111"', before), "utf-8")
    leaflet("translate", "nl")
    assert answers.read_text("utf-8") == before


@pytest.mark.parametrize("form", [FLOW, f"  - {KEYS}"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_places_are_added_to_a_list_as_it_is_written(leaflet, suspected, answers, form, end):
    answers.write_bytes((form + end).encode())
    leaflet("translate", "nl")
    err = leaflet("check")[2]
    assert {*re.findall(r"\[([a-z-]+)\]", err)} - TOLD_ANYHOW == {"altered-denial", "unused-answer"}
    assert re.search(rf"^{ANSWERS}:\d+:\d+: error: .*\[altered-denial\]", err, re.MULTILINE)


@pytest.mark.parametrize("text", ["[]\n", f"# Ours.\n[{FLOW[2:]}]\n", "- a: [\n"])
def test_a_file_that_nothing_can_be_added_to_is_told_and_left(leaflet, suspected, answers, text):
    answers.write_text(text, "utf-8")
    status, _, err = leaflet("translate", "nl")
    assert status == 1
    assert re.search(rf"^{ANSWERS}:\d+:\d+: error: ", err, re.MULTILINE)
    assert answers.read_text("utf-8") == text
