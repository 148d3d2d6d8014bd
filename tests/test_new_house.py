"""`leaflet init`: a house that can be read and checked at once, and that overwrites nothing."""

from __future__ import annotations

import json
import tomllib
from datetime import date

import pytest
from click.testing import CliRunner

from leaflet import policies
from leaflet.cli.main import leaflet
from leaflet.model import Locale
from leaflet.problem import Severity
from leaflet.read.sources import read_library
from leaflet.scaffold.house import (
    COUNTRIES,
    FIRST_TOPIC,
    HouseSettings,
    InvalidHouseError,
    has_emergency_number,
    new_house,
)

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
    assert [topic.id for topic in library.topics] == [FIRST_TOPIC]


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
    assert not has_emergency_number("US")
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


def test_each_line_of_the_first_topic_says_what_it_is_for(tmp_path):
    made(tmp_path / "house")
    lines = (tmp_path / f"house/sources/topics/{FIRST_TOPIC}/topic.yaml").read_text("utf-8").splitlines()
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
    assert "leaflet-press==0.2.0" in workflow


def test_every_language_that_is_offered_begins(tmp_path):
    for language in COUNTRIES:
        assert made(tmp_path / language, f"{language}-NL")[0].topics


def test_the_command_names_the_files_and_says_what_is_next(tmp_path):
    result = CliRunner().invoke(leaflet, ["init", str(tmp_path / "house"), "--language", "nl"])
    assert result.exit_code == 0
    assert f"{tmp_path}/house/sources/house.yaml" in result.stdout.splitlines()
    assert "type `leaflet build`" in result.stderr


def test_the_command_refuses_in_a_sentence(tmp_path):
    (tmp_path / "mine").write_text("")
    result = CliRunner().invoke(leaflet, ["init", str(tmp_path)], standalone_mode=False)
    assert "nothing is overwritten" in str(result.exception)
