"""A new topic is read without a fault, and no check lets it through."""

from __future__ import annotations

import shutil

import pytest
from samples import TODAY

from leaflet import policies
from leaflet.policies.unwritten_text import NAME, REMINDER
from leaflet.read.sources import read_library
from leaflet.scaffold.topic import FILES, InvalidTopicError, new_topic


@pytest.fixture
def empty(project):
    """A copy of the project without its topics."""
    shutil.rmtree(project / "sources/topics")
    (project / "sources/topics").mkdir()
    return project


def test_it_can_be_read_and_says_what_to_write_in_every_place(empty):
    paths = new_topic(empty, "lithium-risks", TODAY)
    library, problems = read_library(empty)
    assert not problems
    problems = [p for p in policies.check(library, TODAY) if p.span.path.startswith("sources/topics/lithium-risks")]
    unknown = {"unknown-level", "unknown-substance", "unknown-category"}
    assert {p.rule for p in problems} >= {NAME, "claim-without-reference", *unknown}
    reminders = sum(path.read_text("utf-8").count(REMINDER) for path in paths if path.name != "topic.yaml")
    assert sum(p.rule == NAME and not p.span.path.endswith("topic.yaml") for p in problems) == reminders


def test_no_part_of_it_is_left_under_another_name(empty):
    new_topic(empty, "lithium-risks", TODAY)
    (folder,) = (empty / "sources/topics").iterdir()
    assert {path.name for path in folder.iterdir()} == set(FILES)


UNSAFE = ("", ".", "..", "../evil", "a/b", "Aa", "a_b", "a--b", "-a", "é", "a" * 61, "a b", "a\n")


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_that_is_no_id_is_refused(empty, name):
    with pytest.raises(InvalidTopicError, match="can't be an id"):
        new_topic(empty, name, TODAY)
    assert not list((empty / "sources/topics").iterdir())


def test_a_topic_that_is_there_stays_as_it_is(empty):
    folder = empty / "sources/topics/mine"
    folder.mkdir()
    with pytest.raises(InvalidTopicError, match="already"):
        new_topic(empty, "mine", TODAY)
    assert not list(folder.iterdir())
