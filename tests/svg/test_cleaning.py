"""What cleaning keeps, resolves, leaves out and refuses."""

from __future__ import annotations

import re

import pytest
from drawn import clean, cleaned_text, refused, svg

from leaflet.svg.cleaning import MAX_ELEMENTS
from leaflet.svg.elements import DocumentTypeError, parse_svg
from leaflet.svg.styles import MAX_RULES

INK = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'


def attributes(text, name="rect"):
    """The attributes of the first element of the name in the cleaned drawing."""
    return next(dict(element.attrib) for element in clean(text).walk() if element.name == name)


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<rect style="fill:red;stroke-width:2" fill="blue"/>', {"fill": "red", "stroke-width": "2"}),
        ("<style>.a{fill:red}</style><rect class='b a' fill='blue'/>", {"fill": "red"}),
        ("<style>.a{fill:red}</style><rect class='a' style='fill:green'/>", {"fill": "green"}),
        ("<style>.a{fill:red !important}</style><rect class='a' style='fill:green'/>", {"fill": "red"}),
        ("<style>#x{fill:red} rect{fill:green}</style><rect id='x'/>", {"fill": "red"}),
        ("<style>g > rect, .z{fill:red}</style><g><rect/></g>", {"fill": "red"}),
        ("<style><![CDATA[ .a { fill : red } /* note */ ]]></style><rect class='a'/>", {"fill": "red"}),
        ("<rect class='a'/><style>.a{fill:red}</style>", {"fill": "red"}),
        (f"<rect {INK} inkscape:label='x' id='y' data-name='z' aria-label='w' fill='red'/>", {"fill": "red"}),
        ("<rect style='-inkscape-stroke:none;filter:none;mix-blend-mode:normal;fill:red'/>", {"fill": "red"}),
        ("<rect fill='url(#none) red'/>", {"fill": "red"}),
        ("<g style='font: bold 10px Lato'><rect fill='red'/></g>", {"fill": "red"}),
    ],
)
def test_styles_become_attributes_and_the_rest_is_left_out(inside, kept):
    assert attributes(svg(inside)) == kept


def test_the_shorthand_of_fonts_is_written_out():
    group = attributes(svg("<g style='font: italic 600 10px/1.2 Lato, sans-serif'><rect/></g>"), "g")
    assert group == {
        "font-style": "italic",
        "font-weight": "600",
        "font-size": "10px",
        "font-family": "Lato, sans-serif",
    }


@pytest.mark.parametrize(
    ("size", "means"),
    [("20", "20"), ("9px", "9px"), ("12pt", "12pt"), ("2em", "32"), ("50%", "8"), ("large", "18")],
)
def test_type_sizes_stand_by_themselves(size, means):
    assert attributes(svg(f'<text y="9" font-size="{size}">x</text>'), "text")["font-size"] == means


@pytest.mark.parametrize(
    "inside",
    [
        "<metadata><a>b</a></metadata>",
        "<defs/>",
        "<defs><filter id='a'><feBlur/></filter><marker id='b'/><mask id='c'/><pattern/><symbol/></defs>",
        "<defs><linearGradient id='a'><stop/></linearGradient><clipPath id='b'><rect/></clipPath></defs>",
        "<g style='display:none'><rect/><text y='20'>hidden</text></g>",
        "<g visibility='hidden'><rect/></g>",
        "<g><title>a note</title></g>",
        f"<inkscape:grid {INK}><inkscape:x>words</inkscape:x></inkscape:grid>",
        "<text y='20'> </text>",
    ],
)
def test_what_draws_nothing_is_left_out(inside):
    assert cleaned_text(svg(inside)) == svg("").replace(" >", ">")


def test_the_first_of_a_switch_is_kept():
    inside = "<switch><foreignObject requiredExtensions='x'><b/></foreignObject><g><rect/></g><g><circle/></g></switch>"
    assert [element.name for element in clean(svg(inside)).walk()] == ["svg", "g", "g", "rect"]


def test_copies_are_drawn_out():
    inside = "<defs><g id='a'><rect/></g></defs><use href='#a' x='5' transform='scale(2)' fill='red'/>"
    assert cleaned_text(svg(inside)).endswith(
        '<g fill="red" transform="scale(2) translate(5 0)"><g><rect></rect></g></g></svg>'
    )


def test_definitions_are_called_after_the_drawing_and_only_those_used_are_kept():
    inside = (
        "<defs><linearGradient id='x' x1='1'><stop offset='1' style='stop-color:red'/></linearGradient>"
        "<radialGradient id='y' r='50%' href='#x'/><linearGradient id='z'/></defs>"
        "<rect fill='url(#y)'/><rect style='fill:url(\"#y\")'/>"
    )
    drawing = clean(svg(inside), "what-1")
    assert [dict(element.attrib) for element in drawing.walk() if element.name == "rect"] == [
        {"fill": "url(#what-1-1)"},
        {"fill": "url(#what-1-1)"},
    ]
    (gradient,) = (element for element in drawing.walk() if "Gradient" in element.name)
    assert (gradient.name, gradient.attrib["r"], len(gradient)) == ("radialGradient", "0.5", 1)


