"""What is printed where: formats, encodings, terminals, and from which folder."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest
from cli_samples import SIGN, TOPIC, broken, change, on_a_terminal

from leaflet import fonts
from leaflet.cli.explanations import EXPLANATIONS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("name", ["text", "json", "github"])
def test_a_format_may_stand_before_or_after_the_command(leaflet, project, name, place):
    broken(project)
    chosen = ("--format", name)
    status, out, err = leaflet(*((*chosen, "check") if place == "before" else ("check", *chosen)))
    assert status == 1
    reported = {
        "text": lambda: "sources/house.yaml:1:12: error:" in err and out == "",
        "json": lambda: json.loads(out)[0]["path"] == "sources/house.yaml" and err == "",
        "github": lambda: (
            out.startswith("::error file=sources/house.yaml,line=1,col=12,title=invalid-yaml::") and err == ""
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
        (["due"], dict),
        (["explain"], list),
        (["explain", "overclaim"], dict),
        (["doctor"], list),
        (["translate", "nl"], dict),
        (["new", "topic", "lithium-risks", "--category", "psychedelics"], dict),
        ([*SIGN], dict),
        (["inspect", "sources/house.yaml"], list),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_with_json_standard_output_is_one_value_and_standard_error_is_empty(leaflet, arguments, kind):
    _, out, err = leaflet(*arguments, "--format", "json")
    assert isinstance(json.loads(out), kind)
    assert err == ""


@pytest.mark.parametrize(
    "arguments", [["check"], ["build"], ["translate", "nl"], [*SIGN], ["list"], ["due"]], ids=lambda a: a[0]
)
def test_with_json_faults_are_reported_in_the_value_too(leaflet, project, arguments):
    broken(project)
    status, out, err = leaflet(*arguments, "--format", "json")
    value = json.loads(out)
    problems = value if isinstance(value, list) else value["problems"]
    assert (status, err) == (1, "")
    assert ("invalid-yaml", "sources/house.yaml", 1) in [(p["rule"], p["path"], p["line"]) for p in problems]


def test_checking_good_sources_prints_nothing_on_standard_output(leaflet):
    status, out, err = leaflet("check")
    assert (status, out) == (0, "")
    assert re.search(r"^(?:0 errors|\d+ warnings?)$", err.splitlines()[-1])


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
    assert len(listing["editions"]) == 10
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
    change(project, f"{TOPIC}/topic.yaml", "title: Psychedelics", "title: On psychedelics")
    assert "reviewed" not in leaflet("list")[1]


def test_a_new_topic_is_named_file_by_file_and_says_what_is_left(leaflet, project):
    status, out, err = leaflet("new", "topic", "lithium-risks", "--category", "psychedelics")
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


def test_the_project_may_be_named_before_a_command_of_two_words(leaflet, project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, _ = leaflet(
        "--root", str(project), "--format", "json", "new", "topic", "other", "--category", "psychedelics"
    )
    assert (status, len(json.loads(out)["files"])) == (0, len(list((project / "sources/topics/other").iterdir())))


def test_of_two_projects_the_one_named_after_the_command_counts(leaflet, project, tmp_path):
    (tmp_path / "empty").mkdir()
    assert leaflet("--root", str(tmp_path / "empty"), "list", "--root", str(project))[0] == 0


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
    broken(project) if arguments == ["check"] else None
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


# Colours


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["plain", "NO_COLOR"]
)
def test_colours_stand_on_a_terminal_unless_they_are_refused(project, repository, environment, coloured):
    broken(project)
    status, reported = on_a_terminal(project, repository, ["check"], **environment)
    assert status == 1
    assert "error" in reported
    assert ("\x1b[31m" in reported) is coloured


def test_no_colour_stands_where_a_program_reads(command, project):
    broken(project)
    assert b"\x1b" not in command("check", env={"TERM": "xterm-256color"}).stderr
