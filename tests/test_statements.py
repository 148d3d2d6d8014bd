"""No required statement of the project can be lost in its sources without being missed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.model import OwedBy
from leaflet.policies.missing_subject import NAME
from leaflet.problem import Severity
from leaflet.read.sources import read_library

ROOT = Path(__file__).resolve().parents[1]
FILE = "sources/disclaimers.yaml"
RECORDS = re.findall(r"^- id: (\S+)$", (ROOT / FILE).read_text("utf-8"), re.MULTILINE)


def _rules(project: Path) -> set[str]:
    return {p.rule for p in check(project, TODAY)[1] if p.severity is Severity.ERROR}


def _change(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.DOTALL)
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_that_is_deleted_is_missed(project: Path, record: str) -> None:
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
    _change(project / "sources/topics/bdnf-trkb/topic.yaml", r"substances: \[.*?\]", "substances: [lsd]")
    reported = {p.message.split("`")[1] for p in check(project, TODAY)[1] if p.rule == "unlisted-substance"}
    assert reported == {"psilocybin", "ayahuasca", "dmt", "doi", "mdma"}


def test_a_topic_cannot_list_a_substance_that_no_statement_covers(project: Path) -> None:
    _change(project / "sources/topics/bdnf-trkb/topic.yaml", r"substances: \[", "substances: [ketamine, ")
    assert NAME in _rules(project)


def test_a_country_needs_its_own_legal_status(project: Path) -> None:
    _change(project / "sources/house.yaml", r"locales: \[.*?\]", "locales: [en-NL, en-GB]")
    reported = [p for p in check(project, TODAY)[1] if p.rule == NAME]
    assert [("legal-status" in p.message, "mdma" in p.message) for p in reported] == [(True, True)]
    assert all(name.endswith("/en-GB") for p in reported for name in p.editions)
