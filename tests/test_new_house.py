"""`leaflet init`: a house that can be read and checked at once, and that overwrites nothing."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from leaflet import policies
from leaflet.cli.main import leaflet
from leaflet.editions.from_library import editions
from leaflet.model import Locale
from leaflet.problem import Severity
from leaflet.read.sources import read_library
from leaflet.scaffold import house as scaffold
from leaflet.scaffold.house import (
    COUNTRIES,
    FIRST_TOPICS,
    HouseSettings,
    InvalidHouseError,
    has_emergency_number,
    new_house,
)
from leaflet.translate.catalogs import house_texts, topic_texts

TODAY = date(2026, 11, 30)
TOLD = {"missing-publisher", "missing-feedback-address"}
"""What a house is told for which nobody has given a name and an address."""


def made(folder, locale="en-GB", **settings):
    """What is wrong in a house that was just made, and its library."""
    new_house(folder, HouseSettings(Locale.parse(locale), **settings), TODAY, "0.2.0")
    library, problems = read_library(folder)
    return library, [*problems, *(policies.check(library, TODAY) if library else ())]


@pytest.mark.parametrize("locale", ["en-GB", "en-NL", "nl-NL", "nl-GB"])
def test_nothing_is_wrong_in_it_but_what_only_its_people_know(tmp_path, locale):
    library, problems = made(tmp_path / "house", locale)
    assert {p.rule for p in problems} == TOLD
    assert all(p.severity is Severity.WARNING for p in problems)
    assert [str(found) for found in library.locales] == [locale]
    assert [topic.id for topic in library.topics] == [FIRST_TOPICS[locale[:2]]]


@pytest.mark.parametrize("locale", ["en-GB", "nl-NL"])
def test_publisher_and_address_are_taken_whatever_signs_they_have(tmp_path, locale):
    name = 'Praktijk "De Brug": zorg & co \\ #1'
    library, problems = made(tmp_path / "house", locale, publisher=name, feedback_address="post@house.example")
    assert problems == []
    assert (library.house.publisher, library.house.feedback_address) == (name, "post@house.example")


def test_its_category_is_the_one_that_is_named(tmp_path):
    library, _ = made(tmp_path / "house", category="heart-failure")
    assert [category.id for category in library.categories] == ["heart-failure"]
    assert library.topics[0].meta.categories == ("heart-failure",)


def test_a_country_whose_number_nobody_has_read_gets_none(tmp_path):
    assert not has_emergency_number(Locale.parse("en-US"))
    library, problems = made(tmp_path / "house", "en-US")
    assert library.contacts == ()
    assert "no-emergency-contact" in {p.rule for p in problems}


@pytest.mark.parametrize("there", [".git", "notes.txt"])
def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path, there):
    (tmp_path / there).write_text("mine")
    with pytest.raises(InvalidHouseError, match="nothing is overwritten"):
        made(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [there]


@pytest.mark.parametrize(
    ("locale", "settings", "says"),
    [
        ("fr-FR", {}, "can't begin in `fr`"),
        ("en-XX", {}, "no country `XX`"),
        ("en-GB", {"category": "Heart"}, "`Heart` can't be a category"),
    ],
)
def test_what_no_house_can_have_is_refused_in_a_sentence(tmp_path, locale, settings, says):
    with pytest.raises(InvalidHouseError, match=says):
        made(tmp_path / "house", locale, **settings)
    assert not (tmp_path / "house").exists()


def test_where_it_can_not_be_written_nothing_stays(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.rename", full)
    with pytest.raises(OSError, match="No space"):
        made(tmp_path / "house")
    assert not (tmp_path / "house").exists()


@pytest.mark.parametrize("locale", ["en-GB", "nl-NL"])
def test_each_line_of_the_first_topic_says_what_it_is_for(tmp_path, locale):
    made(tmp_path / "house", locale)
    lines = (tmp_path / f"house/sources/topics/{FIRST_TOPICS[locale[:2]]}/topic.yaml").read_text("utf-8").splitlines()
    keys = [n for n, line in enumerate(lines) if line and line[0] not in " -#"]
    together = {"date", "funding", "conflicts"}  # of each the line above speaks, too
    assert all(lines[n - 1].startswith("#") for n in keys if lines[n].partition(":")[0] not in together)


def test_its_files_for_programs_around_it(tmp_path, repository):
    new_house(tmp_path / "house", HouseSettings(Locale.parse("en-GB")), TODAY, "0.2.0")
    house = tmp_path / "house"
    assert json.loads((house / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert "/output/" in (house / ".gitignore").read_text()
    workflow = (house / ".github/workflows/leaflets.yml").read_text("utf-8")
    needs = tomllib.loads((repository / "src/leaflet/doctor/needs.toml").read_text("utf-8"))
    packages = [found["package"]["apt"] for found in needs["library"]]
    packages += [found["apt"] for found in needs["font_packages"].values()]
    assert [package for package in packages if package not in workflow] == []
    assert "LEAFLET: ./leaflet_press-0.2.0-py3-none-any.whl" in workflow
    assert 'pipx install "$LEAFLET"' in workflow
    assert "pipx install ./leaflet_press-0.2.0-py3-none-any.whl" in (house / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("language", COUNTRIES)
def test_a_house_is_written_in_its_language_and_owes_no_other(tmp_path, language):
    library, problems = made(tmp_path / "house", f"{language}-NL")
    assert {p.rule for p in problems} == TOLD
    scopes = ("house", library.topics[0].id)
    assert {library.source_language(scope) for scope in scopes} == {language}
    assert not list((tmp_path / "house").rglob("*.po"))
    assert all(layout.is_in(language) for layout in library.layouts)


def _files(folder):
    """The files in `folder`, by their path there; a snippet's name is a word of its language, and only counted."""
    paths = sorted(f.relative_to(folder) for f in folder.rglob("*") if f.is_file())
    return ["snippets" if path.parent.name == "snippets" else path.as_posix() for path in paths]


