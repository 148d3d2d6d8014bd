"""Fixtures of tests of the command line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from cli_samples import TODAY

from leaflet.cli.main import run as run_command


@pytest.fixture
def leaflet(project, monkeypatch, capsys):
    """A function that runs a command in the project's folder: status, standard output, standard error."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("LEAFLET_TODAY", TODAY)

    def run(*arguments):
        status = run_command(arguments)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def command(project, repository):
    """A function that runs a command as a process of its own in the project's folder."""

    def run(*arguments, **options):
        environment = {**os.environ, "LEAFLET_TODAY": TODAY, "PYTHONPATH": str(repository / "src")}
        environment |= options.pop("env", {})
        options = {"cwd": project, "capture_output": True, "timeout": 120, **options}
        typed = [sys.executable, "-m", "leaflet.cli.main", *arguments]
        return subprocess.run(typed, env=environment, **options)  # noqa: PLW1510 -- the status is looked at

    return run
