"""Rectangles on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Edges:
    """A rectangle; CSS pixels from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def content_edges(box: Any) -> Edges:
    """The room that `box` has for its content."""
    x, y = box.content_box_x(), box.content_box_y()
    return Edges(x, y, x + box.width, y + box.height)


def border_edges(box: Any) -> Edges:
    """What `box` covers with its border."""
    x, y = box.border_box_x(), box.border_box_y()
    return Edges(x, y, x + box.border_width(), y + box.border_height())
