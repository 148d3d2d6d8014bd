"""What tests of the command line share."""

from __future__ import annotations

import hashlib
import os
import pty
import subprocess
import sys

TODAY = "2026-11-24"
TOPIC = "sources/topics/bdnf-trkb"
CHECKLIST = ("--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf")
PDF = "output/bdnf-trkb/en-NL/uncertainty-checklist.pdf"
SIGN = ("sign-off", "bdnf-trkb", "--name", "A. Reviewer", "--role", "nurse", "--date", TODAY)
TOLD_ANYHOW = frozenset({"improbable-date", "wrong-length"})
"""Warnings about the project as it is: visits later than the day of the tests, more words than a layout should hold."""
FAULT = ("sources/house.yaml", b"publisher: [\n")


def broken(project):
    """The project, its house.yaml unreadable."""
    (project / FAULT[0]).write_bytes(FAULT[1])
    return project


def change(root, path, old, new):
    """Replace the first `old` in a file."""
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def hashes(folder):
    """SHA-256 of every file below `folder`, by its path; without the build's own state, which is hidden."""
    files = {p.relative_to(folder): p for p in folder.rglob("*") if p.is_file()}
    shown = {path: file for path, file in files.items() if not any(part.startswith(".") for part in path.parts)}
    return {path.as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for path, file in shown.items()}


def on_a_terminal(project, repository, arguments, **environment):
    """Exit status of a command whose standard error is a terminal, and all that it shows there."""
    ours, theirs = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "leaflet.cli.main", *arguments],
        cwd=project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**clean, "TERM": "xterm", "LEAFLET_TODAY": TODAY, "PYTHONPATH": str(repository / "src"), **environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # on Linux the end of a terminal is an error
        pass
    os.close(ours)
    return process.wait(timeout=60), shown.decode()
