"""The look of pages: violations of files and of styles are told, or listed by name with the reason; honest ones pass.

A sample is drawn by a seed. With `LEAFLET_LAW_CASES=20` in the environment 20 of each kind are drawn, and all of the
honest changes. `tools/told-by-preflight` tries other editions and seeds.
"""

from __future__ import annotations

import os
import random

import pytest
from honest_changes import TODAY, TOPIC, honest_changes, problems
from verdicts import Untouched, allowed_looks, sampled
from violations.files import file_cases
from violations.styles import attack_cases

from leaflet.editions.from_library import editions
from leaflet.read.sources import read_library

pytestmark = pytest.mark.slow

FILE_KINDS = (
    *("gaps/letters-far-together", "gaps/letters-apart", "size/narrow", "size/wide", "size/half", "size/flat"),
    *("turned/upside-down", "turned/by-6", "turned/mirrored", "turned/mirrored-in-place", "turned/slanted"),
    *("drawn/black-box", "drawn/white-over-a-hair", "drawn/strike", "drawn/pale-strike", "drawn/bar-before"),
    *("drawn/bar-at-end", "drawn/dot-after", "drawn/minus-before", "drawn/half-tint-under", "drawn/ring"),
    *("drawn/cross", "pages/line"),
)
PER_KIND = int(os.environ.get("LEAFLET_LAW_CASES", "0"))
"""So many of each kind; 0 draws one of every third kind, and some of the honest changes."""
SEED = 5
HONEST = 8
EDITIONS = ("uncertainty-checklist/en-NL", "trifold/nl-NL")


NOT_HONEST = {"languages/arabic-in-line": "mixed-directions", "languages/arabic-number": "mixed-directions"}
"""Honest changes that a policy refuses."""


@pytest.fixture(scope="module", params=EDITIONS)
def made(request, repository):
    """An edition of the project, its document, its finished file, and how that looks."""
    library, _ = read_library(repository)
    return Untouched(next(e for e in editions(library, TODAY) if e.id == f"{TOPIC}/{request.param}"))


def drawn(made, cases):
    """A sample of `cases`: of every kind, or of every third, which are others in each edition."""
    first = EDITIONS.index(made.name)
    chosen = list(sampled(cases, PER_KIND or 1, SEED))
    return chosen if PER_KIND else chosen[first::3]


def test_a_changed_file_is_told(made):
    cases = [case for case in file_cases(made.pdf).values() if case.kind in FILE_KINDS]
    verdicts = map(made.of_file, drawn(made, cases))
    assert [verdict.name for verdict in verdicts if verdict.is_silent] == []


def test_a_style_that_does_harm_is_told(made):
    allowed = allowed_looks(made.name)
    verdicts = map(made.of_rule, drawn(made, attack_cases(made.tree).values()))
    assert [f"[{v.kind}] {v.name}" for v in verdicts if v.is_silent and v.name not in allowed] == []


def test_an_allowed_look_is_a_case(made):
    assert set(allowed_looks(made.name)) <= set(attack_cases(made.tree))


@pytest.mark.parametrize("file", ["styles", "prose"])
def test_no_honest_change_is_told_of(file):
    changes = honest_changes(file)
    for change in changes if PER_KIND else random.Random(SEED).sample(changes, HONEST):
        for name, found in problems(change):
            told = [p.message for p in found if p.rule != NOT_HONEST.get(change.id)]
            assert told == [], (change.id, name)
