"""Publishing: the old file or the new one, a manifest that is true, and problems instead of halves."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from samples import edition, layout, meta, topic

from leaflet.model import Locale, Placement
from leaflet.problem import Severity
from leaflet.publish import manifest as manifest_module
from leaflet.publish.lock import BusyError, locked
from leaflet.publish.manifest import begin, known_entries, write_manifest
from leaflet.publish.paths import JOURNAL, MANIFEST
from leaflet.publish.publication import Publication
from leaflet.publish.publish import (
    FinishedEdition,
    finish,
    is_in_place,
    prune,
    publish,
    publish_path,
    recover,
    stale_files,
)

FOUND = (
    Placement("disclaimer", "not-advice", 1, (10.04, 20.06, 70.0, 25.0), 9.04),
    Placement("claim", "growth", 1, (10, 30, 70, 40), 10),
    Placement("disclaimer", "draft", 2, (10, 10, 70, 14), 9),
)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "output"
    folder.mkdir()
    return folder


def manifest(out: Path) -> dict:
    return json.loads((out / MANIFEST).read_text("utf-8"))["files"]


def published(out: Path, pdf: bytes = b"%PDF one", **changes):
    _, problems = recover(out)
    one = edition(**changes)
    return (*problems, *publish_all(out, [FinishedEdition(one, pdf, 2, FOUND, build_key="its build key")])[one.id])


def publish_all(out: Path, finished):
    """A run that publishes these files, and no others."""
    publication = Publication(
        out, dict(known_entries(out)), {publish_path(file.edition).as_posix() for file in finished}
    )
    problems = publish(publication, finished)
    unwritten = finish(publication)
    return {name: found or unwritten for name, found in problems.items()}


def files(out: Path) -> set[str]:
    return {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}


def test_the_file_is_under_topic_and_locale(out):
    assert published(out) == ()
    assert publish_path(edition()) == Path("sample/en-NL/leaflet.pdf")
    assert (out / "sample/en-NL/leaflet.pdf").read_bytes() == b"%PDF one"
    assert files(out) == {"sample/en-NL/leaflet.pdf", MANIFEST}


def test_the_manifest_says_what_the_file_is_and_where_its_statements_are(out):
    published(out)
    assert manifest(out) == {
        "sample/en-NL/leaflet.pdf": {
            "edition": "sample/leaflet/en-NL",
            "version": "1.0",
            "fingerprint": edition().fingerprint,
            "look": edition().layout.look,
            "review": "none",
            "pages": 2,
            "made_from": "its build key",
            "box": None,
            "judged": False,
            "sha256": hashlib.sha256(b"%PDF one").hexdigest(),
            "statements": [
                {"id": "not-advice", "page": 1, "box_mm": [10.0, 20.1, 70.0, 25.0], "pt": 9.0},
                {"id": "draft", "page": 2, "box_mm": [10, 10, 70, 14], "pt": 9},
            ],
        }
    }


def test_the_manifest_is_the_same_in_whatever_order_files_are_published(tmp_path):
    english, dutch = edition(), edition(locale=Locale("nl", "NL"))
    for name, order in (("a", (english, dutch)), ("b", (dutch, english))):
        for one in order:
            publish_all(tmp_path / name, [FinishedEdition(one, b"%PDF", 1, FOUND)])
    assert (tmp_path / "a" / MANIFEST).read_bytes() == (tmp_path / "b" / MANIFEST).read_bytes()


def test_the_entries_of_other_editions_stay(out):
    published(out)
    published(out, locale=Locale("nl", "NL"))
    published(out, pdf=b"%PDF two")
    assert set(manifest(out)) == {"sample/en-NL/leaflet.pdf", "sample/nl-NL/leaflet.pdf"}
    assert manifest(out)["sample/en-NL/leaflet.pdf"]["sha256"] == hashlib.sha256(b"%PDF two").hexdigest()


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_failing_disk_leaves_the_last_good_files(out, monkeypatch, call, error):
    published(out)
    before = {name: (out / name).read_bytes() for name in files(out)}

    def fail(*_, **__):
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        problems = published(out, pdf=b"%PDF two")
    assert [(p.rule, p.severity) for p in problems] == [("cannot-write", Severity.ERROR)]
    assert problems[0].editions == ("sample/leaflet/en-NL",)
    assert os.strerror(error).lower() in problems[0].message
    assert {name: (out / name).read_bytes() for name in files(out)} == before


def test_a_manifest_that_can_not_be_written_is_reported(out, monkeypatch):
    published(out)
    old, plain = (out / MANIFEST).read_bytes(), os.replace

    def fail(temporary, target):
        if Path(target).name == MANIFEST:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        return plain(temporary, target)

    monkeypatch.setattr(os, "replace", fail)
    problems = published(out, pdf=b"%PDF two")
    assert "`manifest.json` can't be written" in problems[0].message
    assert (out / MANIFEST).read_bytes() == old
    assert (out / "sample/en-NL/leaflet.pdf").read_bytes() == b"%PDF one", "the manifest would not be true"
    monkeypatch.undo()
    recover(out)
    assert files(out) == {"sample/en-NL/leaflet.pdf", MANIFEST}


def test_a_file_where_a_folder_must_be_is_reported(out):
    (out / "sample").write_text("in the way")
    assert [p.rule for p in published(out)] == ["cannot-write"]
    assert files(out) == {"sample"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_reported(out):
    out.chmod(0o500)
    assert [p.rule for p in published(out)] == ["cannot-write"]


def test_what_a_killed_run_left_is_written_over(out):
    (out / "sample/en-NL").mkdir(parents=True)
    (out / "sample/en-NL/.leaflet.pdf.part").write_bytes(b"half")
    assert published(out) == ()
    assert files(out) == {"sample/en-NL/leaflet.pdf", MANIFEST}


def test_a_name_that_climbs_out_is_refused(out):
    climbing = topic().model_copy(update={"meta": meta().model_copy(update={"id": "../elsewhere"})})
    assert [p.rule for p in published(out, topic=climbing)] == ["cannot-write"]
    climbing_layout = layout().model_copy(update={"id": "../../../leaflet"})
    assert [p.rule for p in published(out, layout=climbing_layout)] == ["cannot-write"]
    assert {p.name for p in out.parent.rglob("*")} == {"output"}


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(out, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (out / "sample").symlink_to(tmp_path / "elsewhere")
    assert [p.rule for p in published(out)] == ["cannot-write"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_that_is_a_link_is_replaced_not_followed(out, tmp_path):
    (tmp_path / "other").write_bytes(b"other")
    (out / "sample/en-NL").mkdir(parents=True)
    (out / "sample/en-NL/leaflet.pdf").symlink_to(tmp_path / "other")
    assert published(out) == ()
    assert (tmp_path / "other").read_bytes() == b"other"


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b'{"files": []}', b'{"files": {"a": 1}}', b'{"files": {"a": {}}}', b"\xff\xfe", b"[" * 100_000],
)
def test_a_broken_manifest_is_reported_and_replaced(out, broken):
    (out / MANIFEST).write_bytes(broken)
    assert [(p.rule, p.severity) for p in published(out)] == [("corrupt-manifest", Severity.WARNING)]
    assert set(manifest(out)) == {"sample/en-NL/leaflet.pdf"}


def test_pruning_drops_the_entries_of_what_is_no_edition_any_more(out):
    for locale in (Locale("en", "NL"), Locale("en", "GB")):
        published(out, locale=locale)
    assert prune(out, ["sample/leaflet/en-NL"]) == ()
    assert [entry["edition"] for entry in manifest(out).values()] == ["sample/leaflet/en-NL"]
    assert (out / "sample/en-GB/leaflet.pdf").exists()


def test_a_file_of_no_edition_is_reported_and_kept(out):
    published(out)
    published(out, locale=Locale("en", "GB"))
    (stale,) = stale_files(out, [edition().name])
    assert (stale.rule, stale.severity) == ("stale-file", Severity.WARNING)
    assert stale.span.path.endswith("sample/en-GB/leaflet.pdf")
    assert (out / "sample/en-GB/leaflet.pdf").exists()


def test_of_other_topics_than_those_that_were_built_nothing_is_dropped_and_nothing_reported(out):
    published(out)
    assert prune(out, [], ("another",)) == ()
    assert set(manifest(out)) == {"sample/en-NL/leaflet.pdf"}
    assert list(stale_files(out, [], ("another",))) == []
    assert prune(out, [], ("sample",)) == ()
    assert manifest(out) == {}
    assert [stale.rule for stale in stale_files(out, [], ("sample",))] == ["stale-file"]


@pytest.mark.parametrize("change", [lambda file: file.unlink(), lambda file: file.write_bytes(b"%PDF edited")])
def test_an_entry_whose_file_was_changed_or_taken_away_is_dropped(out, change):
    published(out)
    published(out, locale=Locale("nl", "NL"))
    change(out / "sample/nl-NL/leaflet.pdf")
    known, problems = recover(out)
    assert (set(known), problems) == ({"sample/en-NL/leaflet.pdf"}, ())
    assert set(manifest(out)) == set(known)


def test_what_a_killed_run_had_published_is_taken_into_the_manifest(out):
    published(out)
    entry = {**manifest(out)["sample/en-NL/leaflet.pdf"], "sha256": hashlib.sha256(b"%PDF two").hexdigest()}
    lost = {**entry, "sha256": hashlib.sha256(b"%PDF lost").hexdigest()}
    begin(out, {"sample/en-NL/leaflet.pdf": entry, "sample/nl-NL/leaflet.pdf": lost})
    write_manifest(out, {})
    (out / "sample/en-NL/leaflet.pdf").write_bytes(b"%PDF two")
    assert recover(out) == ({"sample/en-NL/leaflet.pdf": entry}, ())
    assert manifest(out) == {"sample/en-NL/leaflet.pdf": entry}
    assert not (out / JOURNAL).exists()


def test_a_file_that_can_not_be_written_costs_no_other(out, monkeypatch):
    dutch, plain = edition(locale=Locale("nl", "NL")), os.replace

    def fail(temporary, target):
        if "nl-NL" in str(target):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))
        return plain(temporary, target)

    monkeypatch.setattr(os, "replace", fail)
    problems_of = publish_all(out, [FinishedEdition(one, b"%PDF", 1) for one in (edition(), dutch)])
    assert {name: [p.rule for p in problems] for name, problems in problems_of.items()} == {
        "sample/leaflet/en-NL": [],
        "sample/leaflet/nl-NL": ["cannot-write"],
    }
    assert files(out) == {"sample/en-NL/leaflet.pdf", MANIFEST}
    assert set(manifest(out)) == {"sample/en-NL/leaflet.pdf"}


def test_a_file_that_is_in_place_is_known_to_be_though_the_manifest_is_not(out, monkeypatch):
    plain, calls = os.replace, []

    def fail(temporary, target):
        calls.append(target)
        if Path(target).name == MANIFEST:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        return plain(temporary, target)

    file = FinishedEdition(edition(), b"%PDF", 1)
    assert not is_in_place(out, file)
    monkeypatch.setattr(os, "replace", fail)
    ((problem,),) = publish_all(out, [file]).values()
    assert "`manifest.json` can't be written" in problem.message
    assert is_in_place(out, file) is (out / "sample/en-NL/leaflet.pdf").exists() is True
    assert not is_in_place(out, replace(file, pdf=b"%PDF other"))


def test_the_same_bytes_are_not_written_again(out):
    published(out)
    before = [(out / name).stat().st_mtime_ns for name in ("sample/en-NL/leaflet.pdf", MANIFEST)]
    assert published(out) == ()
    assert [(out / name).stat().st_mtime_ns for name in ("sample/en-NL/leaflet.pdf", MANIFEST)] == before


WAITING = """
import sys
from pathlib import Path
from leaflet.publish.lock import locked
out = Path(sys.argv[1])
with locked(out, (out / "waiting").touch):
    sys.exit(0 if (out / "done").exists() else 1)
