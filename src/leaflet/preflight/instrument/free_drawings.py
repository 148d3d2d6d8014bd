"""What a page draws that is neither text nor a box or rule that text stands in or between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.preflight.instrument.drawn_page import PageDrawing, Painting
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.text_rooms import TextRoom

RULE_MM = 8.0
"""A rectangle or a line that is shorter both ways, and holds no text, can be a stroke of a letter or a bullet."""
_RULE_WIDTH_MM = 2.0
"""A double or a dotted rule is no wider."""
_TICK_MM = (3.0, 8.0)
_TICK_GAP_MM = 8.0
"""How far from the words of its item a box to tick may end."""
_PICTOGRAM_MM = 20.0
"""A pictogram is no larger, and ends no farther from the words that it stands before: a box to tick is between them."""
_SIDE_LINE_GAP_MM = (0.8, 8.0)
"""How far a line beside a text may stand from it: nearer it could be read as a letter."""
_HATCH_GAP_MM = 20.0
"""How far from the words of a draft mark its hatch may end."""
_EDGE_MM = 0.1
_JOINT_MM = 0.05
"""Two pieces of a rule end no farther apart, which nobody sees."""
_UNDERLINE_EM, _SLACK_EM = 0.3, 0.15
_OVERHANG_EM = 0.05
_PICTURE_GAP_MM = 3.0
"""Parts of one picture are no farther apart."""


@dataclass(frozen=True)
class AllowedDrawings:
    """What may be drawn on a page beside boxes and rules."""

    pictures: bool = False
    shadows: bool = False
    pictograms: bool = False
    """Drawings before the words of items."""
    side_lines: bool = False
    """Upright lines beside texts."""
    ticked: frozenset[int] = frozenset()
    """Texts before which a box to tick may stand."""
    hatched: frozenset[int] = frozenset()
    """Texts of draft marks, before which a hatch stands."""
    figures: frozenset[int] = frozenset()
    """Marked contents of the page that hold figures of the source."""


def free_drawings(page: PageDrawing, rooms: Sequence[TextRoom], allowed: AllowedDrawings) -> list[Painting]:
    """What is drawn on `page` and not `allowed`; `rooms` are those of all its lines."""
    odd = [p for p in page.paintings if p.content not in allowed.figures and not _is_ordinary(p, page, rooms)]
    odd = [p for pieces in _ruled(odd) if not _make_a_rule(pieces) for p in pieces]
    odd = [p for p in odd if not (_is_tick(p, rooms, allowed.ticked) or _is_hatch(p, rooms, allowed.hatched))]
    if allowed.side_lines:
        odd = [p for p in odd if not _is_side_line(p, rooms)]
    if allowed.pictograms:
        odd = [p for cluster in _clusters(odd) if not _is_pictogram(cluster, rooms, allowed.ticked) for p in cluster]
    if allowed.shadows:
        odd = [p for p in odd if not (p.kind == "shading" or (p.has_shaped_clip and p.opacity < 1))]
    return [p for cluster in _clusters(odd) if not (allowed.pictures and _is_picture(cluster)) for p in cluster]


def _is_ordinary(painting: Painting, page: PageDrawing, rooms: Sequence[TextRoom]) -> bool:
    """Is it a box that holds text, a rule, or does it run off the paper?"""
    if painting.kind in ("path", "image", "shading"):
        return _is_rule(painting) and painting.kind == "path"
    if any(holds(painting.box, room) or _underlines(painting.box, room) for room in rooms):
        return True
    if isinstance(painting.fill, str) or isinstance(painting.stroke, str):
        return False
    if painting.has_shaped_clip:
        return _is_rule(painting)
    return max(_size(painting.box)) >= RULE_MM or _runs_off(painting.box, page)


def _is_rule(painting: Painting) -> bool:
    """Is it long and thin, of one colour?"""
    sides = _size(painting.box)
    has_pattern = isinstance(painting.fill, str) or isinstance(painting.stroke, str)
    return max(sides) >= RULE_MM and min(sides) <= _RULE_WIDTH_MM and not has_pattern


def _ruled(paintings: Sequence[Painting]) -> list[list[Painting]]:
    """`paintings` in the upright rules that they are pieces of, downwards; any other by itself.

    Lines between cells are drawn row by row, each from where the one above it ends, or a little before.
    """
    rules: list[list[Painting]] = []
    for painting in sorted(paintings, key=lambda p: p.box[1]):
        above = next((rule for rule in rules if _goes_on(rule, painting)), None)
        if above is None:
            rules.append([painting])
        else:
            above.append(painting)
    return rules


def _make_a_rule(pieces: Sequence[Painting]) -> bool:
    return len(pieces) > 1 and max(p.box[3] for p in pieces) - pieces[0].box[1] >= RULE_MM


def _goes_on(rule: Sequence[Painting], piece: Painting) -> bool:
    """Is `piece` of the same thin line of one colour as `rule`, with no gap below it?

    Each piece is held to the first: many that lie a little aside of one another slant, and may be strokes of a letter.
    """
    first = rule[0]
    is_plain = all(p.kind in ("rectangle", "line") and not p.has_shaped_clip for p in (first, piece))
    sides = max(abs(first.box[side] - piece.box[side]) for side in (0, 2))
    return (
        is_plain
        and not isinstance(first.fill, str)
        and (first.fill, first.stroke, first.opacity) == (piece.fill, piece.stroke, piece.opacity)
        and piece.box[2] - piece.box[0] <= _RULE_WIDTH_MM / 2
        and sides <= _JOINT_MM
        and piece.box[1] <= max(p.box[3] for p in rule) + _JOINT_MM
    )


def _is_tick(painting: Painting, rooms: Sequence[TextRoom], ticked: frozenset[int]) -> bool:
    """Is it a box, sharp or round, before an item that has one?"""
    return (
        painting.kind in ("frame", "box")
        and all(_TICK_MM[0] <= side <= _TICK_MM[1] for side in _size(painting.box))
        and any(room.text in ticked and _is_before(painting.box, room, _TICK_GAP_MM) for room in rooms)
    )


def _is_pictogram(cluster: Sequence[Painting], rooms: Sequence[TextRoom], ticked: frozenset[int]) -> bool:
    """Is it a drawing before an item's words?"""
    around = bounding_box([painting.box for painting in cluster])
    is_small = all(side <= _PICTOGRAM_MM for side in _size(around))
    return is_small and any(room.text in ticked and _is_before(around, room, _PICTOGRAM_MM) for room in rooms)


