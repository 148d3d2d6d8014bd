"""Room is a promise: each piece takes the longest warning of the house once more, and texts that are 15 % longer.

Those that can't are listed with what finds no room, so that nobody has to find out on the day of a new warning, or of a
language that says the same in more letters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.model import StatementKind
from leaflet.read.sources import read_library
from leaflet.render.document import render

TODAY = date(2026, 11, 24)
WITHOUT_ROOM = yaml.safe_load(Path(__file__).with_name("without_room.yaml").read_text("utf-8"))
NOT_TEXT = re.compile(r"(<style\b.*?</style>|<title\b.*?</title>|<svg\b.*?</svg>|<[^>]*>)", re.DOTALL)
LONGER = 0.15
"""What a text grows by, from three words on: German and French take 10 to 35 % more than English."""


@pytest.fixture(scope="module")
def shipped(repository):
    library, problems = read_library(repository)
    assert library, problems
    return {edition.id: edition for edition in editions(library, TODAY) if edition.can_be_made}


def _with_one_more(edition):
    """The edition with its longest statement about safety once more."""
    safety = [s for s in edition.statements if s.kind is StatementKind.SAFETY]
    longest = max(safety, key=lambda statement: len(statement.text))
    more = longest.model_copy(update={"id": "one-more"})
    return replace(edition, house_statements=(*edition.house_statements, more))


def _longer(html):
    """The document with each of its texts longer by some of its own words."""
    parts = NOT_TEXT.split(html)
    parts[::2] = map(_lengthened, parts[::2])
    return "".join(parts)


def _lengthened(text):
    words, more = text.split(), round(len(text) * LONGER)
    if len(words) < 3:
        return text
    added = next(" ".join(words[:n]) for n in range(1, len(words) + 1) if len(" ".join(words[:n])) >= more)
    return f"{text.rstrip()} {added[:more].strip()}{text[len(text.rstrip()) :]}"


def _without_room(edition, changed=lambda html: html):
    """Names of the boxes that are too full, and pages that are too many."""
    found = render(changed(compose(edition)), *edition.layout.folders)
    boxes = {overflow.fit_id for overflow in found.overflows}
    return sorted(boxes | ({"pages"} if not edition.layout.pages.allows(found.page_count) else set()))


@pytest.mark.slow
def test_each_piece_takes_the_longest_warning_once_more(shipped):
    full = {name: boxes for name, edition in shipped.items() if (boxes := _without_room(_with_one_more(edition)))}
    assert full == WITHOUT_ROOM["one-more-warning"]


@pytest.mark.slow
def test_each_piece_takes_texts_that_are_longer(shipped):
    full = {name: boxes for name, edition in shipped.items() if (boxes := _without_room(edition, _longer))}
    assert full == WITHOUT_ROOM["15-percent-longer"]


def test_who_finds_no_room_is_sent_to_a_piece_that_has_it(shipped):
    full = {name for pieces in WITHOUT_ROOM.values() for name in pieces}
    roomier = {name: shipped[name].layout.roomier for name in full}
    assert {shipped[name].layout.id for name in full if not roomier[name]} == {"uncertainty-checklist"}
    siblings = {name.replace(f"/{shipped[name].layout.id}/", f"/{other}/") for name, other in roomier.items() if other}
    assert siblings <= set(shipped) - full


@pytest.mark.slow
def test_no_piece_is_too_full_as_it_is(shipped):
    assert not {name: boxes for name, edition in shipped.items() if (boxes := _without_room(edition))}
