"""Drawings: an allow-list of elements and attributes, every breach at its place, and texts that can be replaced."""

from __future__ import annotations

import re

import pytest

from leaflet.problem import Span
from leaflet.read.figures import MAX_BYTES, parse_figure, read_figure
from leaflet.read.text_file import TextFile
from leaflet.svg.elements import MAX_DEPTH
from leaflet.svg.labels import svg_with_strings

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -99 999 999">\n'
SHUT = "</svg>\n"
HERE = Span("sources/topics/a/text.md", 7, 1)


def figure(inside, head=OPEN):
    """The figure that holds `inside`, which must be accepted."""
    found, problems = parse_figure(TextFile("a.svg", head + inside + SHUT), "what.1", "figures/a.svg")
    assert problems == ()
    return found


def faults(svg):
    """(place, rule, message) of each problem with `svg`, of which nothing is kept."""
    found, problems = parse_figure(TextFile("a.svg", svg), "what.1", "figures/a.svg")
    assert found is None
    return [(f"{p.span.line}:{p.span.column}", p.rule, f"{p.message} / {p.hint}") for p in problems]


def test_title_description_and_labels_are_extracted_in_order():
    found = figure(
        "<title>A  mouse</title>\n<desc>It sits.</desc>\n<text>Nose <!-- seen --> here</text>\n"
        "<g><text><tspan>Tail</tspan> <tspan>and ears</tspan></text></g>\n"
        "<text>5-HT<tspan dy='2'>2A</tspan> seen</text>"
    )
    assert (found.title, found.description) == ("A mouse", "It sits.")
    assert found.strings == ("A mouse", "It sits.", "Nose here", "Tail and ears", "5-HT2A seen")
    assert found.labels == ("Nose here", "Tail and ears", "5-HT2A seen")
    assert [str(found.span("strings", n)) for n in (0, 2, 3, 4)] == [
        "a.svg:2:1",
        "a.svg:4:1",
        "a.svg:5:10",
        "a.svg:6:1",
    ]


def test_description_may_stand_before_the_title_or_alone():
    found = figure("<desc>It sits.</desc><title>Mouse</title>")
    assert (found.title, found.description) == ("Mouse", "It sits.")
    assert figure("<desc>It sits.</desc>").title == ""


def test_all_that_draws_is_kept():
    inside = (
        '<g transform="translate(1, -2) rotate(3)"><rect x="1" y="1" width="2" height="2" fill="#abc" rx=".5"/>'
        '<path d="M1,1 L2-2z" stroke="currentColor" stroke-dasharray="1 2"/><circle r="50%"/></g>'
    )
    expected = re.sub(r"<(\w+)([^<>]*)/>", r"<\1\2></\1>", OPEN + inside + SHUT)  # no element closes itself
    assert figure(inside).svg == expected.replace("\n", "")


def test_special_characters_in_texts_are_escaped_again():
    assert ">a &lt; b &amp; c</text>" in figure("<text>a &lt; b &amp; c</text>").svg


def test_texts_are_replaced_in_order_and_nothing_else():
    found = figure('<title>One</title><text x="1">Two</text><text>Three</text>')
    changed = found.model_copy(update={"strings": ("Een", "Twee & meer", "Drie")})
    assert svg_with_strings(changed.svg, changed.strings) == found.svg.replace("One", "Een").replace(
        "Two", "Twee &amp; meer"
    ).replace("Three", "Drie")


@pytest.mark.parametrize(
    ("inside", "place", "says"),
    [
        ("<script>x</script>", "2:1", "<script> is not allowed"),
        ("\n  <image/>", "3:3", "<image> is not allowed"),
        ("<use/>", "2:1", "<use> copies `#`, which can't be copied"),
        ("<style>\n@import url(a.css);</style>", "3:1", "must not have @import"),
        ("<style>a { fill: url(b.svg#c) }</style>", "2:1", "`fill` must not have this value"),
        ("<style>a:hover { fill: red }</style>", "2:1", "must have simple selectors"),
        ("<foreignObject/>", "2:1", "<foreignObject> is not allowed"),
        ("<a><text>x</text></a>", "2:1", "<a> is not allowed"),
        ("<animate/>", "2:1", "<animate> is not allowed"),
        ("<recct/>", "2:1", "did you mean `rect`?"),
        ('<rect onload="x"/>', "2:1", "`onload` is not allowed"),
        ('<rect href="a"/>', "2:1", "the attribute `href`"),
        ('<rect filter="a"/>', "2:1", "`filter: a` can't be printed"),
        ('<rect fill="url(#a)"/>', "2:1", "`fill` names `#a`, which is nothing in the drawing"),
        ('<rect fill="URL (a)"/>', "2:1", "`fill` must not have this value"),
        ('<rect fill="u&#10;rl"/><rect fill="red;x"/>', "2:24", "`fill` must not have this value"),
        ('<rect fill="https://x"/>', "2:1", "`fill` must not have this value"),
        ('<rect fill="\\75rl(a)"/>', "2:1", "`fill` must not have this value"),
        ("<text>é 🍄</text><image/>", "2:17", "<image> is not allowed"),
        ("loose words", "1:1", "words must not stand directly in this <svg>"),
        ("<g>loose</g>", "2:1", "words must not stand directly in this <g>"),
        ("<title>a</title><title>b</title>", "2:17", "<title> must stand once"),
    ],
)
def test_what_is_not_on_the_list_is_reported_at_its_place(inside, place, says):
    (at, rule, message), *_ = faults(OPEN + inside + SHUT)
    assert (at, rule) == (place, "unsafe-svg")
    assert says in message


