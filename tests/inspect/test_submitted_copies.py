"""A clinic's copy that comes back: current however it was saved, and altered by whatever isn't in its box."""

from __future__ import annotations

import pikepdf
import pytest
from clinic_samples import CLINICS, LOGO, clinic, original
from file_edits.edit import edits_of, saved
from file_edits.programs import resaves
from file_edits.said import METADATA, TAGS
from file_edits.whole import SAVED
from pikepdf import Array, Dictionary, Name

from leaflet.clinics.copy_template import prepare, render_copies, shape_copy
from leaflet.inspect.judgement import inspect_pdf
from leaflet.inspect.verdict import CurrentBuild, CurrentSources, FileState
from leaflet.model import CLINIC_BOX

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]


@pytest.fixture(scope="module")
def sources():
    """Sources that have just the trifold, with an empty box."""
    build = CurrentBuild(original().pdf, (), original().box)
    return CurrentSources((original().edition,), (), lambda _: build)


@pytest.fixture(scope="module")
def copy():
    """A clinic's copy of it."""
    return shape_copy(prepare(original(), CLINICS), CLINICS[0])[0].pdf


@pytest.fixture(scope="module")
def judged(sources):
    """The verdict on a file."""
    return lambda pdf: inspect_pdf("copy.pdf", pdf, sources)


def _report(found):
    return " | ".join((*found.differs, *found.since, *found.notes, *(p.message for p in found.problems)))


@pytest.mark.parametrize("one", CLINICS, ids=lambda one: one.id)
def test_a_copy_is_current_and_its_box_is_quoted(judged, one):
    found = judged(shape_copy(prepare(original(), CLINICS), one)[0].pdf)
    assert found.state is FileState.CURRENT, _report(found)
    assert f"its clinic's box says “{one.name}" in _report(found)


def test_an_empty_box_is_current(judged):
    assert judged(saved(lambda _: None, linearize=True)(original().pdf)).state is FileState.CURRENT


@pytest.mark.parametrize("name", SAVED)
def test_a_copy_that_was_saved_anew_is_current(judged, copy, name):
    found = judged(saved(lambda _: None, **SAVED[name])(copy))
    assert found.state is FileState.CURRENT, _report(found)


@pytest.mark.parametrize("edit", list(resaves()), ids=lambda edit: edit.name)
def test_a_copy_that_a_program_saved_anew_is_current(judged, copy, edit):
    found = judged(edit.apply(copy))
    assert found.state is FileState.CURRENT, _report(found)


def test_a_copy_with_a_logo_is_current(judged):
    (made,) = render_copies(original(), [clinic(logo=LOGO)])
    found = judged(saved(lambda _: None)(made.pdf))
    assert found.state is FileState.CURRENT, _report(found)


@pytest.mark.parametrize("edit", (*edits_of("tags", TAGS), *edits_of("metadata", METADATA)), ids=lambda edit: edit.name)
def test_what_was_changed_outside_of_its_box_is_told(judged, copy, edit):
    assert judged(edit.apply(copy)).state is not FileState.CURRENT


def _box_page(pdf: pikepdf.Pdf) -> pikepdf.Page:
    return pdf.pages[original().box.page - 1]


def _outside(pdf: pikepdf.Pdf) -> None:
    _box_page(pdf).contents_add(b"q 0 g 20 20 3 3 re f Q")


def _second_word(pdf: pikepdf.Pdf) -> None:
    """The box's text again, moved out of it."""
    own = _box_page(pdf)
    last = bytes(list(own.obj.Contents)[-1].read_bytes())
    own.contents_add(b"q 1 0 0 1 0 150 cm " + last + b" Q")


def _lie_in_the_box(pdf: pikepdf.Pdf) -> None:
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/T") == CLINIC_BOX:
            element.K[0].ActualText = "Lithium is fine"


def _box_reads_another_text(pdf: pikepdf.Pdf) -> None:
    """What stands outside is read out in the box, too."""
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/T") == CLINIC_BOX:
            element.K = Array([*element.K, 3])


def _added_tag(pdf: pikepdf.Pdf) -> None:
    """An element more in the box that says something and shows nothing."""
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/T") == CLINIC_BOX:
            note = Dictionary(Type=Name.StructElem, S=Name.P, P=element, Alt="Lithium is fine", K=Array([]))
            element.K = Array([*element.K, pdf.make_indirect(note)])


@pytest.mark.parametrize("change", [_outside, _second_word, _lie_in_the_box, _box_reads_another_text, _added_tag])
def test_what_a_box_can_not_excuse_is_told(judged, copy, change):
    found = judged(saved(change)(copy))
    assert found.state is not FileState.CURRENT


@pytest.mark.parametrize("change", [_lie_in_the_box, _added_tag])
def test_tags_in_an_empty_box_are_told(judged, change):
    def changed(pdf: pikepdf.Pdf) -> None:
        for element in pdf.objects:
            if isinstance(element, Dictionary) and element.get("/T") == CLINIC_BOX:
                element.K = Array([pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=element))])
        change(pdf)

    assert judged(saved(changed)(original().pdf)).state is not FileState.CURRENT
