"""Something is drawn that is no text, no box around text, no rule, and nothing that the layout says it draws.

Why: a cross beside a sentence, a disc beside a level and a word that is painted instead of written say something that
nobody wrote, and no other test reads drawings. So a page draws text, the figures of the source, boxes that hold text,
and rules; short bars and squares can be strokes of letters.

Fix: take the drawing away in the layout's CSS, or say in its layout.yaml, under `draws`, what it draws: `picture` (of
8 mm and more), `pictograms` (before the words of items), `shadow`, `side-lines` (upright, beside texts) or `ticks`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leaflet.model import StatementKind
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.drawn_page import Painting
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.free_drawings import AllowedDrawings, free_drawings
from leaflet.problem import Problem

NAME = "undeclared-drawing"
_MAX_NAMED = 3
_SAID = {"image": "a picture", "shading": "a change of colours", "path": "a shape", "box": "a box with round corners"}


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at all that each page draws beside text."""
    document = file.document
    has_items = file.edition.layout.allows("ticks") or file.edition.layout.allows("pictograms")
    ticked = _texts_in(document, "li") if has_items else frozenset()
    draft_marks = {("disclaimer", s.id) for s in file.edition.statements if s.kind is StatementKind.DRAFT}
    hatched = frozenset(n for e in document.elements if e.mark in draft_marks for n in e.texts)
    figures = _figure_contents(file)
    for page in (page for page in file.pages if page.number not in file.asides):
        allowed = AllowedDrawings(
            file.edition.layout.allows("picture"),
            file.edition.layout.allows("shadow"),
            file.edition.layout.allows("pictograms"),
            file.edition.layout.allows("side-lines"),
            ticked,
            hatched,
            frozenset(figures[page.number]),
        )
        own = [room for room in file.rooms if room.page == page.number]
        found = [_named(drawing) for drawing in free_drawings(page, own, allowed)]
        if found:
            more = f" and {len(found) - _MAX_NAMED} more" if len(found) > _MAX_NAMED else ""
            yield file.problem(
                NAME,
                f"page {page.number} of {file.edition.id} draws {', '.join(found[:_MAX_NAMED])}{more}",
                f"take it away in the CSS of `{file.edition.layout.id}`, or name it under `draws` in its layout.yaml",
                rests_on={file.drawings_thing(page.number)},
            )


def _texts_in(document: Document, tag: str) -> frozenset[int]:
    return frozenset(n for element in document.elements if element.tag == tag for n in element.texts)


def _figure_contents(file: FinishedFile) -> defaultdict[int, set[int]]:
    """By page: numbers of the marked contents that hold figures."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for page, content in (c for element in file.elements if element.tag == "Figure" for c in element.content_ids):
        found[page].add(content)
    return found


def _named(drawing: Painting) -> str:
    left, top, right, bottom = drawing.box
    kind = _SAID.get(drawing.kind, "a pattern" if isinstance(drawing.fill, str) else "a bar or a square")
    place = f"{left:.0f} mm from the left and {top:.0f} mm from the top"
    return f"{kind} of {right - left:.1f} × {bottom - top:.1f} mm, {place}"
