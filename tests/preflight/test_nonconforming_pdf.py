"""veraPDF's findings: by a stand-in for the command, and by the command itself where it is on PATH."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest
from leaflets import changed, html, printed, two_pages

from leaflet.model import Locale
from leaflet.preflight.laws import nonconforming_pdf
from leaflet.preflight.laws.nonconforming_pdf import validate_standards

CONFORMING = 'for file in "$@"; do echo "PASS ua1 $file (1 rules)"; echo "PASS 2a $file (1 rules)"; done'


@pytest.fixture(scope="module")
def files():
    """Two editions with their files."""
    pdf = printed(html(two_pages()))
    return [(two_pages(), pdf), (replace(two_pages(), locale=Locale("nl", "NL")), pdf)]


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """A function that puts a shell script called verapdf on PATH."""

    def put(script):
        command = tmp_path / "verapdf"
        command.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\nshift 2\n{script}\n')
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return tmp_path / "asked"

    return put


def test_conforming_files_pass_in_one_call(files, stand_in):
    asked = stand_in(CONFORMING)
    assert validate_standards(files) == ()
    (line,) = asked.read_text().splitlines()
    assert line.startswith("-f ua1,2a ")
    assert line.endswith("1.pdf")


def test_many_files_are_validated_in_batches(files, stand_in, monkeypatch):
    monkeypatch.setattr(nonconforming_pdf, "FILES_AT_ONCE", 1)
    asked = stand_in(CONFORMING)
    assert validate_standards(files) == ()
    assert len(asked.read_text().splitlines()) == 2


def test_a_file_that_fails_is_reported_with_the_rule_and_the_other_is_not(files, stand_in):
    stand_in(
        f'{CONFORMING} | sed "s/PASS ua1 \\(.*1.pdf.*\\)/FAIL ua1 \\1\\n'
        '   7.1-3 x1  Content is not tagged  @ root/"; exit 1'
    )
    (problem,) = validate_standards(files)
    assert problem.editions == ("sample/leaflet/nl-NL",)
    assert "does not conform to PDF/UA-1: 7.1-3 x1 Content is not tagged" in problem.message


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("true", "veraPDF reported nothing on it"),
        ('echo "PASS ua1 $1"', "does not conform to PDF/A-2a"),
        ("echo no engine >&2; exit 2", "could not be validated: no engine"),
        ("kill -9 $$", "could not be validated: exit status -9"),
        ("sleep 9", "TimeoutExpired"),
        ('for f in "$@"; do echo "ERROR ua1 $f can not be parsed"; done; exit 1', "PDF/UA-1: can not be parsed"),
    ],
)
def test_what_is_not_reported_as_passed_does_not_pass(files, stand_in, monkeypatch, script, says):
    monkeypatch.setattr(nonconforming_pdf, "_TIMEOUT_SECONDS", (1, 0))
    stand_in(script)
    found = validate_standards(files)
    assert {problem.editions[0] for problem in found} == {edition.id for edition, _ in files}
    assert any(says in problem.message for problem in found)


def test_nothing_is_done_where_the_command_is_missing(files, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert validate_standards(files) == ()


@pytest.mark.slow
def test_the_command_itself(files):
    """Where it is missing the test is skipped, but never in CI."""
    if shutil.which("verapdf") is None:
        assert not os.environ.get("CI"), "verapdf is not on PATH"
        pytest.skip("the command `verapdf` is not on PATH")
    edition, pdf = files[0]
    bad = changed(pdf, lambda opened: opened.Root.__delitem__("/MarkInfo"))
    assert validate_standards([(edition, pdf)]) == ()
    found = validate_standards([(edition, bad)])
    assert {problem.message.split(" conform to ")[1].partition(":")[0] for problem in found} == {"PDF/UA-1", "PDF/A-2a"}
