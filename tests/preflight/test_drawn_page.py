"""What a page's drawing commands draw: glyphs in arrays, where pdfium reads them, too; bounds for forged ones."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pikepdf
import pytest
from leaflets import CSS, html, printed, two_pages

from leaflet.inspect.pages import read_pages
from leaflet.preflight import preflight
from leaflet.preflight.instrument.commands import drawn_pages
from leaflet.preflight.instrument.drawn_page import ARTIFACT, NO_CONTENT
from leaflet.preflight.instrument.open_file import UnreadablePdfError

HEAD = f"<!doctype html><html lang=en><title>T</title><style>{CSS}</style>"
MM = 25.4 / 72


def drawn(pdf: bytes):
    """Each page of `pdf`."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return drawn_pages(opened)


def with_commands(commands: str, **resources: pikepdf.Object):
    """What one page draws that has these commands, besides the fonts of a small leaflet."""
    with pikepdf.open(io.BytesIO(printed(HEAD + "<p>ABC abc 123</p>"))) as pdf:
        page = pdf.pages[0]
        fonts = page.obj.Resources.Font
        font = next(name for name in fonts.keys() if "/DescendantFonts" in fonts[name])  # noqa: SIM118
        fonts["/F"] = fonts[font]
        for kind, found in resources.items():
            page.obj.Resources[f"/{kind}"] = found(pdf) if callable(found) else found
        page.obj.Contents = pdf.make_stream(commands.encode())
        return drawn_pages(pdf)[0]


def shown(page) -> str:
    """What the page reads, as its fonts have it."""
    glyphs = page.glyphs
    fonts = [glyphs.fonts[font].trusted for font in glyphs.font]
    return "".join((t.readings(int(n)) or "?")[0] for t, n in zip(fonts, glyphs.number, strict=True))


def code(char: str) -> str:
    """The code of `char` in Lato."""
    page = with_commands("BT /F 10 Tf <0001> Tj ET")
    trusted = page.glyphs.fonts[0].trusted
    return f"{trusted.file.font.getGlyphID(trusted.file.font.getBestCmap()[ord(char)]):04x}"


A, B, C = (code(char) for char in "ABC")


def test_glyphs_stand_where_pdfium_has_them():
    pdf = printed(html(two_pages()))
    for page, other in zip(drawn(pdf), read_pages(pdf), strict=True):
        glyphs = page.glyphs
        has_ink = ~np.isnan(glyphs.ink[:, 0])
        known = np.array([(*g.box, g.extent[0], g.baseline, g.pt) for g in other.glyphs if g.char.strip()])
        mine = np.hstack((glyphs.ink[has_ink], glyphs.origin[has_ink], glyphs.size_pt[has_ink, None]))
        nearest = np.abs(mine[:, None, 4:] - known[None, :, 4:]).max(axis=2).argmin(axis=1)
        is_plain = np.abs(mine[:, 4] - known[nearest, 4]) < 0.001  # a ligature's parts share one glyph
        assert is_plain.mean() > 0.97
        assert np.allclose(mine[is_plain, 5:], known[nearest[is_plain], 5:], atol=0.001)
        assert np.allclose(mine[is_plain, :4], known[nearest[is_plain], :4], atol=0.08)  # pdfium rounds


