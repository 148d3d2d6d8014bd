"""Do the parts of a document stand as they belong together: apart from one another, in order, near to their own?

Elements are compared with those beside them in the same element, as drawn and not as tagged. Where the labels of
a drawing stand is its own matter, if they keep clear of each other; what stands in the margin of each page has one
place, and isn't looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from types import MappingProxyType

from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.set_lines import Area, SetLine, SetLines

PageBox = tuple[int, Box]
"""The number of a page, and a place on it."""
_APART_MM = (0.2, 0.35)
"""How far areas may reach into each other, across and down: lines set solid do, by their descenders."""
_LINE_ROOM_MM = 0.6
"""How far above the foot of one area the next may begin: the same, of large type."""
_NEARER_EM = 0.15
"""By how much a gap inside of one text may be wider than that to the next text."""
_WRITING_MM = 18.0
"""How high a row may be that has cells to write in, which are framed: two lines of large print."""
_HEADING_NEARER_MM = 0.3
_COLUMN_GAP_EM = 0.7
"""White between columns: where it is less, lines are read across."""
_HEADINGS = frozenset({"h2", "h3", "caption"})
_DRAWINGS = frozenset({"figure", "svg"})
"""Those of a part. What stands above the title, such as the kind of piece, belongs to it."""
_INLINE = frozenset({"span", "strong", "em", "a", "b", "i", "sub", "sup", "br"})
_IN_ORDER = frozenset(
    {"section", "ul", "ol", "li", "table", "tbody", "thead", "tr", "td", "th", "p", "blockquote", *_HEADINGS}
)
"""Elements whose parts a reader meets in the document's order. Panels of a folded sheet are not."""


@dataclass(frozen=True, slots=True)
class PlaceFault:
    """Two parts that don't stand as they should."""

    kind: str
    """`crossing`, `order`, `strayed`, `torn`, `heading`, `flattened`."""
    text: int
    """The text at fault, by its number in the document."""
    other: int
    """The text that it is held against."""
    page: int
    mm: tuple[float, float] = (0, 0)
    """The gap that is too wide, and the one that it is held against."""


@dataclass(frozen=True)
class _Part:
    """An element with ink."""

    number: int
    lines: Sequence[SetLine]
    areas: Sequence[Area]


def place_faults(
    lines: SetLines, running: frozenset[str], pictures: Mapping[int, Sequence[PageBox]] = MappingProxyType({})
) -> Iterator[PlaceFault]:
    """What stands in a wrong place. `running`: classes of the elements in the margins of each page.

    `pictures` are the drawings between the texts, by their elements.
    """
    document = lines.lined_up.document
    end = 0
    for number, element in enumerate(document.elements):
        if number < end:
            continue
        if element.tag == "svg" or element.classes & running:
            end = element.end
            yield from _crossings(_labels(document, lines, number)) if element.tag == "svg" else ()
            continue
        yield from _faults_in(document, lines, number, running, pictures)


def _faults_in(
    document: Document,
    lines: SetLines,
    number: int,
    running: frozenset[str],
    pictures: Mapping[int, Sequence[PageBox]],
) -> Iterator[PlaceFault]:
    element, elements = document.elements[number], document.elements
    inner = (child for child in document.children(number) if elements[child].tag not in _INLINE)
    blocks = [child for child in inner if not elements[child].classes & running]
    if not blocks:
        if element.tag not in _INLINE:
            yield from _line_faults(lines.of_element(number))
        return
    parts = [_Part(child, own, lines.areas(child)) for child in blocks if (own := lines.of_element(child))]
    yield from _crossings(parts)
    if element.tag in _IN_ORDER or element.mark or element.classes & {"flow"}:
        yield from _disorder(document, parts)
    yield from _torn(document, parts, pictures)
    yield from _far_headings(document, lines, parts)


def _labels(document: Document, lines: SetLines, svg: int) -> list[_Part]:
    """The texts of a drawing."""
    inside = range(svg, document.elements[svg].end)
    labels = (number for number in inside if document.elements[number].tag == "text")
    return [_Part(number, own, lines.areas(number)) for number in labels if (own := lines.of_element(number))]


