"""No required statement of the project can be lost in its sources without being missed."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.editions.from_library import editions
from leaflet.editions.statements import subjects_owed
from leaflet.model import OwedBy
from leaflet.policies.missing_subject import NAME
from leaflet.problem import Severity
from leaflet.read.sources import read_library

ROOT = Path(__file__).resolve().parents[1]
FILE = "sources/disclaimers.yaml"
TOPIC = "sources/topics/bdnf-trkb/topic.yaml"
CATEGORIES = "sources/categories"
CATEGORY = f"{CATEGORIES}/psychedelics.yaml"
SUBJECTS_OF_CATEGORY = re.findall(r"^  - (\S+)$", (ROOT / CATEGORY).read_text("utf-8"), re.MULTILINE)
OWN_SUBJECT = """
- id: cuff-size
  label: Which size of cuff is used.
  owed_by: category
  when: { audiences: [patient, clinician] }
  why: for the tests
"""
OWN_CATEGORY = """id: measuring
label: Measuring at home
subjects: [cuff-size]
agents: devices
"""
RECORDS = re.findall(r"^- id: (\S+)$", (ROOT / FILE).read_text("utf-8"), re.MULTILINE)


def _rules(project: Path) -> set[str]:
    return {p.rule for p in check(project, TODAY)[1] if p.severity is Severity.ERROR}


def _change(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.DOTALL)
    assert count == 1
    path.write_text(text, "utf-8")


OF_OTHER_TOPICS = {"emergency-signs-heart-and-brain": "blood-pressure-at-home"}
"""Statements that the first topic doesn't owe, and one that does."""


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_that_is_deleted_is_missed(project: Path, record: str) -> None:
    if record in OF_OTHER_TOPICS:
        owing = f"sources/topics/{OF_OTHER_TOPICS[record]}"
        shutil.copytree(ROOT / owing, project / owing)
    _change(project / FILE, rf"- id: {record}\n.*?(?=\n- id: |\Z)", "")
    reported = [p for p in check(project, TODAY)[1] if p.rule == NAME]
    assert reported
    assert all(p.span.path == FILE and "put back" in p.hint and p.editions for p in reported)


def test_every_subject_is_covered_and_those_of_a_substance_on_a_condition() -> None:
    library, _ = read_library(ROOT)
    assert library
    owed_by = {subject.id: subject.owed_by for subject in library.subjects}
    assert {d.subject for d in library.statements} == owed_by.keys() - {"other"}
    assert all(d.when.substances for d in library.statements if owed_by[d.subject] is OwedBy.AGENT)


def test_a_topic_cannot_list_fewer_substances_than_it_names(project: Path) -> None:
    _change(project / TOPIC, r"substances: \[.*?\]", "substances: [lsd]")
    reported = {p.message.split("`")[1] for p in check(project, TODAY)[1] if p.rule == "unlisted-substance"}
    assert reported == {"psilocybin", "ayahuasca", "dmt", "doi", "mdma"}


def test_a_topic_cannot_list_a_substance_that_no_statement_covers(project: Path) -> None:
    _change(project / TOPIC, r"substances: \[", "substances: [ketamine, ")
    assert NAME in _rules(project)


def test_a_topic_of_another_category_cannot_list_its_substances(project: Path) -> None:
    """What is owed of them is asked by their own category, and nothing by any other."""
    (project / CATEGORIES / "sleep.yaml").write_text("id: sleep\nlabel: Sleep\n", "utf-8")
    _change(project / TOPIC, r"categories: \[psychedelics\]", "categories: [sleep]")
    reported = [p for p in check(project, TODAY)[1] if p.rule == "missing-category"]
    assert {p.message.split("`")[1] for p in reported} == {"lsd", "psilocybin", "ayahuasca", "dmt", "doi", "mdma"}


def test_a_topic_cannot_list_no_substance_where_its_category_asks_of_each(project: Path) -> None:
    _change(project / TOPIC, r"substances: \[.*?\]\n", "")
    assert {"missing-substance", "unlisted-substance"} <= _rules(project)


def test_a_topic_of_another_category_owes_nothing_of_this_one(project: Path) -> None:
    """A topic about something else, without substances, is asked for what every topic is, and for no more."""
    library, _ = read_library(project)
    assert library
    everyday = library.topics[0].meta.model_copy(update={"categories": ("everyday",), "substances": ()})
    other = library.topics[0].model_copy(update={"meta": everyday})
    owed = {s for e in editions(replace(library, topics=(other,)), TODAY) for s in subjects_owed(e, reviewed=False)}
    topics_own = {s.id for s in library.subjects if s.owed_by is OwedBy.TOPIC}
    assert owed == {(name, "") for name in topics_own}


@pytest.mark.parametrize("subject", SUBJECTS_OF_CATEGORY)
def test_a_subject_taken_out_of_its_category_voids_the_review(project: Path, subject: str) -> None:
    """No word on the page changes then: the statement is printed as before, and nothing asks for it any more."""
    before, _ = read_library(project)
    _change(project / CATEGORY, rf"  - {subject}\n", "")
    after, _ = read_library(project)
    assert before
    assert after
    asked = []
    for old, new in zip(editions(before, TODAY), editions(after, TODAY), strict=True):
        owes = subject in {name for name, _ in subjects_owed(old, reviewed=False)}
        assert old.statements == new.statements
        assert (old.fingerprint != new.fingerprint) is owes
        asked.append(owes)
    assert any(asked)


def test_a_category_and_a_subject_are_added_each_in_one_place(project: Path) -> None:
    """A house's own kind of topic, and what it must say: until somebody says it, nothing of such a topic is made."""
    subjects = project / "sources/subjects.yaml"
    subjects.write_text(subjects.read_text("utf-8") + OWN_SUBJECT, "utf-8")
    (project / CATEGORIES / "measuring.yaml").write_text(OWN_CATEGORY, "utf-8")
    assert not _rules(project)
    _change(project / TOPIC, r"categories: \[", "categories: [measuring, ")
    (reported,) = [p for p in check(project, TODAY)[1] if p.severity is Severity.ERROR]
    assert (reported.rule, len(reported.editions)) == (NAME, 10)
    assert "`cuff-size`" in reported.message
    _change(project / FILE, r"subject: no-guarantee", "subject: cuff-size")
    assert "`no-guarantee`" in "".join(p.message for p in check(project, TODAY)[1] if p.rule == NAME)


def test_a_country_needs_its_own_legal_status(project: Path) -> None:
    _change(project / "sources/house.yaml", r"locales: \[.*?\]", "locales: [en-NL, en-GB]")
    reported = [p for p in check(project, TODAY)[1] if p.rule == NAME]
    assert [("legal-status" in p.message, "mdma" in p.message) for p in reported] == [(True, True)]
    assert all(name.endswith("/en-GB") for p in reported for name in p.editions)
