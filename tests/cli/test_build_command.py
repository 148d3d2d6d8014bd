"""`leaflet build` of good and of broken projects: what it costs, and what it never costs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.first_topic import copy_project
from cli_samples import CHECKLIST, PDF, TODAY, TOPIC, change, hashes, on_a_terminal
from processes import is_gone
from work import at_most

from leaflet import fonts

MOST_CALLS = 15_000_000
"""What a build may do of itself, beside its workers, that a bad file stops: eleven millions in a fresh process."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def once_built(tmp_path_factory, repository):
    """An output folder with one good leaflet and its manifest."""
    root = copy_project(repository, tmp_path_factory.mktemp("built"))
    done = subprocess.run(
        [sys.executable, "-m", "leaflet.cli.main", "build", *CHECKLIST],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LEAFLET_TODAY": TODAY, "PYTHONPATH": str(repository / "src")},
    )
    assert (done.returncode, done.stdout) == (0, f"{PDF}\n"), done.stderr
    assert done.stderr.startswith("1/1 bdnf-trkb/uncertainty-checklist/en-NL: 1 page\n")
    assert done.stderr.endswith("1 edition written\n")
    assert "error" not in done.stderr
    return root / "output"


@pytest.fixture
def built(project, once_built):
    """A project with a good leaflet from before."""
    shutil.copytree(once_built, project / "output")
    return project


def _alias_bomb():
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    return "\n".join(lines).encode()


BAD_FILES = [
    ("broken-yaml", f"{TOPIC}/claims.yaml", b"- id: [\n", "claims.yaml:1:7", "invalid-yaml", "close the bracket"),
    ("encoding", f"{TOPIC}/text.md", "## É\n".encode("latin-1"), "text.md:1:4", "invalid-encoding", "UTF-8"),
    ("ten-megabytes", f"{TOPIC}/claims.yaml", b"- a\n" * 2_500_000, "claims.yaml:1:1", "too-large", "split it"),
    ("alias-bomb", f"{TOPIC}/topic.yaml", _alias_bomb(), "topic.yaml:1:5", "yaml-alias", "write the value out"),
    ("brackets", f"{TOPIC}/topic.yaml", b"[" * 100_000, "topic.yaml:1:25", "too-deep", "brackets"),
    (
        "zeros",
        f"{TOPIC}/uncertainties.yaml",
        b"- id: a\x00\n",
        "uncertainties.yaml:1:8",
        "invalid-encoding",
        "delete it",
    ),
    ("json", "sources/references.json", b"[{,}]", "references.json:1:3", "invalid-json", "commas"),
    (
        "figure",
        f"{TOPIC}/figures/bdnf-trkb.svg",
        b"<svg><script/></svg>",
        "bdnf-trkb.svg:1:6",
        "unsafe-svg",
        "nothing in a drawing may run",
    ),
    ("climbing-figure", f"{TOPIC}/text.md", b"![](../../../x.svg)\n", "text.md:1:1", "unsupported-prose", "## Title"),
    ("layout", "layouts/uncertainty-checklist/layout.yaml", b"id: [", "layout.yaml:1:5", "invalid-yaml", "bracket"),
]


