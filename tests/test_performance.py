"""The benchmark: its library, its arithmetic, the page that is made of its results. Nothing here looks at a clock."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from benchmarks import __main__ as command
from benchmarks.clinics import COLUMNS, read_clinics, write_clinics
from benchmarks.commands import Course, FailedError, rounds, seconds, surroundings
from benchmarks.library import change_a_sentence, make_library, sources, topic_id
from benchmarks.pages import sheets
from benchmarks.report import page, section
from benchmarks.result import Curve, Ratio, Results, Series, Workload, load, ratio, save
from benchmarks.sizes import QUICK
from benchmarks.typst_leaflets import sides
from benchmarks.w2 import rules
from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.problem import has_errors

_PART = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
PLACES = rf"(?<![\w.…<])/\w+/[\w.-]+|localhost|(?<![\d.]){_PART}(?:\.{_PART}){{3}}(?![\d.]*\d)"
"""A full path, a host or an address: what would show whose machine it was."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """A library of two topics."""
    return make_library(tmp_path_factory.mktemp("bench") / "library", 2)


@pytest.fixture(scope="module")
def trifold(bench):
    """The HTML of the first topic's leaflet."""
    library, _ = check(bench, TODAY)
    return compose(next(e for e in editions(library, TODAY) if e.id == f"{topic_id(0)}/trifold/en-GB"))


def _digests(root):
    files = sorted(file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _workload(*ratios):
    return Workload("w9", "W9: sleeping", "Nothing is done.", (Series("nap", "sleep 1", (1.0, 3.0, 2.0)),), ratios)


def _results(*workloads, quick=False):
    return Results(quick, {"processors": "2"}, workloads)


def test_the_page_is_what_the_results_say(repository, accept):
    file = repository / "docs" / "performance.md"
    if accept:
        file.write_text(page(load()), "utf-8")
    assert file.read_text("utf-8") == page(load()), "type `pytest --accept tests/test_performance.py`"


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("connected to 192.168.0.17.", True),
        ("0.0.0.0:8786", True),
        ("255.255.255.255", True),
        ("on localhost", True),
        ("read /home/somebody/leaflet", True),
        ("Chromium 156.0.8078.108", False),
        ("156.0.78.1080", False),
        ("256.1.1.1", False),
        ("1.2.3.4.5", False),
        ("WeasyPrint 70.0, pikepdf 10.18.0", False),
        ("output/topic/en-GB/trifold.pdf", False),
    ],
)
def test_an_address_is_four_numbers_up_to_255_and_a_version_is_none(text, shows):
    assert bool(re.search(PLACES, text)) is shows


@pytest.mark.parametrize("name", ["benchmarks/results.json", "docs/performance.md", "docs/performance.svg"])
def test_what_is_published_does_not_tell_whose_machine_it_was(repository, name):
    assert not re.search(PLACES, re.sub(r"https?://\S+", "", (repository / name).read_text("utf-8")))


def test_a_library_has_no_errors(bench):
    library, problems = check(bench, TODAY)
    assert not has_errors(problems)
    assert len(editions(library, TODAY)) == 2 * 5 * 3


def test_the_same_seed_gives_the_same_library(bench, tmp_path):
    assert _digests(make_library(tmp_path / "again", 2)) == _digests(bench)
    assert _digests(make_library(tmp_path / "other", 2, seed=5)) != _digests(bench)


def test_no_two_topics_say_the_same_in_any_edition(bench):
    library, _ = check(bench, TODAY)
    all_editions = editions(library, TODAY)
    names = re.compile(r"bench-\d+|Bench\w* \d+|Bench \w+ \d+")
    assert len({names.sub("", compose(edition)) for edition in all_editions}) == len(all_editions)


def test_a_changed_sentence_is_another_each_time_and_translated(bench, tmp_path):
    root = tmp_path / "changed"
    shutil.copytree(bench, root)
    before = [_digests(root)]
    for times in (1, 2):
        change_a_sentence(root, 0, times)
        before.append(_digests(root))
        changed = {path.name for path in before[0] if before[-1][path] != before[-2][path]}
        assert changed == {"text.md", "nl.po"}
    assert not has_errors(check(root, TODAY)[1])


