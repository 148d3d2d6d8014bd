"""Laws 2 and 3 on lines that run from right to left: each attack on each text of an Arabic page is told."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from verdicts import allowed_looks
from violations.appearance import appearance, difference
from violations.attacks import ATTACKS

from leaflet.preflight.instrument.commands import drawn_pages
from leaflet.preflight.instrument.document import read_document
from leaflet.preflight.instrument.drawn_boxes import box_faults
from leaflet.preflight.instrument.letter_setting import LetterSetting
from leaflet.preflight.instrument.lined_up import line_up
from leaflet.preflight.instrument.placement import place_faults
from leaflet.preflight.instrument.set_lines import SetLines
from leaflet.preflight.instrument.structure import read_structure
from leaflet.preflight.instrument.text_rooms import text_rooms
from leaflet.preflight.instrument.typesetting import Typesetting
from leaflet.render.document import render

pytestmark = pytest.mark.slow

CSS = """
@page { size: 148mm 160mm; margin: 12mm }
body { font: 12pt/1.6 "Noto Naskh Arabic", Lato } section { margin: 0 0 9mm } h2 { margin: 0 0 1mm; font-size: 14pt }
p { margin: 0 0 4mm; width: 80mm } .card { background: #eef4f4; padding: 4mm 5mm }
"""
BODY = """
<section><h2>متى تطلب المساعدة؟</h2>
<p data-block=call>اتصل بالرقم <b>112</b> أو (0800-0113) فورًا إذا ساءت حالتك كثيرًا.</p>
<p data-block=mix>لا تستعمل هذه المادة مع lithium أبدًا، فقد تحدث نوبات خطيرة جدًا.</p></section>
<section class=card><h2>ما لا نعرفه بعد</h2>
<p data-block=dose>لا أحد يعرف الجرعة الصحيحة، ولا كم يدوم الأثر في الدماغ.</p>
<p data-block=who>سُجِّلت معظم النتائج عند أشخاص أصحاء في عيادة، وتحت إشراف الأطباء.</p></section>
"""
TARGETS = ("[data-block=call]", "[data-block=mix]", "[data-block=dose]", "[data-block=who]", "b", ".card h2")
KINDS = (
    *("squeezed", "flattened", "upside-down", "askew", "slanted", "mirrored", "raised", "raised-far"),
    *("words-together", "words-apart", "lines-together", "moved-down", "moved-up", "pulled-up"),
    *("at-the-top", "clipped", "columns", "last"),
)
MOVED = {
    "moved-to-the-left": "position: relative; left: -58mm",
    "moved-to-the-right": "position: relative; right: -12mm",
    "beside-the-next": "float: left; width: 40mm",
    "out-of-its-box": "position: relative; top: 24mm",
}
"""Attacks that are another one when lines run the other way."""


def printed(css: str = "") -> tuple[bytes, str]:
    html = f"<!doctype html><html lang=ar dir=rtl><head><title>T</title><style>{CSS}{css}</style></head><body>{BODY}"
    return render(html, Path(__file__).parent).pdf, html


def told(css: str = "") -> list[str]:
    """What laws 1 to 3 find on the page with `css`."""
    pdf, html = printed(css)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages, structure = drawn_pages(opened), read_structure(opened)
    lined_up = line_up(read_document(html), pages, structure, Typesetting("ar", is_right_to_left=True))
    lines = SetLines(lined_up, [page.size_mm[0] for page in pages], is_right_to_left=True)
    faults = (*lined_up.faults, *LetterSetting(lined_up).faults(9), *place_faults(lines, frozenset()))
    return [fault.kind for fault in (*faults, *box_faults(lined_up.document, text_rooms(lined_up), pages[0].paintings))]


def test_the_page_as_it_is_has_no_fault():
    assert told() == []


@pytest.mark.parametrize(
    "css", ["p{text-align:left}", "p{width:auto} section{columns:2}", "p{padding-right:8mm}", "p{line-height:2}"]
)
def test_what_a_designer_does_has_none(css):
    assert told(css) == []


@pytest.mark.parametrize("kind", [*KINDS, *MOVED])
def test_an_attack_is_told(kind):
    untouched = appearance(printed()[0])
    allowed = allowed_looks("right to left")
    for target in TARGETS if kind not in MOVED else TARGETS[2:4]:
        css = f"{target}{{{({**ATTACKS, **MOVED})[kind].replace(';', ' !important;')} !important}}"
        is_same = not difference(untouched, appearance(printed(css)[0])).pixels
        assert told(css) or is_same or f"{kind} {target}" in allowed, target
