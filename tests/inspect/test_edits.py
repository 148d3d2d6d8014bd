"""Every edit that somebody could meet is told; whatever nobody meets is current."""

from __future__ import annotations

import os

import pytest
from file_edits.drawn import drawn_edits
from file_edits.programs import PRINTS, SAVES, reprints, resaves
from file_edits.said import said_edits
from file_edits.whole import harmless_edits, whole_edits
from leaflets import html, printed, two_pages
from submitted import FILE

from leaflet.inspect.judgement import inspect_pdf
from leaflet.inspect.verdict import CurrentBuild, CurrentSources, FileState

HARMFUL = [*drawn_edits(), *said_edits(), *whole_edits()]
QUICK = HARMFUL[::12]
LINK = "<a href='https://example.org/help' style='color:inherit;text-decoration:none'>112</a>"


@pytest.fixture(scope="module")
def pdf():
    """Today's print of a leaflet of two pages, with a link."""
    document = html(two_pages())
    assert "<p>112</p>" in document
    return printed(document.replace("<p>112</p>", f"<p>{LINK}</p>"))


@pytest.fixture(scope="module")
def judged(pdf):
    """The verdict on a file by sources that print this."""
    build = CurrentBuild(pdf, ())
    return lambda changed: inspect_pdf(FILE, changed, CurrentSources((two_pages(),), (), lambda _: build))


def _told(judged, pdf, edit):
    changed = edit.apply(pdf)
    assert changed != pdf
    found = judged(changed)
    return found.state, " | ".join((*found.differs, *found.since, *found.notes, *(p.message for p in found.problems)))


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize("edit", QUICK, ids=lambda edit: edit.name)
def test_an_edit_is_told(judged, pdf, edit):
    state, says = _told(judged, pdf, edit)
    assert state is not FileState.CURRENT
    assert says


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize("edit", [edit for edit in HARMFUL if edit not in QUICK], ids=lambda edit: edit.name)
def test_each_edit_is_told(judged, pdf, edit):
    state, says = _told(judged, pdf, edit)
    assert state is not FileState.CURRENT
    assert says


@pytest.mark.parametrize("edit", list(harmless_edits()), ids=lambda edit: edit.name)
def test_what_nobody_meets_is_current(judged, pdf, edit):
    state, says = _told(judged, pdf, edit)
    assert state is FileState.CURRENT, says
    assert "saved it, but it draws and says the same" in says


@pytest.mark.slow
@pytest.mark.parametrize("edit", list(resaves()), ids=lambda edit: edit.name)
def test_a_file_that_a_program_saved_anew_is_current(judged, pdf, edit):
    state, says = _told(judged, pdf, edit)
    assert state is FileState.CURRENT, says


@pytest.mark.slow
@pytest.mark.parametrize("edit", list(reprints()), ids=lambda edit: edit.name)
def test_a_file_that_a_program_drew_anew_is_told_as_such(judged, pdf, edit):
    state, says = _told(judged, pdf, edit)
    assert state is FileState.ALTERED
    assert "a screen reader can't read it: it has lost its tags" in says
    assert ("drew its pages anew" in says) == (edit.name != "mutool/merged")


@pytest.mark.skipif(not os.environ.get("CI"), reason="only where all tests must run")
def test_the_programs_are_here():
    assert len(list(resaves())) == len(SAVES)
    assert len(list(reprints())) == len(PRINTS)
