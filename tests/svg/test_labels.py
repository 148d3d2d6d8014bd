"""Labels: the words that are read as one, their white space, and what becomes of them in another language."""

from __future__ import annotations

import pytest
from drawn import clean, cleaned_text, svg

from leaflet.svg.elements import SPACE, parse_svg
from leaflet.svg.labels import labels, svg_with_strings


def said(inside, head=""):
    """The labels of a drawing that holds `inside`."""
    return [label.text for label in labels(clean(svg(inside, head=head)))]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("<tspan>5-HT2A</tspan> <tspan>receptor</tspan>", "5-HT2A receptor"),
        ("<tspan>5-HT</tspan><tspan dy='3'>2A</tspan><tspan dy='-3'> receptor</tspan>", "5-HT2A receptor"),
        ("5-HT<tspan>2A</tspan> receptor", "5-HT2A receptor"),
        ("a <tspan>b <tspan>c</tspan> d</tspan> e", "a b c d e"),
        ("\n  a\n  <tspan>b</tspan>\n  c\n", "a b c"),
        ("a <tspan> b</tspan>", "a b"),
        ("a<tspan/>b", "ab"),
        ("<!-- x -->a<!-- y --> b", "a b"),
        ("<tspan>a</tspan>\n<tspan>b</tspan>", "a b"),
        ("a<tspan style='display:none'>x</tspan>b", "ab"),
        ("e\u0301", "é"),
    ],
)
def test_words_side_by_side_are_one_label_with_their_spaces(text, label):
    assert said(f"<text y='20'>{text}</text>") == [label]


@pytest.mark.parametrize("head", ["", 'xml:space="preserve"'])
def test_space_is_kept_where_the_drawing_keeps_it(head):
    drawing = clean(svg("<text y='20'>a   b</text>", head=head))
    (text,) = (element for element in drawing.walk() if element.name == "text")
    assert (text.text, text.attrib.get(SPACE)) == (("a   b", "preserve") if head else ("a b", None))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<tspan x='5' y='20'>one</tspan><tspan x='5' y='40'>two</tspan>", ["one", "two"]),
        ("<tspan x='5' y='20'>one</tspan>\n <tspan x='5' dy='1.2em'>two</tspan>", ["one", "two"]),
        ("<tspan x='0' y='20'>recep</tspan><tspan x='40' y='20'>tor</tspan>", ["receptor"]),
        ("<tspan x='0' y='20'>5-HT</tspan><tspan x='35' y='23'>2A</tspan>", ["5-HT2A"]),
        ("<tspan x='0' y='20'>left</tspan><tspan x='120' y='20'>right</tspan>", ["left", "right"]),
        ("<tspan x='0 9 18' y='20'>one</tspan>", ["one"]),
    ],
)
def test_a_place_of_its_own_begins_a_label_unless_it_goes_on_with_the_line(text, found):
    assert said(f"<text>{text}</text>") == found


def changed(inside, *texts):
    """[(words, attributes but those of space)] of each run when the labels of the drawing say `texts`."""
    tree = parse_svg(svg_with_strings(cleaned_text(svg(inside)), texts))
    runs = (element for element in tree.walk() if element.name in ("text", "tspan") and element.text)
    return [(run.text, {k: v for k, v in run.attrib.items() if k not in (SPACE, "y")}) for run in runs]


def test_a_lowered_number_stays_low_in_another_language():
    inside = "<text y='20'>5-HT<tspan dy='3'>2A</tspan><tspan dy='-3'> receptor</tspan></text>"
    assert changed(inside, "De 5-HT2A-receptor") == [
        ("De 5-HT", {}),
        ("2A", {"dy": "3"}),
        ("-receptor", {"dy": "-3"}),
    ]


def test_words_that_another_language_has_not_are_drawn_as_the_longest_run_was():
    inside = "<text y='20'><tspan x='5' font-weight='bold'>Not</tspan> shown here</text>"
    assert changed(inside, "Niet aangetoond") == [("Niet aangetoond", {"x": "5"})]


def test_runs_with_places_of_their_own_follow_one_another_in_another_language():
    inside = "<text><tspan x='0' y='20'>5-HT</tspan><tspan x='35' y='23'>2A</tspan></text>"
    assert changed(inside, "de 5-HT2A") == [("de 5-HT", {"x": "0"}), ("2A", {"dy": "3"})]


def test_each_label_gets_its_own_words():
    inside = "<title>t</title><text y='9'>a</text><text><tspan y='20'>b</tspan><tspan y='40'>c</tspan></text>"
    tree = svg_with_strings(cleaned_text(svg(inside)), ("T", "A & B", "B", "C"))
    assert [label.text for label in labels(parse_svg(tree))] == ["T", "A & B", "B", "C"]


def test_a_label_with_its_own_words_is_drawn_as_it_was():
    inside = "<text x='5' y='20'>5-HT<tspan dy='3'>2A</tspan>  <tspan dy='-3'>receptor</tspan></text>"
    text = cleaned_text(svg(inside))
    assert svg_with_strings(text, [label.text for label in labels(parse_svg(text))]) == text


@pytest.mark.parametrize(("shift", "dy"), [("sub", "2"), ("super", "-4"), ("5", "-5"), ("-20%", "2"), ("1em", "-10")])
def test_lifted_letters_are_moved_and_the_next_ones_moved_back(shift, dy):
    inside = f"<text y='20' font-size='10'>a<tspan baseline-shift='{shift}' font-size='5'>b</tspan>c</text>"
    runs = [element for element in clean(svg(inside)).walk() if element.name == "tspan"]
    assert [run.attrib.get("dy") for run in runs] == [None, dy, dy[1:] if dy[0] == "-" else f"-{dy}"]
