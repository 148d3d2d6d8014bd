"""The whole of the sources: what is left out for a fault, what goes on, and that every fault is reported in one run."""

from __future__ import annotations

import pytest
from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.problem import Severity
from leaflet.read.sources import read_house, read_library

TOPIC = "sources/topics/bdnf-trkb"


def faults(root):
    """(rule, place) of every error under `root`."""
    return [(p.rule, str(p.span)) for p in read_library(root)[1] if p.severity is Severity.ERROR]


def change(root, path, old, new):
    """Write `new` for the first `old` in a source, which must hold it."""
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def test_the_projects_own_sources_are_read_without_a_fault(repository):
    library, problems = read_library(repository)
    assert problems == ()
    topics = ["bdnf-trkb", "blood-pressure-at-home", "mixing-medicines"]
    assert [topic.id for topic in library.topics] == topics
    assert sorted(library.catalogs) == sorted((scope, "nl") for scope in (*topics, "house", "layouts"))
    assert library.unread_paths == frozenset()


def test_an_empty_folder_is_reported_file_by_file_and_holds_no_library(tmp_path):
    library, problems = read_library(tmp_path)
    assert library is None
    assert {p.rule for p in problems} == {"missing-file"}
    reported = {p.span.path for p in problems}
    assert {"sources/house.yaml", "sources/evidence.yaml", "sources/references.json"} <= reported


@pytest.mark.parametrize("name", ["house", "evidence"])
def test_without_house_or_ladder_there_is_no_library_and_the_other_faults_are_reported_too(project, name):
    (project / f"sources/{name}.yaml").write_text("a: [\n")
    (project / "sources/contacts.yaml").write_text("{")
    (project / TOPIC / "claims.yaml").write_text("- 3\n")
    library, _ = read_library(project)
    assert library is None
    assert {place.partition(":")[0] for _, place in faults(project)} == {
        f"sources/{name}.yaml",
        "sources/contacts.yaml",
        f"{TOPIC}/claims.yaml",
    }


def test_faults_in_all_kinds_of_files_are_reported_in_one_run_by_place(project):
    (project / "layouts/trifold/page.css").unlink()
    (project / "layouts/nl.po").write_text("loose\n")
    (project / "sources/contacts.yaml").write_bytes(b"- id: \xe9\n")
    (project / "sources/references.json").write_text("[,]")
    (project / TOPIC / "text.md").write_text("## Bare\n")
    (project / TOPIC / "uncertainties.yaml").write_text("- a: &b c\n")
    assert faults(project) == [
        ("invalid-catalog", "layouts/nl.po:1:1"),
        ("missing-file", "layouts/trifold/page.css:1:1"),
        ("invalid-encoding", "sources/contacts.yaml:1:7"),
        ("invalid-json", "sources/references.json:1:2"),
        ("unsupported-prose", f"{TOPIC}/text.md:1:1"),
        ("yaml-alias", f"{TOPIC}/uncertainties.yaml:1:6"),
    ]


def test_what_could_not_be_read_is_known_by_its_path(project):
    (project / TOPIC / "claims.yaml").write_text("{")
    library, _ = read_library(project)
    assert library.is_unread(f"{TOPIC}/claims.yaml")
    assert library.is_unread("sources/topics")
    assert not library.is_unread("sources/house.yaml")
    assert library.topics == ()


@pytest.mark.parametrize(
    ("locales", "rule", "column"),
    [
        ("[nl-NL, nl_NL]", "unknown-locale", 18),
        ("[nl]", "unknown-locale", 11),
        ("[NL-nl]", "unknown-locale", 11),
        ("[xx-NL]", "unknown-locale", 11),
        ("[nl-QQ]", "unknown-locale", 11),
        ("[../../x]", "unknown-locale", 11),
        ("[nl-NL, en-NL, nl-NL]", "duplicate-id", 25),
        ("[]", "invalid-record", 10),
    ],
)
def test_what_is_not_a_locale_is_reported_at_its_place(project, locales, rule, column):
    change(project, "sources/house.yaml", "[nl-NL, en-NL]", locales)
    house, (problem,) = read_house(project)
    assert house is None
    assert (problem.rule, problem.span.line, problem.span.column) == (rule, 3, column)


def test_an_address_for_codes_must_be_safe(project):
    change(project, "sources/house.yaml", "locales:", "base_url: http://example.org\nlocales:")
    house, (problem,) = read_house(project)
    assert house is None
    assert str(problem.span) == "sources/house.yaml:3:11"
    assert "https://" in problem.message


def test_a_topic_is_called_like_its_folder(project):
    change(project, f"{TOPIC}/topic.yaml", "id: bdnf-trkb", "id: bdnf")
    assert [rule for rule, _ in faults(project)] == ["invalid-record"]
    assert "must be the name of its folder, `bdnf-trkb`" in read_library(project)[1][0].message


def test_a_level_that_is_there_twice_is_reported(project):
    change(project, "sources/evidence.yaml", "id: animal", "id: in-vitro")
    library, _ = read_library(project)
    assert library is None
    assert [rule for rule, _ in faults(project)] == ["duplicate-id"]


@pytest.mark.parametrize("name", ["disclaimers.yaml", "contacts.yaml", "substances.yaml"])
def test_a_record_that_is_there_twice_is_reported(project, name):
    path = project / "sources" / name
    text = path.read_text("utf-8")
    path.write_text(f"{text.rstrip()}\n{text[text.index('- id:') :]}", "utf-8")
    rules = {rule for rule, _ in faults(project)}
    assert rules == {"duplicate-id"}


def test_wording_must_be_by_language(project):
    (project / "sources/wording.yaml").write_text("- a\n")
    assert faults(project) == [("invalid-record", "sources/wording.yaml:1:1")]


def test_a_catalog_that_is_not_there_is_empty_and_no_fault(project):
    (project / TOPIC / "nl.po").unlink()
    library, problems = read_library(project)
    assert problems == ()
    assert dict(library.catalogs["bdnf-trkb", "nl"].entries) == {}


def test_a_word_of_a_template_that_its_catalog_lacks_is_an_empty_entry_at_the_template(project):
    (project / "layouts/nl.po").unlink()
    library, _ = read_library(project)
    spans = {entry.span.path for entry in library.catalogs["layouts", "nl"].entries.values()}
    assert spans
    assert all(path.endswith(".j2") for path in spans)
    assert {entry.text for entry in library.catalogs["layouts", "nl"].entries.values()} == {""}


@pytest.mark.parametrize("review", ["", "name: A\n", "- a\n", "name: A\nrole: b\ndate: x\n"])
def test_a_review_that_can_not_be_read_is_reported(project, review):
    (project / TOPIC / "review.yaml").write_text(review)
    assert {place.partition(":")[0] for _, place in faults(project)} == {f"{TOPIC}/review.yaml"}


@pytest.mark.parametrize(("lost", "rule"), [("claims", "missing-file"), ("uncertainties", "missing-field")])
def test_a_list_of_the_topic_that_is_deleted_is_missed(project, lost, rule):
    (project / TOPIC / f"{lost}.yaml").unlink()
    assert rule in {p.rule for p in check(project, TODAY)[1] if p.severity is Severity.ERROR}
