"""A house's brand: colours, logo and fonts are refused at their place, or every law holds on the pages."""

from __future__ import annotations

import hashlib
import io
import math
import random
import struct
import zlib

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from samples import TODAY

from leaflet import fonts
from leaflet.build.options import Selection
from leaflet.build.pipeline import build, check
from leaflet.colours import TEXT_CONTRAST, WHITE, SrgbColour, contrast, oklch, readable, tint
from leaflet.compose import brand as compose_brand
from leaflet.editions.accent import ACCENT, TINTS, recoloured
from leaflet.editions.from_library import editions
from leaflet.model import Brand
from leaflet.problem import has_errors
from leaflet.read.brand_fonts import read_fonts
from leaflet.read.sources import read_house, read_library

COLOURS = st.builds(SrgbColour, *[st.integers(0, 255)] * 3)
HOUSE = """\
publisher: Test house
locales: [en-NL]
review_months: 12
feedback: Tell us.
update_policy: Once a year.
brand:
"""
FAINT = 0.04
"""Chroma under which a colour of 8 bits has hardly a hue."""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 24">{}</svg>'
SQUARE = '<path d="M1 1h20v20H1z" fill="#b00020"/>'


def _quiet(*_):
    """Progress that nobody looks at."""


@pytest.fixture
def house(tmp_path):
    """What is found in a house with that brand, and the house."""
    (tmp_path / "sources/brand").mkdir(parents=True)

    def read(lines, **files):
        for name, content in files.items():
            (tmp_path / "sources/brand" / name.replace("__", ".")).write_bytes(content)
        (tmp_path / "sources/house.yaml").write_text(HOUSE + "".join(f"  {line}\n" for line in lines), "utf-8")
        return read_house(tmp_path)

    return read


def _told(problems):
    return [(problem.rule, problem.span.path, problem.span.line) for problem in problems]


@given(COLOURS)
def test_the_nearest_colour_passes_and_keeps_its_hue(colour):
    nearest = readable(colour)
    assert contrast(nearest, WHITE) >= TEXT_CONTRAST
    assert readable(nearest) == nearest
    before, after = oklch(colour), oklch(nearest)
    assert after.lightness <= before.lightness + 1e-9
    if after.chroma > FAINT:
        assert abs(math.remainder(after.hue - before.hue, math.tau)) < 0.15
    if nearest != colour:  # it is no darker than it must be
        assert contrast(nearest, WHITE) < TEXT_CONTRAST + 0.2


@given(COLOURS)
def test_text_stands_out_on_the_tint_that_is_made_of_its_colour(colour):
    colour = readable(colour)
    assert contrast(tint(colour, 0.965, 0.1), colour) >= TEXT_CONTRAST


@given(COLOURS, st.sampled_from(["accent", "alarm"]))
def test_a_palette_passes_or_is_refused_with_one_that_does(colour, field):
    brand = Brand(**{field: str(colour)})
    found = [*_colour_faults(brand)]
    assert bool(found) == (contrast(colour, WHITE) < TEXT_CONTRAST)
    for problem in found:
        assert problem.rule == "unreadable-colour"
        proposed = problem.hint.rpartition('"')[0].rpartition('"')[2]
        assert not [*_colour_faults(Brand(**{field: proposed}))]


def _colour_faults(brand):
    from leaflet.read import brand as module

    return module._colour_faults(brand)


def test_a_pale_colour_is_told_at_its_line_with_what_to_write(house):
    read, (problem,) = house(['accent: "#f5a9b8"'])
    assert read is None
    assert _told([problem]) == [("unreadable-colour", "sources/house.yaml", 7)]
    assert "1.87 to 1" in problem.message
    assert "4.5 to 1" in problem.message
    assert problem.hint.endswith('write accent: "#a86272"')
    assert house(['accent: "#a86272"'])[1] == ()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("accent: #b00020", "unquoted-text"),
        ("accent: red", "invalid-record"),
        ('accent: "#12345"', "invalid-record"),
        ('alarm: "b00020"', "invalid-record"),
        ("colour: blue", "invalid-record"),
    ],
)
def test_what_is_no_colour_is_told(house, line, rule):
    assert [(problem.rule, problem.span.line) for problem in house([line])[1]] == [(rule, 7)]


def test_the_palette_that_drawings_follow_is_that_of_the_layouts(repository):
    sheet = (repository / "layouts/base/base.css").read_text("utf-8")
    assert all(f": {value};" in sheet for value in (ACCENT, "#e4f0f0", "#6f8f91"))
    assert {"#e4f0f0", "#6f8f91"} <= set(TINTS)


def test_a_drawing_follows_the_accent_and_a_pill_keeps_its_colour():
    svg = f'<path fill="{ACCENT}" stroke="#D3E6E6"/><path fill="#0f5c64"/><path fill="#ffffff"/>'
    found = recoloured(svg, Brand(accent="#b00020"))
    assert 'fill="#b00020"' in found
    assert "#D3E6E6" not in found
    assert '"#0f5c64"/><path fill="#ffffff"' in found
    assert recoloured(svg, Brand()) == svg


