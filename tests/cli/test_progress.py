"""One progress for editions and copies: a bar on a terminal, lines elsewhere, nothing where a program reads."""

from __future__ import annotations

import sys

import pytest

from leaflet.cli.progress import progress


def _line(outcome, done, total):
    """Nothing for the second."""
    return f"{done}/{total} {outcome}" if done != 2 else ""


def _shown(capsys, output_format):
    with progress(output_format, "things", lambda outcome, _: outcome, _line) as on_outcome:
        for number in range(1, 4):
            on_outcome(f"thing {number}", number, 3)
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
