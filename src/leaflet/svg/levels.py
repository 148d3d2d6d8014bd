"""Where a drawing shows how far the claims of its topic were studied: its elements with `data-claim`.

Cleaning leaves such notes out, so they are read from the drawing as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.svg.checks import HREF
from leaflet.svg.elements import SvgElement
from leaflet.svg.labels import labels

CLAIM = "data-claim"
"""The attribute that names a claim by its id."""


@dataclass(frozen=True)
class ShownLevel:
    """An element that names a claim, or a copy that belongs to none."""

    element: SvgElement
    claim: str
    """'' for none."""
    labels: tuple[int, ...]
    """Which of the drawing's labels begin in it."""
    shapes: tuple[str, ...]
    """Ids of what is copied in it."""


def shown_levels(written: SvgElement, drawing: SvgElement) -> tuple[ShownLevel, ...]:
    """What `written` shows of claims, in its order; the labels are those of `drawing`, which is it cleaned."""
    places = {(label.element.line, label.element.column): n for n, label in enumerate(labels(drawing))}
    return tuple(_shown(written, places))


def _shown(element: SvgElement, places: dict[tuple[int, int], int]) -> Iterator[ShownLevel]:
    """Of `element` and all in it; what names a claim inside another one's part belongs to the outer."""
    claim = element.attrib.get(CLAIM, "").strip()
    if CLAIM in element.attrib or element.name == "use":
        within = tuple(element.walk())
        numbers = (places.get((inner.line, inner.column)) for inner in within)
        found = tuple(dict.fromkeys(n for n in numbers if n is not None))
        yield ShownLevel(element, claim, found, tuple(_copied(use) for use in within if use.name == "use"))
        return
    for child in element.children:
        yield from _shown(child, places)


def _copied(use: SvgElement) -> str:
    return (use.attrib.get("href") or use.attrib.get(HREF, "")).removeprefix("#")
