"""Where the small leaflet of preflight's tests, the generators of violations and the clinics are found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leaflet.inspect import submitted

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("preflight", "laws", "clinics")]


@pytest.fixture(autouse=True, scope="session")
def _composed_by_hand():
    """The small leaflet has no template."""
    from leaflets import html

    by_template = submitted.compose
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submitted, "compose", lambda e: html(e) if e.layout.id == "leaflet" else by_template(e))
        yield
