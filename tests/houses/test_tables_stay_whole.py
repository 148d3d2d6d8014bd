"""A table to fill in stands whole, wherever the text before it ends; one that no column holds is told as too long."""

from __future__ import annotations

from datetime import date

import pytest

from leaflet.build.pipeline import make
from leaflet.editions.from_library import editions
from leaflet.model import Locale
from leaflet.problem import Severity
from leaflet.read.sources import read_library
from leaflet.scaffold.house import FIRST_TOPICS, HouseSettings, new_house

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 30)


def _told(folder, fillers, rows):
    """The rules that the folded leaflet breaks, with so many lines before a table and so many rows in it."""
    new_house(folder, HouseSettings(Locale.parse("en-GB")), TODAY, "0.2.0")
    text = folder / "sources/topics" / FIRST_TOPICS["en"] / "text.md"
    head = '\n## My days {: #days for="patient" role="aftercare" }\n\n'
    before = "".join(f"- Wash them again, time {n}.\n" for n in range(fillers)) + "\nThen fill this in.\n\n"
    table = "| day | morning |\n|---|---|\n" + "".join(f"| {n} |  |\n" for n in range(1, rows + 1))
    text.write_text(f"{text.read_text('utf-8')}{head}{before}{table}", "utf-8")
    library, problems = read_library(folder)
    assert not problems
    (edition,) = [one for one in editions(library, TODAY) if one.layout.id == "trifold"]
    return {problem.rule for problem in make(edition).problems if problem.severity is Severity.ERROR}


@pytest.mark.parametrize("fillers", range(1, 25, 3))
def test_wherever_the_text_before_it_ends(tmp_path, fillers):
    assert _told(tmp_path / "house", fillers, 5) == set()


def test_one_that_is_too_long_for_a_column_is_told_so(tmp_path):
    assert _told(tmp_path / "house", 1, 45) == {"overflow"}
