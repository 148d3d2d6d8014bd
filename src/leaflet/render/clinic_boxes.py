"""Where the boxes of clinics are on a document's pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaflet.lengths import MM_PER_PX
from leaflet.model import ClinicBox
from leaflet.render.box_tree import descendants


def clinic_boxes(document: Any) -> Iterator[ClinicBox]:
    """The boxes on the pages of `document`, in order."""
    for number, page in enumerate(document.pages, 1):
        for box in descendants(page._page_box):
            if is_clinic_box(box):
                edges = (box.content_box_x(), box.content_box_y(), box.width, box.height)
                yield ClinicBox(number, *(edge * MM_PER_PX for edge in edges))


def is_clinic_box(box: Any) -> bool:
    """Is it the box of an element that a template marks as the clinic's?"""
    return box.element is not None and box.element.get("data-clinic") == "box" and box.element_tag == "div"