@pytest.mark.parametrize("bad", BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_reported_with_place_and_hint_and_costs_no_good_one(leaflet, built, bad):
    _, path, content, place, rule, hint = bad
    before = hashes(built / "output")
    (built / path).write_bytes(content)
    with at_most(calls=MOST_CALLS):
        status, out, err = leaflet("build", *CHECKLIST)
    assert (status, out) == (1, "")
    assert _is_reported(err, place, rule, hint)
    assert "Traceback" not in err
    assert hashes(built / "output") == before


def _is_reported(err, place, rule, hint):
    """Is there a problem at `place` by `rule` with `hint` in standard error?"""
    lines = err.splitlines()
    heads = [n for n, line in enumerate(lines) if f"{place}: error: " in line and line.endswith(f"[{rule}]")]
    return any(hint in lines[n + 1] and lines[n + 1].startswith("  hint: ") for n in heads)


TEMPLATE = "layouts/uncertainty-checklist/page.html.j2"
BAD_CHANGES = [
    ("unknown-locale", "sources/house.yaml", "en-NL]", "en-QQ]", "house.yaml:3:18", "unknown-locale", "nl-NL or en-NL"),
    (
        "climbing-topic",
        f"{TOPIC}/topic.yaml",
        "id: bdnf-trkb",
        "id: ../../x",
        "topic.yaml:",
        "invalid-record",
        "small letters",
    ),
    (
        "broken-template",
        TEMPLATE,
        "block body %}",
        "block body %}{% if %}",
        "page.html.j2:",
        "broken-template",
        "compare",
    ),
    ("unknown-name", TEMPLATE, "block body %}", "block body %}{{ nothing.x }}", "page.html.j2:", "broken-template", ""),
]


@pytest.mark.parametrize("bad", BAD_CHANGES, ids=[row[0] for row in BAD_CHANGES])
def test_a_bad_change_is_reported_with_place_and_hint_and_costs_no_good_file(leaflet, built, bad):
    name, path, old, new, place, rule, hint = bad
    before = hashes(built / "output")
    change(built, path, old, new)
    status, out, err = leaflet("build", *(CHECKLIST[:2] if name == "unknown-locale" else CHECKLIST))
    assert (status, out) == (1, "")
    assert re.search(rf"{re.escape(place)}[\d:]*: error: .* \[{rule}\]\n  hint: .*{re.escape(hint)}", err)
    assert "Traceback" not in err
    assert hashes(built / "output") == before
    assert sorted(p.name for p in built.parent.iterdir()) == ["project"]


def test_a_missing_font_is_reported_with_the_line_to_type_and_costs_no_good_file(leaflet, built, monkeypatch, tmp_path):
    before = hashes(built / "output")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path / "empty",))
    status, out, err = leaflet("build", *CHECKLIST)
    assert (status, out) == (1, "")
    assert "[missing-font]" in err
    assert "apt-get install fonts-lato" in err
    assert hashes(built / "output") == before


@pytest.mark.parametrize("where", ["output", "output/bdnf-trkb", "output/bdnf-trkb/en-NL"])
def test_an_output_folder_that_can_not_be_written_to_is_reported(leaflet, project, where):
    (project / where).parent.mkdir(parents=True, exist_ok=True)
    (project / where).write_text("not a folder")
    status, out, err = leaflet("build", *CHECKLIST)
    assert (status, out) == (1, "")
    assert "[cannot-write]" in err
    assert "--out" in err
    assert (project / where).read_text() == "not a folder"
    assert "Traceback" not in err


def test_an_output_folder_that_leads_elsewhere_is_not_followed(leaflet, project, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (project / "output").mkdir()
    (project / "output/bdnf-trkb").symlink_to(tmp_path / "elsewhere")
    status, _, err = leaflet("build", *CHECKLIST)
    assert status == 1
    assert "would be outside the output folder" in err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_can_not_be_all_at_once_ends_with_2(leaflet, project):
    layout = project / "layouts/uncertainty-checklist/layout.yaml"
    layout.write_text(f"languages: [nl]\n{layout.read_text('utf-8')}", "utf-8")
    status, _, err = leaflet("build", *CHECKLIST)
    assert status == 2
    assert "no edition matches all of this" in err


def test_a_terminal_shows_a_bar(project, repository):
    status, shown = on_a_terminal(project, repository, ["build", *CHECKLIST, "--out", "other"])
    assert status == 0
    assert "100%" in shown
    assert "1/1" not in shown
    assert (project / "other/bdnf-trkb/en-NL/uncertainty-checklist.pdf").is_file()


def test_an_interruption_ends_with_130_and_leaves_no_part_of_a_file(project, repository):
    process = subprocess.Popen(
        [sys.executable, "-m", "leaflet.cli.main", "build", "--no-verapdf"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "LEAFLET_TODAY": TODAY, "PYTHONPATH": str(repository / "src")},
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not children.read_text("ascii"):  # it has begun when it has workers, and eight editions take them seconds
        time.sleep(0.02)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the command and all that it has started
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert is_gone(process.pid)  # nothing that it has started goes on
    files = [p for p in (project / "output").rglob("*") if p.is_file()]
    assert not [p.name for p in files if p.name.endswith(".part")]
    assert all(p.read_bytes().rstrip().endswith(b"%%EOF") for p in files if p.suffix == ".pdf")
