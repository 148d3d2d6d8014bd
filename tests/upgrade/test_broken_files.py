"""Whatever a house holds: problems with places, all of them in one run, and never a traceback."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.upgrade import upgrade

TOPIC = "sources/topics/tiny"


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        (f"{TOPIC}/topic.yaml", b"allow: [\n", ":1:8: error: this is not valid YAML"),
        (f"{TOPIC}/topic.yaml", b"\xff\xfe", ":1:1: error: a source must be UTF-8"),
        (f"{TOPIC}/review.yaml", b"name: x\nname: y\n", ":2:1: error: the key `name` is used a second time"),
        (f"{TOPIC}/review.yaml", b"name: x\n", ":1:1: error: `date` is missing from this record"),
        (f"{TOPIC}/review.yaml", b"name: x\nrole: y\ndate: soon\n", ":3:7: error: `date` must be a date"),
        (f"{TOPIC}/review.yaml", b"a: &x 1\n", ":1:4: error: anchors"),
        ("layouts/card/layout.yaml", b"id: 'card\n", ":1:5: error: this is not valid YAML"),
        ("layouts/card/page.html.j2", b"\n{{ edition.chrome", ":2:1: error: the template can't be filled"),
        ("layouts/card/page.html.j2", b"\x00", ":1:1: error: a text must not hold the character U+0000"),
        ("layouts/base/more.j2", b"{% if %}", ":1:1: error: the template can't be filled"),
        ("sources/references.json", b"\xe9", ":1:1: error: a source must be UTF-8"),
        ("sources/nl.po", b"a" * 1_000_001, ":1:1: error: a file of this kind must not be larger than 1000 kB"),
    ],
)
def test_a_broken_file_is_told_with_its_place(leaflet, house, path, data, told):
    (house / path).write_bytes(data)
    status, _, err = leaflet("upgrade")
    assert status == 1
    assert f"{path}{told}" in err
    assert "Traceback" not in err


def test_everything_is_told_in_one_run_and_all_else_is_upgraded(leaflet, house):
    (house / TOPIC / "review.yaml").unlink()
    broken = {
        "layouts/card/page.html.j2": b"{{ edition.chrome",
        f"{TOPIC}/topic.yaml": b"allow: [\n",
        "layouts/large-print/layout.yaml": b"{",
        "sources/contacts.yaml": b"\xff",
        "clinics.csv": b"\xff",
    }
    for path, data in broken.items():
        (house / path).write_bytes(data)
    (house / "list.yaml").write_text("- id: a\n id: b\n", "utf-8")
    (house / "list.ods").write_text("x", "utf-8")
    status, out, err = leaflet("upgrade", "clinics.csv", "list.yaml", "list.ods")
    assert status == 1
    told = set(re.findall(r"(?:^|^  also: |; )([^\s:]+):\d+:\d+", err, re.MULTILINE))
    assert told == {*broken, "list.yaml", "list.ods"}
    assert out.startswith("--- a/layouts/base/macros.html.j2\n")
    assert all((house / path).read_bytes() == data for path, data in broken.items())


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("sources/house.yaml", b": ["),
        (f"{TOPIC}/review.yaml", b"\xff"),
        (f"{TOPIC}/review.yaml", b"name: x\n"),
        (f"{TOPIC}/topic.yaml", b"\xff"),
        ("layouts/card/layout.yaml", b"id: 'card\n"),
    ],
)
def test_what_an_old_review_is_judged_by_stays_until_it_can_be(leaflet, house, files, path, data):
    """Whoever mends a file and upgrades once more keeps a review that holds."""
    good = (house / path).read_bytes()
    (house / path).write_bytes(good + data if path == "sources/house.yaml" else data)
    before = files()
    status, out, err = leaflet("upgrade")
    assert (status, out, files()) == (1, "", before)
    assert "nothing to rewrite" in err.splitlines()[-1]
    (house / path).write_bytes(good)
    assert leaflet("upgrade")[0] == 0
    assert "fingerprints:" in (house / TOPIC / "review.yaml").read_text("utf-8")


def test_a_file_may_be_read_by_the_same_people_as_before(leaflet, house):
    (house / TOPIC / "review.yaml").chmod(0o600)
    leaflet("upgrade")
    assert (house / TOPIC / "review.yaml").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_no_house(leaflet, tmp_path):
    (tmp_path / "empty").mkdir()
    status, out, err = leaflet("upgrade", "--root", str(tmp_path / "empty"))
    assert (status, out) == (1, "")
    assert "sources/house.yaml:1:1: error: the file `sources/house.yaml` must exist" in err


def test_a_list_that_is_not_there_is_a_wrong_command_line(leaflet):
    assert leaflet("upgrade", "none.csv")[0] == 2


def test_nothing_outside_the_house_is_read_or_written(leaflet, house, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "topic.yaml").write_text("allow:\n- policy: word-count\n", "utf-8")
    (outside / "page.html.j2").write_text("{{ edition.chrome }}", "utf-8")
    (house / "sources/topics/linked").symlink_to(outside)
    (house / "layouts/card/more.j2").symlink_to(outside / "page.html.j2")
    (house / "layouts/loop").symlink_to(house / "layouts")
    before = {file.name: file.read_bytes() for file in outside.iterdir()}
    leaflet("upgrade")
    assert {file.name: file.read_bytes() for file in outside.iterdir()} == before


def test_a_link_inside_the_house_stays_a_link(leaflet, house):
    (house / "layouts/card/page.html.j2").rename(house / "layouts/base/card.html.j2")
    (house / "layouts/card/page.html.j2").symlink_to("../base/card.html.j2")
    leaflet("upgrade")
    assert (house / "layouts/card/page.html.j2").is_symlink()
    assert "edition.layout_translations" in (house / "layouts/base/card.html.j2").read_text("utf-8")


def test_a_house_of_too_many_files_is_refused(leaflet, house, monkeypatch):
    monkeypatch.setattr("leaflet.upgrade.house_files.MAX_FILES", 10)
    status, out, err = leaflet("upgrade")
    assert (status, out) == (1, "")
    assert "a house must not have more than 10 files" in err


PIECES = st.sampled_from(
    [
        *"{}[]()%#.,:|-'\"\n\r é",
        "edition",
        "topic",
        "review",
        "chrome",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "raw",
        "set",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25), st.sampled_from(["layouts/card/page.html.j2", f"{TOPIC}/topic.yaml"]))
def test_any_text_is_told_or_upgraded_and_then_up_to_date(house, pieces, path):
    (house / path).write_text("".join(pieces), "utf-8", newline="")
    found = upgrade.plan(house, steps=upgrade.STEPS[:2])
    if path in found.after:
        (house / path).write_text(found.after[path], "utf-8", newline="")
        again = upgrade.plan(house, steps=upgrade.STEPS[:2])
        assert path not in again.after
