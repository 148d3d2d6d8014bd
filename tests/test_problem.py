"""How faults are reported, in each format."""

from __future__ import annotations

import json

from problem_texts import as_text

from leaflet.problem import Problem, Severity, Span, as_github, as_json, has_errors, sorted_problems

ERROR = Problem("unknown-level", "`proven` is not on the ladder", "one of a, b", Span("sources/claims.yaml", 14, 12))
WARNING = Problem(
    "wrong-length", "a, b: 50% too long\nby far", "cut", Span("a,b:c.yaml", 2), Severity.WARNING, ("t/l/nl-NL",)
)


def test_text_is_a_place_a_sentence_a_name_and_a_hint():
    assert as_text(ERROR) == (
        "sources/claims.yaml:14:12: error: `proven` is not on the ladder [unknown-level]\n  hint: one of a, b"
    )


def test_a_message_cannot_rewrite_the_terminal():
    text = as_text(Problem("x", "a\x1b[2J\u202eb", "c\rd", Span("f")))
    assert "a\\u001b[2J\\u202eb" in text
    assert "c\\u000dd" in text


def test_a_name_cannot_rewrite_the_terminal_either():
    problem = Problem("x", "half \ud800", "next\u2028line", Span("a\x1b]0;b\x07\udcff"))
    assert as_text(problem).startswith("a\\u001b]0;b\\u0007\\udcff:1:1: error: half \\ud800 [x]")
    assert "next\\u2028line" in as_text(problem)
    assert "\x1b" not in as_github(problem)
    assert "\ud800" not in as_github(problem)


def test_github_marks_the_line_and_escapes_its_special_characters():
    assert as_github(WARNING) == (
        "::warning file=a%2Cb%3Ac.yaml,line=2,col=1,title=wrong-length::a, b: 50%25 too long%0Aby far%0Ahint: cut"
    )


def test_json_has_everything():
    (row,) = json.loads(as_json([WARNING]))
    assert row == {
        "rule": "wrong-length",
        "severity": "warning",
        "path": "a,b:c.yaml",
        "line": 2,
        "column": 1,
        "message": WARNING.message,
        "hint": "cut",
        "editions": ["t/l/nl-NL"],
    }
    assert json.loads(as_json([])) == []


def test_problems_are_reported_once_and_by_place():
    later = Problem("a", "m", "h", Span("sources/claims.yaml", 100))
    assert sorted_problems([later, ERROR, WARNING, ERROR]) == (WARNING, ERROR, later)


def test_a_warning_stops_nothing():
    assert has_errors([WARNING, ERROR])
    assert not has_errors([WARNING])
