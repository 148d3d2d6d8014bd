"""The generators of violations are whole: names lead back to cases, and every text is attacked in every way."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from honest_changes import TODAY, TOPIC
from violations.appearance import NOISE, appearance, difference
from violations.css_values import css_values
from violations.document_tree import bare_tag, words_of
from violations.documents import changed_document, document_cases, read_document
from violations.files import changed_file, file_cases
from violations.styles import attack_cases, style_space, with_rule

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.read.sources import read_library
from leaflet.render.document import render

FAMILIES = {"parts", "texts", "letters", "insertions", "headings", "tables", "metadata"}
ALIKE = {"clip/nothing", "tags/exchanged-with-next", "tags/parent-other", "tags/signed"}
"""What leaves a file as it looks, and all that it says."""


@pytest.fixture(scope="module")
def made(repository):
    """A function that gives an edition of the project and its document."""
    library, _ = read_library(repository)
    by_id = {edition.id: edition for edition in editions(library, TODAY)}
    return lambda name: (by_id[f"{TOPIC}/{name}"], compose(by_id[f"{TOPIC}/{name}"]))


@pytest.fixture(scope="module")
def checklist(made):
    """Its edition, its document, and the violations of that."""
    edition, html = made("uncertainty-checklist/en-NL")
    tree = read_document(html)
    return edition, tree, document_cases(tree, edition)


@pytest.fixture(scope="module")
def printed(checklist):
    """The checklist as a finished file."""
    edition, tree, _ = checklist
    return render(tree.html(), edition.layout.folder).pdf


def firsts(cases):
    """One case of each kind."""
    return {case.kind: case for case in reversed(cases.values())}


def test_a_document_that_is_read_and_written_again_says_the_same(made):
    _, html = made("clinician-handout/nl-NL")
    tree = read_document(html)
    again = read_document(tree.html())
    assert [(e.tag, e.attrib, e.text, e.tail) for e in again.elements] == [
        (e.tag, e.attrib, e.text, e.tail) for e in tree.elements
    ]


def test_names_are_the_same_on_each_run_and_lead_back(checklist):
    edition, tree, cases = checklist
    again = document_cases(read_document(tree.html()), edition)
    assert list(again) == list(cases)
    assert all(case.name == name for name, case in cases.items())
    name = next(iter(cases))
    assert changed_document(tree, again[name], edition.layout.folder) == changed_document(
        tree, cases[name], edition.layout.folder
    )


def test_every_family_is_there(made):
    edition, html = made("clinician-handout/en-NL")
    cases = document_cases(read_document(html), edition)
    assert {name.partition("/")[0] for name in cases} == FAMILIES


def test_every_text_is_attacked_in_each_way(checklist):
    _, tree, cases = checklist
    names = [tree.name_of(place) for place in tree.texts()]
    assert len(set(names)) == len(names)
    for kind in ("texts/drop", "texts/double"):
        assert [name for name in names if f"{kind}/{name}" not in cases] == []
    letters = Counter(name.split("/", 2)[2].rpartition("#")[0] for name in cases if name.startswith("letters/"))
    assert [name for name in names if not any(name.rpartition("#")[0] in key for key in letters)] == []


def test_every_required_text_is_attacked_in_each_way(checklist):
    _, tree, cases = checklist
    marked = [tree.names[number] for number in tree.marked()]
    for kind in ("drop", "double", "double-at-end", "empty", "truncate"):
        assert [name for name in marked if f"parts/{kind}/{name}" not in cases] == []


def test_one_of_each_kind_changes_the_document(checklist):
    edition, tree, cases = checklist
    untouched = tree.html()
    for case in firsts(cases).values():
        changed = tree.copy()
        case.edit(changed)
        assert changed.html() != untouched, case.name
        assert changed_document(tree, case, edition.layout.folder).startswith("<!doctype html><html")
    assert tree.html() == untouched


def test_a_heading_is_called_by_every_other(checklist):
    _, tree, cases = checklist
    said = {words_of(element) for element in tree.elements if bare_tag(element) in ("h1", "h2", "h3", "caption")}
    renamed = Counter(name.split("/")[1] for name in cases if name.startswith("headings/"))
    assert renamed["called-like"] == len(said) * (len(said) - 1)
    assert renamed["exchanged-with"] == len(said) * (len(said) - 1) // 2


def test_attacks_reach_every_required_text(checklist):
    _, tree, _ = checklist
    cases = attack_cases(tree)
    attacked = {case.selector for case in cases.values()}
    marks = {next((k, v) for k, v in tree.elements[n].items() if k.startswith("data-")) for n in tree.marked()}
    assert [mark for mark in marks if '[{}="{}"]'.format(*mark) not in attacked] == []
    assert len(cases) > 5000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["trifold/en-NL", "clinician-handout/nl-NL"])
def test_no_case_of_a_sample_leaves_the_document_as_it_is(made, name):
    edition, html = made(name)
    tree = read_document(html)
    untouched = tree.html()
    cases = list(document_cases(tree, edition).values())
    for case in random.Random(1).sample(cases, 500):
        changed = tree.copy()
        case.edit(changed)
        assert changed.html() != untouched, case.name


@pytest.mark.slow
def test_every_property_of_the_renderer_has_values_and_a_sample_is_the_same_for_a_seed(checklist):
    _, tree, _ = checklist
    values = css_values()
    assert [name for name, own in values.items() if not own] == []
    assert {"display", "color", "font-variant-position", "box-shadow", "bookmark-label", "grid"} <= set(values)
    space = style_space(tree)
    assert space.sample(50, 1) == space.sample(50, 1)
    assert space.sample(50, 1) != space.sample(50, 2)
    assert len(space) > 100_000


@pytest.mark.slow
def test_two_drawings_of_a_file_and_two_renderings_of_a_document_are_the_same(checklist, printed):
    edition, tree, _ = checklist
    untouched = appearance(printed)
    assert NOISE == 0
    assert not difference(untouched, appearance(printed))
    assert not difference(untouched, appearance(render(tree.html(), edition.layout.folder).pdf))


@pytest.mark.slow
def test_a_rule_that_does_something_differs(checklist, printed):
    edition, tree, _ = checklist
    cases = attack_cases(tree)
    pale = next(case for case in cases.values() if case.kind == "pale")
    found = difference(appearance(printed), appearance(render(with_rule(tree.html(), pale), edition.layout.folder).pdf))
    assert found.pixels > 0


@pytest.mark.slow
def test_one_of_each_kind_changes_the_file(printed):
    cases = file_cases(printed)
    assert list(cases) == list(file_cases(printed))
    untouched = appearance(printed)
    alike = set()
    for kind, case in firsts(cases).items():
        changed = changed_file(printed, case)
        alike |= set() if difference(untouched, appearance(changed)) else {kind}
    assert alike == ALIKE
