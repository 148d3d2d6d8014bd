"""What sticks out of its box or runs off the paper, with the required texts that are lost by it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from leaflet.lengths import MM_PER_PX
from leaflet.model import KIND_NAMES, Overflow, TextKey
from leaflet.render.box_tree import children, descendants
from leaflet.render.edges import Edges, border_edges, content_edges
from leaflet.render.excess_words import excess_words
from leaflet.render.fit_boxes import FitBox, fit_boxes, text_of

_TOLERANCE_PX = 2
"""Pixels that content may stick out by, half a millimetre: no reader sees it, and rounding makes less."""
_EXCERPT_WORDS = 8
"""Words of the text that sticks out, for the message."""
_Side = Literal["bottom", "right", "left", "top"]


def overflows(document: Any) -> tuple[Overflow, ...]:
    """What sticks out of a box marked `data-fit`, goes on after one on a later page, or runs off the paper.

    Something that sticks out of a box is told of the box, not of the paper, too.
    """
    boxes = fit_boxes(document)
    found = {id(fit.first): _box_overflows(fit) for fit in boxes}
    overfull = [box for fit in boxes if found[id(fit.first)] for box in (fit.first, *fit.later)]
    told = {id(inner) for box in overfull for inner in descendants(box)}
    result: list[Overflow] = []
    for number, page in enumerate(document.pages, 1):
        result += [overflow for fit in boxes if fit.page == number for overflow in found[id(fit.first)]]
        result += _page_overflows(number, page, told)
    return tuple(result)


def _overflows_by_side(page: int, name: str, room: Edges, boxes: Iterator[Any]) -> list[Overflow]:
    """One Overflow for each side of `room` that `boxes` cross, with the largest distance."""
    crossings = [(side, distance, box) for box in boxes for side, distance in _crossed_sides(box, room)]
    found = []
    for side in dict.fromkeys(side for side, _, _ in crossings):
        crossing = [(distance, box) for s, distance, box in crossings if s == side]
        text = _first_words(box for _, box in crossing)
        overflow_mm = round(max(distance for distance, _ in crossing) * MM_PER_PX, 1)
        found.append(Overflow(page, name, side, overflow_mm, text))
    return found


def _box_overflows(fit: FitBox) -> list[Overflow]:
    """What sticks out of a box, with the required texts that don't fit and about how many words are too many."""
    room = content_edges(fit.first)
    found = _overflows_by_side(fit.page, fit.name, room, descendants(fit.first))
    if fit.later and "bottom" not in {overflow.side for overflow in found}:
        found.append(_continuation_overflow(fit))
    if not found:
        return []
    lost, texts = _lost_texts(fit, room), tuple(key for key, _ in _marked_elements(fit.first.element))
    words = excess_words(fit.first, room)
    return [replace(overflow, lost_texts=lost, texts=texts, excess_words=words) for overflow in found]


def _lost_texts(fit: FitBox, room: Edges) -> tuple[TextKey, ...]:
    """The required texts in a box, from the first that crosses the edge of `room`, that cross it or aren't in it.

    (The renderer drops what would begin below the paper.)
    """
    inside = tuple(descendants(fit.first))
    laid_out = {id(inner.element) for inner in inside}
    beyond_room = [inner for inner in inside if any(_crossed_sides(inner, room))]
    crossings = {id(inner.element) for inner in (*beyond_room, *(b for box in fit.later for b in descendants(box)))}
    marked = [(key, {id(e) for e in element.iter()}) for key, element in _marked_elements(fit.first.element)]
    beyond = itertools.dropwhile(lambda pair: not pair[1] & crossings, marked)
    return tuple(key for key, elements in beyond if elements & crossings or not elements & laid_out)


def _marked_elements(element: Any) -> Iterator[tuple[TextKey, Any]]:
    """Every required text in `element`, with the element that carries it."""
    for inner in element.iter():
        for kind in KIND_NAMES:
            if inner.get(f"data-{kind}"):
                yield (kind, inner.get(f"data-{kind}")), inner


def _crossed_sides(box: Any, room: Edges) -> Iterator[tuple[_Side, float]]:
    """The sides of `room` that `box` crosses, and by how many pixels.

    Lines and blocks are held to top and bottom, text and images to left and right: a line is as wide as its column,
    and a band of colour may be drawn wider than its text.
    """
    from weasyprint.formatting_structure import boxes as b  # noqa: PLC0415

    edges = border_edges(box)
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


def _continuation_overflow(fit: FitBox) -> Overflow:
    """The rest of a box that was broken over two pages, by the height of what is on the later page."""
    later = fit.later[0]
    bottom = max((border_edges(inner).bottom for inner in descendants(later)), default=later.content_box_y())
    overflow_mm = round((bottom - later.content_box_y()) * MM_PER_PX, 1)
    return Overflow(fit.page, fit.name, "bottom", overflow_mm, _first_words(descendants(later)))


def _page_overflows(number: int, page: Any, told: set[int]) -> list[Overflow]:
    """What runs off the paper, without the boxes that are `told` already."""
    paper = Edges(0, 0, page.width, page.height)
    lines = (line for line in _untransformed_lines(page._page_box) if id(line) not in told)
    return _overflows_by_side(number, "page", paper, lines)


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
    return " ".join(text_of(boxes).split()[:_EXCERPT_WORDS])
