"""`.ci/container` is a failure unless the machine truly can't, and its last line says which it was.

The programs that it needs are replaced by ones of the test, so nothing is made or fetched here.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ABLE = {
    "id": "echo 0",
    "mknod": 'touch "$1"',
    "chroot": "exit 0",
    "python3": "exit 0",
    "debootstrap": 'mkdir -p "$3/etc"',
    "apt-get": "exit 0",
}
"""What each program does on a machine that can."""


@pytest.fixture
def run(tmp_path, repository):
    """A function that runs the steps with these programs in the place of the machine's own."""

    def container(**programs):
        folder = tmp_path / "bin"
        folder.mkdir()
        for name, does in {**ABLE, **{name.replace("_", "-"): does for name, does in programs.items()}}.items():
            (folder / name).write_text(f"#!/bin/bash\n{does}\n")
            (folder / name).chmod(0o755)
        environment = {**os.environ, "PATH": f"{folder}:/usr/bin:/bin", "TMPDIR": str(tmp_path)}
        command = ["bash", str(Path(repository) / ".ci/container")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()[-1]

    return container


def test_where_all_is_there_the_last_line_says_that_it_was_done(run):
    status, last = run()
    assert (status, last.partition(":")[0]) == (0, "DONE")


@pytest.mark.parametrize(
    ("program", "does", "reason"),
    [
        ("id", "echo 1000", "that needs root"),
        ("mknod", "exit 1", "no device file can be made on this system"),
        ("chroot", "exit 1", "no root can be changed into on this system"),
        ("python3", "exit 1", "can't be reached"),
    ],
)
def test_what_the_machine_can_not_do_is_skipped_and_said_last(run, program, does, reason):
    status, last = run(**{program: does})
    assert status == 0
    assert last.startswith("SKIPPED: ")
    assert last.endswith(reason)


@pytest.mark.parametrize(
    ("program", "does", "what"),
    [
        ("debootstrap", "echo broken; exit 1", "no bare root was made"),
        ("chroot", '[ "$#" = 2 ] || exit 1', "apt-get -qq update"),
        ("chroot", 'case "$*" in *"leaflet init"*) exit 1;; esac', "no house was begun and built in it"),
    ],
)
def test_whatever_else_goes_wrong_is_a_failure(run, program, does, what):
    status, last = run(**{program: does})
    assert status == 1
    assert last.startswith("FAILED: ")
    assert what in last


def test_ci_ends_with_it(repository):
    lines = (Path(repository) / ".ci/run").read_text("utf-8").split("\n")
    assert [line for line in lines if line and not line.startswith("#")][-1] == ".ci/container"
