"""Rendering: one file for screen readers and archives, the same bytes, no access elsewhere, every overflow reported."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leaflet import fonts
from leaflet.render.document import render

HEAD = (
    "<!doctype html><html lang=en><head><title>A title</title><style>"
    '@page{size:A5;margin:10mm} body{margin:0;font:10pt Lato,"Noto Sans Symbols2"}'
    ".p{height:30mm;width:60mm}</style></head>"
)
LOREM = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore. " * 5
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="{0}mm" height="{0}mm"><title>S</title>{1}</svg>'
LIST = (
    "<ul>" + " ".join(f"<li style='display:inline-block'>△ {word}</li>" for word in ("one", "two", "three")) + "</ul>"
)
TABLE = (
    "<table><caption>C</caption><thead><tr><th colspan=2>Both<th>Third</thead>"
    "<tbody><tr><th scope=row rowspan=2>Row<td>1<td>2<tr><td>3<td>4</tbody></table>"
)


def png() -> bytes:
    """One red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def opened(body: str, folder: Path = Path()) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(HEAD + body, folder).pdf))


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The structure elements of a kind, `/TH`."""
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind]


def font_names(pdf: pikepdf.Pdf) -> set[str]:
    return {str(font.BaseFont).split("+")[1] for page in pdf.pages for font in page.Resources.Font.values()}


# One file for both standards


def test_the_file_is_valid_for_screen_readers_and_archives(tmp_path):
    if not shutil.which("verapdf"):
        reason = "the command `verapdf` is not on PATH"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    (tmp_path / "dot.png").write_bytes(png())
    drawing = SVG.format(20, "<rect width=5 height=5 />")
    body = f"<h1>Head △</h1><p>Text <span lang=nl>hallo</span></p>{LIST}{TABLE}{drawing}"
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(render(f"{HEAD}{body}<p><img src='asset:dot.png' alt='A dot'></p>", tmp_path).pdf)
    result = subprocess.run(["verapdf", "-f", "ua1,2a", str(pdf)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_header_cells_have_a_scope_and_passages_a_language():
    pdf = opened(f"<p>Text <span lang=nl>hallo</span></p>{TABLE}")
    assert [str(cell.A.Scope) for cell in elements(pdf, "/TH")] == ["/Column", "/Column", "/Row"]
    assert "nl" in {str(span.get("/Lang")) for span in elements(pdf, "/Span")}


def test_a_list_holds_items_only():
    pdf = opened(LIST)
    (list_element,) = elements(pdf, "/L")
    assert [str(kid.S) for kid in list_element.K] == ["/LI"] * 3


def test_title_language_and_both_standards_are_declared():
    pdf = opened("<p>x</p>")
    metadata = pdf.open_metadata()
    assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("A title", "en")
    assert [metadata[key] for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")] == ["2", "A", "1"]


def test_a_justified_line_is_as_wide_in_chrome_where_its_spaces_are_of_another_font():
    pdf = render(f"{HEAD}<p style='width:60mm;text-align:justify;text-align-last:justify'>△ ■ △ ■ △", Path()).pdf
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    right_mm = text.get_charbox(text.count_chars() - 1)[2] / 72 * 25.4
    assert right_mm == pytest.approx(70, abs=0.5)


# The same bytes


def test_the_same_input_gives_the_same_bytes_in_another_process_and_folder(tmp_path):
    code = (
        "import sys, pathlib; from leaflet.render.document import render;"
        "sys.stdout.buffer.write(render(sys.argv[1], pathlib.Path(sys.argv[2])).pdf)"
    )
    (tmp_path / "a.svg").write_text(SVG.format(9, "<rect width='5' height='5'/>"))
    html = HEAD + f"<h1>△ Head</h1>{TABLE}<p><a href='https://example.org'>x</a> <img alt=i src='asset:a.svg'></p>"
    sums = set()
    for seed, folder in (("1", tmp_path), ("2", Path("/"))):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": f"UTC{seed}",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-c", code, html, str(tmp_path)]
        pdf = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True).stdout
        sums.add(hashlib.sha256(pdf).hexdigest())
    assert sums == {hashlib.sha256(render(html, tmp_path).pdf).hexdigest()}


def test_importing_it_is_cheap():
    code = "import sys, leaflet.render.document; sys.exit('weasyprint' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


# Fonts


def test_only_the_projects_fonts_are_used():
    assert font_names(opened("<p style='font-family:DejaVu Sans'>Text</p>")) == {"Lato"}


@pytest.mark.parametrize("weight", [100, 300, 400, 500])
def test_light_weights_fall_back_to_regular(weight):
    assert font_names(opened(f"<p style='font-weight:{weight}'>Text</p>")) == {"Lato"}


@pytest.mark.parametrize("characters", ["△▲◇◆○●□■", "☐☑✓⇄", "→≥≤±−×", "éëïöüĳ€"])
def test_symbols_have_glyphs_without_being_asked_for(characters):
    assert render(f"{HEAD}<p style='font-family:Lato'>{characters}</p>", Path()).log == ()


def test_the_configuration_accepts_the_listed_families_and_no_other():
    accepted = {e.text for e in fonts.ET.parse(fonts.CONFIG).iterfind(".//acceptfont//patelt[@name='family']/string")}
    assert accepted == {font.family for font in fonts.FONTS}


def test_missing_and_different_fonts_are_reported(tmp_path, monkeypatch):
    first, second, *rest = fonts.FONTS
    (tmp_path / second.file).write_bytes(b"another version")
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    faults = fonts.font_faults()
    assert [(f.font, f.state, f.path) for f in faults[:2]] == [
        (first, "missing", None),
        (second, "different", tmp_path / second.file),
    ]
    assert len(faults) == 2 + len([font for font in rest if font.package]), "leaflet's own lies in the package"


def test_this_machine_has_every_font():
    assert [f for f in fonts.font_faults() if f.state == "missing"] == []


# The renderer's log


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<p>漢</p>", "notdef"),
        ("<p style='colour:red'>x</p>", "colour"),
        ("<img src=x.png alt=x>", "x.png"),
        ("<a href='#nowhere'>x</a>", "nowhere"),
        ("<img src='asset:a.svg'>", "asset:a.svg"),
    ],
)
def test_every_warning_is_collected_and_none_is_printed(body, says, capfd, tmp_path):
    log = render(HEAD + body, tmp_path).log
    assert any(says in line for line in log)
    assert capfd.readouterr() == ("", "")


def test_warnings_are_those_of_one_rendering():
    render(HEAD + "<p style='colour:red'>x</p>", Path())
    assert render(HEAD + "<p>x</p>", Path()).log == ()


# No access to anything else

SILENT = SVG.format(9, "<use href='file://{secret}#a'/>")
"""The renderer looks for this in the drawing itself only, and logs nothing."""
PROBES = {
    "http image": "<img alt=x src='http://127.0.0.1:9/a.png'>",
    "file image": "<img alt=x src='file://{secret}'>",
    "data image": "<img alt=x src='data:image/svg+xml,<svg/>'>",
    "climbing": "<img alt=x src='asset:../secret.svg'>",
    "climbing, in code": "<img alt=x src='asset:%2e%2e/secret.svg'>",
    "absolute": "<img alt=x src='asset:{secret}'>",
    "absolute with slashes": "<img alt=x src='asset://{secret}'>",
    "link to elsewhere": "<img alt=x src='asset:link.svg'>",
    "folder": "<img alt=x src='asset:.'>",
    "style sheet": "<link rel=stylesheet href='file://{secret}'>",
    "import": "<style>@import 'file://{secret}';</style>",
    "background": "<p style='background:url(file://{secret})'>x</p>",
    "font": "<style>@font-face{{font-family:F;src:url(file://{secret})}}</style><p style='font-family:F'>x</p>",
    "local font": "<style>@font-face{{font-family:F;src:local('Lato')}}</style><p style='font-family:F'>x</p>",
    "attachment": "<link rel=attachment href='file://{secret}'>",
    "image in a drawing": SVG.format(9, "<image href='file://{secret}' width='5' height='5'/>"),
    "use in a drawing": SILENT,
    "object": "<object data='file://{secret}'></object>",
    "embed": "<embed src='file://{secret}'>",
}


@pytest.fixture(scope="module")
def touched():
    """The files that are opened and the addresses that are called, while the test runs."""
    seen: list[str] = []
    sys.addaudithook(lambda event, args: seen.append(str(args)) if event in ("open", "socket.connect") else None)
    return seen


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES)
def test_nothing_outside_the_folder_is_read(probe, tmp_path, touched):
    folder = tmp_path / "layout"
    folder.mkdir()
    secret = tmp_path / "secret.svg"
    secret.write_text(SVG.format(9, "<rect id='a' width='3' height='3' fill='#123456'/>"))
    (folder / "link.svg").symlink_to(secret)
    touched.clear()
    rendered = render(HEAD + probe.format(secret=secret), folder)
    assert not [name for name in touched if "secret" in name or "127.0.0.1" in name]
    assert rendered.log or probe == SILENT
    assert b"EmbeddedFile" not in rendered.pdf


def test_a_file_of_the_folder_is_served(tmp_path):
    (tmp_path / "a b.svg").write_text(SVG.format(9, "<text y='5' font-size='5'>inside</text>"))
    assert render(HEAD + "<img alt=x src='asset:a%20b.svg'>", tmp_path).log == ()


# What sticks out

FITS = {
    "short text": f"<div class=p data-fit=b>{LOREM[:90]}</div>",
    "tight lines": f"<div class=p data-fit=b style='line-height:1'>{LOREM[:90]}</div>",
    "band wider than its box": "<div class=p data-fit=b><p style='margin:0 -4mm;padding:0 4mm'>x</p></div>",
    "sign outside": "<div class=p data-fit=b><i style='position:absolute;top:-5mm;height:3mm'></i></div>",
    "grows with its text": f"<div data-fit=b>{LOREM}</div>",
    "table": f"<div class=p data-fit=b>{TABLE}</div>",
    "nested": f"<div data-fit=a><div class=p data-fit=b>{LOREM[:90]}</div></div>",
    "columns": f"<div class=p data-fit=b style='columns:2'>{LOREM[:90]}</div>",
    "on each page": "<p data-fit=b style='position:fixed;bottom:0'>foot</p>1<p style='break-before:page'>2</p>",
}
STICKS_OUT = {
    "block": (f"<div class=p data-fit=b><p>{LOREM}</p></div>", "b", "bottom", "incididunt"),
    "one line": (f"<div data-fit=b style='height:4mm;width:60mm'>{LOREM[:60]}</div>", "b", "bottom", "consectetur"),
    "long word": (f"<div class=p data-fit=b>{'donau' * 20}</div>", "b", "right", "donau"),
    "left": ("<div class=p data-fit=b><p style='text-indent:-8mm'>out</p></div>", "b", "left", "out"),
    "top": ("<div class=p data-fit=b><p style='position:relative;top:-9mm;margin:0'>up</p></div>", "b", "top", "up"),
    "grid": (f"<div style='display:grid'><div class=p data-fit=b><p>{LOREM}</div></div>", "b", "bottom", "consectetur"),
    "flex": (
        f"<div style='display:flex'><div class=p data-fit=b><table><tr><td>{LOREM}</table></div></div>",
        "b",
        "bottom",
        "",
    ),
    "columns": (f"<div class=p data-fit=b style='columns:2'><p>{LOREM * 2}</div>", "b", "right", ""),
    "drawing": (f"<div class=p data-fit=b>{SVG.format(50, '')}</div>", "b", "bottom", ""),
    "absolute": (f"<div class=p data-fit=b style='position:absolute'><p>{LOREM}</div>", "b", "bottom", ""),
    "clipped": (f"<div class=p data-fit=b style='overflow:hidden'><p>{LOREM}</div>", "b", "bottom", ""),
    "room for notes": ("<div class=p data-fit=b><div style='height:40mm'></div></div>", "b", "bottom", ""),
    "over the page": (f"<div data-fit=b>{LOREM * 10}</div>", "b", "bottom", ""),
    "off the paper": ("<p style='margin-left:-30mm'>gone</p>", "page", "left", "gone"),
    "below the paper": ("<p style='position:absolute;top:205mm'>gone</p>", "page", "bottom", "gone"),
}


@pytest.mark.parametrize("body", FITS.values(), ids=FITS)
def test_what_fits_is_not_reported(body):
    assert render(HEAD + body, Path()).overflows == ()


@pytest.mark.parametrize(("body", "box", "side", "words"), STICKS_OUT.values(), ids=STICKS_OUT)
def test_what_sticks_out_is_reported(body, box, side, words):
    reported = [o for o in render(HEAD + body, Path()).overflows if (o.fit_id, o.side) == (box, side)]
    assert reported
    assert words in reported[0].text
    assert reported[0].overflow_mm > 0


def test_the_amount_is_in_millimetres():
    body = "<div data-fit=b style='height:30mm'><div style='height:42mm'></div></div>"
    assert [(o.page, o.overflow_mm) for o in render(HEAD + body, Path()).overflows] == [(1, 12.0)]


def _required_texts(*names: str, height: int = 8) -> str:
    return "".join(f'<p data-block="{n}" style="margin:0;height:{height}mm"><b>{n}</b> words</p>' for n in names)


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        (f'<div class="p" data-fit="f">{_required_texts("a", "b", "c", "d", "e")}</div>', "d e"),
        (
            f'<div class="p" data-fit="f" style="position:absolute">{_required_texts(*"abcdefgh", height=25)}</div>',
            "b c d e f g h",
        ),
        (f'<div class="p" data-fit="f"><p data-claim="x" hidden>x</p>{_required_texts("a", "b", "c", "d")}</div>', "d"),
        (f'<div style="height:180mm"></div><div data-fit="f">{_required_texts("a", "b", "c")}</div>', "b c"),
    ],
    ids=["crossing", "never laid out", "hidden before", "on the next page"],
)
def test_what_does_not_fit_is_named(body: str, lost: str) -> None:
    (overflow, *_) = [o for o in render(HEAD + body, Path()).overflows if o.fit_id == "f"]
    assert [name for _, name in overflow.lost_texts] == lost.split()


WORDS_TOO_MANY = [
    ("one column", "", 200),
    ("columns", "columns: 2", 320),
    ("cut off by the renderer", "position: absolute; height: 150mm", 1600),
    ("hyphenated", "hyphens: auto; text-align: justify", 200),
]


@pytest.mark.parametrize(("style", "words"), [case[1:] for case in WORDS_TOO_MANY], ids=[c[0] for c in WORDS_TOO_MANY])
def test_as_many_words_fewer_as_it_says_fit_and_half_as_many_do_not(style: str, words: int) -> None:
    def overflow(count: int):
        text = " ".join(f"{'extraordinary'[: 3 + number % 11]} {number}" for number in range(count // 2))
        body = f"<div class=p data-fit=b style='{style}'><p>{text}</p></div>"
        return [o for o in render(HEAD + body, Path()).overflows if o.fit_id == "b"]

    (found, *_) = overflow(words)
    assert (found.page, {o.fit_id for o in overflow(words)}) == (1, {"b"})
    assert words / 10 < found.excess_words < words
    assert overflow(words - round(found.excess_words * 1.1) - 5) == []
    assert overflow(words - found.excess_words // 2)


def test_what_sticks_out_of_a_box_is_not_told_of_the_paper_too():
    body = f"<div class=p data-fit=b style='columns:2'><p>{LOREM * 9}</div>"
    assert {o.fit_id for o in render(HEAD + body, Path()).overflows} == {"b"}


def test_a_drawing_that_does_not_fit_has_no_words_too_many():
    body = f"<div class=p data-fit=b>{SVG.format(50, '<text y=9>two words</text>')}</div>"
    assert [o.excess_words for o in render(HEAD + body, Path()).overflows] == [0]
