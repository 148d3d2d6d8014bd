"""How a build is summed up: what was written and what was not is said as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.build.outcomes import EditionOutcome
from leaflet.cli.edition_report import build_summary
from leaflet.problem import Problem, Severity, Span

FULL = Problem("cannot-write", "`x` can't be written", "make room", Span("output"))
WARNING = Problem("stale-file", "`y` is old", "delete it", Span("output"), Severity.WARNING)


def _outcome(name, *, written=True, kept=False):
    return EditionOutcome(name, Path("output/x.pdf") if written else None, 1, (), is_up_to_date=kept)


@pytest.mark.parametrize(
    ("outcomes", "problems", "summary"),
    [
        ([_outcome("a"), _outcome("b", kept=True)], [], "1 edition written, 1 up to date"),
        ([_outcome("a")], [WARNING], "1 warning: 1 edition written"),
        ([_outcome("a", written=False)], [FULL], "1 error: nothing was written; the last good files stay"),
        ([], [FULL], "1 error: nothing was written; the last good files stay"),
        (
            [_outcome("a"), _outcome("b"), *(_outcome(name, written=False) for name in "cdef")],
            [FULL],
            "1 error: 2 editions written; 4 not written: c, d, e, f; their last good files stay",
        ),
        ([_outcome("a")], [FULL], "1 error: 1 edition written"),
        ([], [], ""),
    ],
)
def test_the_last_line_says_what_became_of_each(outcomes, problems, summary):
    assert build_summary(outcomes, problems) == summary
