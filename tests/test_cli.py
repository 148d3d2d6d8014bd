"""Every command as a person or a program uses it: what is printed where, and with which exit status."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import is_gone

from leaflet import fonts
from leaflet.cli import main as cli
from leaflet.cli.explanations import EXPLANATIONS

pytestmark = pytest.mark.slow

TODAY = "2026-11-24"
TOPIC = "sources/topics/bdnf-trkb"
CHECKLIST = ("--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf")
PDF = "output/bdnf-trkb/en-NL/uncertainty-checklist.pdf"
SIGN = ("sign-off", "bdnf-trkb", "--name", "A. Reviewer", "--role", "nurse", "--date", TODAY)
FAULT = ("sources/house.yaml", b"publisher: [\n")


@pytest.fixture
def leaflet(project, monkeypatch, capsys):
    """A function that runs a command in the project's folder: status, standard output, standard error."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("LEAFLET_TODAY", TODAY)

    def run(*arguments):
        status = cli.run(arguments)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def command(project, repository):
    """A function that runs a command as a process of its own in the project's folder."""

    def run(*arguments, **options):
        environment = {**os.environ, "LEAFLET_TODAY": TODAY, "PYTHONPATH": str(repository / "src")}
        environment |= options.pop("env", {})
        options = {"cwd": project, "capture_output": True, "timeout": 120, **options}
        typed = [sys.executable, "-m", "leaflet.cli.main", *arguments]
        return subprocess.run(typed, env=environment, **options)  # noqa: PLW1510 -- the status is looked at

    return run


def _broken(project):
    """The project, its house.yaml unreadable."""
    (project / FAULT[0]).write_bytes(FAULT[1])
    return project


# Exit status


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "bdnf-trkb"],
        ["explain"],
        ["explain", "overclaim"],
        ["list"],
        ["translate", "nl"],
        ["new", "topic", "lithium-risks"],
        ["doctor"],
        [*SIGN],
        ["--help"],
        ["-h"],
        ["build", "--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_a_good_command_ends_with_0_and_says_something(leaflet, arguments):
    status, out, err = leaflet(*arguments)
    assert status == 0
    assert out or err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [["check"], ["build"], ["list"], ["translate", "nl"], [*SIGN]], ids=lambda arguments: arguments[0]
)
def test_faults_in_the_content_end_with_1_and_are_reported_with_place_and_hint(leaflet, project, arguments):
    _broken(project)
    status, out, err = leaflet(*arguments)
    assert status == 1
    assert "sources/house.yaml:2:1: error: this is not valid YAML" in err
    assert "  hint: a bracket is not closed" in err
    assert "house.yaml" not in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Usage: leaflet"),
        (["biuld"], "No such command 'biuld'"),
        (["build", "--layuot", "trifold"], "--layout"),
        (["build", "bdnf-trbk"], "there is no topic `bdnf-trbk`; did you mean `bdnf-trkb`?"),
        (["check", "bdnf-trbk"], "did you mean `bdnf-trkb`?"),
        (["build", "../x"], "there is no topic `../x`"),
        (["check", "../topics/bdnf-trkb"], "there is no topic `../topics/bdnf-trkb`"),
        (["build", "--layout", "trifodl"], "there is no layout `trifodl`; did you mean `trifold`?"),
        (["build", "--layout", "base"], "there is no layout `base`"),
        (["build", "--locale", "nl-Nl"], "there is no locale `nl-Nl`; did you mean `nl-NL`?"),
        (["build", "--locale", "xx-YY"], "there are `nl-NL`, `en-NL`"),
        (["build", "--out", "sources/house.yaml"], "is a file"),
        (["explain", "overclaims"], "did you mean `overclaim`?"),
        (["list", "--format", "xml"], "is not one of 'text', 'json', 'github'"),
        (["translate", "xx"], "`xx` is not a language"),
        (["translate", "en"], "the sources themselves are in `en`"),
        (["translate", "../nl"], "is not a language"),
        (["translate"], "Missing argument 'LANG'"),
        (["sign-off", "bdnf-trkb", "--name", "A", "--role", "b", "--date", "24-11-2026"], "does not match the format"),
        (["sign-off", "bdnf-trkb", "--name", "A", "--role", "b", "--date", "2027-01-01"], "still to come"),
        (["sign-off", "bdnf-trkb", "--name", " ", "--role", "b", "--date", TODAY], "name and role"),
        (["sign-off", "bdnf-trkb", "--name", "A"], "Missing option"),
        (["sign-off", "../x", "--name", "A", "--role", "b", "--date", TODAY], "there is no topic `../x`"),
        (["new", "topic", "../x"], "`../x` can't be an id"),
        (["new", "topic", "Big Name"], "can't be an id"),
        (["new", "topic", "bdnf-trkb"], "there is a topic `bdnf-trkb` already"),
        (["new"], "Usage: leaflet new"),
        (["preflight"], "Missing argument 'FILE...'"),
        (["--root", "nowhere", "list"], "does not exist"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_ends_with_2_and_says_what_would_be_right(leaflet, project, arguments, says):
    before = _hashes(project)
    status, out, err = leaflet(*arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err
    assert _hashes(project) == before


def test_a_day_that_is_none_in_the_environment_ends_with_2(leaflet, monkeypatch):
    monkeypatch.setenv("LEAFLET_TODAY", "tomorrow")
    status, _, err = leaflet("check")
    assert status == 2
    assert "LEAFLET_TODAY must be a day such as 2026-11-24, not `tomorrow`" in err


def _fail(*_):
    raise RuntimeError("the pump\nis \x1b[31mbroken")


@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "json"]], ids=["text", "json"])
def test_a_fault_of_ours_ends_with_3_and_a_line_that_asks_for_debug(leaflet, monkeypatch, arguments):
    monkeypatch.setattr("leaflet.build.pipeline.check", _fail)
    status, out, err = leaflet(*arguments)
    assert (status, out) == (3, "")
    assert err.count("\n") == 1
    assert "leaflet itself failed, not your files (RuntimeError: the pump is \\u001b[31mbroken)" in err
    assert "--debug" in err


