"""A review record: what it is bound to, how long it holds, and what can't be one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from samples import TODAY, claim, house, library, topic

from leaflet.editions.from_library import add_months, editions, review_state
from leaflet.editions.required import required_texts
from leaflet.editions.sign_off import InvalidReviewError, Signature, review_record, save
from leaflet.model import ReviewRecord, ReviewState
from leaflet.read import sources
from leaflet.read.records import read_record

BY = Signature("A. Reviewer", "psychiatrist", TODAY)


def _signed(by=BY, today=TODAY, **changes):
    shelf = library(**changes)
    return shelf, review_record(shelf, shelf.topics[0], by, today)


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
    assert add_months(day, months) == later


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
    with pytest.raises(InvalidReviewError, match=why):
        _signed(by)


def test_what_is_saved_is_what_is_read(tmp_path):
    record = _signed(Signature("Zoë “O'Neill” #1: x", "huisarts", TODAY))[1]
    (tmp_path / "sources/topics/sample").mkdir(parents=True)
    path = save(tmp_path, "sample", record)
    read, problems = read_record(tmp_path, "sources/topics/sample/review.yaml", ReviewRecord)
    assert not problems
    assert read.model_dump() == record.model_dump()
    assert [p.name for p in path.parent.iterdir()] == ["review.yaml"]


@pytest.fixture
def signed(project):
    """The project, its topic reviewed today."""
    shelf, _ = sources.read_library(project)
    own = shelf.topics[0]
    save(project, own.id, review_record(shelf, own, BY, TODAY))
    assert _review_states(project) == {ReviewState.CURRENT}
    return project


def _review_states(project):
    shelf, _ = sources.read_library(project)
    return {edition.review_state for edition in editions(shelf, TODAY)}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("layouts/nl.po", 'msgstr "Bij nood"', 'msgstr "Geen nood"'),
        ("layouts/uncertainty-checklist/page.html.j2", '_("Emergency")', '_("No emergency")'),
        ("layouts/base/macros.html.j2", '<p class="statement', '<p>Not true:</p><p class="statement'),
        ("layouts/base/base.css", 'content: "";', 'content: "Not true:";'),
        ("layouts/large-print/ornament.svg", "</svg>", "<text>Not true</text></svg>"),
        ("sources/nl.po", "geen medisch advies", "medisch advies"),
    ],
)
def test_a_review_ends_with_a_change_of_any_printed_word(signed, path, old, new):
    text = (signed / path).read_text("utf-8")
    assert old in text
    (signed / path).write_text(text.replace(old, new), "utf-8")
    assert _review_states(signed) == {ReviewState.CHANGED}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("layouts/base/base.css", "--ink: #1c2b2e;", "--ink: #000000;"),
        ("layouts/base/macros.html.j2", "{# Required statements", "{# The required statements"),
        ("layouts/trifold/layout.yaml", "safe_mm: 5", "safe_mm: 6"),
    ],
)
def test_a_review_outlives_a_change_of_looks(signed, path, old, new):
    text = (signed / path).read_text("utf-8")
    assert old in text
    (signed / path).write_text(text.replace(old, new), "utf-8")
    assert _review_states(signed) == {ReviewState.CURRENT}


def test_a_reviewed_edition_says_nowhere_that_it_is_a_draft(signed):
    shelf, _ = sources.read_library(signed)
    texts = [part for edition in editions(shelf, TODAY) for text in required_texts(edition) for part in text.parts]
    assert len(texts) > 500
    assert [text for text in texts if re.search("draft|concept|not clinically reviewed", text, re.IGNORECASE)] == []
