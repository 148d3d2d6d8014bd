"""`leaflet watch`: one process that builds again whenever something changes."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading

import pytest
from processes import is_gone
from samples import TODAY

from leaflet.build import pipeline
from leaflet.cli.watch import source_changes
from leaflet.compose import document
from leaflet.editions.from_library import editions
from leaflet.publish.lock import locked

pytestmark = pytest.mark.slow

WATCH = ("watch", "--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf")
PDF = "output/bdnf-trkb/en-NL/uncertainty-checklist.pdf"
CSS = "layouts/uncertainty-checklist/page.css"


def _news(lines):
    """The lines but for the warning of a visit after the day of the tests, which is there each time."""
    for line in lines:
        if "[improbable-date]" in line:
            next(lines)
        else:
            yield re.sub(r"(, |^)1 warning: ", lambda match: ": " if match[1] == ", " else "", line)


@pytest.fixture
def watching(project, repository):
    """A function that starts `leaflet watch`: the process, and a function that gives its next line."""
    started = []

    def start(program=repository / "src"):
        environment = {**os.environ, "LEAFLET_TODAY": "2026-11-24"}
        environment["PYTHONPATH"] = os.pathsep.join((str(program), os.environ.get("PYTHONPATH", "")))
        typed = [sys.executable, "-m", "leaflet.cli.main", *WATCH]
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
        process = subprocess.Popen(typed, cwd=project, env=environment, **pipes)
        started.append(process)
        lines = queue.Queue()
        threading.Thread(target=lambda: [lines.put(line) for line in _news(process.stderr)], daemon=True).start()
        return process, lambda: lines.get(timeout=90)

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()


def _write(path, text):
    """As editors do: another file, and then its name."""
    path.with_name(f"{path.name}~").write_text(text, "utf-8")
    path.with_name(f"{path.name}~").replace(path)


def test_what_is_saved_is_built_and_what_is_wrong_is_reported(watching, project):
    process, line = watching()
    assert re.fullmatch(r"1 edition written \(\d+\.\d s\)\n", line())
    first = (project / PDF).read_bytes()
    css = (project / CSS).read_text("utf-8")
    _write(project / CSS, f"{css}\nh1 {{ color: #123456 }}\n")
    assert line().startswith("1 edition written (")
    second = (project / PDF).read_bytes()
    assert second != first
    _write(project / CSS, f"{css}\nh1 {{ colour: nonsense }}\n")
    assert "renderer-warning" in line()
    assert "hint: " in line()
    assert "nothing was written; the last good files stay (" in line()
    assert (project / PDF).read_bytes() == second
    with locked(project / "output"):  # held only while something is built
        pass
    _write(project / CSS, css)
    assert line().startswith("1 edition written (")
    assert (project / PDF).read_bytes() == first
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert not [path for path in project.rglob("*") if path.name.endswith(".part")]
    assert is_gone(process.pid)


def test_a_changed_program_restarts(watching, repository, tmp_path, project):
    program = tmp_path / "program"
    shutil.copytree(repository / "src/leaflet", program / "leaflet", ignore=shutil.ignore_patterns("__pycache__"))
    _, line = watching(program)
    assert line().startswith("1 edition written (")
    pdf = (project / PDF).stat().st_ino
    page = program / "leaflet/scaffold/topic.py"
    _write(page, page.read_text("utf-8") + "\n")
    assert "leaflet itself has changed" in line()
    assert line().startswith("1 edition ")  # by another program, so everything was checked
    assert (project / PDF).stat().st_ino == pdf


def test_what_changed_is_reported_once_when_it_rests(project, monkeypatch):
    text, new = project / "sources/house.yaml", project / "sources/topics/new"
    steps = [
        lambda: None,
        lambda: text.write_bytes(text.read_bytes()),
        lambda: (new.mkdir(), (new / "topic.yaml").touch()),
        lambda: (new / "topic.yaml").write_text("id: new", "utf-8"),  # not yet at rest
        lambda: None,
        lambda: None,
        lambda: os.mkfifo(new / "pipe"),  # it isn't known what there is
        lambda: None,
        (new / "pipe").unlink,
    ]
    slept = []

    def sleep(_):
        slept.append(None)
        if steps:
            steps.pop(0)()

    monkeypatch.setattr("leaflet.cli.watch.time.sleep", sleep)
    found = source_changes(project)
    first, _ = next(found)
    second, _ = next(found)
    assert (len(slept), len(second) - len(first)) == (5, 1)
    monkeypatch.setenv("LEAFLET_TODAY", "2031-01-01")
    third, day = next(found)
    assert third == second
    assert day.year == 2031


def test_a_template_is_read_again_though_its_time_is_the_same(project):
    library, _ = pipeline.check(project, TODAY)
    one = next(e for e in editions(library, TODAY) if e.layout.id == "uncertainty-checklist")
    page = one.layout.folder / "page.html.j2"
    first, time = document.compose(one), page.stat().st_mtime_ns
    page.write_text(page.read_text("utf-8").replace("<h1", "<h1 data-new"), "utf-8")
    os.utime(page, ns=(time, time))
    assert document.compose(one) == first
    pipeline.clear_caches()
    assert "<h1 data-new" in document.compose(one)


def test_warming_up_publishes_nothing(project, monkeypatch):
    made = []
    monkeypatch.setattr(pipeline, "make", made.append)
    pipeline.warm_up(project, TODAY, "bdnf-trkb/trifold/en-NL")
    assert [one.id for one in made] == ["bdnf-trkb/trifold/en-NL"]
    assert not (project / "output").exists()