@pytest.mark.parametrize("arguments", [["--debug", "check"], ["check", "--debug"]], ids=" ".join)
def test_a_fault_of_ours_shows_a_traceback_where_it_is_asked_for(leaflet, monkeypatch, arguments):
    monkeypatch.setattr("leaflet.build.pipeline.check", _fail)
    status, out, err = leaflet(*arguments)
    assert (status, out) == (3, "")
    assert "Traceback (most recent call last)" in err
    assert "in _fail" in err


def test_a_fault_of_ours_shows_a_traceback_where_the_environment_asks_for_it(leaflet, monkeypatch):
    monkeypatch.setenv("LEAFLET_DEBUG", "1")
    monkeypatch.setattr("leaflet.build.pipeline.check", _fail)
    assert "Traceback" in leaflet("check")[2]


# What is printed where


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("name", ["text", "json", "github"])
def test_a_format_may_stand_before_or_after_the_command(leaflet, project, name, place):
    _broken(project)
    chosen = ("--format", name)
    status, out, err = leaflet(*((*chosen, "check") if place == "before" else ("check", *chosen)))
    assert status == 1
    reported = {
        "text": lambda: "sources/house.yaml:2:1: error:" in err and out == "",
        "json": lambda: json.loads(out)[0]["path"] == "sources/house.yaml" and err == "",
        "github": lambda: (
            out.startswith("::error file=sources/house.yaml,line=2,col=1,title=invalid-yaml::") and err == ""
        ),
    }
    assert reported[name]()


def test_the_format_after_the_command_wins(leaflet):
    assert json.loads(leaflet("--format", "text", "check", "--format", "json")[1]) is not None


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["check"], list),
        (["list"], dict),
        (["explain"], list),
        (["explain", "overclaim"], dict),
        (["doctor"], list),
        (["translate", "nl"], dict),
        (["new", "topic", "lithium-risks"], dict),
        ([*SIGN], dict),
        (["preflight", "sources/house.yaml"], list),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_with_json_standard_output_is_one_value_and_standard_error_is_empty(leaflet, arguments, kind):
    _, out, err = leaflet(*arguments, "--format", "json")
    assert isinstance(json.loads(out), kind)
    assert err == ""


