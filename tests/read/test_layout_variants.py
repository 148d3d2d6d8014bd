"""Layouts that a house doesn't have of its own are leaflet's, and one that extends another says only what differs."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from leaflet.build.layout_files import read_layout_files, with_layout_files, without_folder
from leaflet.compose.document import compose, css_source_span
from leaflet.editions.from_library import editions
from leaflet.model import PACKAGED_LAYOUTS
from leaflet.read.layouts import read_layouts
from leaflet.read.sources import read_library

TODAY = date(2026, 11, 30)
IDS = ["clinician-handout", "large-print", "one-page", "trifold", "uncertainty-checklist"]


@pytest.fixture
def house(project):
    """A house without a layout of its own."""
    shutil.rmtree(project / "layouts")
    return project


def write(house, path, text):
    (house / "layouts" / path).parent.mkdir(parents=True, exist_ok=True)
    (house / "layouts" / path).write_text(text, "utf-8")


def documents(root, layout, language="en"):
    """The document of the one edition in `layout`, and the edition."""
    library, _ = read_library(root)
    (found,) = (e for e in editions(library, TODAY) if (e.layout.id, e.locale.language) == (layout, language))
    return compose(found), found


def faults(root):
    return [(p.rule, str(p.span), p.message) for p in read_layouts(root)[1]]


def test_a_house_without_layouts_prints_what_one_with_copies_of_them_prints(project, repository):
    assert PACKAGED_LAYOUTS.resolve() == repository / "layouts"
    before = [documents(project, name, "nl")[0] for name in IDS]
    shutil.rmtree(project / "layouts")
    assert [layout.id for layout in read_layouts(project)[0]] == IDS
    assert [documents(project, name, "nl")[0] for name in IDS] == before


def test_an_empty_folder_of_layouts_is_as_good_as_none(house):
    write(house, "README.md", "note")
    assert [layout.id for layout in read_layouts(house)[0]] == IDS


def test_a_house_with_a_base_of_its_own_stands_by_itself(project):
    shutil.rmtree(project / "layouts/trifold")
    assert "trifold" not in [layout.id for layout in read_layouts(project)[0]]


def test_a_variant_has_from_the_other_what_it_does_not_say(house):
    write(house, "pocket/layout.yaml", "id: pocket\nextend: trifold\ntitle: Pocket\nsafe_mm: 6\n")
    (pocket,) = (layout for layout in read_layouts(house)[0] if layout.id == "pocket")
    (trifold,) = (layout for layout in read_layouts(house)[0] if layout.id == "trifold")
    assert (pocket.title, pocket.safe_mm) == ("Pocket", 6)
    assert (pocket.outline, pocket.pages, pocket.shows) == (trifold.outline, trifold.pages, trifold.shows)
    assert pocket.look != trifold.look
    assert documents(house, "pocket")[0].count("<section") == documents(house, "trifold")[0].count("<section")


def test_a_layout_may_extend_the_one_of_its_name(house):
    write(house, "trifold/layout.yaml", "id: trifold\nextend: trifold\nsafe_mm: 6\n")
    write(house, "trifold/page.css", "h2 { font-size: 12pt }\n")
    html, edition = documents(house, "trifold")
    assert [layout.id for layout in read_layouts(house)[0]] == IDS
    assert edition.layout.safe_mm == 6
    assert html.index("h2 { font-size: 12pt }") > html.index("h2 { font-size: 1.4em")
    line = html.partition("<style>")[2].partition("h2 { font-size: 12pt }")[0].count("\n") + 1
    assert str(css_source_span(html, edition, line, 1)) == "layouts/trifold/page.css:1:1"


def test_a_block_is_replaced_and_the_others_stay(house):
    write(house, "pocket/layout.yaml", "id: pocket\nextend: trifold\n")
    flap = '<div class="panel">{{ front["title"] }}</div>'
    page = f'{{% extends "trifold/page.html.j2" %}}{{% block flap %}}{flap}{{% endblock %}}'
    write(house, "pocket/page.html.j2", page)
    html, _ = documents(house, "pocket")
    assert '<div class="panel">' in html
    assert "panel flap" not in html
    assert "panel back" in html


def test_other_words_are_printed_and_translated(house):
    write(house, "trifold/layout.yaml", "id: trifold\nextend: trifold\nsays:\n  About this leaflet: Key points\n")
    assert "<h2>Key points</h2>" in documents(house, "trifold")[0]
    assert "<h2>About this leaflet</h2>" in documents(house, "large-print")[0]
    write(house, "nl.po", 'msgid "Key points"\nmsgstr "Kernpunten"\n')
    assert "<h2>Kernpunten</h2>" in documents(house, "trifold", "nl")[0]
    assert "<h2>Over deze folder</h2>" in documents(house, "large-print", "nl")[0]


def test_pictures_of_the_other_layout_are_found(house):
    write(house, "large/layout.yaml", "id: large\nextend: large-print\n")
    _, edition = documents(house, "large")
    assert [folder.name for folder in edition.layout.folders] == ["large", "large-print", "base"]
    assert (edition.layout.folders[2] / "pictograms/hands.svg").exists()


def test_another_machine_makes_the_same_document(house):
    write(house, "large/layout.yaml", "id: large\nextend: large-print\n")
    for name in ("large", "trifold"):
        html, edition = documents(house, name)
        sent = without_folder(edition)
        with with_layout_files(sent, read_layout_files(edition)) as there:
            assert compose(there) == html


@pytest.mark.parametrize(
    ("layout", "rule", "place", "says"),
    [
        ("extend: trifld\n", "unknown-layout", ":2:9", "no layout `trifld`"),
        ("extend: own\n", "unknown-layout", ":2:9", "no layout `own`"),
        ("extend: [trifold]\n", "unknown-layout", ":2:9", "the id of a layout"),
        ("extend: trifold\nbody_pt: 2\n", "invalid-record", ":3:10", ""),
        ("extend: trifold\nsays: {In shrt: Key points}\n", "invalid-record", ":3:17", "`In shrt`"),
        (
            'extend: trifold\nsays: {"Version %(version)s, %(date)s": Of %(date)s}\n',
            "invalid-record",
            ":3:41",
            "places",
        ),
        ("extend: trifold\nwidht_mm: 100\n", "invalid-record", ":3:1", "`widht_mm`"),
    ],
)
def test_a_fault_is_told_in_the_own_file(house, layout, rule, place, says):
    write(house, "own/layout.yaml", f"id: own\n{layout}")
    told = [found for found in faults(house) if found[0] == rule]
    assert told[0][1] == f"layouts/own/layout.yaml{place}"
    assert says in told[0][2]
    assert {where.partition(":")[0] for _, where, _ in faults(house)} == {"layouts/own/layout.yaml"}


def test_layouts_that_extend_each_other_are_told(house):
    write(house, "one/layout.yaml", "id: one\nextend: two\n")
    write(house, "two/layout.yaml", "id: two\nextend: one\n")
    assert [found[:2] for found in faults(house)] == [
        ("unknown-layout", "layouts/two/layout.yaml:2:9"),
        ("unknown-layout", "layouts/one/layout.yaml:2:9"),
    ]


def test_a_page_that_extends_itself_is_told_how_to_name_leaflets_own(house):
    write(house, "trifold/layout.yaml", "id: trifold\nextend: trifold\n")
    write(house, "trifold/page.html.j2", '{% extends "trifold/page.html.j2" %}')
    ((rule, place, message),) = faults(house)
    assert (rule, place) == ("incomplete-template", "layouts/trifold/page.html.j2:1:1")
    assert "itself" in message
    write(house, "trifold/page.html.j2", '{% extends "leaflet/trifold/page.html.j2" %}')
    assert faults(house) == []
