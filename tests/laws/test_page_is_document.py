"""The page against the document: violations of finished files are told (of styles: test_look_of_pages.py)."""

from __future__ import annotations

import random

import numpy as np
import pytest
from honest_changes import TODAY, TOPIC
from violations.files import changed_file, file_cases

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.preflight.instrument.lined_up import NO_TEXT
from leaflet.preflight.instrument.read_signs import read_signs
from leaflet.preflight.laws import misprinted_text
from leaflet.read.sources import read_library
from leaflet.render.document import render

pytestmark = pytest.mark.slow

FILE_KINDS = ("one-fewer", "twice", "turned", "first-for-all", "none", "notdef", "removed", "drawn-twice")
FILE_VIOLATIONS = (*(f"glyphs/{kind}" for kind in FILE_KINDS), "tags/artifact", "tags/emptied", "pages/again")
"""What changes the text that a finished file shows, or its order; places and looks are for other laws."""
PER_KIND = 3


@pytest.fixture(scope="module", params=["uncertainty-checklist/en-NL", "large-print/nl-NL"])
def made(request, repository):
    """An edition of the project, its document and its finished file."""
    library, _ = read_library(repository)
    edition = next(e for e in editions(library, TODAY) if e.id == f"{TOPIC}/{request.param}")
    document = compose(edition)
    return edition, document, render(document, edition.layout.folder).pdf


def told(edition, document, pdf) -> list[str]:
    """What the law says of `pdf`."""
    with open_finished_file(pdf, edition, document) as file:
        return [problem.message for problem in misprinted_text.check(file)]


def test_every_edition_reads_as_its_document(repository):
    library, _ = read_library(repository)
    for edition in editions(library, TODAY):
        document = compose(edition)
        pdf = render(document, edition.layout.folder).pdf
        assert told(edition, document, pdf) == []
        with open_finished_file(pdf, edition, document) as file:
            assert -1 not in texts_of_glyphs(file)


@pytest.mark.parametrize("kind", FILE_VIOLATIONS)
def test_a_changed_file_is_told(made, kind):
    edition, document, pdf = made
    cases = [case for case in file_cases(pdf).values() if case.kind == kind]
    untouched = lined_up_signs(edition, document, pdf)
    for case in random.Random(7).sample(cases, min(PER_KIND, len(cases))):
        changed = changed_file(pdf, case)
        assert told(edition, document, changed) or lined_up_signs(edition, document, changed) == untouched, case.name


def lined_up_signs(edition, document, pdf) -> list[int]:
    """Which text each inked glyph has: a change that takes a blank, a page's number or an empty tag leaves them so."""
    with open_finished_file(pdf, edition, document) as file:
        return sorted(texts_of_glyphs(file))


def texts_of_glyphs(file) -> list[int]:
    """Which text each inked glyph has, without those of a page's number, which no document has."""
    glyphs, text = file.lined_up.glyphs, file.lined_up.text
    numbers = np.zeros(len(text), np.bool_)
    for page in range(1, len(file.pages) + 1) if file.edition.layout.allows("page-numbers") else ():
        rows = np.flatnonzero((text == NO_TEXT) & (glyphs.page == page))
        numbers[rows] = read_signs(glyphs, rows).signs in {str(page), f"{page}/{len(file.pages)}"}
    return text[~numbers].tolist()
