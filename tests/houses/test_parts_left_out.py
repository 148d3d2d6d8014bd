"""Any part of a topic and of its house left out: no heading and no box of a page is empty, and no other word stands."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import empty_parts

from leaflet.build.pipeline import make
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.model import Audience, ClaimPlaceholder, StatementKind
from leaflet.preflight import check_document
from leaflet.problem import has_errors
from leaflet.read.sources import read_library

TODAY = date(2026, 11, 24)
META = ("funding", "conflicts")


@cache
def whole(repository):
    """The project's library, in one locale. Not a fixture: Hypothesis would write it out for each example."""
    library, _ = read_library(repository)
    topic = next(t for t in library.topics if t.id == "bdnf-trkb")
    house = library.house.model_copy(update={"locales": ("en-NL",)})
    return dataclasses.replace(library, house=house, topics=(topic,))


def _without_claims(section, kept):
    blocks = (b for b in section.blocks if not isinstance(b, ClaimPlaceholder) or b.claim in kept)
    return section.model_copy(update={"blocks": tuple(blocks)})


def _some(mask, items):
    """Those of `items` whose bit in `mask` is set."""
    return tuple(item for number, item in enumerate(items) if mask >> number & 1)


def reduced(library, masks):
    """`library` with those parts that `masks` leave over."""
    (topic,) = library.topics
    claims = _some(masks["claims"], topic.claims)
    kept = {claim.id for claim in claims}
    sections = tuple(_without_claims(section, kept) for section in _some(masks["sections"], topic.sections))
    if masks["prose"] == 0:  # headings and claims alone
        bare = (tuple(block for block in section.blocks if block.kind != "prose") for section in sections)
        sections = tuple(s.model_copy(update={"blocks": b}) for s, b in zip(sections, bare, strict=True))
    kinds = {StatementKind.DRAFT, *_some(masks["statements"], tuple(StatementKind))}
    changed = topic.model_copy(
        update={
            "meta": topic.meta.model_copy(update=dict.fromkeys(_some(masks["fields"], META))),
            "claims": claims,
            "sections": sections,
            "uncertainties": _some(masks["uncertainties"], topic.uncertainties),
        }
    )
    return dataclasses.replace(
        library,
        topics=(changed,),
        statements=tuple(s for s in library.statements if s.kind in kinds),
        contacts=_some(masks["contacts"], library.contacts),
    )


PARTS = ("claims", "sections", "prose", "statements", "fields", "uncertainties", "contacts")
MASKS = st.fixed_dictionaries({part: st.sampled_from([0, -1]) | st.integers(0, 2**30) for part in PARTS})


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(masks=MASKS)
def test_no_heading_or_box_is_empty_whatever_is_left_out(repository, masks):
    library = reduced(whole(repository), masks)
    (topic,) = library.topics
    for edition in editions(library, TODAY):
        html = compose(edition)
        assert check_document(html, edition) == ()
        assert empty_parts(html) == []
        assert edition.layout.id != "uncertainty-checklist" or edition.claims or topic.uncertainties
        assert edition.layout.id != "clinician-handout" or any(
            Audience.CLINICIAN in s.audiences for s in edition.sections
        )


def _left_out(library, **changes):
    (topic,) = library.topics
    kept = {claim.id for claim in changes.get("claims", topic.claims)}
    sections = tuple(_without_claims(s, kept) for s in changes.get("sections", topic.sections))
    return dataclasses.replace(library, topics=(topic.model_copy(update={**changes, "sections": sections}),))


@pytest.mark.slow
@pytest.mark.parametrize("part", ["claims", "uncertainties", "statements", "contacts"])
def test_what_is_made_without_a_part_passes_all_laws(repository, part):
    if part in ("claims", "uncertainties"):
        library = _left_out(whole(repository), **{part: ()})
    else:
        drafts = tuple(s for s in whole(repository).statements if s.kind is StatementKind.DRAFT)
        library = dataclasses.replace(whole(repository), **{part: drafts if part == "statements" else ()})
    for edition in editions(library, TODAY):
        assert not has_errors(make(edition).problems), edition.id  # a panel may be left empty
