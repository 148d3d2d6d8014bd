"""Drawings that hypothesis makes up: cleaned, each says the same labels and looks the same.

Groups in groups with transforms, shapes and words whose styles are attributes, `style` or classes, gradients, clips,
copies, tspans with spaces in and between them, notes of programs.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from drawn import clean, cleaned_text, difference, inline_picture, picture, svg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leaflet.svg.elements import as_svg, parse_svg
from leaflet.svg.labels import labels
from leaflet.svg.placement import placement_faults

NUMBERS = st.integers(0, 40)
COLOURS = st.sampled_from(["#036", "#9cf", "red", "rgb(10, 120, 60)", "#fc8", "currentColor", "url(#g1)", "url(#g2)"])
PLAIN_COLOURS = st.sampled_from(["#036", "black", "rgb(10, 120, 60)", "#551100"])
TRANSFORMS = st.sampled_from(
    ["", "translate(3 4)", "translate(-2,1)", "scale(.9)", "matrix(1 0 0 1 2 2)", "translate(9) scale(1.1)"]
)
TURNS = TRANSFORMS | st.sampled_from(
    ["rotate(20)", "rotate(-15 30 30)", "skewX(8)", "scale(1 .7)", "matrix(1 .2 0 1 0 0)"]
)
NOTES = st.sampled_from(["", ' id="a1"', ' data-name="x"', ' p:label="y" p:z="1"', ' aria-label="w"'])
WORDS = st.sampled_from(["5-HT", "2A", "receptor", "seen", "a mouse", "Ca²⁺", "é ü", "& more", "<10"])
SPACES = st.sampled_from(["", " ", "  "])
STOPS = '<stop offset="0" style="stop-color:#fff"/><stop offset="1" stop-color="#048"/>'
BORROWED = '<linearGradient id="g1" xlink:href="#g0" gradientUnits="userSpaceOnUse" x1="5" y1="5" x2="90" y2="60"/>'
OWNED = BORROWED.replace(' xlink:href="#g0"', "").replace("/>", f">{STOPS}</linearGradient>")
"""The same gradient: WeasyPrint draws one that borrows its stops the first time only."""
DEFINITIONS = f"""<defs p:note="z"><linearGradient id="g0">{STOPS}</linearGradient>{BORROWED}
<radialGradient id="g2" gradientUnits="userSpaceOnUse" cx="40" cy="40" r="60">
<stop class="c1"/><stop offset="1" stop-color="#fe8"/></radialGradient>
<clipPath id="k"><circle cx="30" cy="30" r="28"/></clipPath><filter id="unused"/></defs>"""


@st.composite
def styled(draw, colours=COLOURS, extra=()):
    """Attributes with the styles of a shape or text: as attributes, as `style`, as a class, or all three at odds."""
    styles = {"fill": draw(colours), **draw(st.fixed_dictionaries({}, optional=dict(extra)))}
    way = draw(st.sampled_from(["attribute", "style", "class", "at odds"]))
    if way == "attribute":
        return "".join(f' {name}="{value}"' for name, value in styles.items())
    written = ";".join(f"{name}:{value}" for name, value in styles.items())
    if way == "style":
        return f' style="{written}; -p-own: x; marker: none"'
    number = draw(st.integers(1, 3))
    return f' class="c{number} unknown"' if way == "class" else f' fill="#f0f" class="c{number}" style="{written}"'


STROKES = {
    "stroke": PLAIN_COLOURS,
    "stroke-width": st.sampled_from(["1", "2.5", "3px"]),
    "opacity": st.sampled_from(["1", ".5"]),
    "stroke-dasharray": st.sampled_from(["none", "4 2"]),
}


@st.composite
def shapes(draw):
    """A shape, as text."""
    x, y, w, h = (draw(NUMBERS) for _ in range(4))
    geometry = draw(
        st.sampled_from(
            [
                f'<rect x="{x}" y="{y}" width="{w + 5}" height="{h + 5}" rx="2"',
                f'<circle cx="{x + 9}" cy="{y + 9}" r="{w / 2 + 2}"',
                f'<ellipse cx="{x + 9}" cy="{y + 9}" rx="{w / 2 + 2}" ry="{h / 2 + 2}"',
                f'<path d="M{x} {y}l{w + 5} 4c3-3 9 9 {h} 20z"',
                f'<polygon points="{x},{y} {x + w + 5},{y + 3} {x + 4},{y + h + 9}"',
                f'<line x1="{x}" y1="{y}" x2="{x + w}" y2="{y + h}"',
            ]
        )
    )
    clip = draw(st.sampled_from(["", "", ' clip-path="url(#k)"']))
    return f"{geometry}{draw(styled(extra=STROKES))}{draw(NOTES)}{clip}/>", []


@st.composite
def texts(draw):
    """A label, as text: its words in one or several tspans, and between them; (text, [what it says])."""
    said = draw(WORDS)
    written = escape(said)
    for _ in range(draw(st.integers(0, 3))):
        gap, tail = draw(SPACES), draw(st.sampled_from(["", "and"]))
        inside = f"{draw(SPACES)}{draw(WORDS)}{draw(SPACES)}"
        written += f"{gap}<tspan{draw(styled(PLAIN_COLOURS, FONTS))}{draw(NOTES)}>{escape(inside)}</tspan>{tail}"
        said += f"{gap}{inside}{tail}"
    place = f' x="{draw(NUMBERS) + 1}" y="{draw(NUMBERS) + 20}"'
    return f"<text{place}{draw(styled(PLAIN_COLOURS, FONTS))}{draw(NOTES)}>{written}</text>", [" ".join(said.split())]


FONTS = {
    "font-size": st.sampled_from(["6", "7px", "5"]),
    "font-weight": st.sampled_from(["bold", "normal"]),
    "font-style": st.sampled_from(["italic", "normal"]),
}


@st.composite
def groups(draw, inside):
    """A group of what `inside` makes, as text with what its labels say; turned where it has none."""
    parts = draw(st.lists(inside, min_size=1, max_size=3))
    said = [label for _, own in parts for label in own]
    transform = draw(TRANSFORMS if said else TURNS)
    own = draw(st.sampled_from(["", ' fill="#222"', ' style="stroke-width:2"', ' opacity=".8"', ' color="#705"']))
    hidden = "<g style='display:none'><text y='9'>hidden</text></g>" if draw(st.booleans()) else ""
    return f'<g{own}{draw(NOTES)} transform="{transform}">{"".join(text for text, _ in parts)}{hidden}</g>', said


SHEET = "<style>.c1{fill:#4a7;stroke:none} /* x */ text.c2, .c2{fill:#309} .c3{fill:#555;opacity:1}</style>"
PARTS = st.recursive(shapes() | texts(), groups, max_leaves=6)


@st.composite
def drawings(draw):
    """(a drawing, the labels in it)."""
    parts = draw(st.lists(PARTS, min_size=1, max_size=4))
    head = 'xmlns:p="urn:program" xmlns:xlink="http://www.w3.org/1999/xlink" font-size="6"'
    note = "<p:view p:zoom='2'><p:guide/></p:view><metadata><p:x>words</p:x></metadata>"
    body = f"{note}{SHEET}{DEFINITIONS}{''.join(text for text, _ in parts)}"
    return svg(body, view_box="0 0 200 140", head=head), [label for _, own in parts for label in own]


@given(drawings())
def test_the_cleaned_drawing_says_the_same_labels(made):
    text, said = made
    drawing = clean(text)
    assert [label.text for label in labels(drawing)] == said
    again = parse_svg(as_svg(drawing))
    assert [label.text for label in labels(again)] == said
    assert as_svg(clean(as_svg(drawing))).count("<text") == len(said)
    assert [fault for fault in placement_faults(drawing) if "turned" in fault.message] == []


@pytest.mark.slow
@settings(max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(drawings())
def test_the_cleaned_drawing_looks_the_same(made):
    text, _ = made
    assert difference(picture(text.replace(BORROWED, OWNED)), inline_picture(cleaned_text(text))) < 0.001


@pytest.mark.slow
def test_pictures_that_differ_are_told_apart():
    one, other = (svg(f'<rect x="5" y="5" width="{width}" height="9" fill="#036"/>') for width in (20, 26))
    assert difference(picture(one), inline_picture(cleaned_text(one))) == 0
    assert difference(picture(one), inline_picture(cleaned_text(other))) > 0.001
