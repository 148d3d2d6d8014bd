"""Commands in hints are typed as the program was called: as `leaflet` after pipx, as `.venv/bin/leaflet` after make."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from leaflet.cli import typed
from leaflet.cli.main import leaflet
from leaflet.model import Locale
from leaflet.scaffold.house import HouseSettings, new_house

LINE = "type `leaflet build`, or `leaflet check x`; the leaflet is `leaflet`"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A folder with a `.venv` in which there is a leaflet, and another on the PATH; the first is worked in."""
    for folder in ("clone/.venv/bin", "pipx"):
        file = tmp_path / folder / "leaflet"
        file.parent.mkdir(parents=True)
        file.write_text("#!/bin/sh\n")
        file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'pipx'}{os.pathsep}/usr/bin")
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path


def _called(monkeypatch, path):
    monkeypatch.setattr(sys, "argv", [str(path), "check"])


@pytest.mark.parametrize("path", [".venv/bin/leaflet", "{here}/.venv/bin/leaflet"])
def test_what_was_called_by_its_path_is_typed_by_its_path(installed, monkeypatch, path):
    _called(monkeypatch, path.format(here=installed / "clone"))
    assert (
        typed.as_typed(LINE)
        == "type `.venv/bin/leaflet build`, or `.venv/bin/leaflet check x`; the leaflet is `leaflet`"
    )


def test_what_the_shell_finds_is_typed_by_its_name(installed, monkeypatch):
    _called(monkeypatch, installed / "pipx/leaflet")
    assert typed.as_typed(LINE) == LINE


def test_a_link_to_what_the_shell_finds_is_that(installed, monkeypatch):
    (installed / "pipx/leaflet").unlink()
    (installed / "pipx/leaflet").symlink_to(installed / "clone/.venv/bin/leaflet")
    _called(monkeypatch, installed / "pipx/leaflet")
    assert typed.as_typed(LINE) == LINE


def test_in_its_own_folder_it_is_typed_with_a_dot(installed, monkeypatch):
    monkeypatch.chdir(installed / "clone/.venv/bin")
    _called(monkeypatch, installed / "clone/.venv/bin/leaflet")
    assert typed.program() == "./leaflet"


def test_a_path_with_a_space_is_one_word(installed, monkeypatch):
    (installed / "a b").mkdir()
    other = installed / "a b/leaflet"
    other.write_text("#!/bin/sh\n")
    _called(monkeypatch, other)
    assert typed.as_typed("`leaflet build`") == f"`'{other}' build`"


@pytest.mark.parametrize("path", ["/usr/lib/python3/pytest/__main__.py", "/nowhere/leaflet", ""])
def test_what_is_no_such_command_says_its_name(installed, monkeypatch, path):
    _called(monkeypatch, path)
    assert typed.as_typed(LINE) == LINE


def test_in_another_folder_the_whole_path_is_typed(installed, monkeypatch):
    _called(monkeypatch, ".venv/bin/leaflet")
    assert typed.program("house") == str(installed / "clone/.venv/bin/leaflet")


@pytest.fixture
def house(tmp_path):
    """A new house with a `.venv` that has the command, as a clone has it after `make`."""
    new_house(tmp_path / "house", HouseSettings(Locale.parse("en-GB")), date(2026, 11, 30), "0.2.0")
    command = tmp_path / "house/.venv/bin/leaflet"
    command.parent.mkdir(parents=True)
    command.symlink_to(Path(sys.prefix, "bin/leaflet"))
    return tmp_path / "house"


def _printed(folder, line, *, on_path):
    """What `line` prints, typed in a shell that finds `leaflet` where it is `on_path`."""
    path = os.pathsep.join([*([str(Path(sys.prefix, "bin"))] if on_path else []), "/usr/bin", "/bin"])
    environment = {**os.environ, "PATH": path, "LEAFLET_TODAY": "2027-05-01"}
    options = {"shell": True, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
    done = subprocess.run(line, cwd=folder, env=environment, check=False, **options)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


LINES = (
    "check --no-such",
    "check",
    "new topic water",
    "new topic water",
    "translate nl",
    "preflight a.pdf",
    "build --clinics x",
    "explain expired-review",
    "explain improbable",
    "init {elsewhere}",
)


@pytest.mark.slow
@pytest.mark.parametrize(("command", "on_path"), [(".venv/bin/leaflet", False), ("leaflet", True)])
def test_every_command_that_is_told_can_be_typed(house, tmp_path, command, on_path):
    """Whatever is printed, each `leaflet COMMAND` in it begins as the one that was typed."""
    lines = [line.format(elsewhere=tmp_path / "other") for line in LINES]
    told = {line: _printed(house, f"{command} {line}", on_path=on_path) for line in lines}
    names = "|".join(leaflet.commands)
    named = {
        line: {found.strip("`'") for found in re.findall(rf"(\S*leaflet) (?:{names})\b", text)}
        for line, text in told.items()
    }
    assert named.pop(lines[-1]) == {command if on_path else str(house / command)}
    assert set().union(*named.values()) == {command}, told
    assert len([line for line, found in named.items() if found]) >= 6, named
