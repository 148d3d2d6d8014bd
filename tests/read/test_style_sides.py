"""No style sheet of leaflet's names a side of the paper, and one that extends a layout is told where it does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.read.layouts import read_layouts
from leaflet.read.style_sides import side_faults
from leaflet.read.text_file import TextFile
from leaflet.render.document import weasyprint_ready

PAGE = """<html lang="en" dir="{}"><title>n</title><style>{}</style>
<body><div id="around"><div id="box">n</div></div>"""
SIDES = st.sampled_from(["top", "right", "bottom", "left"])
LENGTHS = st.integers(1, 9).map("{}mm".format)
VALUES = st.lists(LENGTHS, min_size=1, max_size=4).map(" ".join)
DECLARATIONS = st.one_of(
    st.builds("{}-{}: {}".format, st.sampled_from(["margin", "padding"]), SIDES, LENGTHS),
    st.builds("border-{}: {} solid black".format, SIDES, LENGTHS),
    st.builds("position: relative; {}: {}".format, SIDES, LENGTHS),
    st.builds("{}: {}".format, st.sampled_from(["margin", "padding"]), VALUES),
    st.builds("border-block-style: solid; border-inline-style: solid; border-width: {}".format, VALUES),
    st.builds("position: relative; inset: {}".format, VALUES),
    st.builds("border: {} dashed black".format, LENGTHS),
    st.builds("text-align: {}".format, st.sampled_from(["left", "right"])),
    st.builds("float: {}".format, st.sampled_from(["left", "right"])),
)


def told(text):
    return [(p.message.split("`")[1], p.hint.split("`")[1]) for p in side_faults(TextFile("page.css", text))]


def place_of_box(declarations, direction):
    """The box and its words, in CSS pixels, on a page of that direction."""
    css = f"@page {{ size: 100mm; margin: 0 }} body {{ margin: 0 }} #around {{ width: 60mm }} #box {{ {declarations} }}"
    page = weasyprint_ready().HTML(string=PAGE.format(direction, css)).render().pages[0]
    boxes = [b for b in page._page_box.descendants() if b.element is not None and b.element.get("id") == "box"]
    words = next(b for b in page._page_box.descendants() if getattr(b, "text", "") == "n")
    box = boxes[0]
    return box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height(), *words.hit_area()


@given(DECLARATIONS)
def test_what_to_write_instead_looks_the_same(declaration):
    *before, last = declaration.split("; ")
    instead = "; ".join([*before, *(hint for _, hint in told(f"p {{ {last} }}"))])
    assert place_of_box(instead or declaration, "ltr") == place_of_box(declaration, "ltr")
    assert told(f"p {{ {instead} }}") == []


@given(DECLARATIONS.filter(re.compile("left|right").search))
def test_what_to_write_instead_turns_with_the_language(declaration):
    *before, last = declaration.split("; ")
    other = {"left": "right", "right": "left"}
    name = next(side for side in other if side in last)
    instead = "; ".join([*before, *(hint for _, hint in told(f"p {{ {last} }}"))])
    turned = "; ".join([*before, last.replace(name, other[name])])
    assert place_of_box(instead, "rtl") == place_of_box(turned, "rtl")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("@page { @bottom-right { padding-top: 2mm } }", "padding-top: 2mm"),
        ("@media print { p { MARGIN-LEFT : calc( 1mm*2 )!important } }", "margin-left: calc( 1mm*2 )"),
        ("p { a { left: 0 } }", "left: 0"),
        (".a{margin:1mm 2mm 3mm 4mm}", "margin: 1mm 2mm 3mm 4mm"),
        (".a { border: 0 }", "border: 0"),
    ],
)
def test_sides_are_found_wherever_they_stand(text, first):
    assert [written for written, _ in told(text)] == [first]


@pytest.mark.parametrize(
    "text",
    [
        ".left { border-radius: 1mm; border-collapse: collapse; margin: ; }",
        "/* left: 0 */ p { content: 'margin-left: 0' }",
        "p { vertical-align: top; background-position: left }",
        "p { margin-inline-start: 1mm; inset-block-start: 0; text-align: center }",
        "p {",
        "@page { margin: 25mm 12mm; @top-left { width: 100% } }",
    ],
)
def test_nothing_else_is(text):
    assert told(text) == []


def test_no_sheet_of_leaflets_names_a_side_of_the_paper(repository):
    sheets = {path: path.read_text("utf-8") for path in sorted((repository / "layouts").glob("*/*.css"))}
    assert sheets
    assert {path: told(text) for path, text in sheets.items() if told(text)} == {}


def test_a_layout_that_extends_another_is_told_at_the_declaration(project):
    sheet = project / "layouts/pocket/page.css"
    sheet.parent.mkdir()
    (sheet.parent / "layout.yaml").write_text("id: pocket\ntitle: Pocket\nextend: trifold\n", "utf-8")
    sheet.write_text(".panel { width: 80mm;\n  margin-left: 3mm }\n", "utf-8")
    layouts, problems = read_layouts(project)
    assert "pocket" not in [layout.id for layout in layouts]
    assert [(p.rule, str(p.span), p.hint) for p in problems] == [
        ("side-of-paper", "layouts/pocket/page.css:2:3", "write `margin-inline-start: 3mm`")
    ]
    sheet.write_text(".panel { width: 80mm;\n  margin-inline-start: 3mm }\n", "utf-8")
    assert read_layouts(project)[1] == ()
