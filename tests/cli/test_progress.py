"""One progress for editions and copies: a bar on a terminal, lines elsewhere, nothing where a program reads."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflet.cli.progress import progress


@dataclass(frozen=True)
class _Thing:
    name: str
    path: Path | None = Path("thing.pdf")


THINGS = tuple(_Thing(f"thing {number}") for number in range(1, 4))


def _line(outcome, done, total):
    """Nothing for the second."""
    return f"{done}/{total} {outcome.name}" if done != 2 else ""


def _shown(capsys, output_format, things=THINGS):
    with progress(output_format, "things", lambda outcome, _: outcome.name, _line) as on_outcome:
        for number, thing in enumerate(things, 1):
            on_outcome(thing, number, len(things))
    return capsys.readouterr()


def test_a_line_for_each_that_has_one(capsys):
    assert _shown(capsys, "text") == ("", "1/3 thing 1\n3/3 thing 3\n")


@pytest.mark.parametrize("name", ["json", "github"])
def test_a_program_reads_no_progress(capsys, name):
    assert _shown(capsys, name) == ("", "")


def test_the_bar_begins_with_no_name(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    drawn = _shown(capsys, "text").err
    assert "things" in drawn
    assert "thing 3" in drawn
    assert "None" not in drawn


@pytest.mark.parametrize(("written", "percent"), [(3, {"100%"}), (2, {"66%"}), (0, set())])
def test_the_bar_ends_where_what_was_written_ends(monkeypatch, capsys, written, percent):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    things = [_Thing("thing", Path("thing.pdf") if number < written else None) for number in range(3)]
    drawn = re.findall(r"\d+%", _shown(capsys, "text", things).err)
    assert set(drawn[-1:]) - {"0%"} == percent
