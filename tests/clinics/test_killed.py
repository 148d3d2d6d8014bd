"""`leaflet copies`, killed at any moment, and asked again when all is done."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]

ONE = ("--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf")
COLUMNS = "id,name,address,phone,hours,emergency,web,logo,languages"
MANY = 60
KILLS = 8


def _typed(project, repository, command, *arguments):
    """The command, begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "leaflet.cli.main", command, *ONE, *arguments],
        cwd=project,
        env={**os.environ, "LEAFLET_TODAY": "2026-11-24", "PYTHONPATH": str(repository / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _well(process):
    _, output = process.communicate(timeout=120)
    assert process.returncode == 0, output


def _copies(out):
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in (out / "clinics").rglob("*.pdf")}


@pytest.fixture
def listed(project):
    """A project with a list of clinics."""
    rows = (f"c{n:02},Praktijk {n} (verzonnen),Voorbeeldweg {n},020 000 {n:04},,,,,en-NL" for n in range(MANY))
    (project / "clinics.csv").write_text("\n".join((COLUMNS, *rows, "")), "utf-8")
    return project


def test_a_batch_that_is_killed_at_random_moments_ends_with_the_very_same(listed, repository):
    _well(_typed(listed, repository, "copies", "--out", "whole", "--clinics", "clinics.csv"))
    whole = _copies(listed / "whole")
    assert len(whole) == MANY
    _well(_typed(listed, repository, "build"))
    chance, there = random.Random(4), 0
    for _ in range(KILLS):
        process = _typed(listed, repository, "copies", "--clinics", "clinics.csv")
        try:
            process.wait(timeout=chance.uniform(1, 4))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        own = _copies(listed / "output")
        assert all(whole[path] == data for path, data in own.items())  # a file is complete or missing
        assert len(own) >= there
        there = len(own)
    _well(_typed(listed, repository, "copies", "--clinics", "clinics.csv"))
    assert _copies(listed / "output") == whole
    assert not [file for file in (listed / "output").rglob("*") if file.name.endswith((".part", ".jsonl"))]
    recorded = json.loads((listed / "output/clinics/manifest.json").read_text("utf-8"))["files"]
    digests = {path.removeprefix("clinics/"): hashlib.sha256(data).hexdigest() for path, data in whole.items()}
    assert {path: entry["sha256"] for path, entry in recorded.items()} == digests


def test_all_copies_up_to_date_is_answered_from_the_record_until_anything_changes(listed, repository):
    asked = ("copies", *ONE, "--clinics", "clinics.csv")
    environment = {**os.environ, "LEAFLET_TODAY": "2026-11-24", "PYTHONPATH": str(repository / "src")}

    def typed(before):
        command = [sys.executable, "-c", f"import sys; from leaflet import start; {before}; start.main()", *asked]
        return subprocess.run(command, cwd=listed, env=environment, capture_output=True, text=True, check=False)

    def again():
        return typed("sys.modules['leaflet.cli.main'] = None")

    def make():
        return typed("pass")

    made = make()
    answer = again()
    assert (answer.returncode, answer.stdout) == (0, made.stdout)
    assert answer.stderr.splitlines()[-1] == f"1 warning: 0 copies written, {MANY} up to date"
    copy, rows = listed / "output/clinics/c07/bdnf-trkb/en-NL/uncertainty-checklist.pdf", listed / "clinics.csv"
    for file in (copy, rows, listed / "output/clinics/manifest.json"):
        good = file.read_bytes()
        file.write_bytes(good + b" ")
        assert again().returncode != 0, f"{file.name} has changed: everything is looked at"
        file.write_bytes(good)
        assert again().returncode == 0
    copy.unlink()
    assert again().returncode != 0
    make()
    assert again().returncode == 0
    (copy.parent / "another.pdf").write_bytes(b"%PDF-")
    assert again().returncode != 0
