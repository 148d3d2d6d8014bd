"""A copy: the original byte for byte, and a box that says what the clinic does, as a full rendering would set it."""

from __future__ import annotations

import io
import random
import re
import shutil
import sys
import zlib
from contextlib import closing
from dataclasses import replace

import numpy as np
import pikepdf
import pypdfium2
import pytest
from clinic_samples import CLINICS, LOGO, clinic, original

from leaflet.clinics import copy_check
from leaflet.clinics.box_structure import NoBoxError
from leaflet.clinics.copy_check import copy_faults
from leaflet.clinics.copy_template import BoxFullError, Original, prepare, render_copies, shape_copy
from leaflet.clinics.print_file import PublishedCopy, print_file
from leaflet.clinics.shaping import CannotShapeError, shape_line
from leaflet.compose.brand import brand_files
from leaflet.compose.document import compose
from leaflet.editions.required import clinic_lines
from leaflet.language.normalization import normalized
from leaflet.preflight import PageProofs, preflight, preflight_copy
from leaflet.preflight.instrument import finished_file
from leaflet.preflight.laws.nonconforming_pdf import validate_standards
from leaflet.render.document import render

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]

ORIGINALS = (
    "trifold/en-NL",
    "trifold/nl-NL",
    "uncertainty-checklist/nl-NL",
    "clinician-handout/en-NL",
    "large-print/nl-NL",
    "one-page/en-NL",
)
SEED = 20261126


@pytest.fixture(scope="module")
def template():
    return prepare(original(), CLINICS)


def _lines(one):
    return clinic_lines(original().edition, one)


def _faults(data, overlay, one):
    return list(copy_faults(data, overlay, _lines(one), original().box.width_mm))


@pytest.mark.parametrize("name", ORIGINALS)
def test_what_is_set_without_the_renderer_is_what_the_renderer_sets(name):
    """Glyph by glyph, and by the same distances."""
    own = original(name)
    made = prepare(own, CLINICS)
    for one, other in zip(CLINICS, render_copies(own, CLINICS), strict=True):
        copy, _ = shape_copy(made, one)
        assert _operands(copy) == _operands(other)


def _operands(copy):
    commands = copy_check.box_commands(copy.pdf, len(copy.head))
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(commands)
        found = pikepdf.parse_content_stream(page)
        return [_plain(command) for command in found if str(command.operator) in ("TJ", "Tm", "cm", "rg", "BDC")]


def _plain(command):
    """Glyphs and distances one by one: the renderer writes some of them together."""
    if str(command.operator) != "TJ":
        return str(command.operator), [str(operand) for operand in command.operands]
    flat = []
    for item in command.operands[0]:
        if isinstance(item, pikepdf.String):
            data = bytes(item)
            flat += [x for n in range(0, len(data), 2) for x in (data[n : n + 2], 0)]
        else:
            flat[-1] += int(item)
    return "TJ", flat


@pytest.mark.parametrize("name", ORIGINALS)
def test_a_copy_passes_the_whole_preflight_and_both_standards(name):
    own = original(name)
    one = CLINICS[0]
    for way, found in (("direct", shape_copy(prepare(own, CLINICS), one)[0]), ("set", _boxed(own, one))):
        edition = replace(own.edition, clinic=one)
        assert found.pdf.startswith(own.pdf), way
        html = compose(edition)
        assert preflight(found.pdf, edition, html)[0] == ()
        assert preflight_copy(found.pdf, edition, html, own.pdf, own.box, PageProofs("")) == ((), ())
        assert shutil.which("verapdf"), "CI has veraPDF"
        assert validate_standards([(edition, found.pdf)]) == ()


def _boxed(own, one):
    (found,) = render_copies(own, (one,))
    assert not isinstance(found, BoxFullError), found
    return found


@pytest.mark.parametrize("name", ORIGINALS)
def test_a_logo_has_room_beside_five_lines(name):
    """And nothing that the layout prints in its margins comes into the box."""
    own, one = original(name), clinic("fir", logo=LOGO)
    edition = replace(own.edition, clinic=one)
    found = preflight_copy(_boxed(own, one).pdf, edition, compose(edition), own.pdf, own.box, PageProofs(""))
    assert found == ((), ())


