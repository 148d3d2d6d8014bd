"""No test asserts on elapsed time: a busy machine would make it fail, and a fast one hide what it is for."""

from __future__ import annotations

import ast
from textwrap import indent

import pytest

CLOCKS = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "time", "time_ns", "now"}


def _reads_a_clock(node, taken):
    """Does `node` call a clock, or use one of the names in `taken`, which hold what a clock said?"""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            called = inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "")
            if called in CLOCKS:
                return True
        if isinstance(inner, ast.Name) and inner.id in taken:
            return True
    return False


def _asserts_on_a_clock(function):
    """The lines of the assertions in `function` that depend on what a clock says."""
    taken, before = set(), None
    while taken != before:
        before = set(taken)
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and _reads_a_clock(node.value, taken):
                names = (name for target in node.targets for name in ast.walk(target))
                taken |= {name.id for name in names if isinstance(name, ast.Name)}
    asserts = (node for node in ast.walk(function) if isinstance(node, ast.Assert))
    return [node.lineno for node in asserts if _reads_a_clock(node.test, taken)]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("assert time.monotonic() < 5", [2]),
        ("began = time.time()\nassert time.time() - began < 5", [3]),
        ("began = perf_counter()\nlasted = perf_counter() - began\nwork()\nassert lasted < 5", [5]),
        ("began, n = time.monotonic(), 1\nassert began", [3]),
        ("lasts = time.perf_counter()\ntime.sleep(lasts)\nassert done()", []),
        ("assert work() < 5", []),
    ],
)
def test_an_assertion_on_elapsed_time_is_found(body, lines):
    (function,) = ast.parse(f"def test():\n{indent(body, '    ')}").body
    assert _asserts_on_a_clock(function) == lines


def test_no_test_asserts_on_elapsed_time(repository):
    files = [file for file in sorted((repository / "tests").rglob("*.py")) if "node_modules" not in file.parts]
    wrong = [
        f"{file.relative_to(repository)}:{line}"
        for file in files
        for function in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for line in _asserts_on_a_clock(function)
    ]
    assert not wrong
