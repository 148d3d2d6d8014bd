"""`--scheduler local` of the installed command: a worker is killed in the middle, and nothing is lost or made twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from processes import is_gone, working_worker

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

COLUMNS = "id,name,address,phone,hours,emergency,web,logo,languages"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M3 0h3v9h-3z" fill="#036"/></svg>'
CLINICS = 70
EDITION = ("--layout", "uncertainty-checklist", "--locale", "en-NL")


@pytest.fixture
def leaflet(project):
    """A function that begins the command as it was installed, in the project's folder, with two workers."""
    command = Path(sys.prefix, "bin", "leaflet")
    assert command.is_file(), "leaflet is not installed here"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LEAFLET_TODAY", "LEAFLET_WORKERS"))}
    environment = {**kept, "LEAFLET_TODAY": "2026-11-24", "LEAFLET_WORKERS": "2"}

    begun = []

    def begin(*arguments):
        typed = [command, *arguments, "--no-cache", "--no-verapdf"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
        begun.append(subprocess.Popen(typed, cwd=project, env=environment, **pipes))
        return begun[-1]

    yield begin
    for process in begun:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _ended_well(process):
    """The files that it names on standard output."""
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert is_gone(process.pid)
    return out.splitlines()


def _files(folder):
    """Everything that was published there."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".leaflet" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _kill_working_worker(process):
    worker = working_worker(process.pid)
    os.kill(worker, signal.SIGKILL)


def test_a_build_that_loses_a_worker_ends_with_the_same_files(leaflet, project):
    here = _ended_well(leaflet("build", "--out", "here"))
    process = leaflet("build", "--out", "there", "--scheduler", "local")
    _kill_working_worker(process)
    there = _ended_well(process)
    assert [path.replace("there/", "here/") for path in there] == here
    assert len(here) == 10
    assert _files(project / "there") == _files(project / "here")


@pytest.fixture
def listed(project):
    """A project with a list of clinics; some have a logo, so that the renderer sets their boxes."""
    (project / "logo.svg").write_text(LOGO, "utf-8")
    rows = (
        f"c{n:02},Praktijk {n} (verzonnen),Voorbeeldweg {n},020 000 {n:04},,,,{'' if n % 7 else 'logo.svg'},en-NL"
        for n in range(CLINICS)
    )
    (project / "clinics.csv").write_text("\n".join((COLUMNS, *rows, "")), "utf-8")
    return project


def test_copies_that_lose_a_worker_are_the_same_files_each_once(leaflet, listed):
    asked = ("copies", "--clinics", "clinics.csv", *EDITION)
    here = _ended_well(leaflet(*asked, "--out", "here"))
    shutil.copytree(listed / "here", listed / "there", ignore=shutil.ignore_patterns("clinics"))
    process = leaflet(*asked, "--out", "there", "--scheduler", "local")
    assert "up to date" in process.stderr.readline()  # the edition: what is at work from now on are copies
    _kill_working_worker(process)
    there = _ended_well(process)
    assert [path.replace("there/", "here/") for path in there] == here
    assert len(set(here)) == len(here) == CLINICS
    assert _files(listed / "there") == _files(listed / "here")


def test_an_interruption_ends_with_130_and_no_traceback(leaflet, project):
    process = leaflet("build", "--scheduler", "local")
    working_worker(process.pid)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the command and all that it has started
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert is_gone(process.pid)
    assert not [path for path in project.rglob("*") if path.name.endswith(".part")]
