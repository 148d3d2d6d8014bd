"""A layout's look: one hash of all that decides how its pages look, and of nothing else."""

from __future__ import annotations

import pytest

from leaflet.read.layouts import read_layouts

PAGE, SHEET, PICTURE = "leaflet/page.html.j2", "leaflet/page.css", "leaflet/a.svg"
FILES = {
    "leaflet/layout.yaml": "id: leaflet\ntitle: T\naudience: patient\nwidth_mm: 148\nheight_mm: 210\n"
    "pages: {exactly: 1}\nsmallest_pt: 8\nbody_pt: 10\nlanguages: [en]\nshows: [prose]\nwords: {at_most: 9}\n",
    PAGE: "{# note #} <p>\n words</p>",
    SHEET: "p { color: red; content: 'x' } /* note */",
    PICTURE: "<svg/>",
    "base/base.css": "body { margin: 0 }",
    "base/macros.html.j2": "{% macro a() %}{% endmacro %}",
    "other/page.css": "",
    "nl.po": "",
}


def _look(root, **changes):
    for name, text in {**FILES, **changes}.items():
        (root / "layouts" / name).parent.mkdir(parents=True, exist_ok=True)
        whole = f'{{% extends "base/document.html.j2" %}}{{% block body %}}{text}{{% endblock %}}'
        (root / "layouts" / name).write_text(whole if name == PAGE else text, "utf-8")
    (layout,), problems = read_layouts(root)
    assert problems == ()
    return layout.look


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (PAGE, "{# note #} <p>\n other words</p>"),
        (PAGE, "{# another note #} <p>\n words</p>"),
        (SHEET, "p { color: red; content: 'x' } /* another note */"),
        (SHEET, "p { color: blue; content: 'x' }"),
        (PICTURE, "<svg></svg>"),
        ("leaflet/new.png", "a"),
        ("base/base.css", "body { margin: 1mm }"),
        ("base/macros.html.j2", "{% macro b() %}{% endmacro %}"),
        ("leaflet/layout.yaml", FILES["leaflet/layout.yaml"].replace("210", "200")),
        ("leaflet/layout.yaml", FILES["leaflet/layout.yaml"] + "safe_mm: 9\n"),
    ],
)
def test_it_changes_with_what_a_page_is_made_of(tmp_path, name, text):
    before = _look(tmp_path)
    assert _look(tmp_path, **{name: text}) != before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("leaflet/.page.css.swp", "p { color: red }"),
        ("other/page.css", "p { color: red }"),
        ("nl.po", "# note"),
        (
            "leaflet/layout.yaml",
            FILES["leaflet/layout.yaml"].replace("[en]", "[en, nl]").replace("title: T", "title: U"),
        ),
        ("leaflet/layout.yaml", "# note\n" + FILES["leaflet/layout.yaml"]),
    ],
)
def test_it_does_not_change_with_what_no_reader_sees(tmp_path, name, text):
    before = _look(tmp_path)
    assert _look(tmp_path, **{name: text}) == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PAGE, "{% set folder = 'other' %}{{ (folder ~ '/page.css') | stylesheet }}"),
        (PAGE, "{{ './other/page.css' | stylesheet }}"),
        (PAGE, "<link href=../other/page.css>"),
        (SHEET, "@import '../other/page.css';"),
        ("base/base.css", "@import '../other/page.css';"),
    ],
)
def test_a_folder_that_is_named_counts(tmp_path, path, text):
    before = _look(tmp_path, **{path: text})
    assert _look(tmp_path, **{path: text, "other/page.css": "p { color: red }"}) != before


@pytest.mark.parametrize(
    ("path", "text"),
    [(SHEET, '.x { content: "/*" } .safety { color: %s } .y { content: "*/" }'),
     (PAGE, '{%% set x = "{#" %%}<p class=%s>{%% set x = "#}" %%}')],
)  # fmt: skip
def test_nothing_hides_behind_a_sign_of_a_comment(tmp_path, path, text):
    assert _look(tmp_path, **{path: text % "red"}) != _look(tmp_path, **{path: text % "white"})
