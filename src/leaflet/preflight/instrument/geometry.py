"""Places on paper: boxes in millimetres from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.lengths import MM_PER_PT

Box = tuple[float, float, float, float]
"""left, top, right, bottom in mm."""


def bounding_box(boxes: Sequence[Box]) -> Box:
    """The smallest box around `boxes`; there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


@dataclass(frozen=True, slots=True)
class PaperOrigin:
    """The paper's top left corner in the page's own coordinates."""

    left: float
    top: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box of a rectangle whose edges are in those coordinates, points."""
        return (
            (left - self.left) * MM_PER_PT,
            (self.top - top) * MM_PER_PT,
            (right - self.left) * MM_PER_PT,
            (self.top - bottom) * MM_PER_PT,
        )
