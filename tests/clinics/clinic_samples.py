"""What tests of copies share: invented clinics, and finished editions to make copies of."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from leaflet.build.pipeline import check
from leaflet.clinics.copy_template import Original
from leaflet.compose.brand import brand_files
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.model import Clinic, Library, Logo
from leaflet.render.document import render

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
CROSS = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M3 0h3v9h-3z" fill="#036"/></svg>'
LOGO = Logo(CROSS, "image/svg+xml")


def clinic(clinic_id: str = "oak", **changes: Any) -> Clinic:
    """An invented clinic; its number is one of those that Ofcom keeps for fiction."""
    fields = {
        "id": clinic_id,
        "name": f"Clinic {clinic_id.title()} (invented)",
        "address": "12 Office Lane, Sampletown",
        "phone": "020 7946 0001",
        "hours": "Mon–Fri 8:00–17:00",
        "emergency": "020 7946 0002",
        "web": "https://www.example.org/affiliates",
    }
    return Clinic(**{**fields, **changes})


CLINICS = (
    clinic(),
    clinic("elm", emergency=None, name="AVTAR Tō & fi ffl Øster-Ærø “quoted”"),
    clinic("yew", hours=None, web=None),
    clinic("ash", hours=None, web=None, emergency=None, address="’s-Gravenweg 1–3, Één stad"),
)
"""One for each kind of box."""


@cache
def own_library() -> Library:
    """The project's own library."""
    library, _ = check(REPOSITORY, TODAY)
    assert library is not None
    return library


@cache
def original(name: str = "trifold/en-NL") -> Original:
    """The project's first topic as `layout/locale`."""
    library = own_library()
    (edition,) = [e for e in editions(library, TODAY) if e.id == f"bdnf-trkb/{name}"]
    rendered = render(compose(edition), *edition.layout.folders, given=brand_files(edition))
    assert not rendered.overflows
    assert not rendered.log
    return Original(edition, rendered.pdf, rendered.clinic_boxes[0])