"""


def test_a_second_build_is_refused_or_waits(out):
    with locked(out):
        with pytest.raises(BusyError), locked(out):
            pass
        second = subprocess.Popen([sys.executable, "-c", WAITING, str(out)])
        while not (out / "waiting").exists():
            assert second.poll() is None
            time.sleep(0.01)
        (out / "done").touch()
    assert second.wait() == 0


def test_the_manifest_costs_no_more_a_file_among_many_files(out, monkeypatch):
    """From nothing, and when all is replaced: entries are written a few times each, however many there are."""
    written = []
    monkeypatch.setattr(manifest_module, "write_manifest", lambda _, entries: written.append(len(entries)))
    paths = [f"sample/en-NL/{number}.pdf" for number in range(20_000)]
    entries = {path: {"edition": path} for path in paths}
    publication = Publication(out, {}, set(paths))
    for _ in range(2):
        written.clear()
        for start in range(0, len(paths), 32):
            chunk = {path: entries[path] for path in paths[start : start + 32]}
            publication.announce(chunk, chunk)
            publication.add(chunk)
        publication.finish()
        assert sum(written) < 5 * len(paths)
        publication = Publication(out, entries, set(paths))


def test_pruning_writes_nothing_where_nothing_is_gone(out):
    published(out)
    before = (out / MANIFEST).stat().st_mtime_ns
    assert prune(out, ["sample/leaflet/en-NL"]) == ()
    assert (out / MANIFEST).stat().st_mtime_ns == before


def test_pruning_an_empty_folder_makes_no_manifest(out):
    assert prune(out, []) == ()
    assert files(out) == set()


def test_pruning_that_can_not_write_is_reported(out, monkeypatch):
    published(out)

    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    assert [p.rule for p in prune(out, [])] == ["cannot-write"]
    assert set(manifest(out)) == {"sample/en-NL/leaflet.pdf"}
