"""The cache of finished files: what is in it is not made again, and what is wrong with it costs time only."""

from __future__ import annotations

import hashlib
import os

import pytest
from samples import TODAY

from leaflet.build import pipeline
from leaflet.build.cache import Cache, CachedEdition
from leaflet.build.options import BuildOptions, Selection, no_validator
from leaflet.build.pipeline import build
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.main import run as run_command
from leaflet.cli.resources import cache as cache_of_environment
from leaflet.model import ClinicBox, Placement, RenderResult
from leaflet.problem import Problem, Span

KEY, OTHER = "a" * 64, "b" * 64
FOUND = (Placement("disclaimer", "not-advice", 2, (1.5, 2.0, 30.25, 4.0), 9.5),)
STORED = CachedEdition(b"%PDF-1.7\n\0\xff\n", 2, FOUND, (ClinicBox(1, 10.0, 20.0, 30.0, 40.0),), is_validated=True)
CHECKLIST = Selection(layouts=("uncertainty-checklist",))


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "deep" / "cache")


def test_what_was_put_is_found_by_its_build_key_alone(cache):
    assert cache.get(KEY) is None
    cache.put(KEY, STORED)
    assert cache.get(KEY) == STORED
    assert cache.get(OTHER) is None
    assert [path.name for path in cache.folder.iterdir()] == [KEY]


def test_its_files_can_be_copied(cache, tmp_path):
    cache.put(KEY, STORED)
    (tmp_path / KEY).write_bytes((cache.folder / KEY).read_bytes())
    assert Cache(tmp_path).get(KEY) == STORED


def _flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def _head(data, old, new):
    """`data` with other words in its head, and a checksum that holds."""
    changed = data[:-64].replace(old, new)
    assert changed != data[:-64]
    return changed + hashlib.sha256(changed).hexdigest().encode()


