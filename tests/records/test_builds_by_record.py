"""Whole builds: what is remembered hides no warning and no error, and it is the same on a cluster."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.library import make_library
from records_of_builds import TODAY, check

from leaflet.build import pipeline
from leaflet.build.cache import Cache
from leaflet.build.lazy_editions import changed_problem, edition_called
from leaflet.build.options import BuildOptions, Selection
from leaflet.build.source_states import stamp
from leaflet.build.topic_records import read_topic_record, write_topic_record
from leaflet.problem import Severity, Span, has_errors

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

ONE = Selection(layouts=("uncertainty-checklist",), locales=("en-NL",))
TOPICS = 5


def _build(house, out, cache):
    """Outcomes, and what is told but for panels that are left empty: those are told when a piece is made."""
    outcomes, problems = pipeline.build(house, out, TODAY, ONE, lambda *_: None, BuildOptions(cache=cache))
    return outcomes, tuple(problem for problem in problems if problem.rule != "empty-panel")


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def test_warnings_are_told_each_time_and_a_topic_that_changed_is_made_anew(house, tmp_path, cache):
    out = tmp_path / "output"
    outcomes, warnings = _build(house, out, cache)
    assert warnings
    assert not has_errors(warnings)
    assert not any(outcome.is_up_to_date for outcome in outcomes)
    again, same = _build(house, out, cache)
    assert same == warnings
    assert all(outcome.is_up_to_date for outcome in again)
    questions = house / "sources/topics/tiny/uncertainties.yaml"
    questions.write_text(questions.read_text("utf-8").replace("question: ", "question: Today, ", 1), "utf-8")
    changed, _ = _build(house, out, cache)
    assert {o.edition.partition("/")[0] for o in changed if not o.is_up_to_date} <= {"tiny"}


def test_an_error_is_told_each_time_and_stops_what_it_stopped(house, tmp_path, cache):
    out = tmp_path / "output"
    _build(house, out, cache)
    claims = house / "sources/topics/tiny/claims.yaml"
    claims.write_text(f"{claims.read_text('utf-8')}\nnonsense\n", "utf-8")
    first, problems = _build(house, out, cache)
    assert has_errors(problems)
    assert _build(house, out, cache) == (tuple(replace(o, is_up_to_date=bool(o.path)) for o in first), problems)


def test_without_the_cache_a_record_is_not_read_and_is_written_anew(house, tmp_path, cache):
    out = tmp_path / "output"
    _, warnings = _build(house, out, cache)
    key = check(house).record_keys["tiny"]
    record = read_topic_record(out, "tiny", key)
    forged = replace(record.findings.problems[0], rule="forged", severity=Severity.WARNING)
    write_topic_record(out, replace(record, findings=replace(record.findings, problems=(forged,))), key)
    assert "forged" in {p.rule for p in _build(house, out, cache)[1]}, "who may write there may publish there"
    assert _build(house, out, None)[1] == warnings
    assert _build(house, out, cache)[1] == warnings


def test_what_changed_after_it_was_checked_is_not_made(house, tmp_path, monkeypatch):
    def changed(checked, today, name):
        file = house / "sources/topics/tiny/text.md"
        file.write_text(file.read_text("utf-8") + "\nWhatever.\n", "utf-8")
        return edition_called(checked, today, name)

    monkeypatch.setattr(pipeline, "edition_called", changed)
    outcomes, problems = _build(house, tmp_path / "output", None)
    assert {o.edition.partition("/")[0] for o in outcomes if o.path} == {"other"}
    name = next(topic.editions[0] for topic in check(house).topics if topic.name == "tiny")
    assert changed_problem(name, Span("x")).rule in {p.rule for p in problems}
    assert stamp(house, "tiny") != stamp(house, "other")


def test_many_topics_are_the_same_bytes_in_two_processes_and_on_a_cluster(tmp_path):
    root = make_library(tmp_path / "library", TOPICS, ("en-GB",))
    asked = ("--layout", "uncertainty-checklist", "--no-cache", "--no-verapdf", "--out")
    environment = {**os.environ, "LEAFLET_WORKERS": "2", "LEAFLET_TODAY": TODAY.isoformat()}
    found = {}
    for place, more in (("here", ()), ("there", ("--scheduler", "local"))):
        typed = [Path(sys.prefix, "bin", "leaflet"), "--root", root, "build", *asked, tmp_path / place, *more]
        ended = subprocess.run(typed, env=environment, capture_output=True, text=True, timeout=500, check=False)
        assert ended.returncode == 0, ended.stderr
        files = (path for path in (tmp_path / place).rglob("*") if path.is_file())
        named = {path.relative_to(tmp_path / place).as_posix(): path.read_bytes() for path in files}
        found[place] = {name: data for name, data in named.items() if "stamps" not in name}
    assert found["here"] == found["there"]
    assert len([name for name in found["here"] if name.endswith(".pdf")]) == TOPICS
