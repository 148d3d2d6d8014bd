"""The whole way on the real content: what stops an edition, in words an editor can act on, and what it never costs."""

from __future__ import annotations

import hashlib
import re

import pytest
from samples import TODAY, edition, layout, topic

from leaflet.model import Overflow, Rendered
from leaflet.pipeline import Selection, build, check, inspect, layout_problems, stops
from leaflet.problem import Problem, Severity, Span, has_errors

TRIFOLD = Selection(layouts=("trifold",), locales=("nl-NL",))
CHECKLIST = Selection(layouts=("uncertainty-checklist",), locales=("en-NL",))
CHECKLIST_TEMPLATE = "layouts/uncertainty-checklist/page.html.j2"


def _quiet(*_):
    """Progress that nobody looks at."""


def _problem(path, **changes):
    return Problem("rule", "message", "hint", Span(path), **changes)


@pytest.mark.parametrize(
    ("problem", "stopped"),
    [
        (_problem("sources/house.yaml"), True),
        (_problem("sources/topics/sample/claims.yaml"), True),
        (_problem("sources/topics/other/claims.yaml"), False),
        (_problem("layouts/leaflet/layout.yaml"), True),
        (_problem("layouts/base/document.html.j2"), True),
        (_problem("layouts/nl.po"), True),
        (_problem("layouts/other/layout.yaml"), False),
        (_problem("sources/house.yaml", severity=Severity.WARNING), False),
        (_problem("sources/nl.po", editions=("sample/leaflet/nl-NL",)), False),
        (_problem("sources/nl.po", editions=("sample/leaflet/en-NL",)), True),
    ],
)
def test_a_fault_stops_the_editions_that_it_concerns(problem, stopped):
    assert stops(problem, edition(topic=topic(), layout=layout())) is stopped


def test_each_log_line_and_each_overflow_is_a_problem():
    rendered = Rendered(b"", 1, ("warning: no such font",), (Overflow(2, "flap", "bottom", 3.24, "the last words"),))
    logged, overflow = layout_problems(rendered, edition())
    assert "no such font" in logged.message
    assert "page 2" in overflow.message
    assert "`flap`" in overflow.message
    assert "3.2 mm" in overflow.message
    assert "the last words" in overflow.message


def test_the_projects_own_sources_have_no_errors(repository):
    _, problems = check(repository, TODAY)
    assert not [p for p in problems if p.severity is Severity.ERROR]


def _replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _faults(project, tmp_path, selection):
    """What is told when `project` is built after a good build, and whether the good file is still the same."""
    outcomes, problems = build(project, tmp_path / "out", TODAY, selection, _quiet)
    assert [o.path for o in outcomes] in ([None], [])
    return problems


@pytest.fixture
def built(project, tmp_path):
    """A project of which two editions were built; checks at the end that both files are untouched."""
    out = tmp_path / "out"
    for selection in (TRIFOLD, CHECKLIST):
        _, problems = build(project, out, TODAY, selection, _quiet)
        assert not has_errors(problems)
    good = _hashes(out)
    assert len(good) == 3
    yield project
    assert _hashes(out) == good


def _hashes(folder):
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.slow
def test_a_disclaimer_without_translation_stops_the_locale(built, tmp_path):
    po = built / "sources/nl.po"
    entry = re.compile(r'(msgctxt "disclaimer/interaction-lithium/text"\nmsgid .*?\nmsgstr) (?:".*?"\n)+', re.DOTALL)
    text, count = entry.subn(r'\1 ""\n', po.read_text("utf-8"))
    assert count == 1
    po.write_text(text, "utf-8")
    (problem, *_) = [p for p in _faults(built, tmp_path, TRIFOLD) if p.rule == "untranslated-disclaimer"]
    assert problem.span.path == "sources/nl.po"
    assert "interaction-lithium" in problem.message


@pytest.mark.slow
def test_an_inflated_claim_stops_the_topic(built, tmp_path):
    claims = built / "sources/topics/bdnf-trkb/claims.yaml"
    _replace(claims, "cells in a lab, LSD and DMT led to", "cells in a lab, LSD cures depression with")
    rules = {p.rule: p for p in _faults(built, tmp_path, CHECKLIST)}
    assert {"overclaim", "wording-above-rung"} <= set(rules)
    assert rules["overclaim"].span.path == "sources/topics/bdnf-trkb/claims.yaml"
    assert rules["overclaim"].span.line > 1


@pytest.mark.slow
def test_one_side_of_a_contested_claim_stops_the_topic(built, tmp_path):
    _replace(built / "sources/topics/bdnf-trkb/claims.yaml", "  disputed_by: [jain2025]\n", "")
    rules = {p.rule for p in _faults(built, tmp_path, CHECKLIST)}
    assert "one-sided-contest" in rules


@pytest.mark.slow
def test_forty_more_uncertainties_do_not_fit_and_the_box_is_named(built, tmp_path):
    more = "".join(
        f"\n- id: more-{n}\n  question: Is this question number {n}, which nobody has answered yet, open?\n"
        f"  why_open: Nobody looked.\n  ask: Should I ask about it?\n  claims: [neuron-growth]\n"
        for n in range(40)
    )
    path = built / "sources/topics/bdnf-trkb/uncertainties.yaml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    problems = _faults(built, tmp_path, CHECKLIST)
    assert {"overflow"} & {p.rule for p in problems}
    assert any("question" in p.message for p in problems if p.rule == "overflow")


@pytest.mark.slow
@pytest.mark.parametrize("css", ["display: none", "visibility: hidden", "font-size: 5pt", "transform: scale(.5)"])
def test_hiding_or_shrinking_a_statement_stops_the_edition(built, tmp_path, css):
    sheet = built / "layouts/uncertainty-checklist/page.css"
    sheet.write_text(
        sheet.read_text("utf-8") + f'\n[data-disclaimer="interaction-mao"] {{ {css} !important }}\n', "utf-8"
    )
    problems = _faults(built, tmp_path, CHECKLIST)
    assert any("interaction-mao" in p.message for p in problems)


@pytest.mark.slow
def test_a_template_error_is_told_with_its_place(built, tmp_path):
    _replace(built / CHECKLIST_TEMPLATE, "{% block body %}", "{% block body %}{{ nothing.x }}")
    (problem, *_) = [p for p in _faults(built, tmp_path, CHECKLIST) if p.rule == "template"]
    assert problem.span.path == CHECKLIST_TEMPLATE
    assert "nothing" in problem.message


@pytest.mark.slow
def test_a_fault_in_one_layout_does_not_stop_the_others(built, tmp_path):
    _replace(built / CHECKLIST_TEMPLATE, "{% block body %}", "{% block body %}{{ nothing.x }}")
    outcomes, _ = build(built, tmp_path / "other", TODAY, Selection(locales=("en-NL",)), _quiet)
    assert {o.edition.split("/")[1] for o in outcomes if o.path} == {"trifold", "large-print", "clinician-handout"}


@pytest.mark.slow
def test_a_built_file_is_current_until_the_sources_change(built, tmp_path):
    pdf = tmp_path / "out/bdnf-trkb/nl-NL/trifold.pdf"
    (verdict,) = inspect(built, [pdf], TODAY)
    assert (verdict.edition, verdict.state) == ("bdnf-trkb/trifold/nl-NL", "current")
    _replace(built / "sources/topics/bdnf-trkb/topic.yaml", 'version: "1.0"', 'version: "1.1"')
    (verdict,) = inspect(built, [pdf], TODAY)
    assert (verdict.state, verdict.then.version, verdict.today.version) == ("outdated", "1.0", "1.1")
