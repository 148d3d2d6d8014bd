"""What the case file can't show: a valid fingerprint."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from leaflet.editions.from_library import fingerprint
from leaflet.policies.expired_review import check
from leaflet.read.sources import read_library

BASE = Path(__file__).parent / "base"


@pytest.mark.parametrize(
    ("today", "fields"),
    [(date(2027, 3, 1), []), (date(2027, 3, 2), ["expired"])],
)
def test_a_review_holds_until_its_last_day(tmp_path: Path, today: date, fields: list[str]) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "project"))
    library, _ = read_library(root)
    assert library
    signed = fingerprint(library, library.topics[0])
    review = f"name: Dr. Tester\nrole: tester\ndate: 2026-03-01\nexpires: 2027-03-01\nfingerprint: {signed}\n"
    (root / "sources/topics/tiny/review.yaml").write_text(review, "utf-8")
    reviewed, problems = read_library(root)
    assert reviewed, problems
    assert [p.message.split(":")[0].split()[-1] for p in check(reviewed, today)] == fields
