"""The house's own content: its statements can be read, none can be left out, and no open question is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from leaflet.editions.from_library import editions
from leaflet.policies import hard_statement, hard_to_read, missing_subject
from leaflet.read.sources import read_library

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
PROPOSED = re.compile(r"To print: (.*?) Source:", re.DOTALL)


@pytest.fixture(scope="module")
def house():
    return read_library(ROOT)[0]


def test_the_statements_and_texts_for_patients_are_within_the_limits_of_their_languages(house):
    found = [hard_statement.facts(house, TODAY)]
    assert list(hard_statement.conclude(house, found, TODAY)) == []
    assert list(hard_to_read.check(house, TODAY)) == []


@pytest.mark.parametrize(
    "subject",
    ["heat-and-water", "unknown-content", "mixing", "traffic", "same-day-signs", "until-help-comes", "emergency-signs"],
)
def test_a_warning_that_is_taken_away_is_missed(house, subject):
    without = replace(house, statements=tuple(s for s in house.statements if s.subject != subject))
    problems = list(missing_subject.conclude(without, [missing_subject.facts(without, TODAY)], TODAY))
    assert problems
    assert all(f"`{subject}`" in problem.message for problem in problems)


def test_what_waits_for_a_reviewer_is_printed_nowhere(house):
    asked = " ".join((ROOT / "docs/review-questions.md").read_text("utf-8").split())
    proposed = {
        words.strip(" …,.")
        for text in PROPOSED.findall(asked)
        for words in re.findall(r"“([^”]*)”", text)
        if len(words.split()) > 2
    }
    assert len(proposed) > 10
    printed = " ".join(
        part for e in editions(house, TODAY) for text in (*e.required.texts, *e.content.texts) for part in text.parts
    )
    assert [words for words in sorted(proposed) if words in printed] == []
