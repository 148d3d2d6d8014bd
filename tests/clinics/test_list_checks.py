"""Lists of clinics against the library: probes as data, each alone between two good rows that it must not cost."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from problem_texts import as_text
from samples import TODAY, contact, house, library

from leaflet.build import pipeline
from leaflet.clinics.list_checks import clinic_faults, load_clinics
from leaflet.clinics.read_list import COLUMNS as COLUMNS_OF_A_LIST
from leaflet.clinics.read_list import (
    MAX_ADDRESS_LENGTH,
    MAX_HOURS_LENGTH,
    MAX_LOGO_PATH_LENGTH,
    MAX_NAME_LENGTH,
    MAX_PHONE_LENGTH,
    MAX_WEB_LENGTH,
)
from leaflet.model import Clinic, LinkHost, Term, WordLists
from leaflet.problem import Severity
from leaflet.read.languages import PACKAGE, read_languages

FAMILIES = yaml.safe_load(Path(__file__).with_name("clinic_probes.yaml").read_text("utf-8"))
PROBES = [
    pytest.param(probe, id=f"{family}: {probe['what']}") for family, probes in FAMILIES.items() for probe in probes
]
GOOD = {"id": "probe", "name": "Kliniek", "address": "Straat 1, Stad", "phone": "+31 20 000 0000"}
COLUMNS = ("id", "name", "address", "phone", "hours", "emergency", "web", "logo", "languages")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n%s</svg>'


@pytest.fixture(scope="module")
def real(repository):
    """The project's own library."""
    found, _ = pipeline.check(repository, TODAY)
    assert found is not None
    return found


@pytest.fixture
def folder(tmp_path):
    """Where a list lies, with logos, and beside it a folder that is none of its business."""
    for name in ("list/logos/folder.svg", "outside"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "outside/secret.svg").write_text(SVG % "")
    (tmp_path / "list/logos/link.svg").symlink_to(tmp_path / "outside/secret.svg")
    (tmp_path / "list/logos/probe.gif").write_bytes(b"GIF89a")
    return tmp_path / "list"


def clinic(**changes):
    """A clinic whose row was good."""
    return Clinic(**{**GOOD, **changes})