def _is_side_line(painting: Painting, rooms: Sequence[TextRoom]) -> bool:
    """Is it a thin upright line, plain or dashed, beside a line of text and no higher than that?"""
    left, top, right, bottom = painting.box
    is_thin = right - left <= _RULE_WIDTH_MM / 2 and not isinstance(painting.fill, str)
    least, most = _SIDE_LINE_GAP_MM
    return is_thin and any(
        room.foot - 1.3 * room.em <= top
        and bottom <= room.foot + 0.6 * room.em
        and least <= max(room.left - right, left - room.right) <= most
        for room in rooms
    )


def _is_hatch(painting: Painting, rooms: Sequence[TextRoom], hatched: frozenset[int]) -> bool:
    """Is it the pattern before a draft mark?"""
    return (
        painting.kind == "rectangle"
        and isinstance(painting.fill, str)
        and any(room.text in hatched and _is_before(painting.box, room, _HATCH_GAP_MM) for room in rooms)
    )


def _is_before(box: Box, room: TextRoom, gap: float) -> bool:
    """Does `box` stand beside that line, on either side of it, no farther than `gap`?"""
    middle = room.foot - room.em / 3
    across = max(room.left - box[2], box[0] - room.right)
    return box[1] <= middle <= box[3] and 0 <= across <= gap


def _is_picture(cluster: Sequence[Painting]) -> bool:
    """Is it larger than anything that could be a bullet or a sign?"""
    return min(_size(bounding_box([painting.box for painting in cluster]))) >= RULE_MM


def _clusters(paintings: Sequence[Painting]) -> list[list[Painting]]:
    """`paintings` in groups of which each touches another of its group."""
    clusters: list[list[Painting]] = []
    for painting in paintings:
        near = [c for c in clusters if any(_is_near(painting.box, other.box) for other in c)]
        clusters = [c for c in clusters if c not in near]
        clusters.append([painting, *(other for c in near for other in c)])
    return clusters


def _is_near(one: Box, other: Box) -> bool:
    across, down = max(one[0] - other[2], other[0] - one[2]), max(one[1] - other[3], other[1] - one[3])
    return across <= _PICTURE_GAP_MM and down <= _PICTURE_GAP_MM


def holds(box: Box, room: TextRoom) -> bool:
    """Does the line's ink, capitals high, lie in `box`, but for what a letter hangs over?"""
    is_across = box[0] <= room.left + _OVERHANG_EM * room.em and box[2] >= room.right - _OVERHANG_EM * room.em
    return is_across and box[1] <= room.foot - room.em * 0.7 and box[3] >= room.foot


def _underlines(box: Box, room: TextRoom) -> bool:
    """Is it a rule close under the line, as wide as its ink?"""
    is_under = room.foot <= box[1] and box[3] <= room.foot + _UNDERLINE_EM * room.em
    return is_under and box[0] <= room.left + _SLACK_EM * room.em and box[2] >= room.right - _SLACK_EM * room.em


def _runs_off(box: Box, page: PageDrawing) -> bool:
    right, bottom = (side - _EDGE_MM for side in page.size_mm)
    return box[0] <= _EDGE_MM or box[1] <= _EDGE_MM or box[2] >= right or box[3] >= bottom


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