@pytest.mark.parametrize(
    ("commands", "across", "down"),
    [
        (f"BT /F 10 Tf 1 0 0 1 50 100 Tm <{A}> Tj ET", 50, 100),
        (f"BT /F 10 Tf 50 100 Td <{A}> Tj ET", 50, 100),
        (f"BT /F 10 Tf 20 40 Td 30 60 TD <{A}> Tj ET", 50, 100),
        (f"BT /F 10 Tf 12 TL 50 112 Td T* <{A}> Tj ET", 50, 100),
        (f"BT /F 10 Tf 12 TL 50 112 Td <{A}> ' ET", 50, 100),
        (f'BT /F 10 Tf 12 TL 50 112 Td 0 1 <{A}> " ET', 50, 100),
        (f"BT /F 10 Tf 2 Ts 50 98 Td <{A}> Tj ET", 50, 100),
        (f"q 2 0 0 2 0 0 cm BT /F 5 Tf 25 50 Td <{A}> Tj ET Q", 50, 100),
        (f"q 1 0 0 1 50 100 cm Q BT /F 10 Tf <{A}> Tj ET", 0, 0),
        (f"BT /F 10 Tf 50 100 Td [-0 <{A}>] TJ ET", 50, 100),
        (f"BT /F 10 Tf 60 100 Td [1000 <{A}>] TJ ET", 50, 100),
        (f"BT /F 10 Tf 50 Tz 55 100 Td [1000 <{A}>] TJ ET", 50, 100),
    ],
)
def test_a_glyph_is_placed_by_every_operator(commands, across, down):
    page = with_commands(commands)
    x, y = page.glyphs.origin[0]
    assert (x / MM, page.size_mm[1] / MM - y / MM) == pytest.approx((across, down), abs=0.01)
    assert page.glyphs.size_pt[0] == pytest.approx(5 if "50 Tz" in commands else 10)


def test_glyphs_of_one_string_and_of_the_next_follow_one_another():
    page = with_commands(f"BT /F 10 Tf 1 Tc 50 100 Td [<{A}{B}> 200 <{C}>] TJ <{A}> Tj ET")
    glyphs = page.glyphs
    assert shown(page) == "ABCA"
    gaps = np.diff(glyphs.origin[:, 0]) - glyphs.advance_mm[:-1]
    assert gaps / MM == pytest.approx((1, -1, 1), abs=0.01)


def test_marked_content_is_known_and_what_is_in_none():
    page = with_commands(
        f"BT /F 10 Tf <{A}> Tj ET /P <</MCID 7>> BDC BT <{B}> Tj ET /Span BMC BT <{C}> Tj ET EMC EMC "
        f"/Artifact BMC BT <{A}> Tj ET EMC"
    )
    assert page.glyphs.content.tolist() == [NO_CONTENT, 7, 7, ARTIFACT]
    assert page.glyphs.sequence.tolist() == [0, 1, 1, 2]
    assert page.glyphs.text_object.tolist() == [1, 2, 3, 4]
    assert [tag for tag, _ in page.marked_content] == ["P", "Span", "Artifact"]


def test_a_form_draws_with_its_matrix_inside_its_box():
    def forms(pdf):
        form = pdf.make_stream(f"BT /F 10 Tf 10 10 Td <{A}> Tj ET 0 0 100 100 re f".encode())
        form.Subtype, form.BBox, form.Matrix = pikepdf.Name.Form, [0, 0, 20, 30], [1, 0, 0, 1, 5, 5]
        return pikepdf.Dictionary(X=form)

    page = with_commands("q 2 0 0 2 0 0 cm /X Do Q /Nothing Do", XObject=forms)
    assert page.glyphs.origin[0, 0] / MM == pytest.approx(30)
    assert page.glyphs.size_pt[0] == pytest.approx(20)
    left, _, right, bottom = page.paintings[0].box
    assert (left / MM, right / MM, (page.size_mm[1] - bottom) / MM) == pytest.approx((10, 50, 10))


@pytest.mark.parametrize(
    ("commands", "kinds"),
    [
        ("10 10 20 20 re f", ["rectangle"]),
        ("10 10 m 30 10 l 30 30 l 10 30 l h f", ["rectangle"]),
        ("1 0 0 1 5 5 cm 10 10 m 30 10 l S", ["line"]),
        ("0 0 m 10 10 m 30 10 l S", ["line"]),
        ("10 10 20 20 re 12 12 16 16 re f*", ["frame"]),
        ("10 10 m 30 30 l S", ["path"]),
        ("10 10 m 10 20 20 20 20 10 c f", ["path"]),
        ("0.7 0.7 -0.7 0.7 0 0 cm 10 10 20 20 re f", ["path"]),
        ("q 10 0 0 10 5 5 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", ["image"]),
        ("10 10 20 20 re W n", []),
        ("0 0 5 5 re W n 10 10 20 20 re f", []),
    ],
)
def test_what_is_painted_has_a_kind(commands, kinds):
    assert [painting.kind for painting in with_commands(commands).paintings] == kinds


