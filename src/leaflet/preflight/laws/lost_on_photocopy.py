"""A statement, a claim or the sign of its level is lost on a photocopy, or on a smaller one.

Why: leaflets are copied, in black and white, two pages on one. A grey that an eye can read becomes white there or
black, and a hollow shape that fills up shows another level of evidence.

Fix: set the words that the message names darker or larger, or make their ground lighter, in the layout's page.css.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.copier import lost_on_copy
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_faults import colours_of, letters_of, words_containing
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.raster import Mode, render_page
from leaflet.problem import Problem

NAME = "lost-on-photocopy"
_DPI = 200
"""Pixels an inch of a copier; at 71 %, from A4 to A5, `letter_appearance.DPI` remains of them."""


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Copy every page twice, and look for every letter of every statement and claim."""
    for page in file.pages:
        rows = file.photocopied_rows(page)
        if len(lost := _lost(file, page, rows)):
            yield _problem(file, page, lost, "a photocopy")
        elif len(lost := file.appearances[page.number].lost_on_copy):
            yield _problem(file, page, lost, "a photocopy at 71 %")


def _lost(file: FinishedFile, page: PageDrawing, rows: Ints) -> Ints:
    if not len(rows):
        return rows
    page_pixels, letters_alone = (render_page(sheet.page, _DPI, Mode.PRINT) for sheet in file.layers(page))
    return lost_on_copy(page_pixels, letters_alone, file.lined_up.glyphs, rows, _DPI)


def _problem(file: FinishedFile, page: PageDrawing, rows: Ints, copy: str) -> Problem:
    return file.problem(
        NAME,
        f"“{words_containing(file.lined_up, rows)}” on page {page.number} of {file.edition.id} is lost on {copy}",
        f"set it darker or larger, or its ground lighter, in the page.css of `{file.edition.layout.id}`",
        rests_on=colours_of(file, rows) | letters_of(file, rows),
    )
