"""How commands end, and what a wrong command line is told."""

from __future__ import annotations

import pytest
from cli_samples import SIGN, TODAY, broken, hashes

pytestmark = pytest.mark.slow

CLINICS = "id,name,address,phone\noak,Praktijk Voorbeeld,Voorbeeldstraat 12,020 000 0000\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "bdnf-trkb"],
        ["explain"],
        ["explain", "overclaim"],
        ["list"],
        ["due"],
        ["translate", "nl"],
        ["new", "topic", "lithium-risks", "--category", "psychedelics"],
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
    "arguments",
    [["check"], ["build"], ["list"], ["due"], ["translate", "nl"], [*SIGN]],
    ids=lambda arguments: arguments[0],
)
def test_faults_in_the_content_end_with_1_and_are_reported_with_place_and_hint(leaflet, project, arguments):
    broken(project)
    status, out, err = leaflet(*arguments)
    assert status == 1
    assert "sources/house.yaml:1:12: error: this is not valid YAML: this `[` is not closed" in err
    assert "  hint: close the bracket" in err
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
        (["new", "topic", "../x", "--category", "psychedelics"], "`../x` can't be an id"),
        (["new", "topic", "Big Name", "--category", "psychedelics"], "can't be an id"),
        (["new", "topic", "bdnf-trkb", "--category", "psychedelics"], "there is a topic `bdnf-trkb` already"),
        (["new"], "Usage: leaflet new"),
        (["inspect"], "Missing argument 'FILE...'"),
        (["copies"], "Missing option '--clinics'"),
        (["copies", "--clinics", "nowhere.csv"], "'nowhere.csv' does not exist"),
        (["copies", "--clinics", "clinics.csv", "--clinic", "oakk"], "there is no clinic `oakk`; did you mean `oak`?"),
        (["build", "--scheduler", "nowhere"], "--scheduler must be tcp://HOST:PORT, tls://HOST:PORT or local"),
        (["build", "--tls-ca", "clinics.csv"], "--tls-ca is for a cluster: give --scheduler tls://HOST:PORT, too"),
        (["copies", "--clinics", "clinics.csv", "--tls-cert", "clinics.csv"], "--tls-cert is for a cluster"),
        (["build", "--scheduler", "local", "--tls-ca", "clinics.csv"], "`local` works without certificates"),
        (["build", "--scheduler", "tls://x:1", "--tls-key", "clinics.csv"], "give --tls-ca and --tls-cert, too"),
        (["build", "--scheduler", "tls://x:1", "--tls-ca", "nowhere.pem"], "'nowhere.pem' does not exist"),
        (["watch", "--no-cache"], "No such option '--no-cache'"),
        (["explain", "--root", "."], "No such option '--root'"),
        (["--root", ".", "doctor"], "`leaflet doctor` doesn't take --root"),
        (["doctor", "--format", "github"], "'github' is not one of 'text', 'json'"),
        (["--format", "github", "explain"], "'github' is not one of 'text', 'json'"),
        (["--root", "nowhere", "list"], "does not exist"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_ends_with_2_and_says_what_would_be_right(leaflet, project, arguments, says):
    (project / "clinics.csv").write_text(CLINICS, "utf-8")
    before = hashes(project)
    status, out, err = leaflet(*arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err
    assert hashes(project) == before


def test_a_day_that_is_none_in_the_environment_ends_with_2(leaflet, monkeypatch):
    monkeypatch.setenv("LEAFLET_TODAY", "tomorrow")
    status, _, err = leaflet("check")
    assert status == 2
    assert "LEAFLET_TODAY must be a day such as 2026-11-24, not `tomorrow`" in err


def _fail(*_):
    raise RuntimeError("the pump\nis \x1b[31mbroken")


def test_a_fault_of_ours_ends_with_3_and_a_line_that_asks_for_debug(leaflet, monkeypatch):
    monkeypatch.setattr("leaflet.build.library_check.check_library", _fail)
    status, out, err = leaflet("check")
    assert (status, out) == (3, "")
    assert err.count("\n") == 1
    assert "leaflet itself failed, not your files (RuntimeError: the pump is \\u001b[31mbroken)" in err
    assert "--debug" in err


@pytest.mark.parametrize("arguments", [["--debug", "check"], ["check", "--debug"]], ids=" ".join)
def test_a_fault_of_ours_shows_a_traceback_where_it_is_asked_for(leaflet, monkeypatch, arguments):
    monkeypatch.setattr("leaflet.build.library_check.check_library", _fail)
    status, out, err = leaflet(*arguments)
    assert (status, out) == (3, "")
    assert "Traceback (most recent call last)" in err
    assert "in _fail" in err


def test_a_fault_of_ours_shows_a_traceback_where_the_environment_asks_for_it(leaflet, monkeypatch):
    monkeypatch.setenv("LEAFLET_DEBUG", "1")
    monkeypatch.setattr("leaflet.build.library_check.check_library", _fail)
    assert "Traceback" in leaflet("check")[2]
