"""What sticks out of its box or runs off the paper, with the required texts that are lost by it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from leaflet.lengths import MM_PER_PX
from leaflet.model import KIND_NAMES, Overflow, TextKey
from leaflet.render.box_tree import children, descendants

_TOLERANCE_PX = 2
"""Pixels that content may stick out by, half a millimetre: no reader sees it, and rounding makes less."""
_EXCERPT_WORDS = 8
"""Words of the text that sticks out, for the message."""
_Side = Literal["bottom", "right", "left", "top"]


@dataclass(frozen=True)
class _Edges:
    """A rectangle; CSS pixels from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def overflows(document: Any) -> tuple[Overflow, ...]:
    """What sticks out of a box marked `data-fit`, goes on after one on a later page, or runs off the paper."""
    before: dict[int, str] = {}
    found: list[Overflow] = []
    for number, page in enumerate(document.pages, 1):
        fitted = tuple(_fit_boxes(page._page_box))
        texts = {id(box.element): _text(descendants(box)) for box in fitted}
        found += [o for box in fitted for o in _box_overflows(number, box)]
        found += [
            _continuation_overflow(number, box) for box in fitted if _is_continued(id(box.element), before, texts)
        ]
        found += _page_overflows(number, page)
        before |= texts
    return tuple(found)


def _is_continued(element: int, before: dict[int, str], now: dict[int, str]) -> bool:
    """Is it the rest of an element on an earlier page? (One with the same text is repeated, as a footer is.)"""
    return element in before and before[element] != now[element]


def _fit_id(box: Any) -> str:
    return str(box.element.get("data-fit"))


def _fit_boxes(box: Any, outer_element: Any = None) -> Iterator[Any]:
    """The outermost box of every element marked `data-fit` (an element's lines and cells are boxes of it, too)."""
    marked = box.element is not None and box.element.get("data-fit") is not None and box.element is not outer_element
    if marked and isinstance(box.height, int | float):
        yield box
        outer_element = box.element
    for child in children(box):
        yield from _fit_boxes(child, outer_element)


def _content_edges(box: Any) -> _Edges:
    x, y = box.content_box_x(), box.content_box_y()
    return _Edges(x, y, x + box.width, y + box.height)


def _overflows_by_side(page: int, name: str, room: _Edges, boxes: Iterator[Any]) -> list[Overflow]:
    """One Overflow for each side of `room` that `boxes` cross, with the largest distance."""
    crossings = [(side, distance, box) for box in boxes for side, distance in _crossed_sides(box, room)]
    found = []
    for side in dict.fromkeys(side for side, _, _ in crossings):
        crossing = [(distance, box) for s, distance, box in crossings if s == side]
        text = _first_words(box for _, box in crossing)
        overflow_mm = round(max(distance for distance, _ in crossing) * MM_PER_PX, 1)
        found.append(Overflow(page, name, side, overflow_mm, text))
    return found


def _box_overflows(page: int, box: Any) -> list[Overflow]:
    """What sticks out of `box`, with the required texts that don't fit."""
    room = _content_edges(box)
    found = _overflows_by_side(page, _fit_id(box), room, descendants(box))
    lost = _lost_texts(box, room) if found else ()
    return [replace(overflow, lost_texts=lost) for overflow in found]


def _lost_texts(box: Any, room: _Edges) -> tuple[TextKey, ...]:
    """The required texts in `box`, from the first that crosses the edge of `room`, that cross it or were not laid out.

    (The renderer drops what would begin below the paper.)
    """
    inside = tuple(descendants(box))
    laid_out = {id(inner.element) for inner in inside}
    crossings = {id(inner.element) for inner in inside if any(_crossed_sides(inner, room))}
    marked = [(key, {id(e) for e in element.iter()}) for key, element in _marked_elements(box.element)]
    beyond = itertools.dropwhile(lambda pair: not pair[1] & crossings, marked)
    return tuple(key for key, elements in beyond if elements & crossings or not elements & laid_out)


def _marked_elements(element: Any) -> Iterator[tuple[TextKey, Any]]:
    """Every required text in `element`, with the element that carries it."""
    for inner in element.iter():
        for kind in KIND_NAMES:
            if inner.get(f"data-{kind}"):
                yield (kind, inner.get(f"data-{kind}")), inner


def _crossed_sides(box: Any, room: _Edges) -> Iterator[tuple[_Side, float]]:
    """The sides of `room` that `box` crosses, and by how many pixels.

    Lines and blocks are held to top and bottom, text and images to left and right: a line is as wide as its column,
    and a band of colour may be drawn wider than its text.
    """
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    edges = _border_edges(box)
    distances: dict[_Side, float] = {}
    if isinstance(box, b.LineBox | b.ReplacedBox | b.BlockLevelBox | b.TableCellBox) and not _is_absolutely_positioned(
        box
    ):
        distances |= {"bottom": edges.bottom - room.bottom, "top": room.top - edges.top}
    if isinstance(box, b.TextBox | b.ReplacedBox):
        distances |= {"right": edges.right - room.right, "left": room.left - edges.left}
    yield from ((side, amount) for side, amount in distances.items() if amount > _TOLERANCE_PX)


def _is_absolutely_positioned(box: Any) -> bool:
    """Is it absolutely positioned, such as a sign in the margin? (Its text must still fit the box.)"""
    return bool(box.is_absolutely_positioned())


def _border_edges(box: Any) -> _Edges:
    x, y = box.border_box_x(), box.border_box_y()
    return _Edges(x, y, x + box.border_width(), y + box.border_height())


def _continuation_overflow(page: int, box: Any) -> Overflow:
    """The rest of a box that was broken over two pages, by the height of what is on the later page."""
    bottom = max((_border_edges(inner).bottom for inner in descendants(box)), default=box.content_box_y())
    overflow_mm = round((bottom - box.content_box_y()) * MM_PER_PX, 1)
    laid_out = {id(inner.element) for inner in descendants(box)}
    lost = (key for key, element in _marked_elements(box.element) if any(id(e) in laid_out for e in element.iter()))
    return Overflow(page, _fit_id(box), "bottom", overflow_mm, _first_words(descendants(box)), tuple(lost))


def _page_overflows(number: int, page: Any) -> list[Overflow]:
    paper = _Edges(0, 0, page.width, page.height)
    return _overflows_by_side(number, "page", paper, _untransformed_lines(page._page_box))


def _untransformed_lines(box: Any) -> Iterator[Any]:
    """Lines and their text, without those inside a transformed box, whose position differs."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    for child in children(box):
        if child.style["transform"]:
            continue
        if isinstance(child, b.LineBox | b.TextBox):
            yield child
        yield from _untransformed_lines(child)


def _first_words(boxes: Iterator[Any]) -> str:
    """The first words in `boxes`."""
    return " ".join(_text(boxes).split()[:_EXCERPT_WORDS])


def _text(boxes: Iterator[Any]) -> str:
    """The text in the lines among `boxes` and in their text boxes, each once."""
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    lines = (box for box in boxes if isinstance(box, b.LineBox | b.TextBox))
    text_boxes = (box for line in lines for box in (line, *descendants(line)) if isinstance(box, b.TextBox))
    return " ".join({id(box): box.text for box in text_boxes}.values())
