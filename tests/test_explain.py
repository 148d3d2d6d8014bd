"""Every check that can report something is explained, in the same three parts."""

from __future__ import annotations

import ast

import pytest

from leaflet.explain import EXPLANATIONS


def _rules(repository):
    """The rule of every problem that is created anywhere with its name written out."""
    for file in (repository / "src/leaflet").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Problem", "_RefusedError"):
                first = [*node.args, *(k.value for k in node.keywords if k.arg == "rule")][0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def test_whatever_can_be_reported_can_be_explained(repository):
    assert set(_rules(repository)) <= set(EXPLANATIONS)


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_an_explanation_says_what_why_and_how_to_fix(name):
    rule, why, fix = (part.strip() for part in EXPLANATIONS[name].split("\n\n"))
    assert rule.endswith(".")
    assert "\n" not in rule
    assert why.startswith("Why: ")
    assert fix.startswith("Fix: ")
