"""A house of version 0.1 to upgrade, as that version's program left it.

`house-0.1/` was built and signed off by `leaflet` 0.1.0: its review.yaml is what that program wrote. It is never
changed; a house of a later version goes beside it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.cli import main as cli

TODAY = "2026-11-29"


@pytest.fixture
def house(tmp_path):
    """A copy of the house."""
    return Path(shutil.copytree(Path(__file__).parent / "house-0.1", tmp_path / "house"))


@pytest.fixture
def leaflet(house, monkeypatch, capsys):
    """A function that runs a command in the house's folder: status, standard output, standard error."""
    monkeypatch.chdir(house)
    monkeypatch.setenv("LEAFLET_TODAY", TODAY)

    def run(*arguments):
        status = cli.run(arguments)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def replace(house):
    """A function that replaces a text, which must be there, in a file of the house."""

    def run(path, old, new):
        text = (house / path).read_text("utf-8")
        assert old in text
        (house / path).write_text(text.replace(old, new), "utf-8")

    return run


@pytest.fixture
def files(house):
    """A function that gives every file of the house with its bytes."""

    def run():
        found = (path for path in house.rglob("*") if path.is_file())
        return {path.relative_to(house).as_posix(): path.read_bytes() for path in found}

    return run
