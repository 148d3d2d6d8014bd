"""What is remembered of topics is what would be found anew, whatever was edited since; else it isn't believed."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from house_edits import FOLDER_EDITS, WAYS, files
from records_of_builds import TODAY, build_keys, check, told

from leaflet.build import library_check
from leaflet.build.library_check import remember
from leaflet.build.topic_records import FOLDER, read_topic_record, write_topic_record
from leaflet.problem import Problem, Severity, Span
from leaflet.read import layout_sources

OFTEN = 22
"""Edits that are tried whenever the tests run."""
EACH = 7
"""Of so many files one is edited in each way by the slow test, other ones in each way."""


def _assert_same(house, out):
    """With records as without: problems, editions, and for what counts as finished, today's build keys."""
    anew, by_record = check(house), check(house, out)
    assert told(by_record) == told(anew)
    keys = build_keys(house, anew)
    believed = {name: key for topic in by_record.topics for name, key in topic.build_keys.items()}
    assert {name: keys[name] for name in believed if name in keys} == {n: k for n, k in believed.items() if n in keys}
    return by_record


def test_nothing_changed_nothing_is_looked_at(house, out):
    assert _assert_same(house, out).recorded == {"tiny", "other"}


def _some_edits(count):
    chosen = random.Random(13)
    return [(chosen.random(), way) for way in WAYS for _ in range(max(1, count // len(WAYS)))]


@pytest.mark.parametrize(("place", "way"), _some_edits(OFTEN))
def test_an_edit_of_a_file_gives_the_same_as_without_records(house, out, place, way):
    found = files(house)
    WAYS[way](house / found[int(place * len(found))])
    _assert_same(house, out)


@pytest.mark.parametrize("edit", FOLDER_EDITS)
def test_an_edit_of_folders_gives_the_same_as_without_records(house, out, edit):
    FOLDER_EDITS[edit](house)
    _assert_same(house, out)


@pytest.mark.slow
@pytest.mark.parametrize(("start", "way"), list(enumerate(WAYS)))
def test_edits_of_many_files_give_the_same(house, out, start, way):
    for path in files(house)[start % EACH :: EACH]:
        before = (house / path).read_bytes()
        WAYS[way](house / path)
        _assert_same(house, out)
        _restore(house, path, before)


def _restore(house, path, before):
    for extra in (house / path, (house / path).with_name(f"x{(house / path).name}")):
        if extra.is_dir() and not extra.is_symlink():
            extra.rmdir()
        else:
            extra.unlink(missing_ok=True)
    ((house / path).parents[1] / f"moved-{(house / path).name}").unlink(missing_ok=True)
    ((house / path).parent / f"new{(house / path).suffix}").unlink(missing_ok=True)
    (house / path).write_bytes(before)


def test_one_topic_changed_the_other_is_remembered(house, out):
    (house / "sources/topics/tiny/text.md").write_text("# Nothing\n", "utf-8")
    assert _assert_same(house, out).recorded == {"other"}


def test_a_file_that_is_only_newer_changes_nothing(house, out):
    for path in files(house):
        WAYS["touched"](house / path)
    assert _assert_same(house, out).recorded == {"tiny", "other"}


def test_another_day_is_another_record(house, out):
    tomorrow = TODAY + timedelta(1)
    assert check(house, out, tomorrow).recorded == frozenset()
    assert told(check(house, out, tomorrow)) == told(check(house, None, tomorrow))


def test_another_program_is_another_record(house, out, monkeypatch):
    monkeypatch.setattr(library_check, "program_digest", lambda: "another")
    assert check(house, out).recorded == frozenset()


@pytest.mark.parametrize("name", ["base/base.css", "trifold/page.css", "nl.po"])
@pytest.mark.parametrize("place", ["elsewhere", "house/.venv/leaflet"])
@pytest.mark.parametrize("own", [(), ("trifold",), ("trifold", "large-print", "clinician-handout")])
def test_layouts_of_leaflets_count_wherever_they_lie(house, tmp_path, monkeypatch, *, own, place, name):
    packaged = tmp_path / place / "layouts"
    shutil.move(house / "layouts", packaged)
    for layout in own:  # the house's own one takes what it lacks from leaflet's
        shutil.copytree(packaged / layout, house / "layouts" / layout)
    monkeypatch.setattr(layout_sources, "PACKAGED_LAYOUTS", packaged)
    shutil.rmtree(house / "sources/topics/other")
    before = check(house)
    remember(tmp_path / "out", before, {})
    assert check(house, tmp_path / "out").recorded == {"tiny"}
    (packaged / name).write_text((packaged / name).read_text("utf-8") + "\n", "utf-8")
    assert check(house, tmp_path / "out").recorded == frozenset()
    remember(tmp_path / "none", before, {})
    assert not (tmp_path / "none" / FOLDER).exists()


def test_a_damaged_record_is_not_believed(house, out):
    checked = check(house, out)
    path = out / FOLDER / "tiny.json"
    data, key = path.read_bytes(), checked.record_keys["tiny"]
    assert read_topic_record(out, "tiny", key)
    chosen = random.Random(7)
    for _ in range(200):
        place = chosen.randrange(len(data))
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << chosen.randrange(8)]) + data[place + 1 :])
        assert read_topic_record(out, "tiny", key) is None
        path.write_bytes(data[:place])
        assert read_topic_record(out, "tiny", key) is None
    assert _assert_same(house, out).recorded == {"other"}


def test_the_record_of_another_topic_is_not_believed(house, out):
    folder = out / FOLDER
    (folder / "tiny.json").write_bytes((folder / "other.json").read_bytes())
    assert _assert_same(house, out).recorded == {"other"}


def test_a_record_that_leads_elsewhere_is_not_believed(house, out):
    (out / FOLDER / "tiny.json").rename(out / "elsewhere.json")
    (out / FOLDER / "tiny.json").symlink_to(out / "elsewhere.json")
    assert _assert_same(house, out).recorded == {"other"}


def test_what_changes_while_it_is_read_is_not_remembered(house, tmp_path):
    checked = check(house)
    (house / "sources/topics/tiny/text.md").write_text("# Nothing\n", "utf-8")
    remember(tmp_path / "new", checked, {})
    assert [path.name for path in (tmp_path / "new" / FOLDER).iterdir()] == ["other.json"]
    (house / "sources/house.yaml").touch()
    remember(tmp_path / "none", checked, {})
    assert not (tmp_path / "none" / FOLDER).exists()


def test_a_record_keeps_every_field_of_a_problem(out):
    problem = Problem(
        *("rule", "message „“ \ud800", "hint", Span("a/b.yaml", 3, 4), Severity.WARNING),
        *(("x/y/nl-NL",), "x/y", frozenset({"one", "two"}), frozenset({"three"})),
    )
    topic = read_topic_record(out, "tiny", _key(out, "tiny"))
    told_of = replace(topic, unread=(problem,), findings=replace(topic.findings, problems=(problem, problem)))
    write_topic_record(out, told_of, "key")
    assert read_topic_record(out, "tiny", "key") == told_of


def _key(out, name):
    return (out / FOLDER / f"{name}.json").read_text("utf-8").partition('"key": "')[2][:64]
