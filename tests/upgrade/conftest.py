"""Houses of earlier versions to upgrade, as that version's program left them.

`house-0.1/` was built and signed off by `leaflet` 0.1.0: its review.yaml is what that program wrote. So was
`house-0.2/` by 0.2.0, with texts that later versions want in quotes. None is ever changed; a house of a later version
goes beside them.
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
def house_0_2(house):
    """The house in which `leaflet` runs, as version 0.2 left it."""
    for inside in house.iterdir():
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()
    return Path(shutil.copytree(Path(__file__).parent / "house-0.2", house, dirs_exist_ok=True))


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
