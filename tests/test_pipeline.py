"""The whole way on the real content: what stops an edition, in words an editor can act on, and what it never costs."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from samples import TODAY, edition, layout, topic

from leaflet import fonts
from leaflet.build.blocking import is_blocking
from leaflet.build.layout_problems import MAX_NAMED, layout_problems
from leaflet.build.options import Selection
from leaflet.build.pipeline import build, check
from leaflet.inspect.files import inspect
from leaflet.model import Overflow, RenderResult
from leaflet.problem import Problem, Severity, Span, has_errors
from leaflet.publish.paths import STATE_FOLDER

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
        (_problem("layouts/en.po"), True),
        (_problem("layouts/nl.po"), False),
        (_problem("layouts/other/layout.yaml"), False),
        (_problem("sources/house.yaml", severity=Severity.WARNING), False),
        (_problem("sources/nl.po", editions=("sample/leaflet/nl-NL",)), False),
        (_problem("sources/nl.po", editions=("sample/leaflet/en-NL",)), True),
    ],
)
def test_a_fault_stops_the_editions_that_it_concerns(problem, stopped):
    assert is_blocking(problem, edition(topic=topic(), layout=layout()).name) is stopped


def test_each_log_line_and_each_overflow_is_a_problem():
    rendered = RenderResult(
        b"", 1, ("warning: no such font",), (Overflow(2, "flap", "bottom", 3.24, "the last words"),)
    )
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
    """What is reported when `project` is built after a good build; nothing must be written."""
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
    files = (p for p in folder.rglob("*") if p.is_file() and STATE_FOLDER not in p.parts)
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.slow
def test_a_disclaimer_without_translation_stops_the_locale(built, tmp_path):
    po = built / "sources/nl.po"
    entry = re.compile(r'(msgctxt "disclaimer/interaction-lithium/text"\nmsgid .*?\nmsgstr) (?:".*?"\n)+', re.DOTALL)
    text, count = entry.subn(r'\1 ""\n', po.read_text("utf-8"))
    assert count == 1
    po.write_text(text, "utf-8")
    (problem, *_) = [p for p in _faults(built, tmp_path, TRIFOLD) if p.rule == "untranslated-statement"]
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
    problems = [p for p in _faults(built, tmp_path, CHECKLIST) if p.severity is Severity.ERROR]
    (problem,) = [p for p in problems if p.rule != "missing-translation"]
    assert problem.rule == "overflow"
    assert problem.span.path == "sources/topics/bdnf-trkb/uncertainties.yaml"
    assert "the box `left column` on page 1 of" in problem.message
    assert re.search(
        r"is too full: about \d\d\d words too many; no room for “Is this question number \d", problem.message
    )
    assert problem.message.count("“Is this question") == MAX_NAMED
    assert re.search(
        r"cut about \d+ words, .*`uncertainties.yaml`, \d+ words, at sources/topics/bdnf-trkb", problem.hint
    )
    assert "more" in problem.message.rpartition(" and ")[2]


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
def test_a_template_error_is_reported_with_its_place(built, tmp_path):
    _replace(built / CHECKLIST_TEMPLATE, "{% block body %}", "{% block body %}{{ nothing.x }}")
    (problem, *_) = [p for p in _faults(built, tmp_path, CHECKLIST) if p.rule == "broken-template"]
    assert problem.span.path == CHECKLIST_TEMPLATE
    assert "nothing" in problem.message


@pytest.mark.slow
def test_a_fault_in_one_layout_does_not_stop_the_others(built, tmp_path):
    _replace(built / CHECKLIST_TEMPLATE, "{% block body %}", "{% block body %}{{ nothing.x }}")
    outcomes, _ = build(built, tmp_path / "other", TODAY, Selection(locales=("en-NL",)), _quiet)
    others = {"trifold", "one-page", "large-print", "clinician-handout"}
    assert {o.edition.split("/")[1] for o in outcomes if o.path} == others


@pytest.mark.slow
def test_what_goes_wrong_in_a_template_costs_its_layout_only(built, tmp_path):
    _replace(built / CHECKLIST_TEMPLATE, "{% block body %}", "{% block body %}\n{{ 1 / 0 }}")
    before = (built / CHECKLIST_TEMPLATE).read_text("utf-8").partition("{{ 1 / 0 }}")[0]
    chosen = Selection(layouts=("trifold", "uncertainty-checklist"), locales=("en-NL",))
    outcomes, problems = build(built, tmp_path / "other", TODAY, chosen, _quiet)
    (error,) = [p for p in problems if p.severity is Severity.ERROR]
    assert (error.rule, error.span.path, error.span.line) == (
        "broken-template",
        CHECKLIST_TEMPLATE,
        before.count("\n") + 1,
    )
    assert "division by zero" in error.message
    assert [bool(o.path) for o in outcomes] == [True, False]


@pytest.mark.slow
@pytest.mark.parametrize("sheet", ["layouts/base/base.css", "layouts/uncertainty-checklist/page.css"])
def test_what_the_renderer_complains_of_is_reported_at_its_line(built, tmp_path, sheet):
    text = (built / sheet).read_text("utf-8")
    (built / sheet).write_text(text + "\np { colour: red }\n", "utf-8")
    (complaint,) = [p for p in _faults(built, tmp_path, CHECKLIST) if p.rule == "renderer-warning"]
    assert str(complaint.span) == f"{sheet}:{text.count(chr(10)) + 2}:5"


@pytest.mark.slow
def test_a_built_file_is_current_until_the_sources_change(built, tmp_path):
    pdf = tmp_path / "out/bdnf-trkb/nl-NL/trifold.pdf"
    (verdict,) = inspect(built, [pdf], TODAY)
    assert (verdict.edition, verdict.state) == ("bdnf-trkb/trifold/nl-NL", "current")
    _replace(built / "sources/topics/bdnf-trkb/topic.yaml", 'version: "1.0"', 'version: "1.1"')
    (verdict,) = inspect(built, [pdf], TODAY)
    assert (verdict.state, verdict.then.version, verdict.today.version) == ("outdated", "1.0", "1.1")


def test_a_missing_font_is_reported_alone_with_the_line_to_type(project, tmp_path, monkeypatch):
    lato = [font for font in fonts.FONTS if font.family == "Lato"]
    there = fonts._installed_path
    monkeypatch.setattr(fonts, "_installed_path", lambda font: None if font in lato else there(font))
    outcomes, problems = build(project, tmp_path / "out", TODAY, CHECKLIST, _quiet)
    (error, *others) = [p for p in problems if p.severity is Severity.ERROR]
    assert (error.rule, others) == ("missing-font", [])
    assert problems[0] == error
    assert "Lato" in error.message
    assert "apt-get install fonts-lato" in error.hint
    assert [outcome.path for outcome in outcomes] == [None]


def test_a_font_is_reported_where_it_is_listed(repository):
    lines = (repository / "src/leaflet/fonts/fonts.toml").read_text("utf-8").splitlines()
    assert all(f'file = "{font.file}"' in lines[font.line : font.line + 5] for font in fonts.FONTS)


def _without_one_side(project):
    """The central claim as if nobody disputed it, the disputing study gone from the library."""
    claims = project / "sources/topics/bdnf-trkb/claims.yaml"
    text = re.sub(r"(id: trkb-binding\n.*?)  contested: true\n", r"\1", claims.read_text("utf-8"), flags=re.DOTALL)
    claims.write_text(text.replace("  disputed_by: [jain2025]\n", ""), "utf-8")
    return project


def test_the_hint_for_an_unused_reference_does_not_send_anybody_to_delete_the_other_side(project):
    (problem,) = [p for p in check(_without_one_side(project), TODAY)[1] if p.rule == "unused-reference"]
    assert "jain2025" in problem.message
    assert "cite it again beside `moliner2023`" in problem.hint
    assert "take" not in problem.hint


def test_one_side_of_the_central_claim_stays_an_error_when_the_other_study_is_deleted(project):
    library = _without_one_side(project) / "sources/references.json"
    entries = [e for e in json.loads(library.read_text("utf-8")) if e["id"] != "jain2025"]
    library.write_text(json.dumps(entries), "utf-8")
    rules = {p.rule for p in check(project, TODAY)[1] if p.severity is Severity.ERROR}
    assert {"missing-counterpart", "unknown-reference"} <= rules


@pytest.mark.parametrize("gone", [", calder2024", "shafiee2024, "])
def test_one_of_the_two_meta_analyses_alone_in_a_claim_is_an_error(project, gone):
    _replace(project / "sources/topics/bdnf-trkb/claims.yaml", gone, "")
    (problem,) = [p for p in check(project, TODAY)[1] if p.rule == "missing-counterpart"]
    assert "`trkb-explains-feeling`" in problem.message