def test_what_is_counted_as_an_input_is_what_stands_in_the_two_folders(bench):
    assert sources(bench) == len(_digests(bench))


def test_clinics_have_numbers_kept_for_fiction_and_a_longer_list_begins_like_a_shorter_one(tmp_path):
    ten, twenty = (read_clinics(write_clinics(tmp_path / f"{n}.csv", n)) for n in (10, 20))
    assert twenty[:10] == ten
    assert tuple(ten[0]) == COLUMNS
    assert all(re.fullmatch(r"020 7946 0\d{3}", clinic["phone"]) for clinic in twenty)


@pytest.mark.parametrize(("pages", "outside", "inside"), [(1, 1, 0), (2, 1, 1), (5, 3, 2)])
def test_a_longer_document_is_the_same_two_sheets_again(trifold, pages, outside, inside):
    html = sheets(trifold, pages)
    assert len(re.findall('class="sheet outside[" ]', html)) == outside
    assert len(re.findall('class="sheet inside[" ]', html)) == inside
    assert html.rstrip().endswith("</html>")


def test_the_peer_sets_all_words_of_the_leaflet(trifold):
    peer_text = " ".join(item["text"] for items in sides(trifold).values() for item in items)
    body = re.sub(r"<svg.*?</svg>", " ", trifold.split("<body", 1)[1].split(">", 1)[1], flags=re.DOTALL)
    words = re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]+>|&\w+;", " ", body))
    assert len(words) > 500
    assert not [word for word in words if word not in peer_text]


def test_a_peers_rules_name_every_file(bench):
    outputs = [bench / "output" / topic_id(n) / "en-GB" / "trifold.pdf" for n in (0, 1)]
    text = rules(bench, outputs)
    assert all(f"\noutput/{topic_id(n)}/en-GB/trifold.pdf: " in text for n in (0, 1))
    assert f"sources/topics/{topic_id(1)}/claims.yaml" in text
    assert "layouts/trifold/page.css" in text
    assert "clinician-handout" not in text


def test_a_ratio_is_taken_round_by_round():
    assert ratio("", (2.0, 9.0, 4.0), (1.0, 3.0, 1.0)).median == 3


@pytest.mark.parametrize(
    ("target", "held"),
    [
        ({"at_most": 2}, True),
        ({"at_most": 1.9}, False),
        ({"at_least": 2}, True),
        ({"at_least": 2.1}, False),
        ({}, None),
    ],
)
def test_a_target_is_held_by_the_median(target, held):
    assert Ratio("", (1.0, 2.0, 90.0), **target).held is held


def test_a_missed_target_is_reported_as_missed_with_its_command():
    text = page(_results(_workload(Ratio("nap", (2.0,), at_most=1), Ratio("night", (2.0,), at_least=1))))
    assert "| nap | 2 | at most 1 | **missed** | `make bench WHAT=w9` |" in text
    assert "| night | 2 | at least 1 | held | `make bench WHAT=w9` |" in text


def test_a_median_stands_with_its_spread_and_its_command():
    assert "| nap | 2 (1–3) | 3 | `sleep 1` |" in section(_workload())


def test_what_was_not_measured_is_reported():
    assert "Not measured: No bed." in section(Workload("w9", "", "", absent=("No bed.",)))


def test_of_a_long_curve_a_dozen_points_are_reported_and_the_last():
    points = tuple((float(n), 2.0 * n) for n in range(100))
    rows = re.findall(
        r"^\| (\d+) \|", section(Workload("w9", "", "", curves=(Curve("", "x", "y", {"l": points}),))), re.M
    )
    assert len(rows) <= 13
    assert rows[-1] == "99"


def test_a_quick_run_is_told_to_say_nothing():
    assert "These figures say nothing" in page(_results(quick=True))
    assert "These figures say nothing" not in page(_results())


