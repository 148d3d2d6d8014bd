"""Each of the project's topics, in all its layouts and locales: nothing on its pages is empty or of another field.

Whole, and without each of its parts: sections, claims, open questions, all that is for one audience.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pages import empty_parts
from samples import TODAY

from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.editions.made import unmade_editions
from leaflet.model import Audience, ClaimPlaceholder, Library, Section, Topic
from leaflet.preflight import check_document
from leaflet.read.sources import read_library
from leaflet.render.document import render

ROOT = Path(__file__).resolve().parents[2]
TOPICS = sorted(folder.name for folder in (ROOT / "sources/topics").iterdir())
COLUMNS = {"trifold": 3, "uncertainty-checklist": 2}
"""How many stand beside each other on a page; 1 in other layouts."""
MOST_BLANK = 0.72
"""Of a column's height, in one piece: a page with two lines and its foot has more, one with a heading less."""


@cache
def _library(name: str) -> Library:
    """The project's, with one topic. Not a fixture, so that parts can be listed before there are any."""
    library, _ = read_library(ROOT)
    assert library
    return dataclasses.replace(library, topics=tuple(topic for topic in library.topics if topic.id == name))


def _without_claims(section: Section, lost: set[str]) -> Section:
    kept = (b for b in section.blocks if not isinstance(b, ClaimPlaceholder) or b.claim not in lost)
    return section.model_copy(update={"blocks": tuple(kept)})


def _claims_lost(topic: Topic, lost: set[str]) -> Topic:
    claims = tuple(claim for claim in topic.claims if claim.id not in lost)
    sections = tuple(_without_claims(section, lost) for section in topic.sections)
    return topic.model_copy(update={"claims": claims, "sections": sections})


def _smaller(topic: Topic) -> Iterator[tuple[str, Topic]]:
    """What was left out, and the topic without it."""
    sections = topic.sections
    for n, section in enumerate(sections):
        yield f"section {section.id}", topic.model_copy(update={"sections": sections[:n] + sections[n + 1 :]})
        shorter = section.model_copy(update={"blocks": section.blocks[:1]})
        kept = (*sections[:n], shorter, *sections[n + 1 :])
        yield f"all but the first block of {section.id}", topic.model_copy(update={"sections": kept})
    for audience in Audience:
        others = tuple(section for section in sections if audience not in section.audiences)
        yield f"text for {audience}", topic.model_copy(update={"sections": others})
    for claim in topic.claims:
        yield f"claim {claim.id}", _claims_lost(topic, {claim.id})
    bare = _claims_lost(topic, {claim.id for claim in topic.claims})
    yield "claims", bare
    yield "open questions", topic.model_copy(update={"uncertainties": ()})
    yield "claims and open questions", bare.model_copy(update={"uncertainties": ()})
    yield "running text", topic.model_copy(update={"sections": ()})
    yield "all but what says what it is", bare.model_copy(update={"uncertainties": (), "sections": ()})


@pytest.mark.slow
@pytest.mark.parametrize("name", TOPICS)
def test_no_heading_list_or_box_is_empty_whatever_part_is_left_out(name: str) -> None:
    library = _library(name)
    (whole,) = library.topics
    for left_out, topic in (("nothing", whole), *_smaller(whole)):
        made = editions(dataclasses.replace(library, topics=(topic,)), TODAY)
        unmade = unmade_editions(dataclasses.replace(library, topics=(topic,)))
        assert len(made) + len(list(unmade)) == len(library.layouts_of(whole)) * len(library.locales_of(whole))
        for edition in made:
            html = compose(edition)
            assert empty_parts(html) == [], (left_out, edition.id)
            assert check_document(html, edition) == (), (left_out, edition.id)


def _words(html: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL).split()).lower()


def _of_others(edition: Edition, library: Library) -> Iterator[str]:
    """What the house says for topics of other categories alone, in English: statements, help lines, substances."""
    own = set(edition.topic.meta.categories)
    others = [s for s in library.statements if s.when.categories and not own & set(s.when.categories)]
    listed = set(edition.topic.meta.substances)
    others += [s for s in library.statements if s.when.substances and not listed & set(s.when.substances)]
    yield from (statement.text for statement in others)
    yield from (c.name for c in library.contacts if c.categories and not own & set(c.categories))
    for substance in library.substances:
        if not own & set(substance.categories):
            yield from (name for names in substance.names.values() for name in names)


@pytest.mark.slow
@pytest.mark.parametrize("name", TOPICS)
def test_nothing_of_another_field_stands_on_a_page(name: str) -> None:
    library = _library(name)
    for edition in editions(library, TODAY):
        words = _words(compose(edition))
        found = [text for text in _of_others(edition, library) if re.search(rf"\b{re.escape(text.lower())}", words)]
        assert found == [], edition.id


def test_there_is_something_of_another_field_to_look_for() -> None:
    library = _library("blood-pressure-at-home")
    edition = editions(library, TODAY)[0]
    foreign = set(_of_others(edition, library))
    assert {"MDMA", "Some people had seizures, by their reports, when they used lithium with a psychedelic."} <= foreign
    assert any("113" in text for text in foreign)


def _blank(column: np.ndarray) -> float:
    """The part of its height that is blank in one piece."""
    inked = np.flatnonzero((column < 250).any(axis=1))
    edges = np.concatenate(([-1], inked, [len(column)]))
    return float((np.diff(edges) - 1).max() / len(column))


@pytest.mark.slow
@pytest.mark.parametrize("name", TOPICS)
def test_no_page_and_no_column_is_nearly_empty(name: str) -> None:
    for edition in editions(_library(name), TODAY):
        pdf = render(compose(edition), edition.layout.folder).pdf
        with pypdfium2.PdfDocument(pdf) as document:
            for number, page in enumerate(document, 1):
                picture = page.render(scale=0.5, grayscale=True).to_numpy().squeeze()
                columns = np.array_split(picture, COLUMNS.get(edition.layout.id, 1), axis=1)
                blank = [round(_blank(column), 2) for column in columns]
                assert max(blank) < MOST_BLANK, (edition.id, number, blank)
