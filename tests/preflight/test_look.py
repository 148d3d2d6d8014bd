"""Law 3, on a small leaflet: letters as they are set, the room around them, and what is drawn besides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pikepdf
import pytest
from leaflets import CSS, changed, html, printed, two_pages
from samples import layout

from leaflet.model import PageBounds
from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.preflight.instrument.letter_setting import LetterSetting
from leaflet.preflight.laws import crowded_text, scattered_text, strange_letter, undeclared_drawing

LAWS = (scattered_text, strange_letter, crowded_text, undeclared_drawing)
LITHIUM = "[data-disclaimer=lithium]"
SHOWS = ("prose", "uncertainties", "contacts", "short-references")


def told(law, css: str = "", change=None, draws=()) -> list[str]:
    """What `law` says of a small leaflet that was printed with `css`, then changed."""
    edition = two_pages(layout=layout(pages=PageBounds(exactly=2), shows=SHOWS, draws=draws))
    pdf = printed(html(edition, CSS + css))
    pdf = changed(pdf, change) if change else pdf
    with open_finished_file(pdf, edition, html(edition)) as file:
        look = law.check if hasattr(law, "check") else law.check_pages
        return [problem.message for problem in look(file)]


@pytest.mark.parametrize("law", LAWS)
def test_a_leaflet_as_it_is_has_no_fault(law):
    assert told(law) == []


@pytest.mark.parametrize(
    ("css", "said"),
    [
        (f"{LITHIUM}{{transform:rotate(3deg)}}", "is turned, mirrored, slanted or squeezed"),
        (f"{LITHIUM}{{transform:scaleX(.97)}}", "is turned, mirrored, slanted or squeezed"),
        (f"{LITHIUM}{{transform:scaleX(-1)}}", "is turned, mirrored, slanted or squeezed"),
        (f"{LITHIUM}::first-letter{{font-size:14pt}}", "is larger or smaller than the letter before it"),
        (".level{vertical-align:super}", "off the foot of the letter before it"),
        (".level{position:relative;top:.1em}", "off the foot of the letter before it"),
        (f"{LITHIUM}{{word-spacing:-.2em}}", "begins a word, and stands"),
        (f"{LITHIUM}{{word-spacing:1.5em}}", "begins a word, and stands"),
        (".level{word-spacing:2em}", "begins a word, and stands"),
        (f"{LITHIUM}{{letter-spacing:.3em}}", "behind the letter before it in its word"),
        (f"{LITHIUM}{{letter-spacing:-.2em}}", "reaches into the letter beside it"),
        (f"{LITHIUM}{{letter-spacing:-.9em}}", "reaches into the letter beside it"),
    ],
)
def test_letters_that_are_not_set_as_a_text_is_are_told(css, said):
    assert any(said in message for message in told(strange_letter, css)), told(strange_letter, css)


def test_letters_whose_outline_is_low_at_a_size_that_is_large_enough_are_told():
    """As of a family that is drawn small: every letter is two thirds as tall as it is."""
    edition = two_pages(layout=layout(pages=PageBounds(exactly=2), shows=SHOWS))
    with open_finished_file(printed(html(edition)), edition, html(edition)) as file:
        ink = file.lined_up.glyphs.ink.copy()
        ink[:, 1] += (ink[:, 3] - ink[:, 1]) / 3
        low = replace(file.lined_up, glyphs=replace(file.lined_up.glyphs, ink=ink))
        least = float(file.lined_up.glyphs.size_pt.min())
        assert "low-ink" not in {fault.kind for fault in LetterSetting(file.lined_up).faults(least)}
        assert "low-ink" in {fault.kind for fault in LetterSetting(low).faults(least)}


@pytest.mark.parametrize(
    "css",
    [
        f"{LITHIUM}{{letter-spacing:.08em}}",
        f"{LITHIUM}{{letter-spacing:-.02em}}",
        f"{LITHIUM}{{text-align:justify;word-spacing:.1em}}",
        f"{LITHIUM}{{text-transform:uppercase}}",
        ".level{font-size:12pt}",
    ],
)
def test_letters_that_a_designer_sets_with_care_are_not_told(css):
    assert told(strange_letter, css) == []


CARDS = "section,[data-claim]{background:#eef4f4;padding:3mm;margin-bottom:20mm}"


@pytest.mark.parametrize("css", ["", "section h2{margin-left:-2mm}", "section p{background:#dde}"])
def test_a_text_in_its_box_is_not_told(css):
    assert told(scattered_text, CARDS + css) == []


@pytest.mark.parametrize(
    "css",
    [
        "[data-claim] p:last-child{position:relative;top:12mm}",
        "section h2{margin-top:-12mm}",
        "section > p{margin-left:-30mm;text-indent:-30mm}",
    ],
)
def test_a_text_that_leaves_its_box_is_told(css):
    assert any("stands outside of the box" in message for message in told(scattered_text, CARDS + css))


def test_small_capitals_are_told_unless_they_are_declared():
    css = f"{LITHIUM}{{font-variant-caps:small-caps;font-size:14pt}}"
    assert told(strange_letter, css)
    assert told(strange_letter, css, draws=("small-capitals",)) == []


@pytest.mark.parametrize(
    "css",
    [
        f"{LITHIUM}{{text-decoration:line-through}}",
        f"{LITHIUM}{{text-decoration:line-through #f4f4f4}}",
        f"{LITHIUM}{{outline:.1mm solid #eee;outline-offset:-1mm}}",
        f"{LITHIUM}{{background:linear-gradient(90deg,#fff 49%,#f4f4f4 51%)}}",
        f"{LITHIUM}{{border-left:1.2mm solid}}",
        ".level{background:#ffe66b}",
        ".level{border:.2mm solid #ddd}",
        f"{LITHIUM}{{position:relative}} {LITHIUM}::after"
        "{content:'';position:absolute;left:10mm;top:1mm;width:1mm;height:1mm;border-radius:50%;background:#eee}",
    ],
)
def test_what_is_drawn_in_a_lines_room_is_told(css):
    assert told(crowded_text, css)


@pytest.mark.parametrize(
    "css",
    [
        f"{LITHIUM}{{text-decoration:underline}}",
        f"{LITHIUM}{{background:#ffe66b;padding:2mm}}",
        f"{LITHIUM}{{background:#ffe66b;line-height:1.3}}",
        f"{LITHIUM}{{background:linear-gradient(90deg,#fff,#eef5f4);padding:2mm}}",
        f"{LITHIUM}{{border:.3mm solid;padding:2mm}}",
        f"{LITHIUM}{{border-left:1.2mm solid;padding-left:2mm;width:50mm}}",
    ],
)
def test_grounds_and_rules_outside_of_the_room_are_not_told(css):
    assert told(crowded_text, css) == []
    assert told(undeclared_drawing, css) == []


def test_a_marker_is_for_bold_words_of_11_pt_where_the_layout_declares_it():
    large, small = (f".level{{background:#ffe66b;font-weight:700;font-size:{pt}pt}}" for pt in (11, 10))
    assert told(crowded_text, large)
    assert told(crowded_text, large, draws=("marker",)) == []
    assert told(crowded_text, small, draws=("marker",))


def drawn(commands: str):
    """A change of a file: what these commands draw stands on the first page, too."""

    def draw(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(f"q {commands} Q".encode())

    return draw


@pytest.mark.parametrize(
    "commands",
    [
        "200 60 m 260 90 l S",
        "200 60 2 14 re f",
        "200 60 14 14 re f",
        "200 60 m 200 80 220 80 220 60 c 220 40 200 40 200 60 c f",
        "q 40 0 0 40 200 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        "200 60 m 240 60 l 240 64 l 220 64 l 220 90 l 216 90 l 216 64 l 200 64 l f",
    ],
)
def test_what_is_drawn_away_from_text_is_told(commands):
    assert told(undeclared_drawing, change=drawn(commands))


def test_a_rule_is_not_told_and_a_picture_is_not_where_it_is_declared():
    assert told(undeclared_drawing, change=drawn("100 60 200 1 re f")) == []
    picture = drawn("q 40 0 0 40 200 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")
    bullet = drawn("q 9 0 0 9 200 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")
    assert told(undeclared_drawing, change=picture, draws=("picture",)) == []
    assert told(undeclared_drawing, change=bullet, draws=("picture",))


def test_boxes_to_tick_stand_before_items_where_they_are_declared():
    box = "content:'';position:absolute;left:-6mm;top:0;width:3.6mm;height:3.6mm;border:.3mm solid"
    css = f"li{{list-style:none;position:relative}} li::before{{{box}}}"
    assert told(undeclared_drawing, css)
    assert told(undeclared_drawing, css, draws=("ticks",)) == []
    assert told(undeclared_drawing, f"{LITHIUM}{{position:relative}} {LITHIUM}::before{{{box}}}", draws=("ticks",))


def test_a_statement_that_is_moved_over_another_is_told():
    assert told(scattered_text, f"{LITHIUM}{{position:relative;top:-5mm}}")
    assert told(scattered_text) == []


def test_the_ground_is_looked_at_without_any_text():
    edition = two_pages()
    with open_finished_file(printed(html(edition, CSS)), edition, html(edition)) as file:
        sheet = file.open_pages[0]
        with sheet.without_text():
            bare = np.asarray(sheet.page.render().to_numpy()).copy()
        assert bare.min() == 255
        assert np.asarray(sheet.page.render().to_numpy()).min() < 100