@pytest.mark.parametrize(
    "arguments", [["check"], ["build"], ["translate", "nl"], [*SIGN], ["list"]], ids=lambda a: a[0]
)
def test_with_json_faults_are_reported_in_the_value_too(leaflet, project, arguments):
    _broken(project)
    status, out, err = leaflet(*arguments, "--format", "json")
    value = json.loads(out)
    problems = value if isinstance(value, list) else value["problems"]
    assert (status, err) == (1, "")
    assert ("invalid-yaml", "sources/house.yaml", 2) in [(p["rule"], p["path"], p["line"]) for p in problems]


def test_checking_good_sources_prints_nothing_on_standard_output(leaflet):
    assert leaflet("check") == (0, "", "0 errors\n")


def test_a_list_holds_everything_by_kind(leaflet):
    _, out, err = leaflet("list")
    assert err == ""
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "topics",
        "layouts",
        "locales",
        "editions",
    ]
    listing = json.loads(leaflet("list", "--format", "json")[1])
    assert [row["id"] for row in listing["locales"]] == ["nl-NL", "en-NL"]
    assert len(listing["editions"]) == 8
    assert all(row["about"] == "draft" for row in listing["editions"])
    assert all(f"  {row['id']} " in out for row in (*listing["topics"], *listing["layouts"], *listing["editions"]))


def test_an_explanation_is_the_name_and_its_words(leaflet):
    _, out, err = leaflet("explain", "overclaim")
    assert out == f"overclaim\n\n{EXPLANATIONS['overclaim'].strip()}\n"
    assert err == ""


def test_all_explanations_are_a_line_each(leaflet):
    lines = leaflet("explain")[1].splitlines()
    assert [line.split()[0] for line in lines] == list(EXPLANATIONS)


def test_what_a_translation_lacks_is_reported_by_name_and_counted(leaflet, project):
    text = (project / TOPIC / "text.md").read_text("utf-8")
    (project / TOPIC / "text.md").write_text(f"{text}\nA sentence that is new.\n", "utf-8")
    status, out, err = leaflet("translate", "nl")
    assert status == 0
    counted = [line for line in out.splitlines() if line.startswith(f"{TOPIC}/nl.po: ")]
    assert [re.search(r", (\d+) missing, (\d+) fuzzy, (\d+) obsolete, updated", line)[1] for line in counted] == ["1"]
    assert re.search(rf"^{TOPIC}/nl.po: missing: block/\S+/markdown$", err, re.MULTILINE)
    assert ", updated" not in leaflet("translate", "nl")[1]


def test_a_signature_is_recorded_and_shown_and_ends_with_a_change(leaflet, project):
    status, out, err = leaflet(*SIGN)
    assert (status, out) == (0, f"{TOPIC}/review.yaml\n")
    assert "signed off until 2027-11-24" in err
    assert "reviewed" in leaflet("list")[1]
    topic = project / TOPIC / "topic.yaml"
    topic.write_text(topic.read_text("utf-8").replace('version: "1.0"', 'version: "1.1"'), "utf-8")
    assert "reviewed" not in leaflet("list")[1]


def test_a_new_topic_is_named_file_by_file_and_says_what_is_left(leaflet, project):
    status, out, err = leaflet("new", "topic", "lithium-risks")
    assert status == 0
    assert all((project / file).is_file() for file in out.splitlines())
    assert "leaflet check lithium-risks" in err
    status, _, err = leaflet("check", "lithium-risks")
    assert status == 1
    assert "[unwritten-text]" in err


