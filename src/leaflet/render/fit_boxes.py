"""The boxes of a page that content must fit: elements marked `data-fit`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from leaflet.render.box_tree import children, descendants


@dataclass
class FitBox:
    """An element marked `data-fit`: its first box, and whatever follows on later pages."""

    page: int
    """The page of the first box, from 1."""
    first: Any
    later: list[Any]
    """The rest of it, which an editor didn't mean to be on another page."""

    @property
    def name(self) -> str:
        """The value of `data-fit`."""
        return str(self.first.element.get("data-fit"))


def fit_boxes(document: Any) -> list[FitBox]:
    """Every element marked `data-fit`. (One with the same text on each page is repeated, as a footer is.)"""
    found: dict[int, FitBox] = {}
    for number, page in enumerate(document.pages, 1):
        for box in _outermost(page._page_box):
            before = found.get(id(box.element))
            if before is None:
                found[id(box.element)] = FitBox(number, box, [])
            elif text_of(descendants(box)) != text_of(descendants(before.first)):
                before.later.append(box)
    return list(found.values())


def _outermost(box: Any, outer_element: Any = None) -> Iterator[Any]:
    """The outermost box of every element marked `data-fit` (an element's lines and cells are boxes of it, too)."""
    marked = box.element is not None and box.element.get("data-fit") is not None and box.element is not outer_element
    if marked and isinstance(box.height, int | float):
        yield box
        outer_element = box.element
    for child in children(box):
        yield from _outermost(child, outer_element)


def text_of(boxes: Iterator[Any]) -> str:
    """The text in the lines among `boxes` and in their text boxes, each once."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    lines = (box for box in boxes if isinstance(box, b.LineBox | b.TextBox))
    text_boxes = (box for line in lines for box in (line, *descendants(line)) if isinstance(box, b.TextBox))
    return " ".join({id(box): box.text for box in text_boxes}.values())
