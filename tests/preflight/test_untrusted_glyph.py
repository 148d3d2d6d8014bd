"""Fonts that were tampered with, and fonts and scripts that are as they should be."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from leaflets import CSS, changed, html, printed, two_pages
from pikepdf import Name
from samples import layout

from leaflet import fonts
from leaflet.model import Locale
from leaflet.preflight import preflight
from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.preflight.instrument.outlines import FontFile, trusted_font
from leaflet.preflight.instrument.trusted_glyphs import trusted_glyphs
from leaflet.preflight.laws import untrusted_glyph

RULE = "untrusted-glyph"
ARABIC = (
    "هذه الصفحة ليست نصيحة طبية. لا تجمع بين الليثيوم (والمواد) المخدرة؛ قد تسبب نوبات."
    " اتصل بـ 112 فوراً، «لا إلا لأ لآ»"
    " بِسْمِ فَوْرًا ذَهَبَ ٣٫٥ ≤ 5 می‌خواهم پژوهش گچ ک ی"
)
LATIN = (
    "Office affidavit fjord waffle ½ 1/2 “not” fi ﬁ re&shy;set naïve Å é <b>first THE x² CO₂</b> <i>ital ffl</i>"
    " ß € ≤ → ☐ ☑ ✓ ■"
    " x\u0301 q\u0307 Ĳ ‑ – … 0123456789 Привет Ελλαδος"  # capitals drop the accents of Greek
)
SETTINGS = (
    "font-variant-numeric: oldstyle-nums tabular-nums",
    "font-variant-ligatures: discretionary-ligatures historical-ligatures",
    "font-variant-position: super",
    'font-feature-settings: "smcp", "c2sc", "sups", "zero", "case"',
    'font-feature-settings: "ordn", "salt", "ss01", "titl", "hist"',
    "letter-spacing: .1em; text-transform: uppercase",
    "font-kerning: none; font-size: 9.3pt",
    "font-weight: 900",
    "font-weight: 300; font-style: italic",
)


@pytest.fixture(scope="module")
def pdf():
    """The small leaflet, as it is printed."""
    return printed(html(two_pages()))


def _lato(opened: pikepdf.Pdf) -> pikepdf.Dictionary:
    every = opened.pages[0].Resources.Font.values()
    return next(font for font in every if str(font.BaseFont).endswith("+Lato"))


def inner(change: Callable[[pikepdf.Dictionary], None]) -> Callable[[pikepdf.Pdf], None]:
    """Change the character font inside the running text's font."""
    return lambda opened: change(_lato(opened).DescendantFonts[0])


def program(change: Callable[[TTFont], None]) -> Callable[[pikepdf.Pdf], None]:
    """Change the font file inside the running text's font."""

    def edit(opened: pikepdf.Pdf) -> None:
        stream = _lato(opened).DescendantFonts[0].FontDescriptor.FontFile2
        font, out = TTFont(io.BytesIO(stream.read_bytes())), io.BytesIO()
        change(font)
        font.save(out)
        stream.write(out.getvalue())

    return edit


