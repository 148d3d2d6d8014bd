"""What can't be printed costs no work, is no fault of leaflet, and is said where somebody can read it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cli_samples import CHECKLIST, PDF, broken

pytestmark = pytest.mark.slow

FULL = "can't take what is printed: no space left on device"


def _with_full(command, stream, *arguments):
    """What becomes of a command of which `stream` is a full disk, and what it prints on the other one."""
    other = "stdout" if stream == "stderr" else "stderr"
    with Path("/dev/full").open("wb") as full:
        done = command(*arguments, capture_output=False, **{stream: full, other: subprocess.PIPE})
    return done.returncode, getattr(done, other).decode()


@pytest.mark.parametrize(
    "arguments", [["list"], ["list", "--format", "json"], ["explain"], ["--help"], ["doctor"]], ids=" ".join
)
def test_a_full_standard_output_is_no_fault_of_leaflet(command, arguments):
    assert _with_full(command, "stdout", *arguments) == (1, f"standard output {FULL}\n")


def test_a_full_standard_error_ends_with_a_status_and_no_traceback(command, project):
    assert _with_full(command, "stderr", "check") == (1, "")
    broken(project)
    assert _with_full(command, "stderr", "check") == (1, "")


def test_the_work_is_done_and_reported_all_the_same(command, project):
    for said in ("1 edition written", "1 edition up to date"):
        status, err = _with_full(command, "stdout", "build", *CHECKLIST)
        assert (status, said in err, FULL in err) == (1, True, True)
        assert (project / PDF).is_file()


def test_what_an_upgrade_wrote_is_said(command, repository, tmp_path):
    house = shutil.copytree(repository / "tests/upgrade/house-0.1", tmp_path / "house")
    status, err = _with_full(command, "stdout", "upgrade", "--root", str(house))
    assert (status, FULL in err, "itself failed" in err) == (1, True, False)
    assert re.search(r"^\d+ files rewritten", err, re.MULTILINE)
    assert "nothing to rewrite" in command("upgrade", "--root", str(house)).stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [["build", "nowhere", "--format", "json"], ["--format=json", "biuld"], ["list", "--format", "json", "x"]],
    ids=" ".join,
)
def test_a_wrong_command_line_is_json_where_that_is_asked_for(leaflet, arguments):
    status, out, err = leaflet(*arguments)
    value = json.loads(out)
    assert (status, value["exit_status"]) == (2, 2)
    assert value["error"] in err


def test_a_folder_that_is_busy_is_json_where_that_is_asked_for(leaflet, project):
    from leaflet.publish.lock import locked

    with locked(project / "output"):
        status, out, _ = leaflet("build", *CHECKLIST, "--format", "json")
    assert (status, json.loads(out)["exit_status"]) == (75, 75)


def test_a_fault_of_ours_is_json_where_that_is_asked_for(leaflet, monkeypatch):
    def fail(*_):
        raise RuntimeError("the pump is broken")

    monkeypatch.setattr("leaflet.build.library_check.check_library", fail)
    status, out, err = leaflet("check", "--format", "json")
    assert (status, json.loads(out)["exit_status"]) == (3, 3)
    assert "RuntimeError: the pump is broken" in json.loads(out)["error"]
    assert "RuntimeError: the pump is broken" in err