# Logos


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        (SQUARE, None),
        (f"<title>Made by</title><metadata>secret</metadata>{SQUARE}", None),
        ("<script>alert(1)</script>", "unsafe-svg"),
        ('<path d="M0 0h5v5z" onclick="x()"/>', "unsafe-svg"),
        ('<image href="https://example.org/x.png"/>', "unsafe-svg"),
        ('<text x="5" y="12" font-size="8">House</text>', "unfit-logo"),
        ("<path", "unsafe-svg"),
        ("<!-- ", "unsafe-svg"),
    ],
)
def test_a_drawn_logo_is_cleaned_or_refused(house, inside, rule):
    read, problems = house(["logo: {file: brand/x.svg, alt: A square}"], x__svg=LOGO.format(inside).encode())
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    if rule is None:
        assert b"secret" not in read.brand.mark.data
        assert read.brand.mark.ratio == 2.5


def _png(size, **options):
    saved = io.BytesIO()
    Image.new("RGBA", size, (176, 0, 32, 128)).save(saved, "PNG", **options)
    return saved.getvalue()


def _bomb(side):
    """A PNG of `side` × `side` pixels in some bytes."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (_png((300, 100)), None),
        (_png((2400, 800)), None),
        (_png((300, 100))[:-20], "unfit-logo"),
        (_bomb(60_000), "unfit-logo"),
        (b"\xff\xd8\xff no png", "unfit-logo"),
        (b"x" * 6_000_000, "too-large"),
        (_png((900, 10)), "unfit-logo"),
    ],
)
def test_a_logo_of_pixels_is_saved_anew_or_refused(house, data, rule):
    read, problems = house(["logo: {file: brand/x.png, alt: A square}"], x__png=data)
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    if rule is None:
        mark = read.brand.mark
        assert max(mark.pixels) <= 1000
        with Image.open(io.BytesIO(mark.data)) as picture:
            assert picture.mode == "RGB"  # on white, as it is printed
            assert not picture.info


@pytest.mark.parametrize("path", ["../x.svg", "brand/none.svg", "brand/x.gif", "/etc/passwd"])
def test_a_logo_is_a_file_of_the_house(house, path):
    _, problems = house([f"logo: {{file: {path}, alt: A square}}"])
    assert [problem.span.line for problem in problems] == [7]


# Fonts


def _font(style="Regular", name="HouseSerif", text="", **fields):
    """A font file of a house: Noto Serif under another name, with the letters of `text` alone where it is given."""
    font = TTFont(fonts.trusted_file(f"NotoSerif-{style}.ttf"))
    if text:
        options = subset.Options(name_IDs=["*"], notdef_outline=True)
        small = subset.Subsetter(options)
        small.populate(text=text)
        small.subset(font)
    for record in font["name"].names:
        if record.nameID == 6:
            record.string = f"{name}-{style}"
    for field, value in fields.items():
        setattr(font["OS/2"], field, value)
    saved = io.BytesIO()
    font.save(saved)
    return saved.getvalue()


def _chosen(data, licence="OFL-1.1", file="brand/x.ttf", checksum=""):
    digest = checksum or hashlib.sha256(data).hexdigest()
    return ["fonts:", "  headings:", f"    file: {file}", f"    sha256: {digest}", f"    licence: {licence}"]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, None),
        ({"fsType": 0x0008}, None),
        ({"fsType": 0x0004}, None),
        ({"fsType": 0x0002}, "untrusted-font"),
        ({"fsType": 0x0100}, "untrusted-font"),
        ({"fsType": 0x0200}, "untrusted-font"),
        ({"name": "NotoSerif"}, "untrusted-font"),
    ],
)
def test_a_font_is_taken_only_where_it_may_be_embedded(house, fields, rule):
    data = _font(text="abc", **fields)
    read, problems = house(_chosen(data), x__ttf=data)
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    if rule is None:
        (font,) = read.brand.own_fonts
        assert font.postscript_name == "HouseSerif-Regular"
        assert font.signs >= set("abc")
        assert "d" not in font.signs


def test_another_file_than_was_checked_is_refused_at_its_checksum(house):
    data = _font(text="abc")
    _, (problem,) = house(_chosen(data, checksum="0" * 64), x__ttf=data)
    assert _told([problem]) == [("untrusted-font", "sources/house.yaml", 10)]
    assert hashlib.sha256(data).hexdigest() in problem.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"OTTO....", "PostScript outlines"),
        (b"wOF2....", "web font"),
        (b"\0\1\0\0 rubbish", "is damaged"),
        (b"", "no font"),
    ],
)
def test_what_is_no_truetype_font_is_told(house, data, said):
    _, (problem,) = house(_chosen(data), x__ttf=data)
    assert problem.rule == "untrusted-font"
    assert said in problem.message


def test_a_missing_file_an_unknown_family_and_no_licence_are_told(house):
    data = _font(text="abc")
    assert _told(house(_chosen(data, file="brand/none.ttf"))[1]) == [("missing-file", "sources/house.yaml", 9)]
    assert _told(house(_chosen(data, licence="NOASSERTION"), x__ttf=data)[1]) == [
        ("untrusted-font", "sources/house.yaml", 11)
    ]
    _, (problem,) = house(["fonts: {headings: {family: Arial}}"])
    assert problem.rule == "untrusted-font"
    assert all(family in problem.hint for family in fonts.TEXT_FAMILIES)
    assert house(["fonts: {headings: {family: Noto Serif}}"])[1] == ()


def test_running_text_needs_bold_letters(house):
    data = _font(text="abc")
    lines = [line.replace("headings", "text") for line in _chosen(data)]
    assert "bold" in house(lines, x__ttf=data)[1][0].message


def test_a_family_that_this_machine_lacks_is_told(house, monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "trusted_file", lambda name: None)
    brand = Brand(fonts={"headings": {"family": "Noto Sans"}})
    assert [problem.rule for problem in read_fonts(tmp_path, brand)[1]] == ["missing-font"]


def test_every_family_to_choose_from_is_listed_and_may_be_used():
    listed = {font.family for font in fonts.FONTS}
    accepted = fonts.CONFIG.read_text("utf-8")
    assert set(fonts.TEXT_FAMILIES) <= listed
    assert all(f"<string>{family}</string>" in accepted for family in fonts.TEXT_FAMILIES)


# On the pages


def _brand(project, *lines):
    house = project / "sources/house.yaml"
    house.write_text(house.read_text("utf-8") + "brand:\n" + "".join(f"  {line}\n" for line in lines), "utf-8")
    (project / "sources/brand").mkdir(exist_ok=True)


def test_a_sign_that_the_font_lacks_is_told_where_it_is_written(project):
    data = _font(text="".join(map(chr, range(32, 127))).replace("q", ""))
    _brand(project, *_chosen(data))
    (project / "sources/brand/x.ttf").write_bytes(data)
    found = {p.message for p in check(project, TODAY)[1] if p.rule == "unprintable-sign"}
    assert any("“q” (U+0071" in message and "brand/x.ttf" in message for message in found)
    assert not any("“a”" in message for message in found)


def test_words_of_the_brand_change_the_fingerprint_and_its_looks_the_look(project):
    def first():
        edition = editions(read_library(project)[0], TODAY)[0]
        return edition.fingerprint, edition.layout.look

    plain = first()
    _brand(project, 'accent: "#b00020"')
    red = first()
    assert (red[0] == plain[0], red[1] == plain[1]) == (True, False)
    house = project / "sources/house.yaml"
    house.write_text(house.read_text("utf-8") + "  name: Kliniek De Brug\n", "utf-8")
    named = first()
    assert (named[0] == red[0], named[1] == red[1]) == (False, True)


def test_without_a_brand_nothing_of_it_is_on_the_page(project):
    edition = editions(read_library(project)[0], TODAY)[0]
    assert compose_brand.brand_context(edition) == {"brand": None, "brand_css": ""}
    assert not compose_brand.brand_files(edition)


def _random_palettes(count):
    """Palettes that pass, at their palest: there the laws are nearest to being broken."""
    draw = random.Random(13)
    return [
        [str(readable(SrgbColour(*(draw.randrange(256) for _ in range(3))))) for _ in range(2)] for _ in range(count)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("accent", "alarm"), [("#767676", "#767676"), ("#000000", "#b00020"), *_random_palettes(2)])
def test_a_palette_that_passes_breaks_no_law(project, accent, alarm):
    _brand(
        project,
        "name: Kliniek De Brug",
        "logo: {file: brand/x.png, alt: A square}",
        f'accent: "{accent}"',
        f'alarm: "{alarm}"',
    )
    (project / "sources/brand/x.png").write_bytes(_png((600, 200)))
    _translate_logo(project)
    _, problems = build(project, project / "output", TODAY, Selection(locales=("nl-NL",)), _quiet)
    assert not has_errors(problems), problems
    assert len([*(project / "output").rglob("*.pdf")]) == 5


def _translate_logo(project):
    catalog = project / "sources/nl.po"
    entry = '\nmsgctxt "house/brand/logo/alt"\nmsgid "A square"\nmsgstr "Een vierkant"\n'
    catalog.write_text(catalog.read_text("utf-8") + entry, "utf-8")


@pytest.mark.slow
def test_a_font_of_the_house_is_printed_and_proven(project):
    data = _font("Bold")
    _brand(project, *_chosen(data))
    (project / "sources/brand/x.ttf").write_bytes(data)
    selection = Selection(layouts=("uncertainty-checklist",), locales=("en-NL",))
    _, problems = build(project, project / "output", TODAY, selection, _quiet)
    assert not has_errors(problems), problems


@pytest.mark.slow
def test_a_coarse_logo_is_told(project):
    _brand(project, "logo: {file: brand/x.png, alt: A square}")
    (project / "sources/brand/x.png").write_bytes(_png((30, 10)))
    selection = Selection(layouts=("large-print",), locales=("en-NL",))
    _, problems = build(project, project / "output", TODAY, selection, _quiet)
    assert [p.rule for p in problems if p.rule == "wrong-picture"]