def test_what_is_painted_has_colours_and_what_a_clip_leaves_of_it():
    page = with_commands("10 10 m 50 10 l 50 50 l W n 1 0 0 rg 0 G 4 w 0 0 30 30 re B /F gs")
    painting = page.paintings[0]
    assert (painting.fill, painting.stroke, painting.opacity, painting.has_shaped_clip) == ((1, 0, 0), (0,), 1, True)
    assert np.array(painting.box)[[0, 2]] / MM == pytest.approx((10, 32))


def test_text_in_patterns_masks_and_drawn_fonts_is_told():
    def pattern(pdf):
        tile = pdf.make_stream(f"BT /F 10 Tf <{A}> Tj ET".encode())
        tile.PatternType = 1
        return pikepdf.Dictionary(P=tile)

    def state(pdf):
        group = pdf.make_stream(f"BT /F 10 Tf <{A}> Tj ET".encode())
        return pikepdf.Dictionary(G=pikepdf.Dictionary(SMask=pikepdf.Dictionary(G=group)))

    def drawn_font(pdf):
        return pikepdf.Dictionary(T=pikepdf.Dictionary(Subtype=pikepdf.Name.Type3))

    assert with_commands("/Pattern cs /P scn 0 0 9 9 re f", Pattern=pattern).hidden_text == {"pattern"}
    assert with_commands("/G gs 0 0 9 9 re f", ExtGState=state).hidden_text == {"mask"}
    assert with_commands("BT /T 10 Tf <0001> Tj ET", Font=drawn_font).hidden_text == {"Type 3 font"}
    assert with_commands("0 0 9 9 re f").hidden_text == set()


@pytest.mark.parametrize(
    "commands",
    [
        "q 1 0 0 1 0 cm Q",
        "BT /F Tf ET",
        "BT <0001> Tj ET",
        "0 0 9 re f",
        "/P 1 2 3 nonsense",
        "BT /F 10 Tf (unclosed Tj ET",
        "[1 2 3",
        "/X Do",
    ],
)
def test_damaged_commands_end_in_a_sentence(commands):
    def itself(pdf):
        form = pdf.make_stream(b"/X Do")
        form.Subtype = pikepdf.Name.Form
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        return pikepdf.Dictionary(X=pdf.make_indirect(form))

    with pytest.raises(UnreadablePdfError, match="drawing"):
        with_commands(commands, XObject=itself)


@pytest.mark.parametrize(("command", "megabytes"), [(b"q Q ", 3), (b"\0", 400)])
def test_a_file_of_a_million_commands_or_of_zeros_ends_in_a_sentence(command, megabytes):
    compressor = zlib.compressobj(9)
    chunk = command * (1_000_000 // len(command))
    data = b"".join(compressor.compress(chunk) for _ in range(megabytes)) + compressor.flush()
    with pikepdf.open(io.BytesIO(printed(HEAD + "<p>A</p>"))) as pdf:
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, data, Filter=pikepdf.Name.FlateDecode)
        with pytest.raises(UnreadablePdfError, match="more drawing commands"):
            drawn_pages(pdf)


def test_a_forged_file_is_refused_by_the_whole_preflight():
    edition = two_pages()
    document = html(edition)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed(document))) as pdf:
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"q Q " * 600_000)
        pdf.save(out)
    (problem,), found = preflight(out.getvalue(), edition, document)
    assert (problem.rule, found) == ("unreadable-pdf", ())
    assert "more drawing commands than any leaflet" in problem.message
