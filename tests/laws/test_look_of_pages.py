"""The look of pages: violations of files and of styles are told; what isn't told is listed with its reason."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from honest_changes import TODAY, TOPIC, honest_changes
from violations.appearance import appearance, difference
from violations.document_tree import read_document
from violations.files import changed_file, file_cases
from violations.styles import attack_cases, with_rule

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.preflight import preflight
from leaflet.read.sources import read_library
from leaflet.render.document import render

pytestmark = pytest.mark.slow

FILE_KINDS = (
    *("gaps/letters-far-together", "gaps/letters-apart", "size/narrow", "size/wide", "size/half", "size/flat"),
    *("turned/upside-down", "turned/by-6", "turned/mirrored", "turned/mirrored-in-place", "turned/slanted"),
    *("drawn/black-box", "drawn/white-over-a-hair", "drawn/strike", "drawn/pale-strike", "drawn/bar-before"),
    *("drawn/bar-at-end", "drawn/dot-after", "drawn/minus-before", "drawn/half-tint-under", "drawn/ring"),
    *("drawn/cross", "pages/line"),
)
STYLE_KINDS = (
    *("squeezed", "flattened", "askew", "slanted", "letters-together", "letters-apart", "words-together"),
    *("words-apart", "struck", "struck-pale", "underline-through", "bar", "pale-bar", "hatched", "tight-frame"),
    *("bar-at-left", "disc-before", "bar-after", "inner-shadow", "wavy", "symbols"),
)
SILENT = {
    "symbols": "a text without figures and letters that a font of symbols has is set as before",
    "askew": "a transform of what stands in a line of text has no effect",
    "squeezed": "a transform of what stands in a line of text has no effect",
    "flattened": "a transform of what stands in a line of text has no effect",
    "slanted": "a transform of what stands in a line of text has no effect",
    "words-together": "a text of one word has no gap",
    "words-apart": "a text of one word has no gap",
    "tight-frame": "a frame farther from every line of its box than the line's room",
    "bar-at-left": "a bar farther from every line of its box than the line's room",
    "inner-shadow": "a shadow inside a box whose lines stand far from its edges",
}
"""Kinds of which a case may be silent though it differs, and why."""
PER_KIND = 2


@pytest.fixture(scope="module", params=["uncertainty-checklist/en-NL", "large-print/nl-NL"])
def made(request, repository):
    """An edition of the project, its document, its finished file, and how that looks."""
    library, _ = read_library(repository)
    edition = next(e for e in editions(library, TODAY) if e.id == f"{TOPIC}/{request.param}")
    document = compose(edition)
    pdf = render(document, edition.layout.folder).pdf
    return edition, document, pdf, appearance(pdf)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_changed_file_is_told(made, kind):
    edition, document, pdf, untouched = made
    cases = [case for case in file_cases(pdf).values() if case.kind == kind]
    for case in random.Random(5).sample(cases, min(PER_KIND, len(cases))):
        changed = changed_file(pdf, case)
        told = preflight(changed, edition, document_html=document)[0]
        assert told or not difference(untouched, appearance(changed)), case.name


@pytest.mark.parametrize("kind", STYLE_KINDS)
def test_a_style_that_disfigures_or_crowds_text_is_told(made, kind):
    edition, document, _, untouched = made
    tree = read_document(document)
    cases = [case for case in attack_cases(tree).values() if case.kind == kind]
    for case in random.Random(5).sample(cases, min(PER_KIND, len(cases))):
        changed = render(with_rule(tree.html(), case), edition.layout.folder)
        found = changed.log or changed.overflows or preflight(changed.pdf, edition, document_html=document)[0]
        assert found or kind in SILENT or not difference(untouched, appearance(changed.pdf)), case.name


LAWS = {"strange-letter", "crowded-text", "undeclared-drawing"}


def test_no_honest_style_is_told_of(repository):
    library, _ = read_library(repository)
    made = {edition.id: edition for edition in editions(library, TODAY)}
    changes = [change for change in honest_changes("styles") if not change.assets]
    for change in random.Random(5).sample(changes, 25):
        for name in change.editions:
            edition = made[f"{TOPIC}/{name}"]
            draws = (*edition.layout.draws, *change.declares)
            edition = replace(edition, layout=edition.layout.model_copy(update={"draws": draws}))
            document = compose(edition)
            head, end, tail = document.partition("</style>")
            pdf = render(f"{head}\n{change.css}{end}{tail}", edition.layout.folder).pdf
            told = preflight(pdf, edition, document_html=document)[0]
            assert [p.message for p in told if p.rule in LAWS] == [], change.id
