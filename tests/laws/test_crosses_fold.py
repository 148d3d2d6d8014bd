"""What lies across a fold, or is text too near to one, is told; all else is not, nor a sheet without folds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from honest_changes import TODAY, TOPIC

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.preflight.laws import crosses_fold
from leaflet.read.sources import read_library
from leaflet.render.document import render

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(repository):
    """A function that gives what the law says of a layout's piece with a rule more in its style sheet."""
    library, _ = read_library(repository)
    by_id = {edition.id: edition for edition in editions(library, TODAY)}

    def of(layout: str, css: str = "", folds: tuple[float, ...] | None = None) -> list[str]:
        edition = by_id[f"{TOPIC}/{layout}/en-NL"]
        if folds is not None:
            edition = replace(edition, layout=edition.layout.model_copy(update={"folds_mm": folds}))
        html = compose(edition).replace("</style>", f"{css}</style>")
        with open_finished_file(render(html, edition.layout.folder).pdf, edition, html) as file:
            return [problem.message for problem in crosses_fold.check_pages(file)]

    return of


@pytest.mark.parametrize("layout", ["trifold", "one-page"])
def test_a_piece_of_today_is_not_told(told, layout):
    assert told(layout) == []


@pytest.mark.parametrize(
    ("css", "what"),
    [
        (".cover .state { width: 120mm; margin-inline-start: -34mm }", "a drawing on page 1"),
        (".end { inset-inline-start: 60mm }", "text “"),
        (".inside-2 { inset-inline-start: 99mm }", "text “"),
        (".flap { width: 90mm; text-align: right }", "text “"),
        (".inside-1 { width: 95mm; background: #e4f0f0; padding-inline-end: 9mm }", "a drawing on page 2"),
        (
            '.back::before { content: ""; position: absolute; inset: 0 -12mm; background: #e4f0f0 }',
            "a drawing on page 1",
        ),
    ],
)
def test_what_lies_at_a_fold_is_told(told, css, what):
    found = told("trifold", css)
    assert any(what in message and "crosses the fold" in message for message in found), found


def test_a_tint_may_end_at_the_fold_and_a_rule_may_run_along_it(told):
    assert told("trifold", ".cover { inset-inline-start: 196.6mm; width: 100.4mm }") == []
    place = 'content: ""; position: absolute; inset-block-start: 0; inset-inline-start: -10mm; height: 195mm'
    rule = f"{place}; border-inline-start: 0.4pt solid #6f8f91"
    assert told("trifold", f".inside-2::before {{ {rule} }}") == []


def test_folds_count_from_the_other_side_on_the_back(told):
    assert any("page 2" in message for message in told("trifold", folds=(60,)))
    assert told("trifold", folds=()) == []
