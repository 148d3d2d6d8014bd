"""Where the document's drawings and pictures are drawn: what is painted inside of the figures of a file's tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaflet.preflight.instrument.drawn_page import PageDrawing, Painting
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.tagged_elements import TaggedElements


@dataclass(frozen=True)
class DrawnPicture:
    """A drawing or picture as a page draws it."""

    page: PageDrawing
    paintings: Sequence[Painting]
    """What it is drawn with, in order; at least one."""

    @property
    def box(self) -> Box:
        """Where it leaves ink."""
        return bounding_box([painting.box for painting in self.paintings])


def drawn_pictures(tagged: TaggedElements, pages: Sequence[PageDrawing]) -> Mapping[int, Sequence[DrawnPicture]]:
    """By number of an element of the document: that drawing or picture, once for each page that has a part of it."""
    by_content: defaultdict[tuple[int, int], list[Painting]] = defaultdict(list)
    for page in pages:
        for painting in page.paintings:
            by_content[page.number, painting.content].append(painting)
    found: defaultdict[int, list[DrawnPicture]] = defaultdict(list)
    for number, of in tagged.document_element.items():
        element = tagged.structure.elements[number]
        contents = element.content_ids if element.tag == "Figure" else ()
        for page in pages:
            inside = [p for at, content in contents if at == page.number for p in by_content.get((at, content), ())]
            found[of] += [DrawnPicture(page, inside)] if inside else []
    return found
