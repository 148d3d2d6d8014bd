"""Where nothing is to render, WeasyPrint is never loaded: whoever imports it in these commands fails, workers too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from leaflet.build import up_to_date

pytestmark = pytest.mark.slow

BUILD = ("build", "--layout", "uncertainty-checklist", "--no-verapdf")
WITHOUT_WEASYPRINT = """\
import sys
sys.modules["weasyprint"] = None
from leaflet.cli import main
sys.exit(main.run(sys.argv[1:]))
"""
INSPECT = """\
import sys
sys.modules["weasyprint"] = None
from datetime import date
from pathlib import Path
from leaflet.inspect.files import inspect
(verdict,) = inspect(Path("."), [Path(sys.argv[1])], date(2026, 11, 24))
print(verdict.state)
"""


@pytest.fixture
def run(project, monkeypatch):
    """A function that runs Python code with arguments in a copy of the project: exit status and standard output."""
    monkeypatch.setenv("LEAFLET_TODAY", "2026-11-24")

    def run(code, *arguments):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, env=environment, cwd=project, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    return run


@pytest.fixture
def build(project, run):
    """A function that builds into `output` and gives the exit status and the bytes of each file."""

    def build(*options, code=WITHOUT_WEASYPRINT):
        status, _ = run(code, *BUILD, *options)
        return status, {str(file): file.read_bytes() for file in (project / "output").rglob("*.pdf")}

    return build


def test_what_is_up_to_date_or_in_the_cache_is_built_without_weasyprint(project, build):
    status, made = build(code=WITHOUT_WEASYPRINT.replace('sys.modules["weasyprint"] = None\n', ""))
    assert (status, len(made)) == (0, 2)
    (record,) = (project / "output" / up_to_date.RECORDS).iterdir()
    written = record.read_bytes()
    record.unlink()
    assert build() == (0, made)  # up to date
    assert record.read_bytes().split(b"\0")[1] == written.split(b"\0")[1]  # the libraries that WeasyPrint loads
    assert b"libpango-1.0" in written
    shutil.rmtree(project / "output")
    assert build() == (0, made)  # in the cache
    shutil.rmtree(project / "output")
    assert build("--no-cache") == (3, {})  # this one renders, so that the others could have failed


@pytest.mark.parametrize("arguments", [("check",), ("list",), ("doctor",), ("explain", "overclaim"), ("--help",)])
def test_commands_that_render_nothing_do_without_weasyprint(run, arguments):
    assert run(WITHOUT_WEASYPRINT, *arguments)[0] == 0


def test_a_file_that_nobody_built_is_inspected_without_weasyprint(run):
    assert run(INSPECT, "sources/house.yaml") == (0, "unknown\n")
