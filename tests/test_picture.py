"""README's pictures show today's pieces: what each was drawn from is written beside them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from samples import TODAY

from leaflet.editions.from_library import editions
from leaflet.read.sources import read_library

OLD = "the pictures in README.md are old: type `make picture`, and look at them"
DOCS = Path(__file__).parent.parent / "docs"
DRAWN_FROM = json.loads((DOCS / "picture.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def by_id(repository):
    library, _ = read_library(repository)
    return {edition.id: edition for edition in editions(library, TODAY)}


@pytest.mark.parametrize("name", DRAWN_FROM)
def test_each_picture_was_drawn_from_todays_piece(by_id, name):
    shown = by_id[DRAWN_FROM[name]["edition"]]
    told = {"version": shown.version, "fingerprint": shown.fingerprint, "look": shown.layout.look}
    assert told == {key: DRAWN_FROM[name][key] for key in told}, OLD


@pytest.mark.parametrize("name", DRAWN_FROM)
def test_each_picture_is_the_one_that_was_drawn(name):
    assert hashlib.sha256((DOCS / name).read_bytes()).hexdigest() == DRAWN_FROM[name]["picture"], OLD


@pytest.mark.parametrize("name", DRAWN_FROM)
def test_each_picture_is_shown(name):
    assert f"(docs/{name})" in (DOCS.parent / "README.md").read_text("utf-8")