def test_results_are_read_as_they_were_written(tmp_path):
    results = _results(_workload(Ratio("nap", (0.5,), at_most=1)))
    save(results, tmp_path / "results.json")
    assert load(tmp_path / "results.json") == results
    assert [file.name for file in tmp_path.iterdir()] == ["results.json"]


def test_a_part_that_is_measured_again_takes_its_place_among_the_others():
    before = _results(replace(_workload(), name="w1"), _workload(), replace(_workload(), name="growth"))
    again = replace(_workload(), day="2026-12-01")
    now = _results(again).beside(before)
    assert [workload.name for workload in now.workloads] == ["w1", "w9", "growth"]
    assert now.workloads[1] == again


@pytest.mark.parametrize(
    "before",
    [None, replace(_results(_workload()), machine={"processors": "8"}), _results(_workload(), quick=True)],
    ids=["nothing", "another-machine", "a-quick-run"],
)
def test_no_figure_of_another_machine_stands_beside_new_ones(before):
    new = _results(replace(_workload(), name="w1"))
    assert new.beside(before) == new


def test_a_part_says_when_it_was_measured_and_how_long_that_took():
    text = section(replace(_workload(), day="2026-12-01", minutes=31.6))
    assert "`make bench WHAT=w9`, 2026-12-01, 32 minutes. Nothing is done." in text


@pytest.mark.slow
def test_the_whole_benchmark_runs_in_tiny_sizes(repository, tmp_path):
    typed = [sys.executable, "-m", "benchmarks", "--quick", "--into", str(tmp_path)]
    ended = subprocess.run(typed, cwd=repository, capture_output=True, text=True, check=False)
    assert not ended.returncode, ended.stderr
    results = json.loads((tmp_path / "benchmarks" / "results.json").read_text())
    assert [workload["name"] for workload in results["workloads"]] == [
        "library",
        "w1",
        "w2",
        "w3",
        "w4",
        "w5",
        "growth",
    ]
    text = (tmp_path / "docs" / "performance.md").read_text("utf-8")
    assert text == page(load(tmp_path / "benchmarks" / "results.json"))
    assert not re.search(PLACES, text)


def test_a_workload_that_fails_is_reported_and_costs_itself_alone(monkeypatch, tmp_path, capsys):
    def fails(*_):
        raise FailedError("no clinics")

    monkeypatch.setattr(command.w1, "measure", fails)
    monkeypatch.setattr(command.w3, "measure", lambda *_: _workload())
    first, second = command.measured(("w1", "w3"), QUICK, tmp_path)
    assert replace(second, day="", minutes=0) == _workload()
    assert "no clinics" in capsys.readouterr().err
    assert "- W1: `make bench WHAT=w1` says why it failed." in page(_results(first))
    assert command._any_failed((second, first))
    assert not command._any_failed((second,))


def test_a_command_that_fails_is_not_timed(tmp_path):
    with pytest.raises(FailedError, match="no sleep"):
        seconds([sys.executable, "-c", "raise SystemExit('no sleep')"], place=tmp_path)


def test_rounds_go_in_turn():
    order = []
    assert rounds(2, lambda n: order.append(f"a{n}") or 1.0, lambda n: order.append(f"b{n}") or 2.0) == [(1, 1), (2, 2)]
    assert order == ["a0", "b0", "a1", "b1"]


def test_memory_is_taken_while_the_editions_asked_for_were_made():
    went = Course(9, ((1.0, 10), (2.0, 20), (3.0, 30)), ((0.5, 7.0), (1.5, 100.0), (2.5, 300.0), (3.5, 9.0)))
    assert went.megabytes(5, 20) == 100
    assert went.megabytes(15, 30) == 300


def test_what_is_measured_finds_no_verapdf_and_keeps_its_cache_where_it_should(tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    verapdf = tmp_path / "bin" / "verapdf"
    verapdf.write_text("#!/bin/sh\n")
    verapdf.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    monkeypatch.setenv("LEAFLET_WORKERS", "1")
    found = surroundings(tmp_path / "cache")
    assert found["PATH"] == "/bin"
    assert found["XDG_CACHE_HOME"] == str(tmp_path / "cache")
    assert "LEAFLET_WORKERS" not in found
