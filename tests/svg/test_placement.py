"""Where labels stand: no view box, turned labels and labels outside are told at their place in the drawing."""

from __future__ import annotations

import pytest
from drawn import clean, svg
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from leaflet import fonts
from leaflet.svg.placement import _NARROWEST, _WIDTHS, label_sizes, placement_faults
from leaflet.svg.transforms import TransformError, matrix_of


def faults(text):
    """(line, message) of each fault in how the drawing is drawn."""
    return [(fault.element.line, fault.message) for fault in placement_faults(clean(text))]


def test_a_drawing_that_does_not_say_how_large_it_is_is_told_so():
    ((line, message),) = faults(svg("<rect/>").replace('viewBox="0 0 200 140"', 'width="100%"'))
    assert (line, message.partition(",")[0]) == (1, "the drawing has no viewBox")


@pytest.mark.parametrize("box", ["0 0 9", "0 0 a b", "0 0 0 9", "0 0 9 -9", "0 0 9% 9"])
def test_a_view_box_that_is_none_is_told(box):
    ((_, message),) = faults(svg("<rect/>", view_box=box))
    assert "the viewBox must be four numbers" in message


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="20" y="40" transform="rotate(-90)">{}</text>',
        '<text x="20" y="40" transform="rotate(-90 20 40)">{}</text>',
        '<g transform="matrix(0 -1 1 0 50 50)"><g><text x="5" y="9">{}</text></g></g>',
        '<g transform="scale(-1 1) translate(-100)"><text x="5" y="9">{}</text></g>',
        '<text x="5" y="20" transform="skewX(10)">{}</text>',
        '<text x="5" y="9" transform="scale(1 2)">{}</text>',
        '<text transform="translate(90,90)rotate(5)">{}</text>',
    ],
)
def test_a_turned_label_is_told_whether_it_or_a_group_is_turned(inside):
    ((line, message),) = faults(svg("\n" + inside.format("mouse")))
    assert (line, message.partition(";")[0]) == (2, "the label “mouse” is turned, mirrored, slanted or stretched")
    assert faults(svg(inside.format("").replace("<text", "<rect").replace("</text>", "</rect>"))) == []


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="20" y="40" transform="matrix(1 0 0 1 5 5)">mouse</text>',
        '<g transform="rotate(90) rotate(-90) scale(1.05 1)"><text x="5" y="20">mouse</text></g>',
        '<text x="195" y="40" text-anchor="end">mouse</text>',
        '<text x="100" y="130" text-anchor="middle">a label in the middle</text>',
        '<g transform="translate(-100 -100)"><text x="110" y="120">mouse</text></g>',
        '<svg x="50" y="50" width="100" height="50" viewBox="900 900 200 100"><text x="910" y="950">mouse</text></svg>',
        '<text x="-50" dx="60" y="5" dy="10">mouse</text>',
        '<text x="5" y="20" font-size="1">mouse</text>',
    ],
)
def test_an_upright_label_inside_is_good(inside):
    assert faults(svg(inside)) == []


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="250" y="40">mouse</text>',
        '<text x="20" y="160">mouse</text>',
        "<text x='20'>mouse</text>",
        '<text x="-20" y="40">mouse</text>',
        '<text x="190" y="40">a long label</text>',
        '<text x="10" y="40" text-anchor="end">mouse</text>',
        '<g transform="translate(200)"><text x="5" y="40">mouse</text></g>',
        '<text><tspan x="5" y="400">mouse</tspan></text>',
        '<text x="5" y="20" font-size="200">mouse</text>',
    ],
)
def test_a_label_outside_is_told(inside):
    ((line, message),) = faults(svg("\n" + inside))
    assert line == 2
    assert "lies outside of the drawing: its viewBox is 0 0 200 140" in message


def test_a_transform_that_is_none_is_told():
    assert faults(svg("\n<g transform='turn(5)'><rect/></g>")) == [
        (2, "`transform` must be a transform, not `turn(5)`")
    ]


def test_no_letter_is_taken_for_wider_than_it_is():
    font = TTFont(fonts.trusted_file("Lato-Regular.ttf"))
    widths, names, em = font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm
    drawn = {chr(code): widths[name][0] / em for code, name in names.items() if 32 <= code < 127}
    assert [sign for sign, width in drawn.items() if _WIDTHS.get(sign, _NARROWEST) > width] == []


@given(st.lists(st.floats(-180, 180), min_size=1, max_size=4))
def test_turns_add_up(angles):
    transform = " ".join(f"rotate({angle:.6f})" for angle in angles)
    back = " ".join(f"rotate({-angle:.6f})" for angle in reversed(angles))
    assert matrix_of(f"{transform} {back}").is_upright


@pytest.mark.parametrize(
    ("transform", "place"),
    [
        ("rotate(90) translate(10 5)", (-5, 10)),
        ("translate(10 5) rotate(90)", (10, 5)),
        ("rotate(90 10 0)", (10, -10)),
        ("matrix(2 0 0 3 4 5), scale(2) translate(1)", (8, 5)),
        ("skewX(45) translate(0 7)", (7, 7)),
        ("skewY(45)translate(7)", (7, 7)),
        ("matrix(1,2,3,4,5,6) translate(1e1-1)", (12, 22)),
    ],
)
def test_a_transform_moves_the_origin(transform, place):
    assert matrix_of(transform).point(0, 0) == pytest.approx(place)


@pytest.mark.parametrize("written", ["x", "rotate", "rotate()", "matrix(1)", "rotate(1", "url(#a)", "translate(a)"])
def test_what_is_not_a_transform_is_noticed(written):
    with pytest.raises(TransformError):
        matrix_of(written)


def test_labels_have_the_size_that_they_are_drawn_in():
    inside = '<g transform="scale(2)"><text x="5" y="9" font-size="4">a<tspan font-size="3">b</tspan> c</text></g>'
    sizes = label_sizes(clean(svg(f'{inside}<text x="5" y="90" font-size="9">d</text>')))
    assert (min(sizes), max(sizes), 8 in sizes) == (6, 9, True)
