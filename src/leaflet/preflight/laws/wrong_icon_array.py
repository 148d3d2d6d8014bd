"""A drawing in a fact box shows another number than stands below it, or not as large as the others.

Why: who looks at a fact box believes the drawing before the number. One figure too many, filled figures that should be
hollow, a drawing twice as large as its neighbour or one that has changed places with it say something that no study
found.

Fix: set a fact box with the macro `numbers_of` of `layouts/base/macros.html.j2`, and take out of the layout's CSS what
changes its drawings (`svg` in `.count`); `--array` sets the width of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.editions.fact_boxes import PrintedCount, fact_box
from leaflet.model import Claim
from leaflet.preflight.instrument.drawn_pictures import DrawnPicture
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.icon_arrays import array_faults, drawings_in, figure_size
from leaflet.preflight.instrument.text_rooms import TextRoom, text_rooms
from leaflet.problem import Problem

NAME = "wrong-icon-array"
_SAME_SIZE = 0.01
"""How far drawings of one box may differ, as a part of their size."""
_NEAR_EM = 1.2
"""How far off its drawing a number may stand."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Count the figures of each drawing, and look where it stands."""
    claims = [claim for claim in file.edition.claims if fact_box(file.edition, claim)]
    rooms = text_rooms(file.lined_up) if claims else []
    for claim in claims:
        for number in file.document.marked.get(("claim", claim.id), ()):
            for fault in dict.fromkeys(_box_faults(file, claim, number, rooms)):
                yield file.problem(
                    NAME,
                    f"in the fact box of `{claim.id}` in {file.edition.id}, {fault}",
                    f"set it with the macro `numbers_of`, and look in the CSS of `{file.edition.layout.id}` "
                    "for what changes it",
                    claim.span("numbers"),
                )


def _box_faults(file: FinishedFile, claim: Claim, number: int, rooms: Sequence[TextRoom]) -> Iterator[str]:
    box, drawings = fact_box(file.edition, claim), drawings_in(file.document, number)
    if box is None or len(drawings) != len(box.counts):
        yield f"there are {len(drawings)} drawings, not {len(box.counts) if box else 0}"
        return
    pictures = [file.pictures.get(svg, ()) for svg in drawings]
    for count, drawn in zip(box.counts, pictures, strict=True):
        yield from (f"{_named(count)} {fault}" for fault in array_faults(drawn, count.count, box.per))
    if all(len(drawn) == 1 for drawn in pictures):
        single = [drawn[0] for drawn in pictures]
        lines = [_number_lines(file, svg, rooms) for svg in drawings]
        for count, fault in zip(box.counts, _seen_faults(single, lines), strict=True):
            yield from (f"{_named(count)} {fault}" for _ in range(bool(fault)))


def _named(count: PrintedCount) -> str:
    return f"the drawing of {''.join(count.number)} “{count.group}”"


def _number_lines(file: FinishedFile, svg: int, rooms: Sequence[TextRoom]) -> list[TextRoom]:
    """The lines of the number that stands after a drawing in the document."""
    elements = file.document.elements
    after = range(elements[svg].texts.stop, elements[elements[svg].parent or 0].texts.stop)
    return [room for room in rooms if room.text in after]


def _seen_faults(pictures: Sequence[DrawnPicture], lines: Sequence[Sequence[TextRoom]]) -> Iterator[str]:
    """For each drawing: is it as large as the first, and is its own number nearest to it?"""
    first = figure_size(pictures[0])
    for own, drawn in zip(lines, pictures, strict=True):
        gaps = [min((_gap(drawn, room) for room in one), default=float("inf")) for one in lines]
        near = min(gaps)
        if abs(figure_size(drawn) - first) > _SAME_SIZE * first:
            yield "is larger or smaller than those beside it"
        elif not own or _gap_of(drawn, own) > near or near > _NEAR_EM * own[0].em:
            yield "doesn't stand with its number"
        else:
            yield ""


def _gap_of(drawn: DrawnPicture, lines: Sequence[TextRoom]) -> float:
    return min(_gap(drawn, room) for room in lines)


def _gap(drawn: DrawnPicture, room: TextRoom) -> float:
    """How far the line is from the drawing, mm; much farther on another page."""
    if room.page != drawn.page.number:
        return float("inf")
    left, top, right, bottom = drawn.box
    line: Box = (room.left, room.foot - room.em, room.right, room.foot)
    across, down = max(line[0] - right, left - line[2], 0), max(line[1] - bottom, top - line[3], 0)
    return float((across**2 + down**2) ** 0.5)
