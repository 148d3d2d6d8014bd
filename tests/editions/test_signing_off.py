"""`leaflet sign-off` of some editions, and what becomes of the records that were there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from small_house import BY, TODAY

from leaflet.cli import main as cli
from leaflet.editions.sign_off import InvalidReviewError, Signature, as_yaml, review_records, save, with_new
from leaflet.model import ReviewRecord, ReviewState
from leaflet.read.records import read_list

LAYOUTS = ("clinician-handout", "large-print", "one-page", "trifold", "uncertainty-checklist")
REVIEW = "sources/topics/tiny/review.yaml"


@pytest.fixture
def sign(house, monkeypatch, capsys):
    """A function that signs off the topic `tiny`: status and what was told."""
    monkeypatch.chdir(house)
    monkeypatch.setenv("LEAFLET_TODAY", str(TODAY))

    def run(*options, name="A", role="nurse", day=TODAY):
        status = cli.run(["sign-off", "tiny", "--name", name, "--role", role, "--date", str(day), *options])
        return status, "".join(capsys.readouterr())

    return run


@pytest.fixture
def records(house):
    """A function that gives the topic's records as (name, role, locale, layouts, whether any look will do)."""

    def run():
        found, problems = read_list(house, REVIEW, ReviewRecord)
        assert not problems
        return [(r.name, r.role, r.locale, tuple(r.fingerprints), r.looks == "any") for r in found]

    return run


def _reviewed(read):
    return {name for name, edition in read().items() if edition.review_state is ReviewState.CURRENT}


def test_all_editions_are_one_record_a_locale(sign, records, read):
    status, told = sign()
    assert status == 0
    assert "10 editions of tiny signed off until 2027-11-24" in told
    assert records() == [("A", "nurse", locale, LAYOUTS, False) for locale in ("en-NL", "nl-NL")]
    assert _reviewed(read) == {name for name in read() if name.startswith("tiny/")}


@pytest.mark.parametrize(
    ("options", "signed"),
    [
        (["--locale", "nl-NL"], (LAYOUTS, ["nl-NL"])),
        (["--layout", "trifold"], (("trifold",), ["en-NL", "nl-NL"])),
        (
            ["--layout", "trifold", "--layout", "large-print", "--locale", "en-NL"],
            (("large-print", "trifold"), ["en-NL"]),
        ),
    ],
)
def test_only_what_is_named_is_signed_off(sign, records, read, options, signed):
    layouts, locales = signed
    assert sign(*options)[0] == 0
    assert records() == [("A", "nurse", locale, layouts, False) for locale in locales]
    assert _reviewed(read) == {f"tiny/{layout}/{locale}" for layout in layouts for locale in locales}


def test_a_later_record_of_the_same_role_takes_over_the_layouts_that_it_covers(sign, records, read):
    sign()
    sign("--layout", "trifold", "--locale", "nl-NL", name="B")
    others = tuple(layout for layout in LAYOUTS if layout != "trifold")
    assert records() == [
        ("A", "nurse", "en-NL", LAYOUTS, False),
        ("A", "nurse", "nl-NL", others, False),
        ("B", "nurse", "nl-NL", ("trifold",), False),
    ]
    assert len(_reviewed(read)) == 10


def test_a_record_of_which_nothing_is_left_goes(sign, records):
    sign("--layout", "trifold", "--locale", "nl-NL")
    sign("--locale", "nl-NL", name="B")
    assert records() == [("B", "nurse", "nl-NL", LAYOUTS, False)]


def test_another_role_stands_beside_it(sign, records):
    sign("--locale", "nl-NL")
    sign("--locale", "nl-NL", name="P", role="panel")
    assert records() == [("A", "nurse", "nl-NL", LAYOUTS, False), ("P", "panel", "nl-NL", LAYOUTS, False)]


def test_a_review_of_any_look_and_one_of_this_look_are_merged_by_layout(sign, records):
    sign("--any-look", "--locale", "nl-NL")
    assert records() == [("A", "nurse", "nl-NL", LAYOUTS, True)]
    sign("--layout", "trifold", "--locale", "nl-NL", name="B")
    others = tuple(layout for layout in LAYOUTS if layout != "trifold")
    assert records() == [("A", "nurse", "nl-NL", others, True), ("B", "nurse", "nl-NL", ("trifold",), False)]
    sign("--any-look", "--layout", "trifold", "--locale", "nl-NL", name="C")
    assert records() == [("A", "nurse", "nl-NL", others, True), ("C", "nurse", "nl-NL", ("trifold",), True)]


def test_what_a_record_says_of_a_layouts_look_goes_with_it(house, sign):
    sign()
    sign("--layout", "trifold", name="B")
    found, _ = read_list(house, REVIEW, ReviewRecord)
    assert all(set(record.looks) == set(record.fingerprints) for record in found)


def test_signing_the_same_again_changes_nothing_but_the_day(house, sign):
    sign(day=TODAY - timedelta(1))
    before = (house / REVIEW).read_text("utf-8")
    sign()
    assert (house / REVIEW).read_text("utf-8") == before.replace("2026-11-23", "2026-11-24").replace(
        "2027-11-23", "2027-11-24"
    )


def test_an_edition_that_does_not_exist_is_not_signed_off(house, sign):
    assert sign("--layout", "none")[0] == 2
    assert sign("--locale", "de-DE")[0] == 2
    assert not (house / REVIEW).exists()


def test_a_signed_edition_that_changes_can_be_signed_alone(edit, read, sign):
    sign()
    edit("layouts/trifold/page.css", "/* A4 landscape", "/* On A4 landscape")
    assert len(_reviewed(read)) == 8
    sign("--layout", "trifold", name="B")
    assert len(_reviewed(read)) == 10


# On values


def _signed(read, by=BY, today=TODAY):
    return review_records([e for e in read().values() if e.topic.id == "tiny"], by, today)


def test_what_is_saved_is_what_is_read(house, read):
    records = _signed(read, Signature("Zoë “O'Neill” #1: x", "huisarts", TODAY))
    path = save(house, "tiny", records)
    found, problems = read_list(house, REVIEW, ReviewRecord)
    assert not problems
    assert [r.model_dump() for r in found] == [r.model_dump() for r in records]
    assert [p.name for p in path.parent.iterdir() if "review" in p.name] == ["review.yaml"]


def test_what_two_records_share_is_written_out_in_both(read):
    text = as_yaml(_signed(read))
    assert text.count("date: 2026-11-24") == 2
    assert "&" not in text


def test_it_holds_up_to_its_last_day(house, read):
    save(house, "tiny", _signed(read))
    states = {day: read(day)["tiny/trifold/en-NL"].review_state for day in (date(2027, 11, 24), date(2027, 11, 25))}
    assert list(states.values()) == [ReviewState.CURRENT, ReviewState.EXPIRED]


def test_it_does_not_hold_before_it_was_made(house, read):
    save(house, "tiny", _signed(read))
    assert not read(TODAY - timedelta(1))["tiny/trifold/en-NL"].reviewed


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": " "}, "name and role"),
        ({"role": ""}, "name and role"),
        ({"day": TODAY + timedelta(1)}, "still to come"),
        ({"day": date(2025, 11, 23)}, "has expired"),
    ],
)
def test_what_cannot_be_a_review_is_refused(read, changes, why):
    with pytest.raises(InvalidReviewError, match=why):
        _signed(read, replace(BY, **changes))


def test_merging_nothing_changes_nothing(read):
    records = _signed(read)
    assert with_new(records, ()) == records
    assert with_new((), records) == records
    assert with_new(records, records) == records
