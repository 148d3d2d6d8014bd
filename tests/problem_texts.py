"""Problems as texts, to compare and to search."""

from __future__ import annotations

from leaflet.problem import Problem, heading, hint_line


def as_text(problem: Problem) -> str:
    """`path:line:column: error: message [rule]` and an indented hint."""
    return f"{heading(problem)}\n{hint_line(problem.hint)}"