@pytest.mark.parametrize(
    "one", [CLINICS[0], clinic("fir", logo=LOGO), clinic("arab", name="عيادة المثال")], ids=lambda one: one.id
)
def test_a_copy_equals_the_full_rendering(one):
    own = original()
    edition = replace(own.edition, clinic=one)
    full = render(compose(edition), *own.edition.layout.folders, given=brand_files(edition))
    assert not full.overflows
    made = [_boxed(own, one)]
    if one is CLINICS[0]:
        made.append(shape_copy(prepare(own, CLINICS), one)[0])
    for copy in made:
        assert _words(copy.pdf) == _words(full.pdf)
        assert _roles(copy.pdf) == _roles(full.pdf)
        assert _far_off(copy.pdf, full.pdf) < 0.02
        assert preflight(full.pdf, edition, compose(edition))[0] == ()


def _words(pdf):
    """The letters of each page, sorted: pdfium reads them in the order in which they are drawn."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [sorted(normalized(page.get_textpage().get_text_range())) for page in document]


def _roles(pdf):
    """The structure tree: roles, languages, alternatives, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _tree(document.Root.StructTreeRoot)


def _tree(element):
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    below = [_tree(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return str(element.get("/S")), str(element.get("/Alt", "")), below


def _far_off(one, other):
    """The share of inked pixels at 150 dpi that differ by more than smoothing does.

    Smoothing is not the same: FreeType fits letters to the pixels by all letters that the font's subset has.
    """
    with closing(pypdfium2.PdfDocument(one)) as first, closing(pypdfium2.PdfDocument(other)) as second:
        pairs = [(_grey(a), _grey(b)) for a, b in zip(first, second, strict=True)]
    inked = sum(int((a < 128).sum()) for a, _ in pairs)
    return sum(int((np.abs(a - b) > 96).sum()) for a, b in pairs) / inked


def _grey(page):
    return page.render(scale=150 / 72, grayscale=True).to_numpy().astype(int).squeeze()


def test_a_copy_of_the_same_clinic_has_the_same_bytes():
    first, second = (shape_copy(prepare(original(), CLINICS), CLINICS[0])[0].pdf for _ in range(2))
    assert first == second


# What can't be set without the renderer


@pytest.mark.parametrize("text", ["عيادة", "клиника", "Клиника A", "診所", "na\u0301ve"])
def test_other_scripts_and_what_the_font_lacks_are_left_to_the_renderer(text):
    with pytest.raises(CannotShapeError):
        shape_line(text, "Lato-Bold", 12.0, "en")


def test_a_line_that_is_too_wide_and_a_picture_are_left_to_the_renderer(template):
    for one in (clinic("wide", address="W" * 60), clinic("pic", logo=LOGO)):
        with pytest.raises(CannotShapeError):
            shape_copy(template, one)


def test_what_does_not_fit_the_box_is_reported_and_costs_its_own_copy_alone():
    found = list(render_copies(original(), (CLINICS[0], clinic("full", address="word " * 60), CLINICS[2])))
    assert [isinstance(one, BoxFullError) for one in found] == [False, True, False]


def test_a_letter_that_no_font_has_costs_its_own_copy_alone():
    found = list(render_copies(original(), (CLINICS[0], clinic("rune", name="ᚠᚢᚦ"))))
    assert [isinstance(one, BoxFullError) for one in found] == [False, True]


def test_an_original_without_a_box_is_refused():
    with pytest.raises(NoBoxError):
        own = original()
        copy, _ = shape_copy(prepare(own, CLINICS), CLINICS[0])
        prepare(Original(own.edition, copy.pdf, own.box), CLINICS)


# What is checked of each copy


def test_a_good_copy_has_no_fault(template):
    for one in CLINICS:
        copy, overlay = shape_copy(template, one)
        assert _faults(copy.pdf, overlay, one) == []


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ({"name": "Clinic Oat (invented)"}, None, "says"),
        ({"phone": "020 7946 0011"}, None, "says"),
        ({"emergency": "020 7946 0001"}, None, "says"),
        ({"hours": "Mon–Fri 8:00–17:08"}, None, "says"),
        ({}, (b" rg\n", b" rg 0 0 99 99 re f\n"), "draws something else"),
        ({}, (b"\nBT\n", b"\nBT 3 Tr\n"), "draws something else"),
        ({}, (b" Tm\n", b" Tm 100 0 Td\n"), "draws something else"),
        ({}, (b"]", b" 9]"), "says"),
        ({}, (b">0<", b">-90000<"), "too wide"),
        ({}, (b"[<", b"[(abc)<"), "says"),
    ],
    ids=str,
)
def test_a_box_that_says_or_draws_something_else_is_reported(template, was, becomes, message):
    one = CLINICS[0]
    copy, overlay = shape_copy(template, replace_fields(one, was))
    data = copy.pdf
    if becomes:
        parts = [part.replace(*becomes, 1) for part in overlay.segments]
        arrays = [
            shape_line(line.text, own.font, own.size, "en").array
            for line, own in zip(_lines(one), overlay.lines, strict=True)
        ]
        changed = replace(overlay, segments=tuple(parts))
        data = copy.head + changed.tail([arrays[0].replace(*becomes, 1), *arrays[1:]])
    assert any(message in fault for fault in _faults(data, overlay, one))


