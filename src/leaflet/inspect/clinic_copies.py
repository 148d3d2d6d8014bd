"""A clinic's copy that is submitted: what its box says, and the clinic as the laws need it."""

from __future__ import annotations

from typing import Any

import pikepdf

from leaflet.editions.edition import Edition
from leaflet.inspect.edition_in_copy import added_words, edition_pdf_of, has_logo
from leaflet.inspect.page import Page
from leaflet.model import CLINIC_BOX, Clinic, Logo

_MAX_ELEMENTS = 1000
"""In a box; a full one has 20."""


def box_note(words: str) -> str:
    """What is to be known of a box that says `words`."""
    return f"its clinic's box says “{words}”; the file doesn't show whether that is right"


def words_in_old_box(pdf: bytes) -> str:
    """What the box of a copy of other content than today's says; '' where it isn't one, or was saved anew.

    The original is in the copy, as leaflet has written it, and the box is what was added. Raises UnreadablePdfError.
    """
    original = edition_pdf_of(pdf)
    return (added_words(pdf, original) or "") if original else ""


def reads_outside(pdf: pikepdf.Pdf, page: Page) -> bool:
    """Does the box's part of the structure lead to what stands on today's `page` already, or to a link?"""
    taken = {glyph.mcid for glyph in page.glyphs}
    boxes = (element for element in pdf.objects if _is_box(element))
    stack: list[object] = [kid for box in boxes for kid in _kids(box)]
    for _ in range(_MAX_ELEMENTS):
        if not stack:
            return False
        kid = stack.pop()
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            return True
        number = kid.get("/MCID") if isinstance(kid, pikepdf.Dictionary) else kid
        if isinstance(number, int) and number in taken:
            return True
        stack += _kids(kid)
    return True


def _is_box(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary) and value.get("/T") == CLINIC_BOX


def _kids(element: object) -> list[object]:
    kids = element.get("/K") if isinstance(element, pikepdf.Dictionary) else None
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []


def clinic_in_box(words: str, pdf: bytes, edition: Edition) -> Clinic:
    """A clinic whose box says `words`, with a logo where the file has a picture more than the edition."""
    logo = Logo(b"", "image/png") if has_logo(pdf) else None
    fields: dict[str, Any] = {"hours": None, "emergency": None, "web": None, "languages": (), "logo": logo}
    return Clinic.model_construct(id="copy", name=words, address="", phone="", origin=edition.layout.origin, **fields)
