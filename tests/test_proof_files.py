"""Proofs of pages beside the manifest: written in one step, read as far as they are whole, and removed in the end."""

from __future__ import annotations

import os

import pytest
from samples import TODAY
from samples import edition as sample

from leaflet.build import pipeline, proof_files
from leaflet.build.cache import Cache
from leaflet.build.options import BuildOptions, Selection
from leaflet.build.outcomes import CandidateEdition
from leaflet.model import RenderResult
from leaflet.preflight import PageProofs
from leaflet.preflight.instrument import finished_file
from leaflet.preflight.instrument.page_proofs import PageProof

CHECKLIST = Selection(layouts=("uncertainty-checklist",), locales=("en-NL",))
RENDERED = RenderResult(b"%PDF-", 1, (), ())


def _made(edition, *keys):
    proofs = PageProofs("")
    for key in keys:
        proofs.put(key, PageProof())
    return CandidateEdition(edition, RENDERED, proofs=proofs.encoded())


def _files(out):
    return [file for file in (out / ".leaflet/proofs").rglob("*") if file.is_file()]


def test_what_a_build_has_shown_the_next_one_knows(tmp_path):
    edition = sample()
    proof_files.write_proofs(tmp_path, [_made(edition, "a", "b")])
    assert proof_files.read_proofs(tmp_path, edition).get("a")
    proof_files.write_proofs(tmp_path, [_made(edition, "b")])
    assert proof_files.read_proofs(tmp_path, edition).get("a") is None
    assert len(_files(tmp_path)) == 1
    proof_files.write_proofs(tmp_path, [_made(edition)])
    assert not _files(tmp_path)


def test_where_no_proofs_are_kept_there_are_none(tmp_path):
    assert proof_files.read_proofs(None, sample()) is None
    assert proof_files.read_proofs(tmp_path, sample()).get("a") is None


def test_a_damaged_a_huge_or_an_unreadable_file_is_written_anew(tmp_path):
    edition = sample()
    proof_files.write_proofs(tmp_path, [_made(edition, "a")])
    (file,) = _files(tmp_path)
    good = file.read_bytes()
    for bad in (b"", good[:-1], good + b" ", b"x" * 9_000_000):
        file.write_bytes(bad)
        assert proof_files.read_proofs(tmp_path, edition).get("a") is None
        proof_files.write_proofs(tmp_path, [_made(edition, "a")])
        assert file.read_bytes() == good
    file.unlink()
    file.mkdir()
    assert proof_files.read_proofs(tmp_path, edition).get("a") is None
    proof_files.write_proofs(tmp_path, [_made(edition, "a")])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_costs_time_alone(tmp_path):
    tmp_path.chmod(0o500)
    proof_files.write_proofs(tmp_path, [_made(sample(), "a")])


def test_what_is_no_edition_any_more_has_no_proofs(tmp_path):
    edition = sample()
    proof_files.write_proofs(tmp_path, [_made(edition, "a")])
    proof_files.remove_stale_proofs(tmp_path, (), ("another-topic",))
    proof_files.remove_stale_proofs(tmp_path, (edition.name,), ())
    assert _files(tmp_path)
    proof_files.remove_stale_proofs(tmp_path, (), ())
    assert not _files(tmp_path)


@pytest.mark.slow
def test_a_sentence_that_changed_is_shown_and_no_page_without_it(project, tmp_path, monkeypatch):
    """And what is published is the same as without proofs."""
    measured = []
    real = finished_file.page_appearance

    def spy(sheet, letters, glyphs, rows, copied):
        measured.append(len(rows))
        return real(sheet, letters, glyphs, rows, copied)

    def here(task, units, *_):
        yield from map(task, units)

    monkeypatch.setattr(finished_file, "page_appearance", spy)
    options = BuildOptions(cache=Cache(tmp_path / "cache"), run_units=here)
    trifold = Selection(layouts=("trifold",), locales=("en-NL",))

    def build(options, out="output"):
        measured.clear()
        outcomes, problems = pipeline.build(project, project / out, TODAY, trifold, lambda *_: None, options)
        assert [outcome.path for outcome in outcomes] != [None], problems
        return (project / out / "bdnf-trkb/en-NL/trifold.pdf").read_bytes()

    build(options)
    assert len(measured) == 2
    assert min(measured) > 500
    text = project / "sources/topics/bdnf-trkb/text.md"
    before = text.read_text("utf-8")
    assert "This is early research." in before
    text.write_text(before.replace("This is early research.", "That is early research."), "utf-8")
    with_proofs = build(options)
    assert len(measured) == 2
    assert min(measured) < 100 < max(measured)  # of one page its identity line alone
    assert build(BuildOptions(run_units=here), "another") == with_proofs
    assert len(measured) == 2
    assert min(measured) > 500
    assert not _files(project / "another")
