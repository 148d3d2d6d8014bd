"""What can't be read: reported first and alone, and it stops only what needs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import TODAY, edition

from leaflet.build.blocking import is_blocking
from leaflet.build.pipeline import check
from leaflet.policies import POLICIES
from leaflet.problem import Problem, Severity, Span, sorted_by_stage

TOPIC = "sources/topics/bdnf-trkb"
POLICY_NAMES = {policy.NAME for policy in POLICIES}
BROKEN_YAML = b"a: [\n"


def _errors(root: Path) -> list[Problem]:
    return [p for p in check(root, TODAY)[1] if p.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (f"{TOPIC}/claims.yaml", BROKEN_YAML),
        (f"{TOPIC}/claims.yaml", "- id: é\n".encode("latin-1")),
        (f"{TOPIC}/claims.yaml", "- id: a\n".encode("utf-16")),
        (f"{TOPIC}/claims.yaml", b"- id: a\x00\n"),
        (f"{TOPIC}/claims.yaml", b"- a\n" * 2_600_000),
        (f"{TOPIC}/claims.yaml", b"a: &a [x]\nb: [*a, *a]\n"),
        (f"{TOPIC}/claims.yaml", b"[" * 1000),
        (f"{TOPIC}/claims.yaml", None),
        (f"{TOPIC}/claims.yaml", b"- id: a\n  clincian: x\n"),
        (f"{TOPIC}/topic.yaml", b"version: 1.0\n"),
        (f"{TOPIC}/text.md", b'## What? {: #a for="patients" role="background" }\n\nWords.\n'),
        (f"{TOPIC}/text.md", b"![](../../../house.svg)\n"),
        (f"{TOPIC}/review.yaml", b"name: A\nrole: nurse\ndate: 2026-11-24\n"),
        (f"{TOPIC}/nl.po", b'msgid "a\n'),
        (f"{TOPIC}/nl.po", 'msgid "a"\nmsgstr "é"\n'.encode("latin-1")),
        ("sources/nl.po", b'msgid "a\n'),
        ("layouts/nl.po", b'msgid "a\n'),
        ("sources/references.json", b"[{]"),
        ("sources/contacts.yaml", BROKEN_YAML),
        ("sources/disclaimers.yaml", BROKEN_YAML),
        ("sources/wording.yaml", BROKEN_YAML),
        ("sources/evidence.yaml", BROKEN_YAML),
        ("sources/house.yaml", BROKEN_YAML),
        ("layouts/trifold/layout.yaml", BROKEN_YAML),
    ],
)
def test_nothing_is_concluded_from_what_cannot_be_read(project: Path, path: str, content: bytes | None) -> None:
    if content is None:
        (project / path).unlink()
    else:
        (project / path).write_bytes(content)
    errors = _errors(project)
    assert errors
    assert [p for p in errors if p.rule in POLICY_NAMES] == []
    assert {p.span.path for p in errors} == {path}


def test_a_project_without_a_topic_says_so_and_no_more(project: Path) -> None:
    shutil.rmtree(project / TOPIC)
    (problem,) = _errors(project)
    assert (problem.rule, problem.span.path) == ("missing-file", "sources/topics")
    assert "leaflet new topic" in problem.hint


def test_what_could_not_be_read_comes_first(project: Path) -> None:
    claims = project / TOPIC / "claims.yaml"
    claims.write_text(claims.read_text("utf-8").replace("In mice, one dose", "In mice, a cure, one dose"), "utf-8")
    (project / "sources/wording.yaml").write_text((project / "sources/wording.yaml").read_text("utf-8"), "utf-8")
    (project / "sources/topics/zz").mkdir()
    rules = [p.rule for p in _errors(project)]
    assert rules[:2] == ["missing-file"] * 2  # a topic may be without claims and uncertainties
    assert "overclaim" in rules[2:]


def test_stages_are_reported_in_turn_and_each_by_place() -> None:
    def at(line: int) -> Problem:
        return Problem("rule", "message", "hint", Span("a", line))

    assert sorted_by_stage((at(9), at(8)), (at(3), at(8), at(2))) == (at(8), at(9), at(2), at(3))


@pytest.fixture
def second(project: Path) -> Path:
    """A project with a second, good topic, that cites one reference less."""
    other = Path(shutil.copytree(project / TOPIC, project / "sources/topics/second"))
    changes = (
        ("topic.yaml", "id: bdnf-trkb", "id: second"),
        ("claims.yaml", "[gard2021, aaronson2024]", "[myran2025, aaronson2024]"),
    )
    for name, old, new in changes:
        text = (other / name).read_text("utf-8")
        assert old in text
        (other / name).write_text(text.replace(old, new), "utf-8")
    assert _errors(project) == []
    return project


@pytest.mark.parametrize("file", ["claims.yaml", "topic.yaml", "text.md", "nl.po", "uncertainties.yaml"])
def test_a_fault_in_one_topic_stops_no_other(second: Path, file: str) -> None:
    (second / TOPIC / file).write_bytes(b"\xff")
    assert {p.span.path for p in _errors(second)} == {f"{TOPIC}/{file}"}


@pytest.mark.parametrize(("language", "stopped"), [("nl", False), ("en", True)])
def test_a_fault_in_a_catalog_stops_its_language(language: str, stopped: bool) -> None:
    for path in ("sources", "layouts", "sources/topics/sample"):
        fault = Problem("invalid-catalog", "message", "hint", Span(f"{path}/{language}.po"))
        assert is_blocking(fault, edition().name) is stopped


def test_only_selected_topics_are_checked_and_nothing_is_concluded_from_their_absence(second: Path) -> None:
    (second / TOPIC / "text.md").write_bytes(b"\xff")
    library, problems = check(second, TODAY, ("second",))
    assert library
    assert [topic.id for topic in library.topics] == ["second"]
    assert not [p for p in problems if p.severity is Severity.ERROR or p.rule == "unused-reference"]
    _, problems = check(second, TODAY)
    assert {p.span.path for p in problems if p.severity is Severity.ERROR} == {f"{TOPIC}/text.md"}