def replace_fields(one, changes):
    return one.model_copy(update=changes)


def unpacked(data):
    try:
        return zlib.decompress(data)
    except zlib.error:
        return None


def test_no_byte_can_be_changed_but_those_of_its_name_for_itself(template):
    one = CLINICS[0]
    copy, overlay = shape_copy(template, one)
    free = copy.pdf.rindex(b"/ID[<") + 5 + len(overlay.file_id) + 2
    packed = copy.pdf.index(b"stream\n", len(copy.head)) + len(b"stream\n")
    ending = copy.pdf.index(b"\nendstream", packed)
    padded = ending - 5  # the byte before the checksum, which has four
    chance = random.Random(SEED)
    places = {chance.randrange(len(copy.head)) for _ in range(200)} | {*range(len(copy.head), len(copy.pdf))}
    for place in sorted(places - {*range(free, free + 32)}):
        data = bytearray(copy.pdf)
        data[place] ^= 1 << chance.randrange(8)
        if place == padded and unpacked(data[packed:ending]) == unpacked(copy.pdf[packed:ending]):
            continue  # a bit after the last block of compressed data, which no reader looks at
        assert _faults(bytes(data), overlay, one), (place, copy.pdf[place - 10 : place + 10])
    assert _faults(copy.pdf + b"x", overlay, one)
    assert _faults(copy.pdf[:-1], overlay, one)


# What shows outside of the box


@pytest.mark.parametrize(
    "commands",
    [
        b"q 1 0 0 1 60 300 cm BT /ClinicF 12 Tf (not) Tj ET Q",
        b"q 0.5 g 100 100 40 40 re f Q",
        b"q 1 g 0 0 842 595 re f Q",
        b"BT 3 Tr /ClinicF 9 Tf 300 300 Td (hidden) Tj ET",
    ],
    ids=str,
)
def test_whatever_is_added_outside_of_the_box_is_seen(template, commands):
    own = original()
    copy, _ = shape_copy(template, CLINICS[0])
    with pikepdf.open(io.BytesIO(copy.pdf)) as pdf:
        page = pdf.pages[0]
        fonts = page.obj.Resources.Font
        fonts["/ClinicF"] = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.contents_add(commands)
        changed = io.BytesIO()
        pdf.save(changed)
    edition = replace(own.edition, clinic=CLINICS[0])
    problems, outside = preflight_copy(changed.getvalue(), edition, compose(edition), own.pdf, own.box, _proven(own))
    assert problems or outside  # words that nobody sees look like nothing, and are told of the page


def _proven(own):
    """What the build of the original has shown."""
    proofs = PageProofs("")
    assert preflight(own.pdf, own.edition, compose(own.edition), proofs)[0] == ()
    return proofs


