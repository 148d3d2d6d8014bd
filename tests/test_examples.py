"""The houses in examples/ are made from nothing, warn of what they say is open, and hold nothing of another field."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from importlib.metadata import version

import pytest

from leaflet.build.library_check import check_library
from leaflet.model import Locale
from leaflet.problem import Severity
from leaflet.read.sources import read_library
from leaflet.scaffold.house import HouseSettings, new_house

TODAY = date(2026, 11, 30)
"""The day on which they were written."""
OPEN = {"missing-publisher", "missing-feedback-address"}
"""What the README of the Dutch house says of it."""


@pytest.fixture
def dutch(repository, tmp_path):
    """A copy of the house in Dutch."""
    house = tmp_path / "thuiszorg"
    shutil.copytree(repository / "examples/thuiszorg", house, ignore=shutil.ignore_patterns("output"))
    return house


def test_the_dutch_house_has_no_fault_and_needs_no_other_language(dutch):
    checked = check_library(dutch, TODAY)
    assert not [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    assert {problem.rule for problem in checked.problems} == OPEN
    library, _ = read_library(dutch)
    assert library
    assert {library.source_language(topic.id) for topic in library.topics} == {"nl"}
    assert not list(dutch.rglob("*.po"))


@pytest.mark.slow
def test_the_dutch_house_builds_and_no_page_speaks_english_or_of_another_field(dutch):
    typed = [sys.executable, "-m", "leaflet.cli.main", "build", "--no-verapdf"]
    done = subprocess.run(typed, cwd=dutch, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    files = done.stdout.splitlines()
    assert sorted(files) == [f"output/handen-wassen/nl-NL/{name}.pdf" for name in ("large-print", "trifold")]
    for file in files:
        text = subprocess.run(["pdftotext", file, "-"], cwd=dutch, capture_output=True, text=True, check=True).stdout
        words = set(text.lower().split())
        assert {"handen", "zeep", "112."} <= words
        assert not words & {"the", "and", "draft.", "113", "psychedelica", "bronnen"}, file


def test_what_init_writes_and_nobody_changed_is_there_as_it_writes_it_today(dutch, tmp_path):
    new = tmp_path / "new"
    new_house(new, HouseSettings(Locale.parse("nl-NL"), "hygiene"), TODAY, version("leaflet-press"))
    own = ("sources/categories/", "sources/topics/")
    files = {path.relative_to(new).as_posix(): path for path in new.rglob("*") if path.is_file()}
    kept = [path for name, path in files.items() if not name.startswith(own)]
    assert len(kept) > 10
    for path in kept:
        assert (dutch / path.relative_to(new)).read_bytes() == path.read_bytes(), path.name
