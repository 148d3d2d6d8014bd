"""A review record: what it is bound to, how long it holds, and what can't be one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from samples import TODAY, claim, house, layout, library, topic

from leaflet.editions.from_library import editions
from leaflet.editions.reviews import add_months
from leaflet.editions.sign_off import InvalidReviewError, Signature, review_records, save, with_new
from leaflet.model import ReviewRecord, ReviewState
from leaflet.read import sources
from leaflet.read.records import read_list

BY = Signature("A. Reviewer", "psychiatrist", TODAY)


def _editions(**changes):
    return editions(library(**changes), TODAY)


def _signed(by=BY, today=TODAY, **changes):
    return review_records(_editions(**changes), by, today)


def _states(records, today=TODAY, **changes):
    own = topic(reviews=records, **changes)
    return {str(edition.locale): edition.review_state for edition in editions(library(topics=(own,)), today)}


def test_it_holds_for_the_content_that_was_reviewed():
    assert _states(_signed()) == {"en-NL": ReviewState.CURRENT, "nl-NL": ReviewState.CURRENT}


def test_it_no_longer_holds_when_a_word_has_changed():
    other = (claim(patient="In mice, something else was seen."), *topic().claims[1:])
    assert set(_states(_signed(), claims=other).values()) == {ReviewState.CHANGED}


def test_it_holds_for_what_was_reviewed_only():
    (record,) = review_records([e for e in _editions() if str(e.locale) == "nl-NL"], BY, TODAY)
    assert _states((record,)) == {"en-NL": ReviewState.NONE, "nl-NL": ReviewState.CURRENT}


def test_it_holds_for_the_look_that_was_reviewed_or_for_any():
    seen, other = (layout(look="ab" * 32),), (layout(look="cd" * 32),)
    bound = _signed(layouts=seen)
    free = _signed(Signature("A. Reviewer", "psychiatrist", TODAY, any_look=True), layouts=seen)
    for records, state in ((bound, ReviewState.CHANGED), (free, ReviewState.CURRENT)):
        own = topic(reviews=records)
        assert {e.review_state for e in _editions(topics=(own,), layouts=other)} == {state}


def test_it_holds_up_to_its_last_day():
    records = _signed(house=house(review_months=12))
    assert {record.expires for record in records} == {date(2027, 11, 24)}
    assert set(_states(records, date(2027, 11, 24)).values()) == {ReviewState.CURRENT}
    assert set(_states(records, date(2027, 11, 25)).values()) == {ReviewState.EXPIRED}


def test_a_new_record_takes_the_place_of_what_the_same_role_said_before():
    both = (layout(), layout("large"))
    old = _signed(layouts=both)
    some = [e for e in _editions(layouts=both) if e.layout.id == "large" and str(e.locale) == "nl-NL"]
    (new,) = review_records(some, Signature("B. Other", "psychiatrist", TODAY), TODAY)
    (nurse,) = review_records(some, Signature("C. Third", "nurse", TODAY), TODAY)
    assert [(r.name, r.locale, sorted(r.fingerprints), sorted(r.looks)) for r in with_new(old, [new])] == [
        ("A. Reviewer", "en-NL", ["large", "leaflet"], ["large", "leaflet"]),
        ("A. Reviewer", "nl-NL", ["leaflet"], ["leaflet"]),
        ("B. Other", "nl-NL", ["large"], ["large"]),
    ]
    assert with_new(old, [nurse]) == (*old, nurse)
    (earlier,) = review_records(some, Signature("B. Other", "psychiatrist", date(2026, 1, 5)), TODAY)
    assert with_new(old, [earlier]) == (*old, earlier)
    assert with_new([new], [new]) == (new,)


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
        (Signature("A. Reviewer\x1b[31m", "nurse", TODAY), "one line"),
        (Signature("A.\u2028Reviewer", "nurse", TODAY), "one line"),
        (Signature("A. Reviewer", "nurse\n", TODAY), "one line"),
        (Signature("A. \udcff", "nurse", TODAY), "one line"),
        (Signature("A" * 60, "nurse", TODAY), "65 letters, and the pages have room for 64"),
        (Signature("A. Reviewer", "nurse", TODAY + timedelta(1)), "still to come"),
        (Signature("A. Reviewer", "nurse", date(2025, 11, 23)), "has expired"),
    ],
)
def test_what_cannot_be_a_review_is_refused(by, why):
    with pytest.raises(InvalidReviewError, match=why):
        _signed(by)


def test_what_is_saved_is_what_is_read(tmp_path):
    records = _signed(Signature("Zoë “O'Neill” #1: x", "huisarts", TODAY))
    (tmp_path / "sources/topics/sample").mkdir(parents=True)
    path = save(tmp_path, "sample", records)
    read, problems = read_list(tmp_path, "sources/topics/sample/review.yaml", ReviewRecord)
    assert not problems
    assert [r.model_dump() for r in read] == [r.model_dump() for r in records]
    assert [p.name for p in path.parent.iterdir()] == ["review.yaml"]


@pytest.fixture
def signed(project):
    """The project, its topic reviewed today."""
    shelf, _ = sources.read_library(project)
    save(project, shelf.topics[0].id, review_records(editions(shelf, TODAY), BY, TODAY))
    assert _review_states(project) == dict.fromkeys(_review_states(project), ReviewState.CURRENT)
    return project


def _review_states(project):
    shelf, _ = sources.read_library(project)
    return {edition.id: edition.review_state for edition in editions(shelf, TODAY)}


@pytest.mark.parametrize(
    ("path", "old", "new", "concerned"),
    [
        ("layouts/nl.po", 'msgstr "Je kreeg dit van:"', 'msgstr "Niet van:"', "/nl-NL"),
        ("layouts/uncertainty-checklist/page.html.j2", '_("Emergency")', '_("No emergency")', "uncertainty-checklist/"),
        ("layouts/base/macros.html.j2", '<p class="statement', '<p>Not true:</p><p class="statement', ""),
        ("layouts/base/base.css", 'content: "";', 'content: "Not true:";', ""),
        ("layouts/base/cover.svg", "</svg>", "<text>Not true</text></svg>", ""),
        ("layouts/trifold/layout.yaml", "safe_mm: 5", "safe_mm: 6", "trifold/"),
        ("sources/nl.po", "geen medisch advies", "medisch advies", "/nl-NL"),
    ],
)
def test_a_review_ends_with_a_change_of_any_printed_word_or_of_the_look(signed, path, old, new, concerned):
    text = (signed / path).read_text("utf-8")
    assert old in text
    (signed / path).write_text(text.replace(old, new), "utf-8")
    for name, state in _review_states(signed).items():
        assert state is (ReviewState.CHANGED if concerned in name else ReviewState.CURRENT), name


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("layouts/trifold/layout.yaml", "safe_mm: 5", "safe_mm: 5.0 # mm"),
        ("layouts/trifold/layout.yaml", "safe_mm: 5", "languages: [en, nl, de]\nsafe_mm: 5"),
    ],
)
def test_a_review_outlives_what_no_reader_sees(signed, path, old, new):
    text = (signed / path).read_text("utf-8")
    assert old in text
    (signed / path).write_text(text.replace(old, new), "utf-8")
    assert set(_review_states(signed).values()) == {ReviewState.CURRENT}


def test_a_reviewed_edition_says_nowhere_that_it_is_a_draft(signed):
    shelf, _ = sources.read_library(signed)
    texts = [part for edition in editions(shelf, TODAY) for text in edition.required.texts for part in text.parts]
    assert len(texts) > 500
    assert [text for text in texts if re.search("draft|concept|not clinically reviewed", text, re.IGNORECASE)] == []
