"""`leaflet inspect` on real editions: what is printed, in which format, and with which exit status."""

from __future__ import annotations

import json
import os
import re
from dataclasses import fields

import pytest
from samples import TODAY
from submitted import FILE, annotated, edited

from leaflet.build.options import Selection
from leaflet.build.pipeline import build
from leaflet.cli.main import run as run_command
from leaflet.inspect.files import inspect
from leaflet.inspect.verdict import ContentChange, EditionVersion, FileState, Verdict
from leaflet.problem import has_errors

pytestmark = pytest.mark.slow

SELECTION = Selection(layouts=("uncertainty-checklist", "large-print"), locales=("nl-NL",))
CHECKLIST = "bdnf-trkb/nl-NL/uncertainty-checklist.pdf"
LARGE = "bdnf-trkb/nl-NL/large-print.pdf"
KEYS = [field.name for field in fields(Verdict)]


@pytest.fixture
def printed(project, tmp_path):
    """The folder of two editions that were printed from `project`."""
    _, problems = build(project, tmp_path / "out", TODAY, SELECTION, lambda *_: None)
    assert not has_errors(problems)
    return tmp_path / "out"


@pytest.fixture
def inspect_files(project, capsys, monkeypatch):
    """Run the command; (exit status, standard output, standard error)."""
    monkeypatch.setenv("LEAFLET_TODAY", TODAY.isoformat())

    def run(*arguments):
        status = run_command(["inspect", "--root", str(project), *map(str, arguments)])
        return status, *capsys.readouterr()

    return run


def _lithium_is_reworded(project):
    """Change a required statement and its translation, and raise the version."""
    for path, old, new in (
        ("sources/disclaimers.yaml", "used lithium with a psychedelic", "used lithium with any psychedelic"),
        ("sources/nl.po", "used lithium with a psychedelic", "used lithium with any psychedelic"),
        ("sources/nl.po", "na lithium samen met een psychedelicum", "na lithium samen met welk psychedelicum ook"),
        ("sources/topics/bdnf-trkb/topic.yaml", 'version: "1.0"', 'version: "1.1"'),
    ):
        text = (project / path).read_text("utf-8")
        assert old in text, path
        (project / path).write_text(text.replace(old, new), "utf-8")


def test_a_current_file_is_one_line_and_status_0(printed, inspect_files):
    path = printed / CHECKLIST
    status, out, err = inspect_files(path)
    line = f"{path}: current: bdnf-trkb/uncertainty-checklist/nl-NL v1.0 of 2026-11-24\n"
    assert (status, out, err) == (0, line, "")


def test_one_that_is_not_current_makes_it_1_and_each_has_its_line(printed, inspect_files, tmp_path):
    altered = tmp_path / FILE
    altered.write_bytes(edited((printed / LARGE).read_bytes(), annotated("/FreeText")))
    status, out, _ = inspect_files(printed / CHECKLIST, altered, tmp_path, tmp_path / "nothing.pdf")
    heads = [line.removeprefix(f"{tmp_path}/").split(": ")[:2] for line in out.splitlines() if line[0] == "/"]
    states = [state for _, state in heads]
    assert (status, states) == (1, ["current", "altered", "unknown", "unknown"])
    assert "  altered: page 2: somebody put a note" in out
    assert "  note: it is not a file" in out
    assert "  note: there is no such file" in out


def test_an_old_file_is_reported_with_the_words_of_then_and_now(project, printed, inspect_files):
    _lithium_is_reworded(project)
    status, out, _ = inspect_files(printed / LARGE, printed / CHECKLIST)
    assert status == 1
    assert out.count("outdated: it says v1.0, today it is v1.1") == 2
    assert out.count("changed: statement `interaction-lithium`") == 2
    assert "lithium samen met een psychedelicum" in out.partition("was: “")[2]
    assert "lithium samen met welk psychedelicum ook" in out.partition("now: “")[2]
    assert "altered" not in out
    assert "error" not in out


def test_the_json_is_as_it_is_documented(project, printed, inspect_files, repository):
    _lithium_is_reworded(project)
    status, out, err = inspect_files("--format", "json", printed / LARGE, project / "sources/house.yaml")
    large, stranger = json.loads(out)
    assert (status, err) == (1, "")
    assert list(large) == list(stranger) == KEYS
    assert list(large["then"]) == list(large["today"]) == [field.name for field in fields(EditionVersion)]
    assert [list(change) for change in large["changes"]] == [[field.name for field in fields(ContentChange)]]
    assert (large["state"], large["then"]["review"]) == ("outdated", "draft")
    assert (stranger["state"], stranger["then"], stranger["changes"]) == ("unknown", None, [])
    table = (repository / "docs/developers.md").read_text("utf-8").split("| key | value |", 1)[1].split("\n\n", 1)[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == KEYS
    assert all(f"`{state}`" in table for state in FileState)


def test_github_gets_what_is_not_current(printed, inspect_files, tmp_path):
    status, out, _ = inspect_files("--format", "github", printed / CHECKLIST, tmp_path / "nothing.pdf")
    assert status == 1
    assert out.splitlines() == [
        f"::error file={tmp_path}/nothing.pdf,line=1,col=1,title=unknown::note: there is no such file%0A"
        "hint: to do: don't hand it out; ask where it is from, or print an edition that `leaflet list` names"
    ]


def test_a_name_can_not_lie_on_a_terminal(inspect_files, tmp_path):
    _, out, _ = inspect_files(tmp_path / "a\x1b[2K\u202efdp.exe")
    assert "\x1b" not in out
    assert "\\u001b[2K\\u202efdp.exe: unknown" in out


@pytest.mark.parametrize("kind", ["pipe", "unreadable"])
def test_what_can_not_be_read_is_unknown(inspect_files, tmp_path, kind, monkeypatch):
    path = tmp_path / FILE
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b"%PDF")
        monkeypatch.setattr(type(path), "read_bytes", _refusing(path))
    status, out, _ = inspect_files(path)
    assert (status, "unknown" in out) == (1, True)


def _refusing(refused):
    """`Path.read_bytes` of somebody who may not read the file `refused`."""
    real = type(refused).read_bytes

    def read_bytes(path):
        if path == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    return read_bytes


def test_no_real_edition_is_called_altered_when_only_its_topic_has_changed(project, printed):
    _lithium_is_reworded(project)
    for verdict in inspect(project, [printed / CHECKLIST, printed / LARGE], TODAY):
        assert (verdict.state, verdict.differs) == (FileState.OUTDATED, ())


def test_broken_sources_make_nothing_current_and_no_traceback(project, printed, inspect_files):
    (project / "sources/topics/bdnf-trkb/topic.yaml").write_text("id: [", "utf-8")
    status, out, _ = inspect_files(printed / CHECKLIST)
    assert status == 1
    assert "unknown" in out
    assert "the sources have faults" in out
