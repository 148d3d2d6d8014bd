"""Whatever fails and whenever a build is killed: no file is half, the manifest is true, the next run repairs the rest.

The build is the real one, but for its editions' bytes, which cost nothing: what is tried is publishing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import shutil
import signal
import time

import pytest
from samples import TODAY, edition, layout

from leaflet.build import pipeline, publishing
from leaflet.build.checked import CheckedLibrary, CheckedTopic
from leaflet.build.options import Selection
from leaflet.build.outcomes import CandidateEdition
from leaflet.files import TEMPORARY_SUFFIX
from leaflet.model import Locale, RenderResult
from leaflet.problem import has_errors
from leaflet.publish import publication
from leaflet.publish.paths import JOURNAL, MANIFEST, STATE_FOLDER
from leaflet.publish.publish import publish_path

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]

CALLS = ("open", "write", "fsync", "replace", "unlink", "mkdir", "close")
"""The system's calls by which files come into being."""
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)
SEED = 20261126
KILLS = 300
EDITIONS = tuple(
    edition(locale=Locale(language, "NL"), layout=layout().model_copy(update={"id": name}))
    for language in ("en", "nl")
    for name in ("leaflet", "checklist", "handout")
)


def _bytes(one, version):
    return f"%PDF {one.id} {version} ".encode() * 2000


@pytest.fixture
def build(monkeypatch, tmp_path):
    """A function that builds all editions in the given version; its problems."""
    by_name = {one.name: one for one in EDITIONS}
    checked = CheckedLibrary(None, (), (CheckedTopic("sample", (), None, tuple(by_name)),), ())
    monkeypatch.setattr(pipeline, "check_library", lambda *_: checked)
    monkeypatch.setattr(pipeline, "edition_called", lambda _checked, _today, name: by_name[name])
    monkeypatch.setattr(pipeline, "font_problems", lambda: ())
    monkeypatch.setattr(pipeline, "load_renderer", lambda: None)

    def in_workers(task, items, *_):
        yield from map(task, items)

    monkeypatch.setattr(pipeline, "in_workers", in_workers)
    monkeypatch.setattr(pipeline, "FILES_AT_ONCE", 2)  # three batches
    monkeypatch.setattr(publication, "WAITING", 1)  # and the manifest is written between them

    def run(version):
        def make(one, entries, *_):
            pdf = _bytes(one, version)
            entry = entries.get(publish_path(one).as_posix())
            if entry and entry["made_from"] == version:
                return CandidateEdition(one, build_key=version, published_entry=entry)
            return CandidateEdition(one, RenderResult(pdf, 1, (), ()), build_key=version)

        monkeypatch.setattr(pipeline, "make", make)
        return pipeline.build(tmp_path, tmp_path / "out", TODAY, Selection(), lambda *_: None)

    return run


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def _false_or_half(out, versions):
    """What is wrong in `out`: a file that is not a complete file of `versions`, an entry that is not true."""
    wrong = []
    for one in EDITIONS:
        path = out / publish_path(one)
        if path.exists() and path.read_bytes() not in [_bytes(one, version) for version in versions]:
            wrong.append(f"{path.name} is half")
    entries = json.loads((out / MANIFEST).read_text("utf-8"))["files"] if (out / MANIFEST).exists() else {}
    for name, entry in entries.items():
        if hashlib.sha256((out / name).read_bytes()).hexdigest() != entry["sha256"]:
            wrong.append(f"the manifest is not true of {name}")
    return wrong


def _not_repaired(out, version):
    """What is wrong after a clean run: stale, missing or corrupt files, missing entries, leftovers."""
    wrong = _false_or_half(out, [version])
    names = {publish_path(one).as_posix() for one in EDITIONS}
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    entries = set(json.loads((out / MANIFEST).read_text("utf-8"))["files"])
    return [*wrong, *(there ^ {*names, MANIFEST, f"{STATE_FOLDER}/lock"}), *(entries ^ names)]


def _in_child(work):
    """Fork, do `work` in the child, and give its number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def _at_call(number, action):
    """Replace the calls by ones of which the `number`-th, counted over all of them, does `action`. -> the counter."""
    count = [0]

    def counted(name, real):
        def call(*arguments, **options):
            count[0] += 1
            return action(real, *arguments, **options) if count[0] == number else real(*arguments, **options)

        return call

    for name in CALLS:
        setattr(os, name, counted(name, getattr(os, name)))
    return count


@pytest.fixture
def real_calls():
    """Puts the system's calls back."""
    real = {name: getattr(os, name) for name in CALLS}
    yield
    for name, call in real.items():
        setattr(os, name, call)


