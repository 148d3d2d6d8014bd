"""A statement, a claim or the sign of its level is lost on a photocopy, or on a smaller one.

Why: leaflets are copied, in black and white, two pages on one. A grey that an eye can read becomes white there or
black, and a hollow shape that fills up shows another level of evidence.

Fix: set the words that the message names darker or larger, or make their ground lighter, in the layout's page.css.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from leaflet.preflight.instrument.copier import lost_on_copy
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_appearance import DPI as SMALL_DPI
from leaflet.preflight.instrument.letter_faults import colours_of, letters_of, words_containing
from leaflet.preflight.instrument.open_file import OpenPage
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.raster import Mode, Pixels, halved, render_page
from leaflet.problem import Problem

NAME = "lost-on-photocopy"
DPI = 200
"""Pixels an inch of a copier; at 71 %, from A4 to A5, `SMALL_DPI` remains of them."""
_HALF_A_DOT = ((0, 1), (1, 0), (1, 1))
"""Where else a copier's dots may lie."""
_MOST = 2
"""In so many of these three what is lost is lost in most places, with the one where it is so anyway."""


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Copy every page twice, and look for every letter of every statement and claim."""
    for page in file.pages:
        suspects = _lost(file, page, file.photocopied_rows(page), DPI, (0, 0))
        if len(lost := _mostly_lost(file, page, suspects, DPI)):
            yield _problem(file, page, lost, "a photocopy")
        elif len(lost := _mostly_lost(file, page, file.appearances[page.number].lost_on_copy, SMALL_DPI)):
            yield _problem(file, page, lost, "a photocopy at 71 %")


def _mostly_lost(file: FinishedFile, page: PageDrawing, rows: Ints, dpi: int) -> Ints:
    """Those of `rows`, which are lost in one place, that are so in most: a sheet lies as it happens to on the glass."""
    if not len(rows):
        return rows
    elsewhere = np.concatenate([_lost(file, page, rows, dpi, half) for half in _HALF_A_DOT])
    return rows[[int((elsewhere == row).sum()) >= _MOST for row in rows.tolist()]]


def _lost(file: FinishedFile, page: PageDrawing, rows: Ints, dpi: int, half_dots: tuple[int, int]) -> Ints:
    """Those of `rows` that a copier loses whose dots lie so many halves of a dot further down and to the right."""
    if not len(rows):
        return rows
    page_dots, letters = (_dots(sheet, dpi, half_dots) for sheet in file.layers(page))
    return lost_on_copy(page_dots, letters, file.lined_up.glyphs, rows, dpi)


def _dots(sheet: OpenPage, dpi: int, half_dots: tuple[int, int]) -> Pixels:
    if half_dots == (0, 0):
        return render_page(sheet.page, dpi, Mode.PRINT)
    down, across = half_dots
    return halved(render_page(sheet.page, 2 * dpi, Mode.PRINT)[down:, across:])


def _problem(file: FinishedFile, page: PageDrawing, rows: Ints, copy: str) -> Problem:
    return file.problem(
        NAME,
        f"“{words_containing(file.lined_up, rows)}” on page {page.number} of {file.edition.id} is lost on {copy}",
        f"set it darker or larger, or its ground lighter, in the page.css of `{file.edition.layout.id}`",
        rests_on=colours_of(file, rows) | letters_of(file, rows),
    )
