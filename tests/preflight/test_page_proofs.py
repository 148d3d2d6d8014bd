"""What was shown of a page once isn't shown again, and nothing else passes for it: a page that draws or says another
thing, another program, another layout, a damaged or forged file of proofs.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leaflets import CSS, changed, html, printed, two_pages

from leaflet.inspect.pages import read_open_pages
from leaflet.preflight import PageProofs, preflight
from leaflet.preflight.instrument import finished_file, letter_appearance
from leaflet.preflight.instrument.barcodes import Barcode
from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.preflight.instrument.open_file import UnreadablePdfError, open_pages
from leaflet.preflight.instrument.page_proofs import MAX_PROOFS, PageProof, sealed
from leaflet.preflight.instrument.raster import Mode, render_page
from leaflet.preflight.instrument.structure import read_structure

EDITION = two_pages()
FOOT = CSS + "p[data-block=identity] { margin: 5mm }"
STATE = "a program"


@cache
def leaflet(word="connections", css=FOOT, edition=EDITION):
    return printed(html(edition, css).replace("connections", word))


@cache
def other_edition():
    """One whose first page says another word: its content hash, on both pages, is another one."""
    prose = EDITION.sections[0].blocks[0].model_copy(update={"markdown": "Cells can grow and **change** their ways."})
    first = EDITION.sections[0].model_copy(update={"blocks": (prose, *EDITION.sections[0].blocks[1:])})
    sections = (first, *EDITION.sections[1:])
    topic = EDITION.topic.model_copy(update={"sections": sections})
    return two_pages(topic=topic, sections=sections)


def keys(pdf, edition=EDITION):
    """The keys of its pages, beside the document of `edition`. Raises UnreadablePdfError."""
    with open_finished_file(pdf, edition, html(edition, FOOT), has_keys=True) as file:
        return file.keys


def proof(pdf, edition=EDITION, proofs=None):
    return preflight(pdf, edition, html(edition, FOOT), proofs)


def shown(monkeypatch, pdf, edition, proofs):
    """The problems, and for each page of which letters are measured how many."""
    measured = []
    real = letter_appearance.page_appearance

    def spy(sheet, letters, glyphs, rows, copied):
        measured.append(len(rows))
        return real(sheet, letters, glyphs, rows, copied)

    monkeypatch.setattr(finished_file, "page_appearance", spy)
    problems, _ = proof(pdf, edition, proofs)
    return [p.rule for p in problems], measured


def proven(pdf=None, edition=EDITION, state=STATE):
    proofs = PageProofs(state)
    assert proof(pdf or leaflet(), edition, proofs)[0] == ()
    return proofs


def test_a_page_that_was_shown_is_not_shown_again_in_the_process_nor_from_the_file(monkeypatch):
    proofs = proven()
    assert shown(monkeypatch, leaflet(), EDITION, proofs) == ([], [])
    assert shown(monkeypatch, leaflet(), EDITION, PageProofs(STATE, proofs.encoded())) == ([], [])
    assert proof(leaflet(), EDITION, proofs) == proof(leaflet())


def test_after_a_word_changed_the_other_page_shows_its_identity_line_alone(monkeypatch):
    edition = other_edition()
    assert edition.short_fingerprint != EDITION.short_fingerprint
    rules, measured = shown(monkeypatch, printed(html(edition, FOOT)), edition, proven())
    letters = len(" · ".join(edition.required.identity).replace(" ", ""))
    assert rules == []
    assert len(measured) == 2
    assert measured[0] > 300
    assert letters - 5 <= measured[1] <= letters  # ligatures are one glyph


@pytest.mark.parametrize(
    "css",
    [
        "p[data-block=identity] { color: #eee }",
        "p[data-block=identity] { opacity: 0.1 }",
        "p[data-block=identity] { font-size: 4pt }",
        "p[data-block=identity] { background: #222 }",
        "p[data-block=identity] { margin-top: -12mm }",
        "p[data-block=identity] { transform: rotate(8deg) }",
    ],
)
def test_an_identity_line_that_looks_otherwise_is_told_though_the_page_was_proven(css):
    edition = other_edition()
    pdf = printed(html(edition, FOOT + css))
    with_proofs, _ = proof(pdf, edition, proven())
    assert with_proofs
    assert with_proofs == proof(pdf, edition)[0]


def test_what_another_drawing_covers_of_the_identity_line_is_told():
    edition = other_edition()
    cover = "<div style='position: absolute; inset: 0; background: #fff'></div>"
    pdf = printed(html(edition, FOOT).replace("</body>", f"{cover}</body>"))
    assert proof(pdf, edition, proven())[0] == proof(pdf, edition)[0] != ()


def test_a_page_with_a_fault_is_never_kept():
    pdf = leaflet(css=FOOT + "p { color: #bbb }")
    proofs = PageProofs(STATE)
    first, _ = proof(pdf, EDITION, proofs)
    again, _ = proof(pdf, EDITION, PageProofs(STATE, proofs.encoded()))
    assert first
    assert first == again
    assert proofs.encoded() == b""


def test_another_program_has_proven_nothing(monkeypatch):
    data = proven().encoded()
    assert len(shown(monkeypatch, leaflet(), EDITION, PageProofs("another program", data))[1]) == 2


def test_another_layout_or_size_that_a_statement_needs_has_proven_nothing(monkeypatch):
    proofs = proven()
    layout = EDITION.layout.model_copy(update={"smallest_pt": 7.5})
    assert len(shown(monkeypatch, leaflet(), two_pages(layout=layout), proofs)[1]) == 2


def test_a_finding_says_the_page_and_edition_of_this_file():
    """What a proof keeps has no page number of its own: the codes get that of the file at hand."""
    code = Barcode("https://elsewhere.example", 7, (10, 10, 40, 40), True)
    proofs = proven()
    for key in list(json.loads(proofs.encoded().splitlines()[0])["pages"]):
        proofs.put(key, PageProof((code,)))
    problems, _ = proof(leaflet(), EDITION, proofs)
    assert [p.rule for p in problems] == ["wrong-qr-code"] * 2
    assert "page 1 " in problems[0].message
    assert "page 2 " in problems[1].message


# The file of proofs


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_file_that_is_damaged_anywhere_proves_nothing(data):
    proofs = PageProofs(STATE)
    proofs.put("a" * 64, PageProof((Barcode("x", 1, (1, 2, 3, 4), True),), ((1, 2, 3, 4),)))
    good = bytearray(proofs.encoded())
    assert PageProofs(STATE, bytes(good)).get("a" * 64)
    where = data.draw(st.integers(0, len(good) - 1))
    if data.draw(st.booleans()):
        del good[where:]
    else:
        good[where] ^= data.draw(st.integers(1, 255))
    assert PageProofs(STATE, bytes(good)).get("a" * 64) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_json_it_holds_it_is_read_or_ignored(content):
    for whole in (content, {"format": "leaflet page proofs 1", "pages": content}, {"pages": {"a": content}}):
        PageProofs(STATE, sealed(whole)).get("a")


def test_proofs_that_nobody_used_go_and_their_number_is_bounded():
    proofs = PageProofs(STATE)
    for number in range(MAX_PROOFS + 10):
        proofs.put(f"{number}", PageProof())
    assert proofs.get("0") is None
    again = PageProofs(STATE, proofs.encoded())
    assert again.get(f"{MAX_PROOFS}")
    assert PageProofs(STATE, again.encoded()).get("50") is None


# The key: change anything that a page draws or says


def test_the_same_document_has_the_same_keys_and_a_changed_page_another():
    before, after = keys(leaflet()), keys(leaflet("ways"))
    assert keys(printed(html(EDITION, FOOT))) == before
    assert before[0].drawn != after[0].drawn
    assert before[1] == after[1]


def test_object_numbers_and_compression_count_for_nothing_but_what_they_lead_to_does():
    same = changed(leaflet(), lambda pdf: pdf.make_indirect(pikepdf.Dictionary(Nothing=1)))
    assert [key.drawn for key in keys(same)] == [key.drawn for key in keys(leaflet())]


def _streams(pdf):
    """Of the second page: its commands, and what its resources name, but for font files."""
    page = pdf.pages[1].obj
    yield "commands", page.Contents
    for name, pattern in sorted(page.Resources.get("/Pattern", {}).items()):
        yield f"pattern {name}", pattern


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_each_byte_of_the_drawing_commands_counts(data):
    """But for those of the text that is set aside, which count in `shown`."""
    before = keys(leaflet())

    def flip(pdf):
        stream = pdf.pages[1].Contents
        commands = bytearray(stream.read_bytes())
        where = data.draw(st.integers(0, len(commands) - 1))
        commands[where] ^= data.draw(st.integers(1, 127))
        stream.write(bytes(commands))

    try:
        after = keys(changed(leaflet(), flip))
    except UnreadablePdfError:
        return  # told as such
    assert after[1].shown != before[1].shown
    assert after[0] == before[0]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_byte_of_a_font_counts_or_is_told_of_the_whole_file_or_changes_nothing(data):
    """A font counts by its name alone: what its file draws and says is a law of the whole file."""
    before = keys(leaflet())

    def flip(pdf):
        fonts = pdf.pages[1].Resources.Font
        font = fonts[data.draw(st.sampled_from(sorted(fonts.keys())))]
        inner = font.DescendantFonts[0]
        stream = data.draw(st.sampled_from([font.ToUnicode, inner.FontDescriptor.FontFile2]))
        content = bytearray(stream.read_bytes())
        where = data.draw(st.integers(0, len(content) - 1))
        content[where] ^= data.draw(st.integers(1, 255))
        stream.write(bytes(content))

    pdf = changed(leaflet(), flip)
    try:
        after = keys(pdf)
    except UnreadablePdfError:
        return
    same_keys = [key.shown for key in after] == [key.shown for key in before]
    if same_keys and not proof(pdf, EDITION, proven())[0]:
        assert _looks(pdf) == _looks(leaflet())


@cache
def _looks(pdf):
    with open_pages(pdf) as sheets:
        texts = [[glyph[:6] for glyph in page.glyphs] for page in read_open_pages(sheets)]
        return texts, [_digest(sheet.page) for sheet in sheets]


def _digest(page):
    """Of how the page looks: short, since pytest writes out what differs."""
    return sha256(render_page(page, 100, Mode.PRINT).tobytes()).hexdigest()


def _width(pdf):
    fonts = pdf.pages[1].Resources.Font
    for font in fonts.values():
        inner = font.DescendantFonts[0]
        inner.W = pikepdf.Array([0, 9999, 700])


def _encoding(pdf):
    for font in pdf.pages[1].Resources.Font.values():
        font.Encoding = pikepdf.Name("/Identity-V")


def _cid_map(pdf):
    for font in pdf.pages[1].Resources.Font.values():
        font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(bytes(200))


def _opacity(pdf):
    for state in pdf.pages[1].Resources.ExtGState.values():
        state.ca = 0.2


def _media_box(pdf):
    pdf.pages[1].obj.MediaBox = [0, 0, 10, 10]


def _turned(pdf):
    pdf.Root.Pages["/Rotate"] = 90


def _layers(pdf):
    pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=[])


def _note(pdf):
    stream = pdf.make_stream(b"0 0 9 9 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9], AP=pikepdf.Dictionary(N=stream))
    pdf.pages[1].obj["/Annots"] = [pdf.make_indirect(note)]


def _second_content(pdf):
    pdf.pages[1].obj.Contents = pikepdf.Array([pdf.pages[1].obj.Contents, pdf.make_stream(b"0 0 9 9 re f")])


def _tag(pdf):
    _elements(pdf)[-1].node["/S"] = pikepdf.Name.H1


def _alternative(pdf):
    _elements(pdf)[-1].node["/ActualText"] = pikepdf.String("Other words")


def _language(pdf):
    _elements(pdf)[-1].node["/Lang"] = pikepdf.String("nl")


def _tag_above(pdf):
    elements = _elements(pdf)
    elements[elements[-1].parent].node["/S"] = pikepdf.Name.Note


def _elements(pdf):
    """Those that have contents of the second page, the last one last."""
    elements = read_structure(pdf).elements
    last = max(n for n, element in enumerate(elements) if any(page == 2 for page, _ in element.content_ids))
    return elements[: last + 1]


EDITS = [
    *(_opacity, _media_box, _turned, _layers, _note, _second_content),
    *(_tag, _alternative, _language, _tag_above),
]


@pytest.mark.parametrize("edit", [_width, _encoding, _cid_map], ids=lambda edit: edit.__name__.strip("_"))
def test_what_a_font_says_of_its_glyphs_is_told_though_the_page_was_proven(edit):
    assert "untrusted-glyph" in {p.rule for p in proof(changed(leaflet(), edit), EDITION, proven())[0]}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_whatever_a_page_uses_or_is_tagged_with_counts(edit):
    before, after = keys(leaflet())[1], keys(changed(leaflet(), edit))[1]
    assert after.drawn != before.drawn
    assert after.shown != before.shown


def test_resources_and_glyphs_that_only_other_pages_use_count_for_nothing():
    """Else a new letter on page 1 would have all pages shown again."""
    before, after = keys(leaflet()), keys(leaflet("żurawie"))
    assert before[1] == after[1]


def test_a_page_that_is_written_in_another_way_sets_nothing_aside_and_counts_whole():
    def rewritten(pdf):
        stream = pdf.pages[1].Contents
        stream.write(stream.read_bytes() + b"\n% a comment\n")

    before, after = keys(changed(leaflet(), rewritten)), keys(changed(leaflet("żurawie"), rewritten))
    assert not before[1].aside
    assert before[1].drawn != after[1].drawn
