"""What the case file can't show: a valid fingerprint."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from leaflet.editions.from_library import editions
from leaflet.editions.sign_off import Signature, review_records, save
from leaflet.policies.expired_review import check
from leaflet.read.sources import read_library

SIGNED = date(2026, 3, 1)
BASE = Path(__file__).parent / "base"


@pytest.mark.parametrize(
    ("changes", "today", "faults"),
    [
        ({}, date(2027, 3, 1), []),
        ({}, date(2027, 3, 2), ["expires: 2027-03-01"]),
        ({"looks": dict.fromkeys(("checklist", "handout", "leaflet"), "0" * 64)}, SIGNED, [f"checklist: '{'0' * 64}'"]),
    ],
)
def test_a_review_holds_until_its_last_day_and_for_its_look(
    tmp_path: Path, changes: dict[str, object], today: date, faults: list[str]
) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "project"))
    library, _ = read_library(root)
    assert library
    signed = review_records(editions(library, SIGNED), Signature("A", "tester", SIGNED), SIGNED)
    save(root, "tiny", [record.model_copy(update=changes) for record in signed[:1]])
    reviewed, problems = read_library(root)
    assert reviewed, problems
    lines = (root / "sources/topics/tiny/review.yaml").read_text("utf-8").splitlines()
    assert [lines[p.span.line - 1].strip() for p in check(reviewed, today)] == faults
