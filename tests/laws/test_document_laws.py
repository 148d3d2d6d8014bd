"""The composed document against its edition: every change of it is told, and no honest edit or style is.

Nothing is rendered. The violations were written before these laws, and so were the honest changes.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest
from honest_changes import TODAY, TOPIC, apply, honest_changes
from violations.documents import changed_document, document_cases, read_document

from leaflet.build.pipeline import clear_caches, make
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.preflight import check_document
from leaflet.preflight.document_laws import check_comparison
from leaflet.preflight.instrument.document import document_of
from leaflet.preflight.instrument.document_comparison import DocumentComparison
from leaflet.read.sources import read_library

EDITIONS = [
    f"{layout}/{locale}"
    for locale in ("en-NL", "nl-NL")
    for layout in ("trifold", "large-print", "clinician-handout", "uncertainty-checklist", "one-page")
]
QUICK = ["uncertainty-checklist/en-NL", "clinician-handout/nl-NL"]
SILENT = {
    "headings/moved-below-its-text/h2#2": "“What do we agree?” stands behind its lines: no text is, of other order",
}
"""Changes of a document that none of its laws tells, each with the reason."""


@pytest.fixture(scope="module")
def made(repository):
    """A function that gives an edition of the project, its document, and the violations of that."""
    library, _ = read_library(repository)
    by_id = {edition.id: edition for edition in editions(library, TODAY)}

    def of(name):
        edition = by_id[f"{TOPIC}/{name}"]
        html = compose(edition)
        tree = read_document(html)
        return edition, html, tree, document_cases(tree, edition)

    return of


def told(edition, html, tree, case):
    """What is told of the document with the violation in it, without writing it and reading it again."""
    changed = tree.copy()
    case.edit(changed)
    return check_comparison(DocumentComparison(edition, html, document_of(changed.root)))


def sample(cases, seed, each=1):
    """So many of each kind."""
    kinds = defaultdict(list)
    for case in cases.values():
        kinds[case.kind].append(case)
    chosen = random.Random(seed)
    return [case for own in kinds.values() for case in chosen.sample(own, min(each, len(own)))]


@pytest.mark.parametrize("name", EDITIONS)
def test_a_document_of_today_is_right(made, name):
    edition, html, *_ = made(name)
    assert check_document(html, edition) == ()


@pytest.mark.parametrize("name", QUICK)
def test_one_change_of_each_kind_is_told(made, name):
    edition, html, tree, cases = made(name)
    assert [c.name for c in sample(cases, 1) if not told(edition, html, tree, c) and c.name not in SILENT] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITIONS)
def test_two_changes_of_each_kind_are_told_as_templates_would_write_them(made, name):
    edition, _, tree, cases = made(name)
    folder = edition.layout.folder
    silent = [
        case.name
        for case in sample(cases, 2, each=2)
        if not check_document(changed_document(tree, case, folder), edition) and case.name not in SILENT
    ]
    assert silent == []


@pytest.mark.slow
def test_every_change_of_the_checklist_is_told_but_for_those_that_are_listed(made):
    edition, html, tree, cases = made("uncertainty-checklist/en-NL")
    assert {case.name for case in cases.values() if not told(edition, html, tree, case)} == set(SILENT)
    assert len(cases) > 10_000


def test_a_problem_names_a_rule_a_place_and_the_edition_that_it_stops(made):
    edition, html, tree, cases = made("uncertainty-checklist/en-NL")
    problems = [problem for case in sample(cases, 3) for problem in told(edition, html, tree, case)]
    assert {p.rule for p in problems} == {
        "lost-text",
        "strange-text",
        "altered-text",
        "misplaced-text",
        "wrong-markup",
        "wrong-head",
    }
    assert {p.editions for p in problems} == {(edition.id,)}
    assert {p.span.path.partition("/")[0] for p in problems} == {"sources", "layouts"}


@pytest.fixture
def honest(project):
    """A function that makes a change in a copy of the project and gives what is told of the documents."""
    untouched, _ = read_library(project)

    def problems(change):
        paths = {project / edit.file for edit in change.edits}
        names = ("page.css", "layout.yaml")
        paths |= {project / "layouts" / layout / name for layout in change.layouts for name in names}
        before = {path: path.read_bytes() for path in paths}
        apply(change, project)
        clear_caches()
        library = read_library(project)[0] if change.edits or change.declares or change.pages else untouched
        by_id = {edition.id: edition for edition in editions(library, TODAY)}
        named = [by_id[f"{TOPIC}/{name}"] for name in change.editions]
        found = [(change.id, p.message) for edition in named for p in check_document(compose(edition), edition)]
        for path, data in before.items():
            path.write_bytes(data)
        return found

    return problems


@pytest.mark.parametrize(("file", "each"), [("prose", 12), ("styles", 20)])
def test_no_honest_change_of_a_sample_is_told(honest, file, each):
    changes = random.Random(1).sample(honest_changes(file), each)
    assert [fault for change in changes for fault in honest(change)] == []


@pytest.mark.slow
@pytest.mark.parametrize("file", ["prose", "styles"])
def test_no_honest_change_is_told(honest, file):
    assert [fault for change in honest_changes(file) for fault in honest(change)] == []


def test_a_wrong_document_is_not_rendered(project, monkeypatch):
    page = project / "layouts/uncertainty-checklist/page.html.j2"
    page.write_text(page.read_text("utf-8").replace("<h1 ", "<p>Or so they say.</p><h1 "), "utf-8")
    clear_caches()
    library, _ = read_library(project)
    monkeypatch.setattr("leaflet.build.pipeline.render", None)
    edition = next(e for e in editions(library, TODAY) if e.id == f"{TOPIC}/uncertainty-checklist/en-NL")
    made = make(edition)
    assert [p.rule for p in made.problems] == ["strange-text"]
    assert made.problems[0].span.path == "layouts/uncertainty-checklist/page.html.j2"


@pytest.mark.parametrize(
    ("old", "new", "place", "hint"),
    [
        ("heading: Emergency", "heading: Emergncy", "26:12", "did you mean `Emergency`? "),
        ("has: [uncertainties]", "has: [uncertainty]", "21:9", "did you mean `uncertainties`? "),
        (
            'piece: "What is not known',
            'piece: "What was not known',
            "13:8",
            "did you mean `What is not known: a checklist`? ",
        ),
    ],
)
def test_what_an_outline_names_exists(project, old, new, place, hint):
    file = project / "layouts/uncertainty-checklist/layout.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    _, problems = read_library(project)
    assert [(str(p.span), p.rule) for p in problems] == [
        (f"layouts/uncertainty-checklist/layout.yaml:{place}", "invalid-record")
    ]
    assert problems[0].hint.startswith(hint)


def test_a_layout_without_an_outline_is_told_once(made):
    edition, html, *_ = made("trifold/en-NL")
    bare = replace(edition, layout=edition.layout.model_copy(update={"outline": ()}))
    assert [p.rule for p in check_document(html, bare)] == ["lost-text"]


def test_a_heading_stands_only_over_something(made):
    edition, *_ = made("large-print/en-NL")
    silent = replace(
        edition, contacts=(), house_statements=tuple(s for s in edition.house_statements if s.kind != "help")
    )
    assert ("heading", "Where to find help") in {t.name for t in edition.expected_texts}
    assert ("heading", "Where to find help") not in {t.name for t in silent.expected_texts}
    assert check_document(compose(silent), silent) == ()