def _line_faults(lines: Sequence[SetLine]) -> Iterator[PlaceFault]:
    """Each line of a text stands under the one before, on at its right, or in a new column clear of those before."""
    column, edge = [*lines[:1]], -inf
    for one, other in pairwise(lines):
        if other.page != one.page:
            column, edge = [], -inf
        elif not (other.is_below(one) or other.follows(one)):
            edge = max(line.box[2] for line in column) + _COLUMN_GAP_EM * other.size_mm
            column = []
        if other.box[0] < edge or (other.is_below(one) and not _are_apart(one.box, other.box)):
            yield PlaceFault("order" if other.box[0] < edge else "crossing", other.text, one.text, other.page)
            return
        column.append(other)


def _crossings(parts: Sequence[_Part]) -> Iterator[PlaceFault]:
    """No area reaches into another's."""
    for n, one in enumerate(parts):
        for other in parts[n + 1 :]:
            pairs = ((a, b) for a in one.areas for b in other.areas if a.page == b.page)
            if (hit := next((a for a, b in pairs if not _are_apart(a.box, b.box)), None)) and not _runs_on(one, other):
                yield PlaceFault("crossing", other.lines[0].text, one.lines[0].text, hit.page)
                return


def _are_apart(one: Box, other: Box) -> bool:
    across, down = _APART_MM
    return (
        one[2] <= other[0] + across
        or other[2] <= one[0] + across
        or one[3] <= other[1] + down
        or other[3] <= one[1] + down
    )


def _runs_on(one: _Part, other: _Part) -> bool:
    """Does a text go on in the line in which the other ends? Then only the order counts."""
    return other.lines[0].follows(one.lines[-1])


def _disorder(document: Document, parts: Sequence[_Part]) -> Iterator[PlaceFault]:
    """What comes later stands under what came before, or beside it, in line with it.

    A drawing is as wide as it is drawn, which its labels don't show.
    """
    for one, other in pairwise(parts):
        last, first = one.areas[-1], other.areas[0]
        if first.page == last.page and not _runs_on(one, other):
            if not (_is_under(last.box, first.box) or first.box[0] >= last.box[2] - _APART_MM[0]):
                yield PlaceFault("order", other.lines[0].text, one.lines[-1].text, first.page)
            elif not (_is_drawing(document, one, other) or _is_in_line(parts, last, first, other.lines[0].size_mm)):
                yield PlaceFault("strayed", other.lines[0].text, one.lines[-1].text, first.page)
        elif first.page < last.page:
            yield PlaceFault("order", other.lines[0].text, one.lines[-1].text, first.page)


def _is_drawing(document: Document, *parts: _Part) -> bool:
    return any(document.elements[part.number].tag in _DRAWINGS for part in parts)


def _is_under(above: Box, below: Box) -> bool:
    return below[1] >= above[3] - _LINE_ROOM_MM


def _is_in_line(parts: Sequence[_Part], last: Area, first: Area, em: float) -> bool:
    """Do both share a column or a row, but for one em, or does the second begin a column as high as any before it?"""
    shares_column = first.box[0] < last.box[2] + em and last.box[0] < first.box[2] + em
    shares_row = first.box[1] < last.box[3] and last.box[1] < first.box[3]
    if shares_column or shares_row or not _is_under(last.box, first.box):
        return True
    others = [area.box for part in parts for area in part.areas if area.page == first.page and area is not first]
    return any(box[0] < first.box[2] and first.box[0] < box[2] for box in others)


def _torn(
    document: Document, parts: Sequence[_Part], pictures: Mapping[int, Sequence[PageBox]]
) -> Iterator[PlaceFault]:
    """Of required texts one under the other: no gap inside of one is wider than that to the next."""
    for one, other in pairwise(parts):
        if not all(_is_whole_text(document, part) for part in (one, other)) or one.areas[0].page != other.areas[0].page:
            continue
        between = other.areas[0].box[1] - one.areas[0].box[3]
        if between < -_LINE_ROOM_MM:
            continue
        for part in (one, other):
            inner = _widest_gap(document, part, pictures)
            if inner > between + _NEARER_EM * part.lines[0].size_mm:
                yield PlaceFault(
                    "torn",
                    part.lines[0].text,
                    (other if part is one else one).lines[0].text,
                    part.areas[0].page,
                    (inner, between),
                )


