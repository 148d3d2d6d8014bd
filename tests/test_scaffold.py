"""A new topic is read without a fault, and no check lets it through."""

from __future__ import annotations

import re
import shutil

import pytest
from samples import TODAY

from leaflet import policies
from leaflet.cli.causes import told
from leaflet.policies.reminders import REMINDER
from leaflet.policies.unwritten_text import NAME
from leaflet.read.obligations import read_obligations
from leaflet.read.sources import read_library
from leaflet.scaffold.topic import FILES, InvalidTopicError, new_topic


@pytest.fixture
def empty(project):
    """A copy of the project without its topics."""
    shutil.rmtree(project / "sources/topics")
    (project / "sources/topics").mkdir()
    return project


def _new(project, name, *categories):
    """A new topic of these of the project's categories."""
    known, _ = read_obligations(project)
    return new_topic(project, name, TODAY, [c for c in known.categories if c.id in categories], known.substances)


def _told(project, name):
    library, problems = read_library(project)
    assert not problems
    return [p for p in told(policies.check(library, TODAY)) if p.span.path.startswith(f"sources/topics/{name}")]


def test_it_can_be_read_and_one_message_counts_what_to_write(empty):
    paths = _new(empty, "lithium-risks", "psychedelics")
    (problem,) = _told(empty, "lithium-risks")
    texts = [path.read_text("utf-8").split("until then")[-1] for path in paths]
    count = sum(len(re.findall(rf"{REMINDER}|: \[?write-", text)) for text in texts)
    assert problem.rule == NAME
    assert problem.message.startswith(f"{count} texts to write in 4 files: topic.yaml 8, ")
    assert str(problem.span).startswith("sources/topics/lithium-risks/topic.yaml:")


@pytest.mark.parametrize("file", FILES)
def test_each_text_that_is_written_is_counted_no_more(empty, file):
    paths = {path.name: path for path in _new(empty, "lithium-risks", "psychedelics")}
    (before,) = _told(empty, "lithium-risks")
    text = paths[file].read_text("utf-8")
    head, found, rest = text.partition('"Write: ' if file != "text.md" else "Write: what the evidence")
    assert found
    paths[file].write_text(head + ('"Now ' if file != "text.md" else "What the evidence") + rest, "utf-8")
    (after,) = _told(empty, "lithium-risks")
    assert int(after.message.split()[0]) == int(before.message.split()[0]) - 1


def test_a_reminder_anywhere_else_is_an_unknown_name(empty):
    house = empty / "sources/disclaimers.yaml"
    house.write_text(
        house.read_text("utf-8").replace("substances: [mdma]", "substances: [mdma, write-which]", 1), "utf-8"
    )
    library, _ = read_library(empty)
    assert "unknown-substance" in {problem.rule for problem in policies.check(library, TODAY)}


def test_of_a_category_without_agents_nothing_is_listed(empty):
    (empty / "sources/categories/hygiene.yaml").write_text("id: hygiene\nlabel: Clean hands and wounds\n", "utf-8")
    topic, *_ = _new(empty, "washing-hands", "hygiene")
    assert "categories: [hygiene]" in topic.read_text("utf-8")
    assert "substances:" not in topic.read_text("utf-8")


def test_no_part_of_it_is_left_under_another_name(empty):
    _new(empty, "lithium-risks")
    (folder,) = (empty / "sources/topics").iterdir()
    assert {path.name for path in folder.iterdir()} == set(FILES)


UNSAFE = ("", ".", "..", "../evil", "a/b", "Aa", "a_b", "a--b", "-a", "é", "a" * 61, "a b", "a\n")


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_that_is_no_id_is_refused(empty, name):
    with pytest.raises(InvalidTopicError, match="can't be an id"):
        _new(empty, name)
    assert not list((empty / "sources/topics").iterdir())


def test_a_topic_that_is_there_stays_as_it_is(empty):
    folder = empty / "sources/topics/mine"
    folder.mkdir()
    with pytest.raises(InvalidTopicError, match="already"):
        _new(empty, "mine")
    assert not list(folder.iterdir())
