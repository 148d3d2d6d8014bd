"""A review record: what it is bound to, how long it holds, and what can't be one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from samples import TODAY, claim, house, library, topic

from leaflet.edition import review_state
from leaflet.model import ReviewRecord, ReviewState
from leaflet.read.records import read_record
from leaflet.signoff import NotAReviewError, Signature, months_later, review, save

BY = Signature("A. Reviewer", "psychiatrist", TODAY)


def _signed(by=BY, today=TODAY, **changes):
    shelf = library(**changes)
    return shelf, review(shelf, shelf.topics[0], by, today)


def _state(record, today=TODAY, **changes):
    own = topic(review=record, **changes)
    return review_state(library(topics=(own,)), own, today)


def test_it_holds_for_the_content_that_was_reviewed():
    assert _state(_signed()[1]) is ReviewState.CURRENT


def test_it_no_longer_holds_when_a_word_has_changed():
    other = (claim(patient="In mice, something else was seen."), *topic().claims[1:])
    assert _state(_signed()[1], claims=other) is ReviewState.CHANGED


def test_it_holds_up_to_its_last_day():
    record = _signed(house=house(review_months=12))[1]
    assert record.expires == date(2027, 11, 24)
    assert _state(record, date(2027, 11, 24)) is ReviewState.CURRENT
    assert _state(record, date(2027, 11, 25)) is ReviewState.EXPIRED


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 30), 18, date(2027, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("by", "why"),
    [
        (Signature(" ", "nurse", TODAY), "name and role"),
        (Signature("A. Reviewer", "", TODAY), "name and role"),
        (Signature("A. Reviewer", "nurse", TODAY + timedelta(1)), "still to come"),
        (Signature("A. Reviewer", "nurse", date(2025, 11, 23)), "has expired"),
    ],
)
def test_what_cannot_be_a_review_is_refused(by, why):
    with pytest.raises(NotAReviewError, match=why):
        _signed(by)


def test_what_is_saved_is_what_is_read(tmp_path):
    record = _signed(Signature("Zoë “O'Neill” #1: x", "huisarts", TODAY))[1]
    (tmp_path / "sources/topics/sample").mkdir(parents=True)
    path = save(tmp_path, "sample", record)
    read, problems = read_record(tmp_path, "sources/topics/sample/review.yaml", ReviewRecord)
    assert not problems
    assert read.model_dump() == record.model_dump()
    assert [p.name for p in path.parent.iterdir()] == ["review.yaml"]