def test_of_a_copy_whose_original_is_proven_the_box_alone_is_shown(template, monkeypatch):
    measured, own, one = [], original(), CLINICS[0]
    proofs, real = _proven(own), finished_file.page_appearance

    def spy(sheet, letters, glyphs, rows, copied):
        measured.append("".join("".join(glyphs.reads(int(row))[:1]) for row in rows))
        return real(sheet, letters, glyphs, rows, copied)

    monkeypatch.setattr(finished_file, "page_appearance", spy)
    copy, _ = shape_copy(template, one)
    edition = replace(own.edition, clinic=one)
    found = preflight_copy(copy.pdf, edition, compose(edition), own.pdf, own.box, proofs)
    assert found == ((), ())
    (box,) = measured
    assert normalized(box) == normalized("".join(line.text for line in clinic_lines(own.edition, one)))


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (rb"[\d.]+ [\d.]+ [\d.]+ rg", b"1 1 1 rg"),
        (rb"[\d.]+ [\d.]+ [\d.]+ rg", b"0.8 0.8 0.8 rg"),
        (rb" [\d.]+ Tf", b" 4 Tf"),
        (rb"BT\n1 0 0 -1", b"BT\n0.95 0.3 0.3 -0.95"),
        (rb"BT\n1 0 0 -1", b"BT\n-1 0 0 -1"),
        (rb"BT\n1 0 0 -1 0", b"BT\n1 0 0 -1 -120"),
        (rb"BT\n1 0 0 -1 0", b"BT\n1 0 0 -1 500"),
        (rb"ET(?!.*ET)", b"ET 1 g 0 0 300 300 re f"),
        (rb"(BT\n.*?ET)", rb"\1 \1"),
        (rb"BT\n", b"BT\n3 Tr\n"),
    ],
    ids=str,
)
def test_whatever_is_wrong_in_the_box_is_told_though_the_original_is_proven(template, pattern, instead):
    own, one = original(), CLINICS[0]
    copy, _ = shape_copy(template, one)
    with pikepdf.open(io.BytesIO(copy.pdf)) as pdf:
        box = list(pdf.pages[own.box.page - 1].obj.Contents)[-1]
        commands = re.sub(pattern, instead, box.read_bytes(), flags=re.DOTALL)
        assert commands != box.read_bytes()
        box.write(commands)
        changed = io.BytesIO()
        pdf.save(changed)
    edition = replace(own.edition, clinic=one)
    with_proofs = preflight_copy(changed.getvalue(), edition, compose(edition), own.pdf, own.box, _proven(own))
    anew = preflight_copy(changed.getvalue(), edition, compose(edition), own.pdf, own.box, PageProofs(""))
    assert any(with_proofs)
    assert {p.rule for p in with_proofs[0]} >= {p.rule for p in anew[0]} - {"changed-after-build"}
    assert with_proofs[1] == anew[1]


# The print file


def test_the_print_file_has_every_page_of_every_copy(template):
    by_shaping = [shape_copy(template, one)[0] for one in CLINICS]
    boxed = _boxed(original(), clinic("fir", logo=LOGO))
    copies = [PublishedCopy(copy.pdf, len(copy.head)) for copy in (*by_shaping, boxed)]
    copies.append(PublishedCopy(boxed.pdf, 0))
    data = print_file(copies)
    assert len(data) < 0.75 * sum(len(copy.pdf) for copy in copies)
    with closing(pypdfium2.PdfDocument(data)) as printed:
        got = [normalized(page.get_textpage().get_text_range()) for page in printed]
        looks = [_grey(page) for page in printed]
    due, seen = [], []
    for copy in copies:
        with closing(pypdfium2.PdfDocument(copy.pdf)) as one:
            due += [normalized(page.get_textpage().get_text_range()) for page in one]
            seen += [_grey(page) for page in one]
    assert got == due
    assert all(np.array_equal(a, b) for a, b in zip(looks, seen, strict=True))


def test_a_print_file_that_draws_something_else_is_refused(template, monkeypatch):
    module = sys.modules["leaflet.clinics.print_file"]
    copies = [PublishedCopy((c := shape_copy(template, one)[0]).pdf, len(c.head)) for one in CLINICS[:2]]
    own = module.box_commands
    replaced = iter((b"q Q",))
    monkeypatch.setattr(module, "box_commands", lambda *asked: next(replaced, None) or own(*asked))
    with pytest.raises(module.PrintFileMismatchError):
        print_file(copies)
