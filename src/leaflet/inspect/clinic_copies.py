"""A clinic's copy that is submitted: what its box says, and the clinic as the laws need it."""

from __future__ import annotations

from typing import Any

from leaflet.editions.edition import Edition
from leaflet.model import Clinic, Logo
from leaflet.preflight.instrument.clinic_copy import added_words, edition_pdf_of, has_logo


def box_note(words: str) -> str:
    """What is to be known of a box that says `words`."""
    return f"its clinic's box says “{words}”; the file doesn't show whether that is right"


def words_in_old_box(pdf: bytes) -> str:
    """What the box of a copy of other content than today's says; '' where it isn't one, or was saved anew.

    The original is in the copy, as leaflet has written it, and the box is what was added. Raises UnreadablePdfError.
    """
    original = edition_pdf_of(pdf)
    return (added_words(pdf, original) or "") if original else ""


def clinic_in_box(words: str, pdf: bytes, edition: Edition) -> Clinic:
    """A clinic whose box says `words`, with a logo where the file has a picture more than the edition."""
    logo = Logo(b"", "image/png") if has_logo(pdf) else None
    fields: dict[str, Any] = {"hours": None, "emergency": None, "web": None, "languages": (), "logo": logo}
    return Clinic.model_construct(id="copy", name=words, address="", phone="", origin=edition.layout.origin, **fields)
