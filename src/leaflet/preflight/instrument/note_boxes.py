"""Boxes in running text as they are printed: the frame around each, how heavy it is, and what stands in it.

A frame is looked for from the texts of its box outwards: what is met first on a side must be a rule along all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import get_args

import numpy as np

from leaflet.preflight.instrument.dots import GAP_MM, SIDES, BoxSide, DotWindow, Rule, dots, millimetres
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.lining_up import GENERATED
from leaflet.preflight.instrument.set_lines import SetLine, SetLines
from leaflet.preflight.instrument.text_rooms import ABOVE_EM, BELOW_EM, BESIDE_EM
from leaflet.running_text.tree import NoteKind

_OVER_AND_UNDER: tuple[tuple[BoxSide, int], ...] = (("top", -1), ("bottom", 1))
_CLASS = "note-box"
FRAMED: Mapping[NoteKind, Sequence[BoxSide]] = {
    "tip": ("top", "bottom"),
    "note": SIDES,
    "warning": SIDES,
}
"""On which sides each kind must have a rule; it may have more."""
REACH_EM = 3.0
"""How far over and under its texts a box's frame may be; beside them it is as far as its lines are short."""
_THROUGH = 0.5
"""How much of a row between two lines is ink where a rule parts them."""
_CORNER_MM = 4.0
"""How far from the ends of the rule over it a box's sides may stand: by round corners."""
_MARKER_EM = 3.0
"""How far before its texts the numbers and signs of a list in it stand."""


@dataclass(frozen=True)
class NoteBoxPlace:
    """Where the texts of one box stand."""

    number: int
    """The element that it is."""
    kind: NoteKind
    text: int
    """The document's text that it begins with."""
    lines: Sequence[SetLine]
    """Its own."""
    page: int
    """That it begins on."""
    box: Box
    """The room of its lines on that page, with the signs of its lists; mm on paper, not in a mirror."""
    em: float

    @property
    def is_on_one_page(self) -> bool:
        """Does it end there, too?"""
        return self.lines[-1].page == self.page

    def around(self, width: float) -> Box:
        """What must be drawn of a page so wide to find its frame."""
        _, top, _, bottom = self.box
        reach = (REACH_EM + 2) * self.em
        return 0, top - reach, width, bottom + reach


@dataclass(frozen=True)
class NoteBoxFrame:
    """What is drawn around a box."""

    place: NoteBoxPlace
    rules: Mapping[BoxSide, Rule]
    """Those that are whole, by side."""
    inside: Box
    """What they enclose, mm on paper."""
    is_parted: bool
    """Does a rule run between its texts?"""

    @property
    def missing(self) -> list[BoxSide]:
        """The sides that its kind wants and that have no rule."""
        return [side for side in FRAMED[self.place.kind] if side not in self.rules]

    @property
    def weight_mm(self) -> float:
        """All its rules' thicknesses together."""
        return sum(rule.thickness_mm for rule in self.rules.values())

    @property
    def look(self) -> tuple[float, ...]:
        """The thickness of the rule on each side, 0 for none: what a copy shows of its kind."""
        return tuple(self.rules[side].thickness_mm if side in self.rules else 0.0 for side in SIDES)

    @property
    def outside(self) -> Box:
        """What they take up themselves, too, over and under it."""
        left, top, right, bottom = self.inside
        over, under = (self.rules[side].thickness_mm if side in self.rules else 0 for side in ("top", "bottom"))
        return left, top - over, right, bottom + under


def note_box_places(lines: SetLines) -> Iterator[NoteBoxPlace]:
    """Where each box of the document stands; nothing of one without a line."""
    for number, element in enumerate(lines.lined_up.document.elements):
        if element.tag == "section" and _CLASS in element.classes:
            kind: NoteKind | None = next((kind for kind in get_args(NoteKind) if kind in element.classes), None)
            own = lines.of_element(number)
            if own and kind:
                page = own[0].page
                em = max(line.size_mm for line in own)
                room = bounding_box([_room(line) for line in own if line.page == page])
                on_paper = _on_paper(room, lines.widths[page - 1] if lines.is_right_to_left else None)
                box = _with_signs(lines.lined_up, on_paper, page, em)
                yield NoteBoxPlace(number, kind, own[0].text, own, page, box, em)


def _room(line: SetLine) -> Box:
    left, _, right, _ = line.box
    beside = BESIDE_EM * line.size_mm
    return left - beside, line.foot - ABOVE_EM * line.size_mm, right + beside, line.foot + BELOW_EM * line.size_mm