def test_the_doctor_says_what_is_well_and_what_is_not(leaflet, monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    status, out, _ = leaflet("doctor")
    assert status == 1
    assert "missing  font Lato-Regular.ttf: not found" in out
    assert "to install: Debian, Ubuntu:  sudo apt-get install" in out
    assert re.search(r"^ok       Pango: ", out, re.MULTILINE)


def test_names_with_control_characters_are_shown_escaped(leaflet, project):
    (project / "sources/topics/a\x1b[2Jb").mkdir()
    status, _, err = leaflet("check")
    assert status == 1
    assert "\x1b" not in err
    assert "sources/topics/a\\u001b[2Jb:1:1: error: the folder's name" in err
    status, _, err = leaflet("check", "x\x1b[2Jy")
    assert status == 2
    assert "\x1b" not in err
    assert "`x\\u001b[2Jy`" in err


def test_a_name_that_is_no_utf8_is_shown_escaped(command, project):
    os.mkdir(os.fsencode(project / "sources/topics") + b"/\xff")  # noqa: PTH102 -- a Path can't spell it
    done = command("check")
    assert done.returncode == 1
    assert b"sources/topics/\\udcff:1:1: error" in done.stderr
    assert b"Traceback" not in done.stderr
    assert "\\udcff" in json.loads(command("check", "--format", "json").stdout)[0]["path"]


# Where it is typed


@pytest.mark.parametrize("folder", ["sources", TOPIC, f"{TOPIC}/figures", "layouts/trifold"])
def test_a_command_may_be_typed_anywhere_inside_the_project(leaflet, project, monkeypatch, folder):
    monkeypatch.chdir(project / folder)
    assert leaflet("check")[0] == 0


def test_outside_of_a_project_it_says_so(leaflet, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, err = leaflet("check")
    assert (status, out) == (2, "")
    assert "or give --root" in err


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_project_may_be_named(leaflet, project, tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    root = ("--root", str(project))
    status, out, _ = leaflet(*((*root, "list") if place == "before" else ("list", *root)))
    assert status == 0
    assert "bdnf-trkb" in out


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=lambda environment: "-".join(environment.values()),
)
def test_no_encoding_of_a_terminal_keeps_anything_from_being_reported(command, project, environment):
    contacts = project / "sources/contacts.yaml"
    contacts.write_bytes("- “één”: 🍄\n".encode())
    done = command("check", env=environment)
    assert done.returncode == 1
    assert b"sources/contacts.yaml:1:3: error: `" in done.stderr
    assert b"Traceback" not in done.stderr
    reported = json.loads(command("check", "--format", "json", env=environment).stdout.decode(_encoding(environment)))
    assert any("`“één”`" in problem["message"] for problem in reported)


def _encoding(environment):
    return "latin-1" if environment.get("PYTHONIOENCODING") == "latin-1" else "utf-8"


@pytest.mark.parametrize("arguments", [["explain"], ["list", "--format", "json"], ["check"]], ids=" ".join)
def test_a_reader_that_goes_away_costs_no_traceback(command, project, arguments):
    _broken(project) if arguments == ["check"] else None
    reading, writing = os.pipe()
    os.close(reading)
    try:
        stream = "stderr" if arguments == ["check"] else "stdout"
        other = "stdout" if stream == "stderr" else "stderr"
        done = command(*arguments, capture_output=False, **{stream: writing, other: subprocess.PIPE})
    finally:
        os.close(writing)
    assert done.returncode == 1
    assert not getattr(done, other)


HEAVY = ("weasyprint", "pypdfium2", "pikepdf", "numpy", "zxingcpp", "citeproc")


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], ()),
        (["--version"], ()),
        (["list"], ()),
        (["doctor"], ()),
        (["translate", "nl"], ()),
        (["new", "topic", "other"], ()),
        (["explain", "overclaim"], ("pypdfium2", "pikepdf", "numpy", "zxingcpp")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_no_command_waits_for_libraries_that_it_does_not_need(project, repository, arguments, allowed):
    code = (
        "import sys; from leaflet.cli import main as cli; cli.run(sys.argv[2:]); "
        "print(*[m for m in sys.argv[1].split(',') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ",".join(HEAVY), *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(repository / "src")},
    )
    assert set(done.stderr.splitlines()[-1].split()) <= set(allowed)


# Colours


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["plain", "NO_COLOR"]
)
def test_colours_stand_on_a_terminal_unless_they_are_refused(project, repository, environment, coloured):
    _broken(project)
    status, reported = _on_a_terminal(project, repository, ["check"], **environment)
    assert status == 1
    assert "error" in reported
    assert ("\x1b[31m" in reported) is coloured


def test_no_colour_stands_where_a_program_reads(command, project):
    _broken(project)
    assert b"\x1b" not in command("check", env={"TERM": "xterm-256color"}).stderr


def _on_a_terminal(project, repository, arguments, **environment):
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


# Building