def _widest_gap(document: Document, part: _Part, pictures: Mapping[int, Sequence[PageBox]]) -> float:
    """The widest white between two lines of which one follows the other below, but for what the part has between them.

    That is a drawing, or what stands beside in another column.
    """
    inside = range(part.number, document.elements[part.number].end)
    drawn = [box for n in inside for page, box in pictures.get(n, ()) if page == part.areas[0].page]
    filled = sorted((box[1], box[3]) for box in (*drawn, *(line.box for line in part.lines)))
    widest = 0.0
    for one, other in pairwise(part.lines):
        if _is_room_to_write(document, one, other):
            continue
        reached = one.box[3]
        for top, bottom in filled:
            if reached < top < other.box[1]:
                widest = max(widest, top - reached)
            reached = max(reached, bottom) if top < other.box[1] else reached
        widest = max(widest, other.box[1] - reached)
    return widest


def _is_room_to_write(document: Document, above: SetLine, below: SetLine) -> bool:
    """Does a row with cells to write in take up the gap between two lines of a text?"""
    rows = {_row_of(document, line.text) for line in (above, below)}
    is_blank = any(row is not None and _has_blank_cell(document, row) for row in rows)
    return is_blank and below.box[1] - above.box[3] <= _WRITING_MM


def _row_of(document: Document, text: int) -> int | None:
    above = document.ancestors(document.texts[text].element)
    return next((number for number in above if document.elements[number].tag == "tr"), None)


def _has_blank_cell(document: Document, row: int) -> bool:
    """Has it a cell without a word, which the source has so: room to write in?"""
    return any(document.elements[n].tag == "td" and not document.elements[n].texts for n in document.children(row))


def _is_whole_text(document: Document, part: _Part) -> bool:
    element = document.elements[part.number]
    return element.mark is not None and element.tag != "figure" and len(part.areas) == 1


def _far_headings(document: Document, lines: SetLines, parts: Sequence[_Part]) -> Iterator[PlaceFault]:
    """A heading is nearer to its text than to what stands above it in its column."""
    for heading, text in pairwise(parts):
        if document.elements[heading.number].tag not in _HEADINGS:
            continue
        below = _gap_below(heading.areas[-1], _beginning(document, text))
        above = _gap_above(lines, heading)
        if below is not None and above is not None and below > above + _HEADING_NEARER_MM:
            yield PlaceFault(
                "heading", heading.lines[0].text, text.lines[0].text, heading.areas[0].page, (below, above)
            )


def _beginning(document: Document, part: _Part) -> Area:
    """Where a part begins: the heads of a table's columns do in one row, of which any may be the highest."""
    first = part.areas[0]
    if document.elements[part.number].tag != "thead":
        return first
    row = [area.box for area in part.areas if area.page == first.page]
    left, top = min(box[0] for box in row), min(box[1] for box in row)
    right, bottom = max(box[2] for box in row), max(box[3] for box in row)
    return Area(first.page, (left, top, right, bottom), first.top)


def _gap_below(above: Area, below: Area) -> float | None:
    is_stacked = above.page == below.page and _is_under(above.box, below.box)
    shares_column = above.box[0] < below.box[2] and below.box[0] < above.box[2]
    return below.box[1] - above.box[3] if is_stacked and shares_column else None


def _gap_above(lines: SetLines, heading: _Part) -> float | None:
    """From a heading up to the nearest line above it in its column, mm."""
    area = heading.areas[0]
    left, top, right, _ = area.box
    gaps = [
        top - line.box[3]
        for line in lines.on_page(area.page)
        if line.box[0] < right and left < line.box[2] and line.box[3] <= top + _LINE_ROOM_MM
    ]
    return min(gaps, default=None)