def _on_paper(box: Box, mirror_mm: float | None) -> Box:
    left, top, right, bottom = box
    return box if mirror_mm is None else (mirror_mm - right, top, mirror_mm - left, bottom)


def _with_signs(lined_up: LinedUp, box: Box, page: int, em: float) -> Box:
    """`box` with the numbers and signs of lists beside its lines."""
    glyphs, (left, top, right, bottom) = lined_up.glyphs, box
    foot, ink = glyphs.origin[:, 1], glyphs.ink
    beside = (ink[:, 0] > left - _MARKER_EM * em) & (ink[:, 2] < right + _MARKER_EM * em)
    own = (lined_up.text == GENERATED) & (glyphs.page == page) & (foot > top) & (foot < bottom) & beside
    return bounding_box([box, *map(tuple, ink[own].tolist())])


def frame_of(place: NoteBoxPlace, shown: DotWindow, others: Sequence[Box]) -> NoteBoxFrame:
    """The frame around a box; `others` are the lines of all other texts of its page, mm on paper.

    A line of text is no rule, though as much of it is ink.
    """
    texts, reach = shown.place(place.box), REACH_EM * place.em
    found = ((side, shown.rule_beside(texts, side, reach if side in ("top", "bottom") else inf)) for side in SIDES)
    rules = {side: rule for side, rule in found if rule and rule.is_whole}
    left, top, right, bottom = place.box
    heights = {"top": top, "bottom": bottom}
    for side, sign in _OVER_AND_UNDER:
        rule = rules.get(side)
        if rule and _meets_text(others, left, right, heights[side] + sign * rule.distance_mm):
            del rules[side]
    first, last = _ends_of_top(shown, place, rules)
    ends: tuple[tuple[BoxSide, float], ...] = (("left", left - first), ("right", last - right))
    for side, end in ends:
        rule = rules.get(side)
        if rule and abs(rule.distance_mm + rule.thickness_mm - end) > _CORNER_MM:
            del rules[side]  # it is another column's
    down = [rules[side].distance_mm if side in rules else 0.0 for side in ("top", "bottom")]
    inside = (min(first, left), top - down[0], max(last, right), bottom + down[1])
    return NoteBoxFrame(place, rules, inside, _is_parted(shown, place))


def _meets_text(others: Sequence[Box], left: float, right: float, y: float) -> bool:
    return any(box[1] < y < box[3] and box[0] < right and left < box[2] for box in others)


def _is_parted(shown: DotWindow, place: NoteBoxPlace) -> bool:
    """Does a rule run between two of its lines? A dark ground, which is ink all over, doesn't."""
    left, _, right, _ = place.box
    own = sorted((line for line in place.lines if line.page == place.page), key=lambda line: line.foot)
    for above, below in pairwise(own):
        x, y, u, v = shown.place((left, above.foot + BELOW_EM * above.size_mm, right, below.box[1]))
        shares = shown.ink[y:v, x:u].mean(axis=1) if v > y and u > x else np.zeros(0)
        if len(shares) and shares.max() >= _THROUGH and shares.min() < _THROUGH:
            return True
    return False


def _ends_of_top(shown: DotWindow, place: NoteBoxPlace, rules: Mapping[BoxSide, Rule]) -> tuple[float, float]:
    """How far the rule over a box reaches to both sides, mm: where it is open there, that is what it encloses."""
    left, _, right, _ = place.box
    if "top" not in rules:
        return left, right
    x, y, u, _ = shown.place(place.box)
    row = shown.ink[max(y - 1 - dots(rules["top"].distance_mm), 0)]
    gap = dots(GAP_MM)
    while x > 0 and row[max(x - gap, 0) : x].any():
        x -= 1
    while u < len(row) and row[u : u + gap].any():
        u += 1
    return millimetres(x + shown.left), millimetres(u + shown.left)


def other_lines(place: NoteBoxPlace, lines: SetLines) -> list[tuple[int, Box]]:
    """The lines of all other texts on its page: the text that each begins with, and its box on paper."""
    own = lines.lined_up.document.elements[place.number].texts
    mirror = lines.widths[place.page - 1] if lines.is_right_to_left else None
    return [(one.text, _on_paper(one.box, mirror)) for one in lines.on_page(place.page) if one.text not in own]


def strangers(frame: NoteBoxFrame, others: Sequence[tuple[int, Box]]) -> list[int]:
    """Those of other texts of which a line has its middle in the frame."""
    left, top, right, bottom = frame.inside
    return [text for text, (x, y, u, v) in others if left < u and x < right and top < (y + v) / 2 < bottom]