def _calls_of_a_build(build):
    count = _at_call(0, None)
    build("new")
    return count[0]


def test_a_build_without_faults_is_whole_and_does_nothing_twice(build, out, real_calls):
    _, problems = build("old")
    assert not has_errors(problems)
    assert _not_repaired(out, "old") == []
    first = _calls_of_a_build(build)
    outcomes, _ = build("new")
    assert all(outcome.is_up_to_date for outcome in outcomes)
    assert first > 60


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
def test_each_call_that_fails_once_is_reported_and_costs_nothing(build, out, real_calls, error):
    """After it the good files are there; after the next run everything is new."""

    def fail(real, *arguments, **_):
        if real.__name__ == "close":  # which lets go of the file even when it fails
            real(*arguments)
        raise OSError(error, os.strerror(error), *(a for a in arguments[:1] if not isinstance(a, int)))

    build("old")
    real = {name: getattr(os, name) for name in CALLS}
    total, number, silent = _calls_of_a_build(build), 0, 0
    while number < total:
        for name, call in real.items():
            setattr(os, name, call)
        build("old")
        number += 1
        _at_call(number, fail)
        outcomes, problems = build("new")
        for name, call in real.items():
            setattr(os, name, call)
        assert _false_or_half(out, ["old", "new"]) == [], number
        reported = {p.rule for p in problems} | {p.rule for o in outcomes for p in o.problems}
        silent += not reported
        assert reported <= {"cannot-write"}, number
        assert all(o.path is None or o.path.exists() for o in outcomes), number
        assert not has_errors(build("new")[1])
        assert _not_repaired(out, "new") == [], number
    assert silent < total / 2, "most failures must be reported"


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_kill_at_each_call_loses_nothing(build, out, real_calls, before):
    def die(real, *arguments, **options):
        try:
            if not before:
                real(*arguments, **options)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)

    build("old")
    child = _in_child(lambda: (out / "count").write_text(str(_calls_of_a_build(build))))
    os.waitpid(child, 0)
    total = int((out / "count").read_text())
    (out / "count").unlink()
    for number in range(1, total + 1):
        build("old")

        def killed(number=number):
            _at_call(number, die)
            build("new")

        _, status = os.waitpid(_in_child(killed), 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, number
        assert _false_or_half(out, ["old", "new"]) == [], number
        assert not has_errors(build("new")[1])
        assert _not_repaired(out, "new") == [], number


def test_hundreds_of_kills_at_random_moments_lose_nothing(build, out):
    """The moments are drawn from SEED; the next run goes on, in the version of its own."""
    draw = random.Random(SEED)
    build("0")
    started = time.perf_counter()
    build("1")
    lasts = time.perf_counter() - started
    killed = 0
    for number in range(2, KILLS + 2):
        child = _in_child(lambda number=number: build(str(number)))
        time.sleep(draw.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        assert _false_or_half(out, [str(n) for n in range(number + 1)]) == [], number
        if number % 3 == 0:  # otherwise the next one finds what this one left
            assert not has_errors(build(str(number))[1])
            assert _not_repaired(out, str(number)) == [], number
    assert not has_errors(build("last")[1])
    assert _not_repaired(out, "last") == []
    assert killed > KILLS / 2


def test_an_interrupted_build_goes_on_where_it_was(build, out, monkeypatch, real_calls):
    """Killed when the second of three batches is in its place: only the third is made again."""
    build("old")

    def killed():
        real, batches = publishing.publish, iter((False, False, True))

        def publish(folder, finished):
            if next(batches):
                os.kill(os.getpid(), signal.SIGKILL)
            return real(folder, finished)

        publishing.publish = publish
        build("new")

    os.waitpid(_in_child(killed), 0)
    outcomes, _ = build("new")
    assert [outcome.is_up_to_date for outcome in outcomes] == [True, True, True, True, False, False]


def test_what_is_interrupted_leaves_no_temporary_file(build, out, monkeypatch):
    build("old")
    real = os.fsync

    def interrupt(descriptor):
        monkeypatch.setattr(os, "fsync", real)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build("new")
    assert not list(out.rglob(f".*{TEMPORARY_SUFFIX}"))
    assert _false_or_half(out, ["old", "new"]) == []
    assert not (out / JOURNAL).exists()


def test_an_output_folder_that_vanishes_is_made_again(build, out, monkeypatch):
    build("old")
    plain = publishing.publish

    def publish(folder, finished):
        shutil.rmtree(folder.out, ignore_errors=True)
        return plain(folder, finished)

    monkeypatch.setattr(publishing, "publish", publish)
    outcomes, problems = build("new")
    assert not has_errors(problems)
    assert outcomes[-1].path.exists()
