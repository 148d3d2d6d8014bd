"""When a build reports at once that there is nothing to do, and when it must not."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet import start
from leaflet.build import up_to_date
from leaflet.cli import edition_build
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.main import run as run_command
from leaflet.cli.record import remove_old
from leaflet.model import PACKAGED_LAYOUTS
from leaflet.publish.lock import locked

DAY = "2026-11-24"
ASKED = ("build", "--no-verapdf")
LAST = "1 edition up to date\n"
OUTPUT = (LAST, f"1/1 topic/layout/en-NL: 1 page, up to date\n{LAST}", "output/topic/en-NL/layout.pdf\n")
PDF = "topic/en-NL/layout.pdf"
BUILD = ("build", "--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf")


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A project whose one edition was built, with its record."""
    monkeypatch.setattr(up_to_date, "_PROGRAM", str(tmp_path / "program"))
    monkeypatch.chdir(tmp_path)
    for name in (
        "sources/house.yaml",
        "layouts/layout/page.css",
        "program/start.py",
        "program/fonts/fonts.toml",
        "checkout/layouts/base/page.css",
        "font",
    ):
        _write(tmp_path / name, name)
    (tmp_path / "program/layouts").symlink_to("../checkout/layouts")  # as in the repository
    _write(tmp_path / "output" / PDF, "a file")
    for name in (up_to_date.MANIFEST, up_to_date.LOCK, f"clinics/one/{PDF}"):
        _write(tmp_path / "output" / name, "{}")
    made = {PDF: hashlib.sha256(b"a file").hexdigest()}
    text = up_to_date.record_text(
        ASKED, ".", "output", DAY, (str(tmp_path / "font"), str(tmp_path / "none")), OUTPUT, made
    )
    _write(tmp_path / "output" / up_to_date.record_path(ASKED), text)
    return tmp_path


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _output(arguments=ASKED, root=".", out="output", day=DAY):
    """What `output_if_unchanged` gives; None where it can't be decided."""
    try:
        return up_to_date.output_if_unchanged(arguments, root, out, day)
    except (OSError, ValueError, up_to_date.UndecidableError):
        return None


def test_what_is_as_it_was_needs_no_build(built):
    assert _output() == OUTPUT


def test_a_new_time_alone_needs_no_build(built):
    for file in (built / "sources/house.yaml", built / "output" / PDF):
        os.utime(file, (1, 1))
    assert _output() == OUTPUT


CHANGES = {
    "a source": lambda root: _write(root / "sources/house.yaml", "other"),
    "another source": lambda root: _write(root / "sources/topics/new/topic.yaml", "new"),
    "a missing source": lambda root: (root / "sources/house.yaml").unlink(),
    "a renamed source": lambda root: (root / "sources/house.yaml").rename(root / "sources/home.yaml"),
    "a layout": lambda root: _write(root / "layouts/layout/page.css", "other"),
    "a layout of the program's": lambda root: _write(root / "checkout/layouts/base/page.css", "other"),
    "one more layout of the program's": lambda root: _write(root / "program/layouts/new/page.css", "new"),
    "the program": lambda root: _write(root / "program/start.py", "other"),
    "the program's fonts": lambda root: _write(root / "program/fonts/toml", "other"),
    "a font": lambda root: _write(root / "font", "other"),
    "a font that was missing": lambda root: _write(root / "none", "new"),
    "an edited output": lambda root: _write(root / "output" / PDF, "A file"),
    "a missing output": lambda root: (root / "output" / PDF).unlink(),
    "one more output": lambda root: _write(root / "output/topic/en-NL/other.pdf", "more"),
    "half an output": lambda root: _write(root / f"output/topic/en-NL/.layout.pdf{up_to_date.TEMPORARY_SUFFIX}", "a f"),
    "an output that is a folder": lambda root: (root / "output/topic/en-NL/other.pdf").mkdir(),
    "the manifest": lambda root: _write(root / "output" / up_to_date.MANIFEST, "{ }"),
    "no manifest": lambda root: (root / "output" / up_to_date.MANIFEST).unlink(),
    "a build that did not end": lambda root: _write(root / "output" / up_to_date.JOURNAL, "{}"),
    "no record": lambda root: (root / "output" / up_to_date.record_path(ASKED)).unlink(),
    "a cut record": lambda root: _cut(root / "output" / up_to_date.record_path(ASKED)),
    "other words": lambda root: _reword(root / "output" / up_to_date.record_path(ASKED)),
    "no lock": lambda root: (root / "output" / up_to_date.LOCK).unlink(),
    "a pipe": lambda root: os.mkfifo(root / "sources/pipe"),
}


