"""Panels that are left empty in great part: a reader takes them for the end, or for a page that went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaflet.lengths import MM_PER_PX
from leaflet.model import EmptyPanel
from leaflet.render.box_tree import descendants
from leaflet.render.edges import border_edges, content_edges
from leaflet.render.fit_boxes import fit_boxes

_MIN_HEIGHT_MM = 60
"""A lower box is no panel: room for a stamp, or a foot, may be empty."""
_MAX_EMPTY = 0.4
"""Share of the height, from which on it is told."""


def empty_panels(document: Any) -> Iterator[EmptyPanel]:
    """The panels of which that share or more stands empty below their content."""
    for fit in fit_boxes(document):
        room = content_edges(fit.first)
        height = room.bottom - room.top
        ends = [border_edges(box).bottom for box in descendants(fit.first) if _is_content(box)]
        empty = (room.bottom - max(ends)) / height if ends else 1.0
        if height * MM_PER_PX >= _MIN_HEIGHT_MM and empty >= _MAX_EMPTY:
            yield EmptyPanel(fit.page, fit.name, empty)


def _is_content(box: Any) -> bool:
    """Is it text, a picture, or room to write: a cell, or what is ruled below?"""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    return isinstance(box, b.LineBox | b.ReplacedBox | b.TableCellBox) or box.border_bottom_width > 0
