"""What was found on a page is cached by everything that the page consists of, and computed once."""

from __future__ import annotations

import io

import pikepdf
import pytest
from leaflets import changed, printed
from test_locate import HEAD

from leaflet.preflight.instrument.page_cache import PageCache, page_keys

TWO = f"{HEAD}<p>One <a href='https://a.example'>link</a></p><p style='break-before: page'>Two</p>"


def keys(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return page_keys(opened)


def _content(pdf):
    pdf.pages[1].obj["/Contents"] = pdf.make_stream(b"q Q")


def _font(pdf):
    fonts = pdf.pages[1].Resources.Font
    inner = fonts[next(iter(fonts.keys()))].DescendantFonts[0]
    inner.FontDescriptor.FontFile2.write(b"other")


def _box(pdf):
    pdf.pages[1].obj["/MediaBox"] = [0, 0, 10, 10]


def _note(pdf):
    stream = pdf.make_stream(b"0 0 9 9 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9], AP=pikepdf.Dictionary(N=stream))
    pdf.pages[1].obj["/Annots"] = [pdf.make_indirect(note)]


@pytest.mark.parametrize("edit", [_content, _box], ids=lambda edit: edit.__name__)
def test_a_page_that_is_drawn_differently_has_another_key_and_the_other_page_has_its_own(edit):
    pdf = printed(TWO)
    before, after = keys(changed(pdf, lambda _: None)), keys(changed(pdf, edit))
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_fonts_layers_notes_and_what_is_inherited_count():
    pdf = printed(TWO)
    before = keys(changed(pdf, lambda _: None))
    for edit in (_font, _layers, _turned):
        assert set(keys(changed(pdf, edit))).isdisjoint(before)
    assert keys(changed(pdf, _note))[1] not in before


def _layers(pdf):
    pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=[])


def _turned(pdf):
    pdf.Root.Pages["/Rotate"] = 90


def test_a_finding_is_computed_once_and_old_ones_go():
    page_cache, computed = PageCache(), []

    def find(key):
        return page_cache.get(key, lambda: computed.append(key) or key)

    assert [find(n) for n in (1, 1, 2)] == [1, 1, 2]
    assert computed == [1, 2]
    for n in range(3, 70):
        find(n)
    find(1)
    assert computed.count(1) == 2
