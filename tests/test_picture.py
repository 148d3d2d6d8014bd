"""README's picture shows today's leaflet: what it was drawn from is written beside it."""

from __future__ import annotations

import hashlib
import json

from samples import TODAY

from leaflet.editions.from_library import editions
from leaflet.read.sources import read_library

OLD = "the picture in README.md is old: type `make picture`, and look at it"


def test_the_picture_was_drawn_from_todays_leaflet(repository):
    drawn_from = json.loads((repository / "docs/picture.json").read_text("utf-8"))
    library, _ = read_library(repository)
    (shown,) = [edition for edition in editions(library, TODAY) if edition.id == drawn_from["edition"]]
    assert drawn_from["version"] == shown.version, OLD
    assert drawn_from["fingerprint"] == shown.fingerprint, OLD
    assert drawn_from["look"] == shown.layout.look, OLD


def test_the_picture_is_the_one_that_was_drawn(repository):
    drawn = json.loads((repository / "docs/picture.json").read_text("utf-8"))["picture"]
    assert hashlib.sha256((repository / "docs/picture.png").read_bytes()).hexdigest() == drawn, OLD
