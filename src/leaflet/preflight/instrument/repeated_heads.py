"""The heads of a table's columns that are said again on each page on which it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.read_signs import Glyphs
from leaflet.preflight.instrument.structure import ContentId, Element, Structure

GlyphsByContent = Mapping[ContentId, Sequence[int]]
_TOLERANCE_MM = 0.05


def repeated_heads(structure: Structure, glyphs: Glyphs, glyphs_of: GlyphsByContent, tables: int) -> dict[int, int]:
    """The rows of the glyphs of heads (`THead`) that only repeat others, each with the row that it repeats.

    Such a head has the same glyphs in the same places across, stands on a later page, and above everything else that
    its page has of the flow: whatever differs is text like any other, and is told. So is a head too many for the
    `tables` with heads that the document has.
    """
    heads = [rows for rows in _head_rows(structure.elements, glyphs_of) if len(rows)]
    repeated = [(before, rows) for before, rows in pairwise(heads) if _is_repeated(before, rows, glyphs)]
    topmost = [(before, rows) for before, rows in repeated if _is_topmost(rows, glyphs, glyphs_of)]
    found: dict[int, int] = {}
    for before, rows in topmost[: max(len(heads) - tables, 0)]:
        pairs = zip(rows.tolist(), before.tolist(), strict=True)
        found.update((row, found.get(first, first)) for row, first in pairs)
    return found


def _head_rows(tree: Sequence[Element], glyphs_of: GlyphsByContent) -> Iterator[Ints]:
    head_of: list[int | None] = []
    rows: dict[int, list[int]] = {}
    for number, element in enumerate(tree):
        around = head_of[element.parent] if element.parent is not None else None
        head_of.append(number if element.tag == "THead" else around)
        head = head_of[number]
        if head is not None:
            own = (glyphs_of.get(content, ()) for content in element.content_ids)
            rows.setdefault(head, []).extend(row for found in own for row in found)
    return (np.array(found, np.int64) for found in rows.values())


def _is_repeated(before: Ints, rows: Ints, glyphs: Glyphs) -> bool:
    if len(before) != len(rows) or glyphs.page[before].max() >= glyphs.page[rows].min():
        return False
    across = np.abs(glyphs.origin[before, 0] - glyphs.origin[rows, 0])
    return np.array_equal(glyphs.kind[before], glyphs.kind[rows]) and bool((across <= _TOLERANCE_MM).all())


def _is_topmost(rows: Ints, glyphs: Glyphs, glyphs_of: GlyphsByContent) -> bool:
    page = int(glyphs.page[rows[0]])
    others = np.array([row for (on, _), found in glyphs_of.items() if on == page for row in found], np.int64)
    others = np.setdiff1d(others, rows)
    return not len(others) or bool(glyphs.origin[others, 1].min() > glyphs.origin[rows, 1].max())