def _cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def _reword(path):
    path.write_bytes(path.read_bytes().replace(b"1 edition up", b"2 edition up"))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_needs_a_build(built, change):
    change(built)
    assert _output() is None


def test_another_program_needs_a_build(built, monkeypatch):
    shutil.copytree(built / "program", built / "other")
    monkeypatch.setattr(up_to_date, "_PROGRAM", str(built / "other"))
    assert _output() is None


def test_the_layouts_that_travel_in_the_package_are_read():
    read = up_to_date.input_files(str(PACKAGED_LAYOUTS.parents[2]))
    packaged = [str(path) for path in PACKAGED_LAYOUTS.glob("*/*") if path.is_file()]
    assert packaged
    assert set(packaged) <= set(read)


@pytest.mark.parametrize(
    "asked",
    [
        {"arguments": ("build",)},
        {"arguments": (*ASKED, "--layout", "layout")},
        {"day": "2026-11-25"},
        {"out": "other"},
        {"root": "sources"},
    ],
    ids=str,
)
def test_asked_for_in_another_way_it_needs_a_build(built, asked):
    assert _output(**asked) is None


def test_another_folder_needs_a_build_for_names_are_relative_to_it(built, monkeypatch):
    monkeypatch.chdir(built / "sources")
    assert _output(root=str(built), out=str(built / "output")) is None


@pytest.mark.parametrize(
    ("name", "value"), [("LEAFLET_WORKERS", "1"), ("LD_LIBRARY_PATH", "/opt"), ("TZ", "Asia/Tokyo")], ids=str
)
def test_another_environment_needs_a_build(built, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert _output() is None


def test_verapdf_that_is_there_now_needs_a_build(built, monkeypatch):
    (built / "bin").mkdir()
    (built / "bin/verapdf").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(built / "bin"))
    assert _output() is None


def test_a_package_of_another_version_needs_a_build(built, monkeypatch):
    monkeypatch.syspath_prepend(str(built / "packages"))
    (built / "packages/thing-1.0.dist-info").mkdir(parents=True)
    assert _output() is None


def test_while_another_builds_it_can_not_be_decided(built):
    with locked(built / "output"), pytest.raises(OSError, match="temporarily unavailable"):
        up_to_date.output_if_unchanged(ASKED, ".", "output", DAY)
    assert _output() == OUTPUT


def test_a_record_holds_no_text_that_it_could_not_give_back(built):
    for dependencies, output in ((("a\nb",), OUTPUT), ((), ("a\0b", "", "")), ((), ("\udc80", "", ""))):
        with pytest.raises(up_to_date.UndecidableError):
            up_to_date.record_text(ASKED, ".", "output", DAY, dependencies, output, {})


def test_many_files_have_the_checksums_of_each(tmp_path):
    for number in range(300):
        (tmp_path / str(number)).write_bytes(bytes([number % 256]) * number * 997)
    found = up_to_date.checksums([str(path) for path in tmp_path.iterdir()])
    assert found == {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir()}
    with pytest.raises(FileNotFoundError):
        up_to_date.checksums([*found, str(tmp_path / "none")])