def meaning(change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    """Change what the running text's font says that its codes stand for."""

    def edit(opened: pikepdf.Pdf) -> None:
        stream = _lato(opened).ToUnicode
        before = stream.read_bytes()
        assert change(before) != before
        stream.write(change(before))

    return edit


def _name(font: TTFont, char: str) -> str:
    """What the glyph of `char` is called in `font`, a part of Lato Regular that has lost its characters' names."""
    own = trusted_font("Lato-Regular").font
    return font.getGlyphOrder()[own.getGlyphID(own.getBestCmap()[ord(char)])]


def _blank(font: TTFont) -> None:
    table = font["glyf"]
    table[_name(font, "n")] = type(table[_name(font, "n")])()


def _swapped(font: TTFont) -> None:
    table, one, other = font["glyf"], _name(font, "n"), _name(font, "o")
    table.glyphs[one], table.glyphs[other] = table[other], table[one]


def _nudged(font: TTFont) -> None:
    glyph = font["glyf"][_name(font, "o")]
    glyph.coordinates[0] = (glyph.coordinates[0][0] + 300, glyph.coordinates[0][1])
    glyph.recalcBounds(font["glyf"])


def _wider(font: TTFont) -> None:
    advance, bearing = font["hmtx"][_name(font, "o")]
    font["hmtx"][_name(font, "o")] = (advance + 200, bearing)


def _aside(font: TTFont) -> None:
    advance, bearing = font["hmtx"][_name(font, "o")]
    font["hmtx"][_name(font, "o")] = (advance, bearing - 200)


def _smaller(font: TTFont) -> None:
    font["head"].unitsPerEm = 4000


def _hinted(font: TTFont) -> None:
    font["fpgm"] = trusted_font("Lato-Regular").font["fpgm"]


def _moving(font: TTFont) -> None:
    font["glyf"][_name(font, "o")].program.fromBytecode(bytes([0xB0, 0x01, 0x21]))


def _renamed(font: TTFont) -> None:
    for record in font["name"].names:
        if record.nameID == 6:
            record.string = "Leaflet-Regular"


def _called_bold(font: TTFont) -> None:
    for record in font["name"].names:
        if record.nameID == 6:
            record.string = "Lato-Bold"


def _same(font: TTFont) -> None:
    """Only save it again."""


def _another_file(opened: pikepdf.Pdf) -> None:
    path = fonts.trusted_file("Lato-Black.ttf")
    _lato(opened).DescendantFonts[0].FontDescriptor.FontFile2.write(path.read_bytes())


def _another_count(opened: pikepdf.Pdf) -> None:
    """One glyph less by the table `maxp`, which pdfium goes by; `loca` still has them all."""
    stream = _lato(opened).DescendantFonts[0].FontDescriptor.FontFile2
    data = bytearray(stream.read_bytes())
    entry = data.index(b"maxp")
    offset = int.from_bytes(data[entry + 8 : entry + 12], "big") + 4
    count = int.from_bytes(data[offset : offset + 2], "big")
    data[offset : offset + 2] = (count - 1).to_bytes(2, "big")
    stream.write(bytes(data))


def _past_its_table(opened: pikepdf.Pdf) -> None:
    """The place of “o” ends after the table of outlines: pdfium draws nothing, fontTools the letter."""
    stream = _lato(opened).DescendantFonts[0].FontDescriptor.FontFile2
    data = bytearray(stream.read_bytes())
    entry = data.index(b"loca")
    font = TTFont(io.BytesIO(data))
    is_long = bool(font["head"].indexToLocFormat)
    width = 4 if is_long else 2
    end = int.from_bytes(data[entry + 8 : entry + 12], "big") + width * (_number("o") + 1)
    past = (len(font.reader["glyf"]) + 400) // (1 if is_long else 2)
    data[end : end + width] = past.to_bytes(width, "big")
    stream.write(bytes(data))


def _number(char: str) -> int:
    font = trusted_font("Lato-Regular").font
    return int(font.getGlyphID(font.getBestCmap()[ord(char)]))


def _broken_file(opened: pikepdf.Pdf) -> None:
    stream = _lato(opened).DescendantFonts[0].FontDescriptor.FontFile2
    stream.write(stream.read_bytes()[:2000])


def _other_codes(opened: pikepdf.Pdf) -> None:
    """Swap two glyphs by the map from codes to glyphs."""
    glyphs = list(range(3000))
    font = trusted_font("Lato-Regular").font
    one, other = (font.getGlyphID(font.getBestCmap()[ord(char)]) for char in "no")
    glyphs[one], glyphs[other] = other, one
    data = b"".join(glyph.to_bytes(2) for glyph in glyphs)
    _lato(opened).DescendantFonts[0].CIDToGIDMap = opened.make_stream(data)


def _wide(own: pikepdf.Dictionary) -> None:
    own.W = pikepdf.Array([0, 3000, 900])


def _simple(opened: pikepdf.Pdf) -> None:
    _lato(opened).Subtype = Name.TrueType


def _set(key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    return lambda opened: _lato(opened).__setitem__(key, value)


def _code(char: str) -> bytes:
    font = trusted_font("Lato-Regular").font
    return f"<{font.getGlyphID(font.getBestCmap()[ord(char)]):04x}>".encode()


def _says(char: str, text: str) -> Callable[[pikepdf.Pdf], None]:
    entry = re.escape(_code(char)) + rb" <[0-9a-f]*>"
    hex_text = b"<" + text.encode("utf-16-be").hex().encode() + b">"
    return meaning(lambda data: re.sub(entry, _code(char) + b" " + hex_text, data))


FAULTS = {
    "glyph blanked": (program(_blank), "draws “n” differently"),
    "two glyphs swapped": (program(_swapped), "draws “n” differently"),
    "one point moved": (program(_nudged), "draws “o” differently"),
    "glyph that moves itself": (program(_moving), "draws “o” differently"),
    "glyph made wider in its file": (program(_wider), "at another width"),
    "glyph set aside": (program(_aside), "at another width"),
    "glyphs made wider by the file": (inner(_wide), "at another width"),
    "font scaled": (program(_smaller), "is scaled"),
    "instructions added": (program(_hinted), "more than outlines: fpgm"),
    "font of another weight": (_another_file, "at another width"),
    "font with another name": (program(_renamed), "isn't a trusted one"),
    "font that is called bold": (program(_called_bold), "differently from the trusted font"),
    "font cut short": (_broken_file, "can't be read"),
    "codes that mean other glyphs": (_other_codes, "its codes may mean any glyph"),
    "codes of another encoding": (_set("/Encoding", Name("/Identity-V")), "its codes may mean any glyph"),
    "simple font": (_simple, "not of the kind"),
    "font with more in it": (_set("/Extra", Name.A), "does not write: /Extra"),
    "o that reads n": (_says("o", "n"), "claims to read “n” where it draws “o”"),
    "o that reads nothing": (_says("o", ""), "claims to read “” where it draws “o”"),
    "o that reads a soft hyphen": (_says("o", "\u00ad"), "where it draws “o”"),
    "o that reads Cyrillic": (_says("o", "о"), "where it draws “o”"),
    "o that reads a sentence": (_says("o", "no lithium"), "where it draws “o”"),
    "space that reads a word": (_says(" ", "not"), "claims to read “not” where it draws glyph"),
    "two meanings": (
        meaning(lambda d: d.replace(_code("o"), _code("n") + b" <006f>\n" + _code("o"))),
        "does not say plainly",
    ),
    "meanings by range": (
        meaning(lambda d: d.replace(b"endcmap", b"1 beginbfrange\n<0001> <0002> <0041>\nendbfrange\nendcmap")),
        "does not say plainly",
    ),
    "tables of different lengths": (_another_count, "different numbers of glyphs"),
    "a letter past the table of outlines": (_past_its_table, "out of order"),
    "a blank that reads nothing": (meaning(lambda cmap: cmap.replace(b" <0020>\n", b" <>\n")), "claims to read “”"),
    "a capital for a small letter": (meaning(lambda cmap: cmap.replace(b" <006e>\n", b" <004e>\n")), "read “N”"),
    "no meaning at all": (lambda opened: _lato(opened).__delitem__("/ToUnicode"), "does not say plainly"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_font_that_was_tampered_with_is_reported(pdf, name):
    edit, says = FAULTS[name]
    problems, _ = preflight(changed(pdf, edit), two_pages(), html(two_pages()))
    found = [p for p in problems if p.rule == RULE]
    assert any(says in p.message for p in found), [p.message for p in problems]


def _of(document: str, language: str, draws: tuple[str, ...] = ()) -> list[str]:
    edition = replace(two_pages(layout=layout(draws=draws)), locale=Locale(language, "NL"))
    with open_finished_file(printed(document), edition, document) as file:
        return [problem.message for problem in untrusted_glyph.check(file)]


def _page(text: str, css: str) -> str:
    head = f"<title>T</title><style>{CSS} p {{ {css} }}</style>"
    return f"<!doctype html><html lang=en><head>{head}</head><p>{text}</p></html>"


@pytest.mark.parametrize("css", SETTINGS)
def test_settings_of_latin_greek_and_cyrillic_pass(css):
    assert _of(_page(LATIN, css), "en") == []


def test_a_capital_stands_for_a_small_letter_where_small_capitals_are_declared():
    page = _page(LATIN, "font-variant: small-caps")
    assert _of(page, "en", ("small-capitals",)) == []
    assert any("claims to read “a” where it draws “A”" in message for message in _of(page, "en"))


@pytest.mark.parametrize("weight", ["400", "700"])
@pytest.mark.parametrize("family", ["Noto Naskh Arabic", "Noto Sans Arabic"])
def test_arabic_passes(family, weight):
    assert _of(_page(f"<span dir=rtl>{ARABIC}</span>", f'font: {weight} 12pt "{family}"'), "ar") == []


def test_a_font_file_that_was_only_saved_again_passes(pdf):
    problems, _ = preflight(changed(pdf, program(_same)), two_pages(), html(two_pages()))
    assert problems == ()


def test_every_trusted_font_is_found_by_its_own_name():
    for font in fonts.FONTS:
        name = font.file.removesuffix(".ttf")
        assert trusted_font(name).name == name


def test_a_font_file_of_another_version_is_not_trusted(tmp_path, monkeypatch):
    (tmp_path / "Lato-Regular.ttf").write_bytes(b"another version")
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    assert fonts.trusted_file("Lato-Regular.ttf") is None
    assert fonts.trusted_file("Lato-Bold.ttf") is None
    assert fonts.trusted_file("../Lato-Regular.ttf") is None


@pytest.mark.parametrize(("char", "text"), [("≤", "≥"), ("o", "0"), ("l", "1"), ("n", "u"), ("→", "←")])
def test_a_glyph_does_not_stand_for_another_sign(char, text):
    fonts_of_it = map(trusted_glyphs, ("Lato-Regular", "NotoSansMath-Regular"))
    glyphs = next(found for found in fonts_of_it if ord(char) in found.file.font.getBestCmap())
    font = glyphs.file.font
    readings = glyphs.readings(font.getGlyphID(font.getBestCmap()[ord(char)]), with_figures=True)
    assert char in readings
    assert text not in readings


def test_a_file_with_a_table_twice_is_seen():
    data = bytearray(fonts.trusted_file("Lato-Regular.ttf").read_bytes())
    first, second = data[12:16], 12 + 16
    data[second : second + 4] = first
    assert "a table twice" in FontFile(bytes(data)).tables


@pytest.mark.parametrize("name", ["Lato-Regular", "NotoSansArabic-Regular", "NotoSansMath-Regular"])
def test_a_glyph_that_is_read_alone_is_the_one_that_the_whole_table_gives(name):
    own, path = trusted_font(name), fonts.trusted_file(f"{name}.ttf")
    whole = TTFont(path)
    for number, called in enumerate(whole.getGlyphOrder()):
        found = own.outline(number)
        points, ends, flags = whole["glyf"][called].getCoordinates(whole["glyf"])
        drawn = tuple((x, y, bool(flag & 1)) for (x, y), flag in zip(points, flags, strict=True))
        assert (found.points, found.ends) == (drawn, tuple(ends))
        assert (found.advance, found.bearing) == whole["hmtx"][called]