def test_all_faults_are_reported_in_one_run():
    assert [place for place, *_ in faults("<svg>\n<script/></svg>")] == ["1:1", "2:1"]
    found = faults(OPEN + '<script/>\n<rect mask="a" href="b"/>\n<g>loose</g>\n' + SHUT)
    assert [place for place, *_ in found] == ["2:1", "3:1", "3:1", "4:1"]


@pytest.mark.parametrize(
    ("svg", "place", "says"),
    [
        ("", "1:1", "not valid XML"),
        ("<svg", "1:1", "not valid XML"),
        (OPEN + "<g>\n" + SHUT, "3:3", "not valid XML: mismatched tag"),
        (OPEN + "<rect a=1/>" + SHUT, "2:9", "not valid XML"),
        (OPEN + "&nbsp;" + SHUT, "2:1", "not valid XML: undefined entity"),
        (OPEN + SHUT + "<svg/>", "3:1", "not valid XML"),
        ("<html/>", "1:1", "must be an <svg>, not <html>"),
        ("<svg/>", "1:1", "must name its namespace"),
        ('<svg xmlns="http://www.w3.org/1999/xhtml"/>', "1:1", "must name its namespace"),
        ("<!DOCTYPE svg>" + OPEN + SHUT, "1:1", "must not declare a document type"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + OPEN + "&b;" + SHUT, "1:1", "must not declare a document type"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + OPEN + SHUT, "1:1", "must not declare"),
    ],
)
def test_what_is_not_a_drawing_is_reported(svg, place, says):
    (at, rule, message), *_ = faults(svg)
    assert (at, rule) == (place, "unsafe-svg")
    assert says in message


def test_a_drawing_nested_too_deep_is_reported_where_it_begins_to_be():
    ((place, rule, _),) = faults(OPEN + "<g>" * 60 + "</g>" * 60 + SHUT)
    assert (place, rule) == (f"2:{(MAX_DEPTH - 1) * 3 + 1}", "too-deep")


def test_a_hundred_thousand_elements_inside_each_other_crash_nothing():
    assert [rule for _, rule, _ in faults(OPEN + "<g>" * 100_000)] == ["too-deep"]


@pytest.fixture
def topic(tmp_path):
    """The root of a project whose topic `a` has the drawing `figures/a.svg`."""
    (tmp_path / "sources/topics/a/figures").mkdir(parents=True)
    (tmp_path / "sources/topics/a/figures/a.svg").write_text(OPEN + SHUT)
    (tmp_path / "sources/house.svg").write_text(OPEN + SHUT)
    return tmp_path


def _read(root, written):
    return read_figure(root, "sources/topics/a", "what.1", written, HERE)


def test_a_drawing_of_the_topic_is_read(topic):
    found, problems = _read(topic, "figures/a.svg")
    assert (found.id, found.file, problems) == ("what.1", "figures/a.svg", ())
    assert found.span().path == "sources/topics/a/figures/a.svg"


@pytest.mark.parametrize("written", ["../../house.svg", "/etc/passwd.svg", "figures/../../../house.svg", "a.png", ""])
def test_a_path_that_leads_elsewhere_is_reported_where_it_is_written(topic, written):
    found, (problem,) = _read(topic, written)
    assert (found, problem.rule, problem.span) == (None, "unsafe-name", HERE)


def test_a_link_that_leads_elsewhere_is_reported_where_it_is_written(topic):
    (topic / "sources/topics/a/figures/b.svg").symlink_to(topic / "sources/house.svg")
    found, (problem,) = _read(topic, "figures/b.svg")
    assert (found, problem.rule, problem.span) == (None, "unsafe-name", HERE)


def test_a_drawing_that_is_missing_is_reported_where_it_is_written(topic):
    found, (problem,) = _read(topic, "figures/none.svg")
    assert (found, problem.rule, problem.span) == (None, "missing-file", HERE)
    assert "figures/none.svg" in problem.message


def test_a_drawing_that_is_too_large_is_reported_in_the_drawing(topic):
    (topic / "sources/topics/a/figures/a.svg").write_text(OPEN + " " * MAX_BYTES + SHUT)
    found, (problem,) = _read(topic, "figures/a.svg")
    assert (found, problem.rule, problem.span.path) == (None, "too-large", "sources/topics/a/figures/a.svg")
