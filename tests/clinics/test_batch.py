"""A batch of copies: one bad row costs its copy alone, and a run that was killed goes on."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from clinic_samples import CLINICS, LOGO, clinic, original

from leaflet.build.workers import Limits, WorkerFailure
from leaflet.clinics import batch, copy_jobs, copy_template, copy_units
from leaflet.clinics.copy_jobs import CopyOptions, copy_path, sample_ids
from leaflet.clinics.copy_template import Copy
from leaflet.clinics.copy_units import CandidateCopy
from leaflet.model import Locale
from leaflet.problem import Span
from leaflet.publish.lock import BusyError, locked

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]

MANY = tuple(
    clinic(f"c{n:02}", phone=f"020 7946 {n:04}", emergency="020 7946 0002" if n % 2 else None) for n in range(40)
)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "output"


@pytest.fixture
def quick(monkeypatch):
    """The whole preflight, counted, and left out: other tests are about it."""
    asked = []
    monkeypatch.setattr(
        copy_units, "preflight_copy", lambda pdf, edition, *_: asked.append(edition.clinic.id) or ((), ())
    )
    return asked


def _run_here(task, units, limits):
    yield from map(task, units)


def _run(out, clinics, on_progress=lambda *_: None, **options):
    return batch.build_copies(
        out, (original(),), clinics, on_progress, CopyOptions(**{"run_units": _run_here, **options})
    )


def _files(out):
    folder = out / "clinics"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.pdf")}


def _manifest(out):
    return json.loads((out / "clinics/manifest.json").read_text("utf-8"))["files"]


def _is_manifest_true(out):
    """Does the manifest name each file, and nothing else?"""
    recorded = {path: entry["sha256"] for path, entry in _manifest(out).items()}
    return recorded == {path: hashlib.sha256(data).hexdigest() for path, data in _files(out).items()}


def test_each_clinic_gets_its_copy_and_the_manifest_is_true(out, quick):
    outcomes, problems = _run(out, MANY)
    assert not problems
    assert {o.clinic for o in outcomes if o.path} == {c.id for c in MANY}
    assert _is_manifest_true(out)
    assert set(_files(out)) == {copy_path(c, original().edition) for c in MANY}
    assert not list((out / "clinics").rglob("*.part"))
    assert not list((out / "clinics/.leaflet").glob("*.jsonl"))


def test_a_clinic_gets_what_its_languages_ask_for(out, quick):
    clinics = (clinic("nl", languages=("nl",)), clinic("en", languages=("en",)), clinic("en-nl", languages=("en-NL",)))
    outcomes, _ = _run(out, clinics)
    assert [o.clinic for o in outcomes] == ["en", "en-nl"]
    assert clinic(languages=("nl",)).wants_locale(Locale("nl", "NL"))


def test_nothing_is_made_again_that_is_up_to_date(out, quick):
    _run(out, MANY)
    before = {p: p.stat().st_mtime_ns for p in (out / "clinics").rglob("*.pdf")}
    quick.clear()
    outcomes, _ = _run(out, MANY)
    assert all(o.is_up_to_date for o in outcomes)
    assert not quick
    assert before == {p: p.stat().st_mtime_ns for p in (out / "clinics").rglob("*.pdf")}


def test_what_was_changed_missing_or_edited_is_made_again_and_nothing_else(out, quick):
    _run(out, MANY)
    good = _files(out)
    paths = {c.id: out / "clinics" / copy_path(c, original().edition) for c in MANY}
    paths["c03"].unlink()
    paths["c05"].write_bytes(b"%PDF")
    changed = [c if c.id != "c07" else c.model_copy(update={"name": "Clinic C70 (invented)"}) for c in MANY]
    outcomes, _ = _run(out, changed)
    assert {o.clinic for o in outcomes if not o.is_up_to_date} == {"c03", "c05", "c07"}
    assert {p for p, data in _files(out).items() if data != good[p]} == {copy_path(MANY[7], original().edition)}
    assert _is_manifest_true(out)


def test_another_original_or_another_way_of_validating_makes_all_again(out, quick):
    _run(out, MANY[:3])
    outcomes, _ = _run(out, MANY[:3], validator=lambda files: ())
    assert not any(o.is_up_to_date for o in outcomes)


def test_a_copy_of_a_clinic_that_left_the_list_stays_in_the_manifest(out, quick):
    _run(out, MANY)
    _run(out, MANY[:5])
    assert _is_manifest_true(out)


def test_a_clinic_that_is_asked_for_alone_gets_the_very_copy_that_all_would_get(out, tmp_path, quick):
    _run(tmp_path / "whole", MANY)
    outcomes, _ = _run(out, MANY, clinic_ids=frozenset({"c07"}))
    assert [o.clinic for o in outcomes] == ["c07"]
    (path,) = _files(out)
    assert _files(out)[path] == _files(tmp_path / "whole")[path]
    assert not [o for o in _run(tmp_path / "whole", MANY, clinic_ids=frozenset({"c07"}))[0] if not o.is_up_to_date]


# The sample


def test_the_sample_is_one_in_fifty_and_at_least_ten_by_hash():
    many = [clinic(f"c{n}") for n in range(1001)]
    edition = original().edition
    assert len(sample_ids(edition, many)) == 21
    assert len(sample_ids(edition, many[:30])) == 10
    assert sample_ids(edition, many) == sample_ids(edition, many[::-1])
    assert sample_ids(edition, many) != sample_ids(replace(edition, locale=Locale("nl", "NL")), many)


def test_the_sample_a_specimen_of_each_kind_of_box_and_every_box_of_the_renderer_pass_the_whole_preflight(out, quick):
    logo = clinic("logo", logo=LOGO)
    _run(out, (*MANY, *CLINICS, logo))
    due = sample_ids(original().edition, (*MANY, *CLINICS, logo)) | {"logo", "yew", "ash", "c00", "c01"}
    assert set(quick) == due
    entries = _manifest(out).values()
    assert {e["clinic"] for e in entries if e["whole"]} == due
    assert {e["way"] for e in entries if e["clinic"] == "logo"} == {"set"}


def test_where_a_specimen_is_refused_no_copy_of_its_kind_is_published(out, quick, monkeypatch):
    fault = copy_units._box_full_problem(original().edition, MANY[1], "for a test")
    monkeypatch.setattr(copy_units, "preflight_copy", lambda pdf, e, *_: ((fault,) if e.clinic.id == "c01" else (), ()))
    monkeypatch.setattr(copy_jobs, "SAMPLE_ONE_IN", 10**6)
    monkeypatch.setattr(copy_jobs, "SAMPLE_AT_LEAST", 0)
    outcomes, problems = _run(out, MANY)
    assert {o.clinic for o in outcomes if o.path} == {c.id for c in MANY if not c.emergency}
    assert len({p.message for p in problems}) == 20


def test_a_copy_that_the_validator_refuses_is_not_published(out, quick):
    def refuse(files):
        return tuple(
            copy_units._box_full_problem(e, e.clinic, "says the validator") for e, _ in files if e.clinic.id == bad
        )

    bad = next(iter(sample_ids(original().edition, MANY) - {"c00", "c01"}))
    clinics = [c.model_copy(update={"origin": c.origin.__class__(Span("list.csv", n))}) for n, c in enumerate(MANY, 2)]
    outcomes, _ = _run(out, clinics, validator=refuse)
    assert [o.clinic for o in outcomes if not o.path] == [bad]


# What goes wrong


def test_one_that_does_not_fit_is_named_and_the_others_are_made(out, quick):
    full = clinic("full", address="word " * 40)
    outcomes, problems = _run(out, (*MANY, full))
    assert [o.clinic for o in outcomes if not o.path] == ["full"]
    assert [p.rule for p in problems] == ["unfillable-clinic-box"]
    assert "full" in problems[0].message


def test_a_unit_that_is_lost_is_tried_one_by_one_and_the_one_is_named(out, quick):
    def run_units(task, units, limits):
        for unit in units:
            bad = any(c.id == "c20" for c in unit.clinics)
            yield WorkerFailure("took more than 9 seconds") if bad else task(unit)

    outcomes, problems = _run(out, MANY, run_units=run_units)
    assert [o.clinic for o in outcomes if not o.path] == ["c20"]
    assert "c20" in problems[0].message
    assert "took more than 9 seconds" in problems[0].message


def test_in_workers_a_copy_that_hangs_costs_itself_alone(out, quick, monkeypatch):
    shaped = copy_units._shape_copy

    def hang(unit, one):
        if one.id == "c20":
            time.sleep(600)
        return shaped(unit, one)

    monkeypatch.setattr(copy_units, "_shape_copy", hang)
    monkeypatch.setattr(copy_jobs, "UNIT_COST", 4)
    outcomes, problems = _run(out, MANY, run_units=None, limits=Limits(seconds=3))
    assert [o.clinic for o in outcomes if not o.path] == ["c20"]
    assert [p.rule for p in problems] == ["edition-lost"]
    assert _is_manifest_true(out)


def test_a_fault_of_ours_is_raised_when_it_is_known_whose_it_was(out, quick):
    def run_units(task, units, limits):
        yield from (WorkerFailure("failed", ZeroDivisionError()) for _ in units)

    with pytest.raises(ZeroDivisionError) as raised:
        _run(out, MANY[:2], run_units=run_units)
    assert "c0" in raised.value.__notes__[0]


def test_a_run_that_is_interrupted_goes_on_where_it_was(out, quick, monkeypatch):
    monkeypatch.setattr(copy_jobs, "UNIT_COST", 4)
    monkeypatch.setattr(batch, "CHUNK", 2)

    def interrupt(outcome, done, total):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _run(out, MANY, interrupt)
    assert len(_files(out)) >= 20
    outcomes, _ = _run(out, MANY)
    assert sum(o.is_up_to_date for o in outcomes) >= 18
    assert _is_manifest_true(out)
    assert len(_files(out)) == len(MANY)


def test_a_full_disk_is_a_problem_and_what_is_there_stays(out, quick, monkeypatch):
    _run(out, MANY[:4])
    good = _files(out)
    from leaflet.clinics import batch_manifest

    real = os.write

    def full(descriptor, data):
        if len(data) > 50_000:
            raise OSError(28, "No space left on device", "x")
        return real(descriptor, data)

    monkeypatch.setattr(batch_manifest.os, "write", full)
    outcomes, problems = _run(out, [c.model_copy(update={"name": "Anew"}) for c in MANY[:4]])
    assert not any(o.path for o in outcomes)
    assert {p.rule for p in problems} == {"cannot-write"}
    assert _files(out) == good
    assert not list((out / "clinics").rglob("*.part"))


def test_a_second_batch_into_the_same_folder_is_refused(out, quick):
    with locked(out / "clinics"), pytest.raises(BusyError):
        _run(out, MANY[:1])


# As values


def test_a_portable_unit_is_made_to_the_same_copies_without_the_project(tmp_path, monkeypatch):
    import pickle

    clinics = (clinic("oak"), clinic("logo", logo=LOGO))
    unit = copy_units.WorkUnit(copy_template.prepare(original(), clinics), clinics, frozenset({"oak"}))
    sent = pickle.loads(pickle.dumps(unit.portable()))
    monkeypatch.chdir(tmp_path)
    assert sent.template.original.edition.layout.folder == Path()
    assert [(c.copy, c.method) for c in copy_units.make_copies(sent)] == [
        (c.copy, c.method) for c in copy_units.make_copies(unit)
    ]


# Counting


def test_copies_of_one_kind_of_box_are_rendered_twice_whatever_their_number(out, quick, monkeypatch):
    from leaflet.clinics import copy_template

    rendered = []
    real = copy_template.render
    monkeypatch.setattr(copy_template, "render", lambda *asked, **given: rendered.append(1) or real(*asked, **given))
    _run(out, MANY)
    assert len(rendered) == 2


def test_a_copy_that_was_not_shown_to_be_right_is_not_published(out, quick, monkeypatch):
    monkeypatch.setattr(copy_units, "copy_faults", lambda *_: iter(("is wrong",)))
    made = []
    real = copy_template.render_copies
    monkeypatch.setattr(
        copy_template, "render_copies", lambda original, clinics: made.extend(clinics) or real(original, clinics)
    )
    _run(out, MANY[:3])
    assert [c.id for c in made] == [c.id for c in MANY[:3]] or sorted(c.id for c in made) == ["c00", "c01", "c02"]
    assert {e["way"] for e in _manifest(out).values()} == {"set"}


def test_what_can_be_set_in_no_other_way_is_rendered_whole(monkeypatch):
    one, own = clinic("fir", logo=LOGO), original()
    fault = copy_units._box_full_problem(own.edition, one, "for a test")
    real = copy_units.preflight_copy
    monkeypatch.setattr(
        copy_units, "preflight_copy", lambda pdf, e, *o: ((fault,), ()) if pdf.startswith(own.pdf) else real(pdf, e, *o)
    )
    (done,) = copy_units.make_copies(copy_units.WorkUnit(copy_template.prepare(own, (one,)), (one,), frozenset()))
    assert (done.method, done.is_fully_checked, bool(done.copy)) == ("rendered", True, True)


def test_values_are_plain():
    import pickle

    done = CandidateCopy("a", Copy(b"1", b"2"), "shaped")
    assert pickle.loads(pickle.dumps(done)) == done