@pytest.fixture(scope="module")
def once_built(tmp_path_factory, repository):
    """An output folder with one good leaflet and its manifest."""
    root = tmp_path_factory.mktemp("built")
    for name in ("sources", "layouts"):
        shutil.copytree(repository / name, root / name)
    done = subprocess.run(
        [sys.executable, "-m", "leaflet.cli.main", "build", *CHECKLIST],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LEAFLET_TODAY": TODAY, "PYTHONPATH": str(repository / "src")},
    )
    assert (done.returncode, done.stdout) == (0, f"{PDF}\n"), done.stderr
    assert done.stderr == "1/1 bdnf-trkb/uncertainty-checklist/en-NL: 1 page\n1 edition written\n"
    return root / "output"


@pytest.fixture
def built(project, once_built):
    """A project with a good leaflet from before."""
    shutil.copytree(once_built, project / "output")
    return project


def _hashes(folder):
    """SHA-256 of every file below `folder`, by its path; without the build's own state, which is hidden."""
    files = {p.relative_to(folder): p for p in folder.rglob("*") if p.is_file()}
    shown = {path: file for path, file in files.items() if not any(part.startswith(".") for part in path.parts)}
    return {path.as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for path, file in shown.items()}


def _alias_bomb():
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    return "\n".join(lines).encode()


BAD_FILES = [
    ("broken-yaml", f"{TOPIC}/claims.yaml", b"- id: [\n", "claims.yaml:2:1", "invalid-yaml", "bracket is not closed"),
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
        "allowed:",
    ),
    ("climbing-figure", f"{TOPIC}/text.md", b"![](../../../x.svg)\n", "text.md:1:1", "unsupported-prose", "## Title"),
    ("layout", "layouts/uncertainty-checklist/layout.yaml", b"id: [", "layout.yaml:1:6", "invalid-yaml", "bracket"),
]


@pytest.mark.parametrize("bad", BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_reported_with_place_and_hint_and_costs_no_good_one(leaflet, built, bad):
    _, path, content, place, rule, hint = bad
    before = _hashes(built / "output")
    (built / path).write_bytes(content)
    began = time.monotonic()
    status, out, err = leaflet("build", *CHECKLIST)
    assert (status, out) == (1, "")
    assert time.monotonic() - began < 60
    assert _is_reported(err, place, rule, hint)
    assert "Traceback" not in err
    assert _hashes(built / "output") == before


def _is_reported(err, place, rule, hint):
    """Is there a problem at `place` by `rule` with `hint` in standard error?"""
    lines = err.splitlines()
    heads = [n for n, line in enumerate(lines) if f"{place}: error: " in line and line.endswith(f"[{rule}]")]
    return any(hint in lines[n + 1] and lines[n + 1].startswith("  hint: ") for n in heads)


def _change(root, path, old, new):
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


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
    before = _hashes(built / "output")
    _change(built, path, old, new)
    status, out, err = leaflet("build", *(CHECKLIST[:2] if name == "unknown-locale" else CHECKLIST))
    assert (status, out) == (1, "")
    assert re.search(rf"{re.escape(place)}[\d:]*: error: .* \[{rule}\]\n  hint: .*{re.escape(hint)}", err)
    assert "Traceback" not in err
    assert _hashes(built / "output") == before
    assert sorted(p.name for p in built.parent.iterdir()) == ["project"]


def test_a_missing_font_is_reported_with_the_line_to_type_and_costs_no_good_file(leaflet, built, monkeypatch, tmp_path):
    before = _hashes(built / "output")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path / "empty",))
    status, out, err = leaflet("build", *CHECKLIST)
    assert (status, out) == (1, "")
    assert "[missing-font]" in err
    assert "apt-get install fonts-lato" in err
    assert _hashes(built / "output") == before


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
    layout.write_text(re.sub(r"languages: .*", "languages: [nl]", layout.read_text("utf-8")), "utf-8")
    status, _, err = leaflet("build", *CHECKLIST)
    assert status == 2
    assert "no edition matches all of this" in err


def test_a_terminal_shows_a_bar(project, repository):
    status, shown = _on_a_terminal(project, repository, ["build", *CHECKLIST, "--out", "other"])
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