DAMAGES = {
    "empty": lambda data: b"",
    "cut in the head": lambda data: data[:40],
    "cut at the end": lambda data: data[:-1],
    "longer": lambda data: data + b"\n",
    "a bit of the head": lambda data: _flipped(data, 3),
    "a bit of the file": lambda data: _flipped(data, -70),
    "a bit of the checksum": lambda data: _flipped(data, -1),
    "no head": lambda data: _head(data, b"{", b"["),
    "another format": lambda data: _head(data, b"leaflet cache 1", b"leaflet cache 0"),
    "another's": lambda data: _head(data, KEY.encode(), OTHER.encode()),
    "an unknown field": lambda data: _head(data, b'"pt"', b'"px"'),
    "a missing field": lambda data: _head(data, b'"pages"', b'"sides"'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_removed(cache, damage):
    cache.put(KEY, STORED)
    path = cache.folder / KEY
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get(KEY) is None
    assert not path.exists()
    cache.put(KEY, STORED)
    assert cache.get(KEY) == STORED


def test_files_that_changed_places_are_removed(cache):
    cache.put(KEY, STORED)
    cache.put(OTHER, CachedEdition(b"other", 1, ()))
    for old, new in ((KEY, "swap"), (OTHER, KEY), ("swap", OTHER)):
        (cache.folder / old).rename(cache.folder / new)
    assert (cache.get(KEY), cache.get(OTHER)) == (None, None)


@pytest.mark.parametrize(
    "make", [os.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=("folder", "pipe", "link")
)
def test_what_is_no_plain_file_is_not_opened(cache, make):
    cache.folder.mkdir(parents=True)
    make(cache.folder / KEY)
    assert cache.get(KEY) is None


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path):
    cache = Cache(tmp_path, megabytes=1)
    keys = [f"{number:064x}" for number in range(4)]
    for age, key in enumerate(keys):
        cache.put(key, CachedEdition(bytes(300_000), 1, ()))
        os.utime(tmp_path / key, (age, age))
    temporary = tmp_path / f".{KEY}.1.part"
    temporary.write_bytes(bytes(300_000))  # a killed run has left it
    os.utime(temporary, (0, 0))
    (tmp_path / "a person's file").write_bytes(bytes(2_000_000))
    assert cache.get(keys[0])
    cache.trim()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([keys[0], *keys[2:], "a person's file"])


def test_a_folder_that_is_not_there_needs_no_trimming(cache):
    cache.trim()
    assert not cache.folder.exists()


@pytest.mark.parametrize("call", ["open", "rename", "replace", "mkdir", "utime"])
def test_what_can_not_be_written_is_no_fault_and_leaves_nothing(cache, monkeypatch, call):
    cache.put(OTHER, STORED)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    if call == "open":
        monkeypatch.setattr("pathlib.Path.open", full)
    else:
        monkeypatch.setattr(f"pathlib.Path.{call}" if call == "mkdir" else f"os.{call}", full)
    cache.put(KEY, STORED)
    assert cache.get(OTHER) == STORED
    assert {path.name for path in cache.folder.iterdir()} <= {KEY, OTHER}


def test_a_part_that_is_half_full_does_not_stay(cache, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    cache.folder.mkdir(parents=True)
    monkeypatch.setattr("pathlib.Path.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        cache.put(KEY, STORED)
    assert list(cache.folder.iterdir()) == []


def test_it_is_empty_until_something_is_kept(cache):
    assert cache.is_empty()
    cache.folder.mkdir(parents=True)
    assert cache.is_empty()
    cache.put(KEY, STORED)
    assert not cache.is_empty()


# In a build


@pytest.fixture
def builds(project, tmp_path, monkeypatch):
    """A function that builds the checklists, which are made of next to nothing: how often it rendered and tested."""
    counts = {"render": 0, "preflight": 0, "validator": 0}
    faults = {"preflight": ()}

    def render(html, *folders, given):
        counts["render"] += 1
        return RenderResult(hashlib.sha256(html.encode()).digest(), 1, (), (), (ClinicBox(1, 1.0, 2.0, 3.0, 4.0),))

    def preflight(pdf, edition, document_html, proofs):
        counts["preflight"] += 1
        return faults["preflight"], FOUND

    def validator(files):
        counts["validator"] += len(files)
        return ()

    monkeypatch.setattr(pipeline, "render", render)
    monkeypatch.setattr(pipeline, "preflight", preflight)
    monkeypatch.setattr(pipeline, "in_workers", lambda task, items, *_: (task(item) for item in items))

    own = Cache(tmp_path / "cache")

    def run(out, *, validated=False, cache=own, problems=()):
        counts.update(dict.fromkeys(counts, 0))
        faults["preflight"] = problems
        options = BuildOptions(validator if validated else no_validator, cache=cache)
        outcomes, _ = build(project, tmp_path / out, TODAY, CHECKLIST, lambda *_: None, options)
        assert bool(problems) or all(outcome.path and not outcome.is_up_to_date for outcome in outcomes)
        return tuple(counts.values())

    return run


def test_what_the_cache_has_is_neither_rendered_nor_tested(builds, tmp_path):
    assert builds("one") == (2, 2, 0)
    assert builds("two") == (0, 0, 0)
    one, two = (
        {p.relative_to(tmp_path / out): p.read_bytes() for p in (tmp_path / out).rglob("*") if p.is_file()}
        for out in ("one", "two")
    )
    assert one == two  # the manifest too, with places of statements and boxes
    assert builds("three", cache=None) == (2, 2, 0)


def test_another_program_is_asked_once_too(builds):
    assert builds("one") == (2, 2, 0)
    assert builds("two", validated=True) == (0, 0, 2)
    assert builds("three", validated=True) == (0, 0, 0)
    assert builds("four") == (0, 0, 0)


def test_a_damaged_file_is_made_again(builds, tmp_path):
    builds("one")
    file, _ = (tmp_path / "cache").iterdir()
    file.write_bytes(file.read_bytes()[:-80])
    assert builds("two") == (1, 1, 0)
    assert builds("three") == (0, 0, 0)


def test_another_source_is_another_file(builds, project):
    builds("one")
    css = project / "layouts/uncertainty-checklist/page.css"
    css.write_text(f"{css.read_text('utf-8')}\nh1 {{ color: #111 }}\n", "utf-8")
    assert builds("two") == (2, 2, 0)


def test_what_something_was_found_wrong_with_is_not_kept(builds, tmp_path):
    wrong = Problem("missing", "a statement is missing", "print it", Span("layouts/x"))
    assert builds("one", problems=(wrong,)) == (2, 2, 0)
    assert not (tmp_path / "cache").exists() or not list((tmp_path / "cache").iterdir())
    assert builds("two") == (2, 2, 0)


def test_a_cache_that_can_not_be_written_costs_time_alone(builds, tmp_path):
    (tmp_path / "file").touch()
    assert builds("one", cache=Cache(tmp_path / "file" / "cache")) == (2, 2, 0)
    assert builds("two", cache=Cache(tmp_path / "file" / "cache")) == (2, 2, 0)


# Where it is


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"LEAFLET_CACHE": "/kept", "XDG_CACHE_HOME": "/xdg"}, "/kept/files"),
        ({"XDG_CACHE_HOME": "/xdg"}, "/xdg/leaflet/files"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/home/anna"}, "/home/anna/.cache/leaflet/files"),
        ({"HOME": "/home/anna"}, "/home/anna/.cache/leaflet/files"),
    ],
    ids=str,
)
def test_the_environment_says_where_it_is(monkeypatch, environment, folder):
    for name in ("LEAFLET_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert str(cache_of_environment().folder) == folder
    assert cache_of_environment().megabytes == 1000
    monkeypatch.setenv("LEAFLET_CACHE_MB", "20")
    assert cache_of_environment().megabytes == 20


@pytest.mark.slow
def test_a_size_that_is_no_number_ends_with_2(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    monkeypatch.setenv("LEAFLET_CACHE_MB", "much")
    assert run_command(["build"]) == ExitStatus.USAGE_ERROR
    assert "LEAFLET_CACHE_MB must be a number" in capsys.readouterr().err


@pytest.mark.slow
def test_the_command_uses_it_unless_it_must_not(project, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(project)
    monkeypatch.setenv("LEAFLET_CACHE", str(tmp_path / "kept"))
    typed = ["build", "--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf"]
    assert run_command([*typed, "--no-cache"]) == 0
    assert not (tmp_path / "kept").exists()
    assert run_command([*typed, "--out", "second"]) == 0
    (kept,) = (tmp_path / "kept/files").iterdir()
    before = kept.stat().st_mtime_ns
    assert run_command([*typed, "--out", "third"]) == 0
    assert kept.stat().st_mtime_ns > before
    pdf = "bdnf-trkb/en-NL/uncertainty-checklist.pdf"
    assert (project / "third" / pdf).read_bytes() == (project / "output" / pdf).read_bytes()


def test_the_renderer_is_loaded_before_the_workers_only_where_something_is_certain_to_render(builds, monkeypatch):
    loaded = []
    monkeypatch.setattr(pipeline, "load_renderer", lambda: loaded.append("loaded"))
    builds("one")
    assert len(loaded) == 1
    builds("two")
    assert len(loaded) == 1
    builds("three", cache=None)
    assert len(loaded) == 2
