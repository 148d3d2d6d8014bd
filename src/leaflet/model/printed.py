"""The result of rendering, and where required texts were found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leaflet.model.clinic import ClinicBox
from leaflet.model.required import TextKey


@dataclass(frozen=True)
class Overflow:
    """Something that sticks out of a box marked `data-fit`, or of the page."""

    page: int
    """From 1: the page on which the box begins."""
    fit_id: str
    """The value of `data-fit`."""
    side: Literal["bottom", "right", "left", "top"]
    overflow_mm: float
    text: str
    """The first words that stick out, '' where there are none."""
    lost_texts: tuple[TextKey, ...] = ()
    """The required texts in the box that stick out or didn't fit at all, in page order."""
    texts: tuple[TextKey, ...] = ()
    """All required texts in the box, in page order."""
    excess_words: int = 0
    """About how many words too many the box holds; 0 where what sticks out isn't text."""


@dataclass(frozen=True)
class EmptyPanel:
    """A box marked `data-fit`, as high as a panel, that its content leaves empty in great part."""

    page: int
    """From 1."""
    fit_id: str
    """The value of `data-fit`."""
    empty: float
    """The share of its height below all that stands in it."""


@dataclass(frozen=True)
class RenderResult:
    """The result of rendering."""

    pdf: bytes
    page_count: int
    log: tuple[str, ...]
    """Every log record, at whatever level from warning up."""
    overflows: tuple[Overflow, ...]
    clinic_boxes: tuple[ClinicBox, ...] = ()
    """The clinic's boxes, in the order of the pages: one in a piece, one on each page of a document of boxes."""
    unknown_families: tuple[str, ...] = ()
    """Families of fonts that a text asks for, and that leaflets aren't set in: another took their place."""
    empty_panels: tuple[EmptyPanel, ...] = ()


@dataclass(frozen=True)
class Placement:
    """Where a required text was found in the finished PDF."""

    kind: str
    id: str
    page: int
    """From 1."""
    box_mm: tuple[float, float, float, float]
    """left, top, right, bottom in mm from the paper's top left corner."""
    pt: float
    """The smallest type size in it, pt."""
