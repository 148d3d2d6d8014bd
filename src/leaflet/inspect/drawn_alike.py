"""Commands that aren't the same may draw the same: as programs write them that take a page apart and put it together.

So much must be alike then: the resources that are used, every glyph with its place and its tag, every drawing with its
place, the colours of all of them, and what is marked; and every dot, which is compared in any case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pikepdf

from leaflet.inspect.drawing_commands import Where, commands_of, used_resources
from leaflet.inspect.object_comparison import ObjectComparison, are_alike
from leaflet.inspect.page import Glyph, Graphic, Page, Paint
from leaflet.model import ClinicBox
from leaflet.preflight.instrument.geometry import Box

_MAX_SHIFT_MM = 0.002
"""What rounding to a thousandth of a point, after a few transforms, moves a glyph by; a dot is 0.18 mm."""
_MAX_MATRIX_STEP = 1e-4
_OVERHANG_MM = 0.3
"""Ink may reach so far out of a clinic's box, as in `clinic_copy`."""


_DRAWS = frozenset(
    {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "MP", "DP", "INLINE IMAGE"}
)
_SAYS = re.compile(rb"/(ActualText|Alt|E|Lang)\b")


@dataclass(frozen=True)
class DrawnPage:
    """A page, as its objects and as pdfium read it."""

    objects: pikepdf.Page
    page: Page
    paints: tuple[Paint, ...]


def is_drawn_alike(
    files: ObjectComparison, submitted: DrawnPage, current: DrawnPage, box: ClinicBox | None = None
) -> bool:
    """Do the commands of `submitted` show the same? With `box`, more may be shown in that."""
    glyphs, current_glyphs = submitted.page.glyphs, current.page.glyphs
    graphics, current_graphics = submitted.page.graphics, current.page.graphics
    own_marks, marks = _marks(submitted.objects), _marks(current.objects)
    more = (own_marks[len(marks) :], graphics[len(current_graphics) :], glyphs[len(current_glyphs) :])
    if any(more) and not (box and _all_inside([*more[1], *more[2]], box)):
        return False
    return (
        own_marks[: len(marks)] == marks
        and submitted.paints[: len(current.paints)] == current.paints
        and _are_same_glyphs(glyphs[: len(current_glyphs)], current_glyphs)
        and _are_same_graphics(graphics[: len(current_graphics)], current_graphics)
        and _has_same_resources(files, submitted.objects, current.objects, is_box_page=bool(box))
    )


def _all_inside(added: Sequence[Glyph | Graphic], box: ClinicBox) -> bool:
    outer = (
        box.left_mm - _OVERHANG_MM,
        box.top_mm - _OVERHANG_MM,
        box.left_mm + box.width_mm + _OVERHANG_MM,
        box.top_mm + box.height_mm + _OVERHANG_MM,
    )
    inked = [one.box for one in added if not isinstance(one, Glyph) or one.char.strip()]
    return all(a[0] >= outer[0] and a[1] >= outer[1] and a[2] <= outer[2] and a[3] <= outer[3] for a in inked)


def _marks(page: pikepdf.Page) -> list[tuple[bytes, ...]]:
    """How what is drawn is marked, in its order: the marks around each command that draws, alike ones once.

    A mark around nothing counts only if it says something: programs leave out the others.
    """
    around: list[bytes] = []
    found: list[tuple[bytes, ...]] = []
    for command in commands_of(page):
        name = str(command.operator)
        if name in ("BDC", "BMC"):
            around.append(pikepdf.unparse_content_stream([command]))
        if name in _DRAWS or (name == "BDC" and _SAYS.search(around[-1])):
            found.append(tuple(around))
        if name == "EMC" and around:
            around.pop()
    return [marks for marks, _ in groupby(found)]


def _are_same_glyphs(glyphs: Sequence[Glyph], current: Sequence[Glyph]) -> bool:
    return len(glyphs) == len(current) and all(
        one.char == other.char
        and one.mcid == other.mcid
        and _are_close(one.box, other.box)
        and max(abs(a - b) for a, b in zip(one.matrix, other.matrix, strict=True)) <= _MAX_MATRIX_STEP * one.pt
        and abs(one.pt - other.pt) <= _MAX_MATRIX_STEP * other.pt
        for one, other in zip(glyphs, current, strict=True)
    )


def _are_same_graphics(graphics: Sequence[Graphic], current: Sequence[Graphic]) -> bool:
    return len(graphics) == len(current) and all(
        one.kind == other.kind and _are_close(one.box, other.box) for one, other in zip(graphics, current, strict=True)
    )


def _are_close(one: Box, other: Box) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _MAX_SHIFT_MM


def _has_same_resources(
    files: ObjectComparison, submitted: pikepdf.Page, current: pikepdf.Page, *, is_box_page: bool
) -> bool:
    """Is every resource that `submitted` uses one that `current` uses? A filled box has some of its own."""
    own, others = used_resources(submitted), used_resources(current)
    if is_box_page:
        return all(any(_is_same_kind(files, (a, b)) for a in own.items()) for b in others.items())
    return all(any(_is_same_kind(files, (a, b)) for b in others.items()) for a in own.items())


def _is_same_kind(files: ObjectComparison, pair: tuple[tuple[Where, object], tuple[Where, object]]) -> bool:
    (where, resource), (other_where, other) = pair
    return where[0] == other_where[0] and are_alike(files, resource, other)
