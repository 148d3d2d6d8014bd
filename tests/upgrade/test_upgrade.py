"""A house of version 0.1 becomes one of today, and what no program can decide is left to a person."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from leaflet.cli.explanations import EXPLANATIONS
from leaflet.editions.from_library import editions
from leaflet.model import ReviewState
from leaflet.policies import POLICIES
from leaflet.read.sources import read_library
from leaflet.upgrade import upgrade
from leaflet.upgrade.steps import STEPS
from leaflet.upgrade.steps.check_ids import RENAMED

HERE = Path(__file__).parent
TODAY = date(2026, 11, 29)
TOPIC = "sources/topics/tiny"
REVIEW = f"{TOPIC}/review.yaml"
REWRITTEN = [
    *("layouts/base/macros.html.j2", "layouts/card/layout.yaml", "layouts/card/page.html.j2"),
    "layouts/large-print/layout.yaml",
    "sources/categories/general.yaml",
    *("sources/reading-notes.yaml", "sources/references.json", "sources/subjects.yaml", "sources/substances.yaml"),
    *(REVIEW, f"{TOPIC}/topic.yaml", "sources/wording.yaml"),
]
DIFF = HERE / "house-0.1.diff"
VOID = "the content or a layout isn't what was reviewed"


def _without_hashes(text):
    """Whether they are right is seen when the house is read: its editions are reviewed."""
    return re.sub(r"\b[0-9a-f]{64}\b", "(sha256)", text)


def _states(house):
    library, problems = read_library(house)
    assert not problems
    return {edition.id: edition.review_state for edition in editions(library, TODAY)}


# What is rewritten, and what is told


@pytest.mark.parametrize(("stream", "name"), [(1, "house-0.1.diff"), (2, "house-0.1.txt")])
def test_the_whole_upgrade_is_the_golden_one(leaflet, accept, stream, name):
    """A golden file is read by a person whenever it changes; `pytest --accept` rewrites it."""
    result = leaflet("upgrade", "clinics.csv")
    assert result[0] == 0
    text = _without_hashes(result[stream])
    if accept:
        (HERE / name).write_text(text, "utf-8")
    assert text == (HERE / name).read_text("utf-8")


def test_json_is_one_object(leaflet):
    status, out, err = leaflet("upgrade", "--format", "json", "clinics.csv")
    result = json.loads(out)
    assert (status, err) == (0, "")
    assert list(result) == ["files", "diff", "notes", "problems"]
    assert result["files"] == REWRITTEN
    assert _without_hashes(result["diff"]) == DIFF.read_text("utf-8")
    assert {(n["path"], n["line"]) for n in result["notes"]} >= {("Makefile", 7), ("clinics.csv", 1)}
    assert result["problems"] == []


def test_a_second_run_changes_nothing(leaflet, files):
    leaflet("upgrade")
    before = files()
    status, out, err = leaflet("upgrade")
    assert (status, out) == (0, "")
    assert err.splitlines()[-1] == "nothing to rewrite"
    assert files() == before


def test_a_dry_run_shows_the_same_and_writes_nothing(leaflet, files):
    before = files()
    status, out, err = leaflet("upgrade", "--dry-run")
    assert (status, _without_hashes(out)) == (0, DIFF.read_text("utf-8"))
    assert err.splitlines()[-1] == "12 files to rewrite"
    assert files() == before


def test_nothing_but_what_the_diff_shows_is_changed(leaflet, files, house, tmp_path):
    """The diff, applied by another program, gives the same files."""
    (tmp_path / "patch").write_bytes(leaflet("upgrade", "--dry-run")[1].encode())
    original = files()
    leaflet("upgrade")
    upgraded = files()
    assert [path for path in sorted(upgraded) if upgraded[path] != original.get(path)] == REWRITTEN
    for path in upgraded:
        (house / path).unlink()
    for path, data in original.items():
        (house / path).write_bytes(data)
    subprocess.run(["git", "apply", "../patch"], cwd=house, check=True, env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert files() == upgraded


def test_the_repository_itself_is_up_to_date(repository):
    found = upgrade.plan(repository)
    assert (found.diff, found.problems) == ("", ())


def test_comments_and_layout_stay(leaflet, house):
    before = (house / TOPIC / "topic.yaml").read_text("utf-8")
    leaflet("upgrade")
    assert (house / TOPIC / "topic.yaml").read_text("utf-8") == before.replace("word-count", "wrong-length").replace(
        "substances:", "categories: [general]\nsubstances:"
    )


@pytest.mark.parametrize(("stream", "name"), [(1, "house-0.2.diff"), (2, "house-0.2.txt")])
def test_the_whole_upgrade_of_a_house_of_0_2_is_the_golden_one(leaflet, house_0_2, accept, stream, name):
    result = leaflet("upgrade")
    assert result[0] == 0
    if accept:
        (HERE / name).write_text(result[stream], "utf-8")
    assert result[stream] == (HERE / name).read_text("utf-8")
    assert leaflet("upgrade")[1] == "", "a second run changes nothing"
    assert set(_states(house_0_2).values()) == {ReviewState.CURRENT}  # and nothing in it can't be read


# After it


@pytest.fixture
def mark_that_says_so(replace):
    """A function that gives the house a draft mark that says that nobody has reviewed it: no program words that."""

    def run():
        replace("sources/disclaimers.yaml", "text: This is a draft.", "text: This is a draft, not reviewed.")
        replace("sources/nl.po", 'msgid "This is a draft."', 'msgid "This is a draft, not reviewed."')
        replace("sources/nl.po", 'msgstr "Dit is een concept."', 'msgstr "Dit is een concept, niet beoordeeld."')

    return run


@pytest.mark.slow
def test_the_upgraded_house_is_checked_and_built_and_its_editions_are_reviewed(leaflet, house, mark_that_says_so):
    assert leaflet("check")[0] == 1
    leaflet("upgrade")
    assert leaflet("check")[2].count("[weakened-draft-mark]") == 2
    mark_that_says_so()
    status, _, err = leaflet("check")
    assert status == 0
    assert {*re.findall(r"\[([a-z-]+)\]$", err, re.MULTILINE)} <= {"expires-soon"}
    status, out, err = leaflet("build", "--layout", "card", "--locale", "nl-NL", "--no-verapdf")
    assert (status, out) == (0, "output/tiny/nl-NL/card.pdf\n"), err
    manifest = json.loads((house / "output/manifest.json").read_text("utf-8"))
    (entry,) = manifest["files"].values()
    assert entry["edition"] == "tiny/card/nl-NL"
    assert "draft" not in {text["id"] for text in entry["statements"]}


def test_every_edition_is_reviewed(leaflet, house):
    leaflet("upgrade")
    assert set(_states(house).values()) == {ReviewState.CURRENT}
    assert len(_states(house)) == 4


def test_a_review_that_has_expired_stays_one_that_has_expired(leaflet, house, replace):
    replace(REVIEW, "2026-11-20", "2025-01-20")
    replace(REVIEW, "2027-11-20", "2026-01-20")
    assert leaflet("upgrade")[0] == 0
    assert set(_states(house).values()) == {ReviewState.EXPIRED}


# A review that no longer holds


@pytest.mark.parametrize(
    "change",
    [
        (f"{TOPIC}/text.md", "It is a thing to test.", "It is a thing to try."),
        (f"{TOPIC}/topic.yaml", 'version: "1.0"', 'version: "1.1"'),
        (f"{TOPIC}/topic.yaml", "policy: word-count", "policy: reading-level"),
        (f"{TOPIC}/nl.po", 'msgstr "', 'msgstr "x'),
        (f"{TOPIC}/figures/mouse.svg", "<title>", "<title>Another "),
        ("sources/contacts.yaml", '"999"', '"998"'),
        ("sources/disclaimers.yaml", "Tea is hot.", "Tea is cold."),
        ("sources/house.yaml", "Test house", "Other house"),
        ("sources/evidence.yaml", "It was seen in animals.", "It was seen in some animals."),
        ("sources/references.json", '"abstract"', '"full"'),
        ("layouts/nl.po", "Bronnen", "Bron"),
        ("layouts/card/page.html.j2", "</h1>", "</h1><p>Safe for all.</p>"),
        ("layouts/card/page.css", "p { ", 'p::before { content: "Not true:"; } p { '),
        ("layouts/card/layout.yaml", "open-claims, uncertainties", "open-claims"),
        ("layouts/large-print/ornament.svg", "</svg>", "<text>Not true</text></svg>"),
        (REVIEW, "fingerprint: 0", "fingerprint: 1"),
    ],
)
def test_a_change_before_the_upgrade_voids_the_review(leaflet, files, replace, change):
    replace(*change)
    before = files()[REVIEW]
    status, _, err = leaflet("upgrade")
    assert status == 1
    assert f"{REVIEW}:6:14: error: the review of `tiny` by Dr. A. Reviewer of 2026-11-20 is void: {VOID}" in err
    assert "run `leaflet sign-off tiny --name" in err
    assert files()[REVIEW] == before, "it is left for a person"
    assert b"edition.topic.review, date" not in files()["layouts/base/macros.html.j2"], "all else is upgraded"


@pytest.mark.parametrize(
    "change",
    [
        (f"{TOPIC}/topic.yaml", "# What this topic is.", "# What it is."),
        (f"{TOPIC}/text.md", "It is a thing to test.", "It is\na thing to test."),
        ("layouts/card/page.html.j2", "{# Uses", "{# It uses"),
        ("layouts/card/page.html.j2", '  <h1 data-block="title">', '\n      <h1 data-block="title">'),
        ("layouts/card/page.css", "margin: 12mm", "margin: 13mm"),
        ("layouts/card/layout.yaml", "body_pt: 12", "body_pt: 11"),
        ("sources/substances.yaml", "names: {en: [coffee]", "names: {en: [coffee, espresso]"),
    ],
)
def test_a_change_that_a_review_did_not_cover_leaves_it(leaflet, house, replace, change):
    """Version 0.1 bound a review to words, not to sizes and colours."""
    replace(*change)
    status, _, err = leaflet("upgrade")
    assert status == 0, err
    assert set(_states(house).values()) == {ReviewState.CURRENT}


def test_after_the_void_review_is_deleted_the_house_is_one_of_drafts_and_can_be_signed_off(
    leaflet, house, replace, mark_that_says_so
):
    replace(f"{TOPIC}/text.md", "It is a thing to test.", "It is a thing to try.")
    replace(f"{TOPIC}/nl.po", 'msgid "It is a thing to test.', 'msgid "It is a thing to try.')
    leaflet("upgrade")
    (house / REVIEW).unlink()
    assert leaflet("upgrade")[0] == 0
    assert set(_states(house).values()) == {ReviewState.NONE}
    mark_that_says_so()
    status, _, err = leaflet("sign-off", "tiny", "--name", "B", "--role", "nurse", "--date", str(TODAY))
    assert status == 0, err
    assert set(_states(house).values()) == {ReviewState.CURRENT}


def test_an_error_elsewhere_keeps_a_review_from_being_judged(leaflet, files, replace):
    replace("sources/contacts.yaml", "country: NL", "land: NL")
    before = files()[REVIEW]
    status, _, err = leaflet("upgrade")
    assert status == 1
    assert "`land` is not a key that is known here" in err
    assert "it isn't known whether the review of `tiny` still holds" in err
    assert VOID not in err
    assert files()[REVIEW] == before


def test_an_error_in_another_topic_does_not(leaflet, house):
    other = house / "sources/topics/other"
    other.mkdir()
    (other / "topic.yaml").write_text("id: other\n", "utf-8")
    assert leaflet("upgrade")[0] == 0
    assert (house / REVIEW).read_text("utf-8").count("- name:") == 2


# A run that is cut off


def test_where_a_file_can_not_be_written_nothing_is_changed(leaflet, files, monkeypatch):
    before, staged = files(), []

    def full(path, data):
        if staged:
            raise OSError(28, "No space left on device", str(path))
        staged.append(path)
        return real(path, data)

    real = upgrade.stage
    monkeypatch.setattr(upgrade, "stage", full)
    status, out, err = leaflet("upgrade")
    assert (status, out) == (1, "")
    assert "not everything could be written: no space left on device" in err
    assert files() == before


def test_a_run_that_is_killed_between_two_files_can_be_repeated(leaflet, files, house, monkeypatch):
    """The review is judged by the templates as they were: it must not be written after them."""
    whole = upgrade.plan(house).after
    real, done = upgrade.commit, []

    def killed(temporary, path, up_to):
        if done:
            raise KeyboardInterrupt
        done.append(path)
        real(temporary, path, up_to)

    monkeypatch.setattr(upgrade, "commit", killed)
    with pytest.raises(KeyboardInterrupt):
        upgrade.save(upgrade.plan(house))
    assert len(done) == 1
    monkeypatch.setattr(upgrade, "commit", real)
    assert leaflet("upgrade")[0] == 0
    assert {path: files()[path].decode() for path in whole} == whole
    assert set(_states(house).values()) == {ReviewState.CURRENT}


# What a reader says of a file that wasn't upgraded


def test_an_old_review_is_refused_with_the_command_that_converts_it(house):
    _, problems = read_library(house)
    (found,) = [p for p in problems if p.rule == "outdated-format" and p.span.path == REVIEW]
    assert (found.span.path, found.span.line) == (REVIEW, 2)
    assert "`leaflet upgrade`" in found.hint


def test_an_old_waiver_and_an_old_template_are_refused_so_too(leaflet, house, mark_that_says_so):
    (house / REVIEW).unlink()
    mark_that_says_so()
    assert "`leaflet upgrade` adds it in an older house" in leaflet("check")[2]
    meta = house / TOPIC / "topic.yaml"
    meta.write_text(f"categories: [general]\n{meta.read_text('utf-8')}", "utf-8")
    assert "`leaflet upgrade` changes ids of earlier versions" in leaflet("check")[2]
    leaflet("upgrade")
    text = (house / "layouts/card/page.html.j2").read_text("utf-8")
    old = text.replace("edition.layout_translations", "edition.chrome")
    (house / "layouts/card/page.html.j2").write_text(old, "utf-8")
    status, _, err = leaflet("build", "--layout", "card", "--locale", "en-NL", "--no-verapdf")
    assert status == 1
    assert "layouts/card/page.html.j2:4:1: error: the template can't be filled" in err
    assert "`leaflet upgrade` changes those of earlier versions" in err


# The steps


def test_every_step_says_what_it_is_about_in_a_line():
    for step in STEPS:
        first, blank, why = step.__doc__.split("\n", 2)
        assert first.endswith(".")
        assert len(first) <= 120
        assert blank == ""
        assert why.strip()
        assert step.VERSION in {"0.2.0", "0.3.0"}


def test_old_ids_are_those_of_no_check_and_new_ones_are_those_of_a_check():
    assert not set(RENAMED) & set(EXPLANATIONS)
    assert set(RENAMED.values()) <= set(EXPLANATIONS)
    assert "wrong-length" in {policy.NAME for policy in POLICIES}


def test_a_list_that_a_step_changes_is_not_called_unchanged(house_0_2):
    lists = [house_0_2 / name for name in ("whole.csv", "torn.csv")]
    for file, address in zip(lists, ("Street 1", '"Street 1\nTown"'), strict=True):
        file.write_text(f"id,name,address,phone\na,A,{address},020 000 0000\n", "utf-8")
    found = upgrade.plan(house_0_2, lists)
    assert "torn.csv" in found.after
    assert "whole.csv" not in found.after
    unchanged = {n.span.path for report in found.reports for n in report.notes if n.text == "nothing to change"}
    assert unchanged == {"whole.csv"}