def written(folder, *rows):
    """The list of `rows` as a spreadsheet writes it."""
    file = folder / "clinics.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_costs_itself_alone(real, folder, probe):
    changed = {name: value.replace("OUTSIDE", "outside") for name, value in probe["row"].items()}
    (folder / "logos/probe.svg").write_text(SVG % probe.get("logo", ""))
    first, last = ({**GOOD, "id": name, "phone": f"+31 20 000 000{n}"} for n, name in enumerate(("first", "last"), 8))
    file = written(folder, first, {**GOOD, **changed}, last)
    house = real.house.model_copy(update={"locales": tuple(probe.get("in", real.house.locales))})
    clinics, problems = load_clinics(file, replace(real, house=house))
    ids = [clinic.id for clinic in clinics]
    if "printed" in probe:
        assert (ids, problems) == (["first", "probe", "last"], ())
        kept = {name: getattr(clinics[1], name) for name in probe["printed"]}
        assert kept == {k: tuple(v) if isinstance(v, list) else v for k, v in probe["printed"].items()}
        return
    assert ids == ["first", "last"]
    assert {problem.rule for problem in problems} == {probe["refused"]}
    name, problem = next(iter(changed)), problems[0]
    assert problem.message.startswith("clinic `") or changed.get("id") == "", problem.message
    assert re.fullmatch(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*", as_text(problem))
    if probe["refused"] == "unsafe-svg" or "logo" in probe:
        assert (problem.span.path, problem.span.line) == ((folder / "logos/probe.svg").as_posix(), 2)
    else:
        assert problem.span.path == file.as_posix()
        assert problem.span.line == 3
        assert f"`{name}`" in problem.message


@pytest.mark.parametrize(("number", "suffix"), list(enumerate(["csv", "csv", "yaml"])))
def test_the_lists_of_the_guide_are_good(real, repository, tmp_path, number, suffix):
    guide = (repository / "docs/clinics.md").read_text("utf-8")
    file = tmp_path / f"clinics.{suffix}"
    file.write_text(re.findall(r"```(?:csv|yaml)\n(.*?)```", guide, re.DOTALL)[number], "utf-8")
    british = real.house.model_copy(update={"locales": ("en-GB",)})
    clinics, problems = load_clinics(file, replace(real, house=british) if number == 1 else real)
    assert (len(clinics), problems) == (2, ())


def test_the_guide_has_every_column_with_its_length(repository):
    text = (repository / "docs/clinics.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \|.*\| (?:(\d+) letters )?\|$", text, re.MULTILINE)
    assert {name: needed == "yes" for name, needed, _ in rows} == COLUMNS_OF_A_LIST
    longest = {
        "name": MAX_NAME_LENGTH,
        "address": MAX_ADDRESS_LENGTH,
        "phone": MAX_PHONE_LENGTH,
        "hours": MAX_HOURS_LENGTH,
    }
    longest |= {"emergency": MAX_PHONE_LENGTH, "web": MAX_WEB_LENGTH, "logo": MAX_LOGO_PATH_LENGTH}
    assert {name: int(most) for name, _, most in rows if name in longest} == longest


def test_there_are_probes_enough_of_both_kinds():
    kinds = [("printed" in probe.values[0]) for probe in PROBES]
    assert kinds.count(False) >= 40
    assert kinds.count(True) >= 10


def test_a_warning_is_reported_and_stops_nothing(folder):
    words = WordLists(overclaims=(Term(term="hope", instead="x", severity="warning"),), stigma=())
    file = written(
        folder, {**GOOD, "name": "Hope"}, {**GOOD, "id": "b", "name": "Geen hope", "phone": "+31 20 000 0001"}
    )
    clinics, (problem,) = load_clinics(
        file, library(word_lists={"nl": words}, languages=read_languages(PACKAGE, ("nl",))[0])
    )
    assert [clinic.id for clinic in clinics] == ["probe", "b"]
    assert (problem.rule, problem.severity, problem.span.line) == ("forbidden-clinic-words", Severity.WARNING, 2)


def test_a_word_of_a_language_that_the_clinic_does_not_want_is_no_fault():
    words = WordLists(overclaims=(), stigma=(Term(term="wonder", instead="x"),))
    house = library(word_lists={"nl": words})
    assert [p.rule for p in clinic_faults(clinic(name="Wonder"), house)] == ["forbidden-clinic-words"]
    assert not list(clinic_faults(clinic(name="Wonder", languages=("en",)), house))


def test_the_emergency_number_is_the_one_of_the_contacts():
    contacts = (contact(country="GB", number="999"), contact("crisis", country="GB", kind="crisis", number="113"))
    other = library(contacts=contacts, house=house(locales=("en-GB",)))
    assert not list(clinic_faults(clinic(emergency="999"), other))
    assert [p.rule for p in clinic_faults(clinic(emergency="112"), other)] == ["wrong-emergency-number"]
    assert [p.rule for p in clinic_faults(clinic(emergency="113"), other)] == ["wrong-emergency-number"]
    assert [p.rule for p in clinic_faults(clinic(hours="112"), other)] == ["wrong-emergency-number"]


def test_a_number_that_is_only_forwarded_is_right_in_no_list_whatever_the_contacts_say():
    wrong = library(contacts=(contact(number="911"),))
    assert {p.rule for p in clinic_faults(clinic(emergency="911"), wrong)} == {"wrong-emergency-number"}
    assert [p.rule for p in clinic_faults(clinic(hours="911"), wrong)] == ["wrong-emergency-number"]


def test_another_emergency_number_of_the_contacts_is_known_too():
    two = library(contacts=(contact(), contact("emergency-jp", country="JP", number="119")))
    assert [p.rule for p in clinic_faults(clinic(hours="119"), two)] == ["wrong-emergency-number"]
    assert not list(clinic_faults(clinic(hours="119"), library()))


def test_a_host_is_refused_as_the_house_says():
    refused = LinkHost(host="sales.example", kind="refused", why="it sells")
    (problem,) = clinic_faults(clinic(web="https://go.sales.example"), library(house=house(links=(refused,))))
    assert (problem.rule, "it sells" in problem.message) == ("unsafe-web-address", True)
    assert not list(clinic_faults(clinic(web="https://go.sales.example"), library()))


@pytest.mark.parametrize("field", Clinic.text_fields())
def test_every_text_of_a_clinic_is_searched(real, field):
    """Also one that is added to the model tomorrow: its fields decide, no list of names."""
    word = real.word_lists["nl"].overclaims[0].term[0].rstrip("*")
    host = next(entry.host for entry in real.house.links if entry.kind == "refused")
    rules = {problem.rule for problem in clinic_faults(clinic(**{field: f"{word} {host}"}), real)}
    assert {"forbidden-clinic-words", "unsafe-web-address"} <= rules