def test_gradients_that_name_each_other_end():
    inside = "<linearGradient id='x' href='#y'/><linearGradient id='y' href='#x'/><rect fill='url(#x)'/>"
    assert "linearGradient" in cleaned_text(svg(inside))


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<rect filter='url(#a)'/>", "`filter: url(#a)` can't be printed"),
        ("<rect style='mask:url(#a)'/>", "`mask: url(#a)` can't be printed"),
        ("<rect style='mix-blend-mode:multiply'/>", "`mix-blend-mode: multiply` can't be printed"),
        ("<path marker-end='url(#a)'/>", "`marker-end: url(#a)` can't be printed"),
        ("<text y='9' text-decoration='underline'>x</text>", "`text-decoration: underline` can't be printed"),
        ("<text y='9' rotate='90'>x</text>", "`rotate: 90` can't be printed"),
        ("<text y='9'><textPath>x</textPath></text>", "<textPath> is not allowed"),
        ("<pattern id='p'/><rect/>", "<pattern> is not allowed"),
        ("<defs><pattern id='p'/></defs><rect fill='url(#p)'/>", "`fill` names `#p`, which is a <pattern>"),
        ("<rect clip-path='url(#p)'/>", "`clip-path` names `#p`, which is nothing in the drawing"),
        ("<symbol id='a'/><use href='#a'/>", "<symbol> is not allowed"),
        ("<defs><symbol id='a'/></defs><use href='#a'/>", "<use> copies `#a`, which can't be copied"),
        ("<use href='a.svg#b'/>", "the attribute `href` is not allowed"),
        ("<g id='a'><use href='#a'/></g>", "<use> copies `#a`, which can't be copied"),
        ("<defs><script/></defs>", "<script> is not allowed"),
        ("<defs><image/></defs>", "<image> is not allowed"),
        ("<switch><foreignObject/></switch>", "<foreignObject> is not allowed"),
        ("<b xmlns='http://www.w3.org/1999/xhtml'/>", "<b> of another language"),
        (
            "<switch><text y='9' systemLanguage='nl'>a</text><text y='9'>b</text></switch>",
            "`systemLanguage` must not choose",
        ),
        ("<text y='9' style='font-size:var(--x)'>x</text>", "`font-size: var(--x)` can't be printed"),
        ("<rect width='calc(1px + 2px)'/>", "`width: calc(1px + 2px)` can't be printed"),
        ("<text y='9' style='inline-size:40px'>a b</text>", "`inline-size` must not break the lines"),
        ("<text style='shape-inside:url(#r)'>a b</text>", "`shape-inside` must not break the lines"),
        ("<b xmlns=''/>", "<b> of another language"),
        ("<g xml:base='a'/>", "the attribute `base` is not allowed"),
        ("<rect style='behavior:x'/>", "`behavior` is not allowed"),
        ("<style>@font-face { src: x }</style>", "must not have @font-face"),
        ("<style>} a {</style>", "simple selectors"),
        (
            "<clipPath id='c' clipPathUnits='objectBoundingBox'><rect/></clipPath><g clip-path='url(#c)'><rect/></g>",
            "clip",
        ),
        (
            "<linearGradient id='x'><stop stop-opacity='.5'/></linearGradient><rect fill='url(#x)'/>",
            "a gradient must not fade into nothing",
        ),
        (
            "<linearGradient id='x'><stop style='stop-color:#ff000000'/></linearGradient><rect fill='url(#x)'/>",
            "a gradient must not fade into nothing",
        ),
    ],
)
def test_what_draws_and_cant_be_kept_is_refused(inside, says):
    found = refused(svg(f"\n{inside}"))
    assert found[0][0] == 2
    assert says in found[0][1]


def test_a_fault_of_a_style_sheet_is_told_once_where_its_rule_is():
    inside = "\n<style>\n.a { fill: red }\n.b { filter: url(#c) }\n</style><rect class='b'/><rect class='b'/>"
    assert refused(svg(inside)) == [(4, "`filter: url(#c)` can't be printed")]


def test_copies_of_copies_are_bounded():
    layers = "".join(f"<g id='g{n}'>" + f"<use href='#g{n + 1}'/>" * 10 + "</g>" for n in range(6))
    ((line, message),) = refused(svg(f"<defs>{layers}<g id='g6'><rect/></g></defs><use href='#g0'/>"))
    assert (line, message) == (1, f"a drawing must not have more than {MAX_ELEMENTS} elements, copies among them")


def test_rules_are_bounded():
    ((_, message),) = refused(svg(f"<style>{'a{fill:red}' * (MAX_RULES + 1)}</style>"))
    assert f"more than {MAX_RULES} rules" in message


def test_the_declaration_of_svg_1_is_read_over_and_any_other_refused():
    declared = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    assert parse_svg(declared + svg("")).line == 3
    for other in (
        '<!DOCTYPE svg SYSTEM "http://www.w3.org/a.dtd">',
        declared.replace('dtd">', 'dtd" [<!ENTITY a "b">]>'),
    ):
        with pytest.raises(DocumentTypeError) as caught:
            parse_svg(f"\n {other}{svg('')}")
        assert (caught.value.line, caught.value.column) == (2, 2)


def test_a_drawing_without_a_view_box_gets_that_of_its_size():
    text = svg("<rect/>").replace('viewBox="0 0 200 140"', 'width="10cm" height="2in"')
    assert re.search(r'<svg xmlns="[^"]*" viewBox="0 0 377.9528 192">', cleaned_text(text))