def test_every_language_has_the_same_files_ids_and_countries_as_english(tmp_path):
    folder = Path(scaffold.__file__).parent / "house"
    files = {n: _files(folder / n) for n in COUNTRIES}
    assert all(found == files["en"] for found in files.values()), files
    houses = {language: made(tmp_path / language, f"{language}-NL")[0] for language in COUNTRIES}
    for field in ("statements", "subjects", "contacts", "categories", "levels"):
        ids = {language: [record.id for record in getattr(house, field)] for language, house in houses.items()}
        assert all(found == ids["en"] for found in ids.values()), (field, ids)


def test_a_language_that_is_added_needs_its_folder_and_its_line_only(tmp_path, monkeypatch):
    here = tmp_path / "scaffold"
    shutil.copytree(Path(scaffold.__file__).parent, here, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(here / "house/en", here / "house/de")
    meta = here / "house/de/sources/house.yaml"
    meta.write_text(meta.read_text("utf-8").replace("review_months", "source_language: de\nreview_months"), "utf-8")
    beginnings = {**scaffold._BEGINNINGS, "de": replace(scaffold._BEGINNINGS["en"], country="DE")}
    monkeypatch.setattr(scaffold, "_HERE", here)
    monkeypatch.setattr(scaffold, "_BEGINNINGS", beginnings)
    monkeypatch.setattr(scaffold, "COUNTRIES", {n: found.country for n, found in beginnings.items()})
    monkeypatch.setattr(scaffold, "FIRST_TOPICS", {n: found.topic for n, found in beginnings.items()})
    library, problems = made(tmp_path / "house", "de-GB")
    assert library.source_language("house") == "de"
    lacking = [p.span.path for p in problems if p.rule == "missing-translation"]
    assert all("layouts" in path for path in lacking), "but for the layouts' own words, which it needs a catalog for"
    assert not list((tmp_path / "house").rglob("*.po"))


def test_dutch_starting_texts_have_no_english_in_them(tmp_path):
    """What is printed of a house in Dutch: none of its texts is one of the house in English."""
    printed = {}
    for language in COUNTRIES:
        library, _ = made(tmp_path / language, f"{language}-NL")
        texts = (*house_texts(library), *topic_texts(library.topics[0]))
        printed[language] = {text.text for text in texts}
    assert printed["nl"] & printed["en"] == set()
    words = {word for text in printed["nl"] for word in re.findall(r"[a-z]+", text.lower())}
    assert not words & {"the", "and", "you", "your", "wash", "call", "somebody"}


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ({}, "./leaflet_press-"),
        ({"url": "file:///home/somebody/leaflet", "dir_info": {}}, "./leaflet_press-"),
        (
            {"url": "https://files.example/leaflet_press-1-py3-none-any.whl"},
            "https://files.example/leaflet_press-1-py3",
        ),
        (
            {"url": "https://git.example/leaflet", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "git+https://git.example/leaflet@abc",
        ),
        ({"url": "file:///home/x", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, "./leaflet_press-"),
    ],
)
def test_others_get_leaflet_from_where_this_one_came(tmp_path, monkeypatch, record, line):
    found = SimpleNamespace(version="0.2.0", read_text=lambda _: json.dumps(record))
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: found)
    result = CliRunner().invoke(leaflet, ["init", str(tmp_path / "house")])
    assert result.exit_code == 0, result.output
    workflow = (tmp_path / "house/.github/workflows/leaflets.yml").read_text("utf-8")
    assert f"LEAFLET: {line}" in workflow
    assert "/home" not in workflow
    assert ("no registry of packages has leaflet" in result.stderr) == line.startswith("./")


@pytest.mark.parametrize(("typed", "told"), [("A practice\nmail@practice.example\n", set()), ("\n\n", TOLD)])
def test_publisher_and_address_are_asked_for_on_a_terminal(tmp_path, monkeypatch, typed, told):
    monkeypatch.setattr("leaflet.cli.init._is_terminal", lambda: True)
    result = CliRunner().invoke(leaflet, ["init", str(tmp_path / "house")], input=typed)
    assert result.exit_code == 0, result.output
    assert "Who publishes?" in result.stderr
    assert "Which address do readers write to?" in result.stderr
    library, problems = read_library(tmp_path / "house")
    assert not problems
    assert {p.rule for p in policies.check(library, date.today())} == told  # the command goes by the clock
    assert library.house.publisher == (None if told else "A practice")


def test_without_an_address_each_piece_for_patients_says_so(tmp_path):
    library, _ = made(tmp_path / "house", "nl-NL")
    pieces = [edition for edition in editions(library, TODAY) if "prose" in edition.layout.shows]
    assert pieces
    for edition in pieces:
        said = dict(edition.content.colophon)
        assert said["feedback"].endswith("Er is geen adres voor opmerkingen."), said
        assert said["publisher"] == "Er is geen uitgever vermeld."


def test_the_command_names_the_files_and_says_what_is_next(tmp_path):
    result = CliRunner().invoke(leaflet, ["init", str(tmp_path / "house"), "--language", "nl"])
    assert result.exit_code == 0
    assert f"{tmp_path}/house/sources/house.yaml" in result.stdout.splitlines()
    assert "type `leaflet build`" in result.stderr


def test_the_command_refuses_in_a_sentence(tmp_path):
    (tmp_path / "mine").write_text("")
    result = CliRunner().invoke(leaflet, ["init", str(tmp_path)], standalone_mode=False)
    assert "nothing is overwritten" in str(result.exception)
