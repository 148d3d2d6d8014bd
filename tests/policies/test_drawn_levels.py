"""The levels that the house's own drawings show: bound to claims, and refused as soon as a claim changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from leaflet.model import Figure
from leaflet.policies import figure_level
from leaflet.read.sources import read_library

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def house():
    return read_library(ROOT)[0]


def _drawn(library):
    """(topic, claim) of each part of a drawing that names a claim."""
    blocks = ((t, b) for t in library.topics for s in t.sections for b in s.blocks if isinstance(b, Figure))
    return [(topic, level.claim) for topic, figure in blocks for level in figure.levels if level.claim]


def _with(library, topic, name, **changes):
    """`library` with the claim of `topic` called `name` changed."""
    claims = tuple(c.model_copy(update=changes) if c.id == name else c for c in topic.claims)
    topics = tuple(t.model_copy(update={"claims": claims}) if t.id == topic.id else t for t in library.topics)
    return replace(library, topics=topics)


def test_the_drawings_show_the_levels_of_their_claims(house):
    assert _drawn(house)
    assert list(figure_level.check(house, TODAY)) == []


def test_a_drawing_is_refused_when_any_claim_in_it_gets_another_level_or_is_disputed_no_more(house):
    for topic, name in _drawn(house):
        claim = next(c for c in topic.claims if c.id == name)
        others = [level.id for level in house.ladder.levels if level.id != claim.level]
        changes = [{"level": other} for other in others] + [{"contested": not claim.contested}]
        for change in changes:
            (problem,) = figure_level.check(_with(house, topic, name, **change), TODAY)
            assert (problem.rule, problem.span.path[-4:]) == ("figure-level", ".svg")
            assert f"`{name}`" in problem.message
