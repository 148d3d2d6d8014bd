"""`leaflet copies` as it is typed: pieces first, then copies; what one row or one clinic costs."""

from __future__ import annotations

import json

import pytest
from cli_samples import CHECKLIST, PDF, TOLD_ANYHOW

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]

COLUMNS = "id,name,address,phone,languages"
ROWS = tuple(
    f"{name},Praktijk {name} (verzonnen),Voorbeeldweg 1,020 000 000{n},en-NL"
    for n, name in enumerate(("oak", "elm", "yew"))
)
COPIES = ("copies", "--clinics", "clinics.csv", *CHECKLIST)


def _copy(clinic):
    return f"output/clinics/{clinic}/bdnf-trkb/en-NL/uncertainty-checklist.pdf"


def _list(project, *rows):
    (project / "clinics.csv").write_text("\n".join((COLUMNS, *rows, "")), "utf-8")


def test_pieces_are_built_then_copies_and_a_file_for_the_press(leaflet, project):
    _list(project, *ROWS)
    status, out, err = leaflet(*COPIES, "--print-file", "all.pdf")
    assert status == 0
    assert out.splitlines() == [*map(_copy, ("oak", "elm", "yew")), "all.pdf"]
    assert err.splitlines()[0] == "1/1 bdnf-trkb/uncertainty-checklist/en-NL: 1 page"
    assert err.splitlines()[-1] == "1 warning: 3 copies written, 0 up to date"
    assert all((project / path).is_file() for path in (*out.splitlines(), PDF))
    again = leaflet(*COPIES)
    assert (again[0], again[2].splitlines()[-1]) == (0, "1 warning: 0 copies written, 3 up to date")


def test_one_clinic_alone_gets_its_copy(leaflet, project):
    _list(project, *ROWS)
    status, out, _ = leaflet(*COPIES, "--clinic", "elm")
    assert (status, out.splitlines()) == (0, [_copy("elm")])


def test_a_row_that_is_refused_costs_itself_and_the_status(leaflet, project):
    _list(project, *ROWS, "bad,Praktijk,Voorbeeldweg 1,999,en-NL")
    status, out, err = leaflet(*COPIES)
    assert (status, out.splitlines()) == (1, [*map(_copy, ("oak", "elm", "yew"))])
    lines = err.splitlines()
    assert lines[0].startswith("clinics.csv:5:29: error: clinic `bad`: `999` in `phone`")
    assert lines.index("1/1 bdnf-trkb/uncertainty-checklist/en-NL: 1 page") > 0
    assert err.count("clinics.csv:5:") == 1
    assert "1 error, 1 warning: 3 copies written, 0 up to date" in err


@pytest.mark.parametrize("text", ["id;name\n", f"{COLUMNS}\nbad,Praktijk,Voorbeeldweg 1,999,en-NL\n", "%PDF-1.7"])
def test_a_list_without_a_good_row_is_told_and_nothing_is_built(leaflet, project, text):
    (project / "clinics.csv").write_text(text, "utf-8")
    status, out, err = leaflet(*COPIES)
    assert (status, out) == (1, "")
    assert err.startswith("clinics.csv:")
    assert err.splitlines()[-1] == "1 error: nothing was built, since no row of the list is good"
    assert not (project / "output").exists()
    status, out, err = leaflet(*COPIES, "--format", "json")
    assert (status, err) == (1, "")
    assert [json.loads(out)["files"], len(json.loads(out)["problems"])] == [[], 1]


def test_with_json_copies_and_faults_are_one_value(leaflet, project):
    _list(project, ROWS[0], "bad,Praktijk,Voorbeeldweg 1,999,en-NL")
    status, out, err = leaflet(*COPIES, "--format", "json")
    value = json.loads(out)
    assert (status, err) == (1, "")
    row = {"clinic": "oak", "edition": "bdnf-trkb/uncertainty-checklist/en-NL", "file": _copy("oak"), "new": True}
    assert value["files"] == [row]
    assert [p["line"] for p in value["problems"] if p["rule"] not in TOLD_ANYHOW] == [3]


def test_where_no_piece_can_be_built_there_are_no_copies(leaflet, project):
    _list(project, *ROWS)
    page = project / "layouts/uncertainty-checklist/page.html.j2"
    page.write_text(page.read_text("utf-8").replace("{% block body %}", "{% block body %}{{ nothing.x }}"), "utf-8")
    status, out, err = leaflet(*COPIES)
    assert (status, out) == (1, "")
    assert "[broken-template]" in err
    assert not (project / "output/clinics/oak").exists()


def test_where_no_piece_is_asked_for_it_ends_with_2(leaflet, project):
    _list(project, *ROWS)
    layout = project / "layouts/uncertainty-checklist/layout.yaml"
    layout.write_text(f"languages: [nl]\n{layout.read_text('utf-8')}", "utf-8")
    status, _, err = leaflet(*COPIES)
    assert status == 2
    assert "no edition matches all of this" in err


def test_sources_that_can_not_be_read_are_reported_and_nothing_is_copied(leaflet, project):
    _list(project, *ROWS)
    (project / "sources/house.yaml").write_text("publisher: [\n", "utf-8")
    status, out, err = leaflet(*COPIES)
    assert (status, out) == (1, "")
    assert "[invalid-yaml]" in err


@pytest.mark.parametrize(
    "name", ["clinics.csv", "sources/all.pdf", "layouts/all.pdf", f"{PDF}", "none/all.pdf", "blocked/all.pdf", "."]
)
def test_a_print_file_takes_the_place_of_nothing_else(leaflet, project, name):
    _list(project, ROWS[0])
    (project / "blocked").write_text("", "utf-8")
    status, out, err = leaflet(*COPIES, "--print-file", name)
    assert (status, out) == (2, "")
    assert "--print-file" in err
    assert (project / "clinics.csv").read_text("utf-8").startswith(COLUMNS)


def test_a_print_file_that_can_not_be_written_is_reported_and_the_copies_stay(leaflet, project):
    _list(project, ROWS[0])
    (project / ".all.pdf.part").mkdir()
    status, out, err = leaflet(*COPIES, "--print-file", "all.pdf")
    assert (status, out.splitlines()) == (1, [_copy("oak")])
    assert "[cannot-write]" in err


@pytest.mark.parametrize(
    ("rows", "told"),
    [((), "malformed-clinic-list"), (tuple(row.replace("en-NL", "nl-NL") for row in ROWS), "nothing-to-print")],
    ids=["none", "Dutch"],
)
def test_a_file_for_the_press_without_a_copy_is_a_problem_and_not_written(leaflet, project, rows, told):
    _list(project, *rows)
    status, out, err = leaflet(*COPIES, "--print-file", "all.pdf")
    assert (status, out) == (1, "")
    assert f"[{told}]" in err
    assert not (project / "all.pdf").exists()
