"""What is met when, of a sheet that is folded twice: closed, with the cover opened, opened whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PIL import Image

_CARD_FOLDS = 2
"""Two folds, one over the other, make a folder of three panels."""


def folded_views(
    pages: Sequence[Image.Image], folds_mm: Sequence[float], width_mm: float
) -> Iterator[tuple[str, Image.Image]]:
    """(what is seen, picture) of each step in which a sheet of two `pages` is opened; nothing of another piece.

    Outside, the panels are the flap, the back and the front, from left to right.
    """
    if len(pages) != 2 or len(folds_mm) != _CARD_FOLDS:
        return
    outside, inside = pages
    flap, back, front = _panels(outside, folds_mm, width_mm)
    left, *_ = _panels(inside, [width_mm - fold for fold in reversed(folds_mm)], width_mm)
    yield "closed: front and back", _beside(front, back)
    yield "the cover opened: left panel and flap", _beside(left, flap)
    yield "opened whole", inside


def _panels(page: Image.Image, folds_mm: Sequence[float], width_mm: float) -> tuple[Image.Image, ...]:
    edges = [round(x / width_mm * page.width) for x in (0, *folds_mm, width_mm)]
    return tuple(page.crop((left, 0, right, page.height)) for left, right in pairwise(edges))


def _beside(one: Image.Image, other: Image.Image) -> Image.Image:
    both = Image.new("RGB", (one.width + other.width, one.height), "white")
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    return both
