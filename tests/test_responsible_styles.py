"""The declaration that spoils texts is found by what they share, and the good ones don't."""

from __future__ import annotations

import pytest

from leaflet.render.responsible_styles import COLOURS, SIZES, responsible_declarations

PAGE = """<html><head><style>
:root { --ink: #111; }
body { color: var(--ink); font-size: 10pt; }
%s
</style></head><body>
<div class="a"><p data-block="one">One <em>more</em></p><p data-block="two">Two</p></div>
<div class="b"><p data-claim="three">Three</p><p data-disclaimer="four">Four</p></div>
</body></html>"""
ONE, TWO, THREE, FOUR = ("block", "one"), ("block", "two"), ("claim", "three"), ("disclaimer", "four")
ALL = (ONE, TWO, THREE, FOUR)


def _blamed(css, spoilt, properties=COLOURS):
    return [(found.text, set(keys)) for found, keys in responsible_declarations(PAGE % css, spoilt, properties)]


@pytest.mark.parametrize(
    ("css", "spoilt", "text"),
    [
        (".a { color: #ccc }", (ONE, TWO), "color: #ccc"),
        ("p { color: #111 } .a p { color: #ccc !important } .a p { color: #000 }", (ONE, TWO), "color: #ccc"),
        (".b { background-color: #333 }", (THREE, FOUR), "background-color: #333"),
        (".b { position: relative } .b::before { background: #333 }", (THREE, FOUR), "background: #333"),
        ("@media print { .a { opacity: 0.2 } }", (ONE, TWO), "opacity: 0.2"),
        ("em { color: #ccc }", (ONE,), "color: #ccc"),
        ("", ALL, "--ink: #111"),
        (".a { --ink: #ccc; color: var(--ink) }", (ONE, TWO), "--ink: #ccc"),
    ],
)
def test_the_declaration_that_the_spoilt_texts_share_is_blamed(css, spoilt, text):
    assert _blamed(css, spoilt) == [(text, set(spoilt))]


def test_two_causes_are_two():
    assert _blamed(".a { color: #ccc } .b { color: #ddd }", ALL) == [
        ("color: #ddd", {THREE, FOUR}),
        ("color: #ccc", {ONE, TWO}),
    ]


def test_what_most_texts_carry_well_is_not_blamed():
    assert _blamed("", (ONE,)) == []


def test_only_the_properties_that_are_asked_for_are_blamed():
    assert _blamed(".a { color: #ccc; font: 5pt Lato }", (ONE, TWO), SIZES) == [("font: 5pt Lato", {ONE, TWO})]


def test_a_text_that_the_document_does_not_mark_is_left_out():
    assert _blamed(".a { color: #ccc }", (("block", "none"),)) == []


def test_a_selector_that_cannot_be_read_is_left_out():
    assert _blamed(".a >> x { color: #ccc } .a { color: #ddd }", (ONE, TWO)) == [("color: #ddd", {ONE, TWO})]
