"""What went away is a wrong command line that names what took its place, ready to be typed."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from leaflet.cli import main as cli

LIST = "--clinics clinics.csv"


@pytest.mark.parametrize(
    ("typed", "says", "line"),
    [
        (f"build {LIST}", "`--clinics` belongs to `leaflet copies` now", f"copies {LIST}"),
        ("build t --clinic a --clinics=f.csv", "`--clinic` belongs", "copies t --clinic a --clinics=f.csv"),
        ("build --print-file p.pdf", "`--print-file` belongs", "copies --print-file p.pdf --clinics FILE"),
        (f"--format json build {LIST}", "`--clinics` belongs", f"--format json copies {LIST}"),
        ("build --clinics 'a b.csv'", "`--clinics` belongs", "copies --clinics 'a b.csv'"),
        (f"build {LIST} --shard 1/3", "`--shard` was removed", f"copies {LIST} --scheduler ADDRESS"),
        (f"build --shard=1/3 {LIST} --wait", "`--shard` was removed", f"copies {LIST} --wait --scheduler ADDRESS"),
        ("build --shard 9/2 --scheduler tcp://a:1", "was removed", "copies --scheduler tcp://a:1 --clinics FILE"),
        (f"copies {LIST} --shard 1/3", "`--shard` was removed", f"copies {LIST} --scheduler ADDRESS"),
        (f"merge {LIST}", "`leaflet merge` was removed", f"copies {LIST} --scheduler ADDRESS"),
        ("preflight a.pdf b.pdf", "`leaflet preflight` is called `leaflet inspect` now", "inspect a.pdf b.pdf"),
    ],
)
def test_it_ends_with_2_and_the_line_to_type(typed, says, line, capsys):
    assert cli.run(shlex.split(typed)) == 2
    out, err = capsys.readouterr()
    assert out == "" or says in json.loads(out)["error"]
    assert says in err
    assert re.search(r": leaflet (.*)\n$", err)[1] == line


@pytest.mark.parametrize("typed", ["watch --clinics f.csv", "build --shards 1/2", "merges", "inspect --shard 1/2 a"])
def test_what_never_was_there_is_just_wrong(typed, capsys):
    assert cli.run(typed.split()) == 2
    assert "No such" in capsys.readouterr().err


def test_a_file_name_can_not_lie_on_a_terminal(capsys):
    cli.run(["preflight", "a\x1b[2K.pdf"])
    assert "\x1b" not in capsys.readouterr().err