@pytest.mark.parametrize(
    ("arguments", "value"),
    [(("build",), ""), (("--out", "a"), "a"), (("--out=a",), "a"), (("--out", "a", "--out=b"), "b"), (("--out",), "")],
    ids=str,
)
def test_the_last_value_of_an_option_counts(arguments, value):
    assert start._option_value("--out", arguments) == value


@pytest.mark.parametrize(
    ("encoding", "text", "is_printed"),
    [("utf-8", "“x”\n", True), ("latin-1", "“x”\n", False), ("latin-1", "x\n", True)],
)
def test_letters_are_printed_at_once_only_where_it_is_known_how_to_write_them(
    capfd, monkeypatch, encoding, text, is_printed
):
    monkeypatch.setattr(start.sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding))
    monkeypatch.setattr(start.sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding))
    assert start._print_output(text, text, "file\n") is is_printed
    assert capfd.readouterr() == (("file\n", text) if is_printed else ("", ""))


# The whole command


@pytest.fixture
def leaflet(project, repository):
    """A function that runs the command `leaflet` in the project's folder: the process, and which modules it loaded."""
    code = (
        "import atexit, os, sys; from leaflet import start; me = os.getpid(); "
        "report = lambda *_: os.getpid() == me and os.write(2, ' '.join(sys.modules).encode()); "
        "leave = os._exit; os._exit = lambda status: (report(), leave(status)); atexit.register(report); start.main()"
    )

    def run(*arguments, **environment):
        typed = [sys.executable, "-c", code, *arguments]
        environment = {**os.environ, "LEAFLET_TODAY": DAY, "PYTHONPATH": str(repository / "src"), **environment}
        done = subprocess.run(
            typed, cwd=project, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        *lines, modules = done.stderr.splitlines()
        return done.returncode, done.stdout, lines, set(modules.split())

    return run


HEAVY = {"click", "pydantic", "weasyprint", "pathlib", "json", "dataclasses", "typing", "threading", "leaflet.cli.main"}


@pytest.mark.slow
def test_a_build_with_nothing_to_do_says_so_and_loads_next_to_nothing(leaflet, project):
    status, files, lines, modules = leaflet(*BUILD)
    assert (status, lines[-1]) == (0, "1 warning: 1 edition written")
    assert "leaflet.cli.main" in modules
    status, same, lines, modules = leaflet(*BUILD)
    assert (status, same) == (0, files)
    assert lines[0] == "1/1 bdnf-trkb/uncertainty-checklist/en-NL: 1 page, up to date"
    assert lines[-1] == "1 warning: 1 edition up to date"
    assert not modules & HEAVY
    slow = leaflet(*BUILD, LEAFLET_WORKERS="1")
    assert "leaflet.cli.main" in slow[3]
    assert slow[:3] == (status, same, lines)  # both ways print the same


@pytest.mark.slow
def test_after_a_change_everything_is_looked_at(leaflet, project):
    pdf = project / "output/bdnf-trkb/en-NL/uncertainty-checklist.pdf"
    leaflet(*BUILD)
    good = pdf.read_bytes()
    pdf.write_bytes(good + b" ")
    assert leaflet(*BUILD)[2][-1] == "1 warning: 1 edition written"
    assert pdf.read_bytes() == good
    css = project / "layouts/uncertainty-checklist/page.css"
    css.write_text(f"{css.read_text('utf-8')}\n.broken {{ color: nonsense }}\n", "utf-8")
    assert leaflet(*BUILD)[0] == 1
    assert leaflet(*BUILD)[0] == 1


@pytest.mark.slow
def test_a_standing_warning_is_reported_again_at_once(leaflet, project):
    text = project / "sources/topics/bdnf-trkb/topic.yaml"
    needless = "allow: [{policy: overclaim, at: “none”, reason: only tried out}]"
    text.write_text(f"{text.read_text('utf-8')}\n{needless}\n", "utf-8")
    status, files, first, _ = leaflet(*BUILD)
    assert (status, first[-1]) == (0, "2 warnings: 1 edition written")
    warning = [
        line for line in first if "[unused-waiver]" in line or "[improbable-date]" in line or line.startswith("  hint:")
    ]
    status, same, lines, modules = leaflet(*BUILD)
    assert "leaflet.cli.main" not in modules
    assert (status, same) == (0, files)
    assert lines[1:] == [*warning, "2 warnings: 1 edition up to date"]
    slow = leaflet(*BUILD, LEAFLET_WORKERS="1")
    assert "leaflet.cli.main" in slow[3]
    assert slow[:3] == (status, same, lines)


@pytest.mark.slow
def test_what_a_build_has_repaired_is_reported_once(leaflet, project):
    (project / "output").mkdir(exist_ok=True)
    (project / "output" / up_to_date.MANIFEST).write_text("{", "utf-8")
    assert any("corrupt-manifest" in line for line in leaflet(*BUILD)[2])
    assert not any("corrupt-manifest" in line for line in leaflet(*BUILD)[2])


@pytest.mark.slow
def test_beside_a_file_that_is_no_edition_all_is_looked_at(leaflet, project):
    (project / "output/old/en-NL").mkdir(parents=True)
    (project / "output/old/en-NL/trifold.pdf").write_bytes(b"%PDF-")
    assert any("stale-file" in line for line in leaflet(*BUILD)[2])
    assert any("stale-file" in line for line in leaflet(*BUILD)[2])
    (project / "output/old/en-NL/trifold.pdf").unlink()
    assert not any("stale-file" in line for line in leaflet(*BUILD)[2])


@pytest.mark.slow
def test_who_asks_otherwise_in_turn_finds_a_record_of_their_own(leaflet):
    other = (*BUILD, "--no-cache")
    for asked in (BUILD, other):
        assert leaflet(*asked)[0] == 0
    for asked in (BUILD, other, BUILD):
        assert "leaflet.cli.main" not in leaflet(*asked)[3]


def test_old_records_go(tmp_path):
    for number in range(10):
        (tmp_path / str(number)).touch()
        os.utime(tmp_path / str(number), (number, number))
    remove_old(tmp_path, 8)
    assert sorted(file.name for file in tmp_path.iterdir()) == [str(n) for n in range(2, 10)]


@pytest.mark.slow
def test_while_another_builds_the_command_is_refused(leaflet, project):
    leaflet(*BUILD)
    with locked(project / "output"):
        assert leaflet(*BUILD)[0] == ExitStatus.BUSY


@pytest.mark.slow
def test_a_source_that_changes_during_a_build_leaves_no_record(project, monkeypatch):
    monkeypatch.chdir(project)
    monkeypatch.setenv("LEAFLET_TODAY", DAY)
    edition_line = edition_build.edition_line
    text = project / "sources/topics/bdnf-trkb/text.md"

    def edited(*arguments):
        text.write_bytes(text.read_bytes())
        return edition_line(*arguments)

    monkeypatch.setattr(edition_build, "edition_line", edited)
    assert run_command(BUILD) == 0
    assert not Path(project, "output", up_to_date.RECORDS).exists()


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_with_nothing_to_do_starts_one_process(repository, tmp_path):
    (tmp_path / ".ready").touch()
    typed = ["make", "--dry-run", "--no-print-directory", f"VENV={tmp_path}", "-o", f"{tmp_path}/.ready"]
    done = subprocess.run(typed, cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"{tmp_path}/bin/leaflet build"]
    assert "$(shell" not in (repository / "Makefile").read_text("utf-8")  # it would run on every call, whatever is made


@pytest.mark.slow
def test_the_installed_command_begins_at_start(repository, project):
    typed = [sys.executable, "-X", "importtime", str(repository / "tools/leaflet"), "--version"]
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    done = subprocess.run(typed, cwd=project, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("leaflet, version ")
    loaded = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines()]
    assert loaded.index("leaflet.start") < loaded.index("click")
