"""Layouts: a folder with all its files, whose name is the id."""

from __future__ import annotations

import shutil

import pytest

from leaflet.read.layouts import read_layout, read_layouts


def faults(root):
    """(rule, place, message) of every problem with the layouts under `root`."""
    return [(p.rule, str(p.span), p.message) for p in read_layouts(root)[1]]


def test_every_folder_with_a_layout_is_one_and_the_shared_folder_is_not(project):
    layouts, problems = read_layouts(project)
    assert problems == ()
    names = ["clinician-handout", "large-print", "one-page", "trifold", "uncertainty-checklist"]
    assert [layout.id for layout in layouts] == names
    assert layouts[0].folder == project / "layouts/clinician-handout"


def test_a_folder_without_a_layout_is_not_a_fault(project):
    (project / "layouts/notes").mkdir()
    assert faults(project) == []


@pytest.mark.parametrize("name", ["page.html.j2", "page.css"])
def test_a_missing_file_is_reported_and_only_that_layout_left_out(project, name):
    (project / "layouts/trifold" / name).unlink()
    assert [f[:2] for f in faults(project)] == [("missing-file", f"layouts/trifold/{name}:1:1")]
    assert "trifold" not in [layout.id for layout in read_layouts(project)[0]]
    assert len(read_layouts(project)[0]) == 4


def test_a_file_that_is_not_utf8_is_reported_at_its_place(project):
    (project / "layouts/trifold/page.css").write_bytes(b"p {\n}\n\xe9")
    assert [f[:2] for f in faults(project)] == [("invalid-encoding", "layouts/trifold/page.css:3:1")]


def test_a_layout_whose_id_is_not_its_folders_name_is_reported_at_its_id(project):
    shutil.copytree(project / "layouts/trifold", project / "layouts/folded")
    ((rule, place, message),) = faults(project)
    assert (rule, place) == ("invalid-record", "layouts/folded/layout.yaml:1:5")
    assert "`folded`" in message


def test_all_faults_of_all_layouts_are_reported_in_one_run(project):
    (project / "layouts/trifold/page.css").unlink()
    (project / "layouts/trifold/layout.yaml").write_text("a: [\n")
    (project / "layouts/large-print/page.html.j2").unlink()
    assert {place.rpartition(":")[0] for _, place, _ in faults(project)} == {
        "layouts/large-print/page.html.j2:1",
        "layouts/trifold/layout.yaml:1",
        "layouts/trifold/page.css:1",
    }


def test_a_layout_that_is_not_there_is_reported(project):
    layout, problems = read_layout(project, "layouts/none")
    assert layout is None
    assert {p.rule for p in problems} == {"missing-file"}


EXTENDS = '{% extends "base/document.html.j2" %}'


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        (lambda page: page.replace(EXTENDS, ""), "trifold", "doesn't extend `base/document.html.j2`"),
        (lambda page: page.replace("{% block body %}", "{% block boby %}"), "trifold", "has no block `body`"),
        (lambda _: EXTENDS, "trifold", "has no block `body`"),
        (lambda _: "", "trifold", "doesn't extend `base/document.html.j2`"),
        (lambda _: '{% extends "large-print/page.html.j2" %}', "", ""),
        (lambda _: '{% extends "large-print/part.html.j2" %}', "large-print", "doesn't extend"),
        (lambda _: '{% extends ("large-print/" ~ "page.html.j2") %}', "", ""),
        (lambda _: '{% extends "trifold/page.html.j2" %}', "trifold", "extends itself"),
    ],
    ids=["no base", "no body", "nothing else", "empty", "by another", "another without", "computed", "itself"],
)
def test_a_page_without_skeleton_or_body_is_told_once_and_makes_no_edition(project, change, place, says):
    page = project / "layouts/trifold/page.html.j2"
    page.write_text(change(page.read_text("utf-8")), "utf-8")
    (project / "layouts/large-print/part.html.j2").write_text("{% block body %}{% endblock %}", "utf-8")
    if not place:  # what it prints is the other one's
        own = (project / "layouts/large-print/layout.yaml").read_text("utf-8")
        (project / "layouts/trifold/layout.yaml").write_text(own.replace("id: large-print", "id: trifold"), "utf-8")
    told = faults(project)
    assert [(rule, where.split("/")[1]) for rule, where, _ in told] == (
        [("incomplete-template", place)] if place else []
    )
    assert all(says in message for *_, message in told)
    assert ("trifold" in [layout.id for layout in read_layouts(project)[0]]) is not bool(place)
