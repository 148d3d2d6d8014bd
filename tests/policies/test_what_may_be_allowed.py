"""What the program keeps for itself: the draft mark, the emergency number, and which checks can't be allowed."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from test_cases import BASE

from leaflet import policies
from leaflet.editions.from_library import editions
from leaflet.policies.waivable import WAIVABLE
from leaflet.read.sources import read_library
from leaflet.telephone import is_emergency

TODAY = date(2026, 11, 24)
PAGE = Path(__file__).parents[2] / "docs/write-a-topic.md"
SAFETY = {
    "unsafe-advice",
    "unrecorded-review",
    "unlisted-address",
    "unlisted-number",
    "repeated-claim",
    "unfit-emergency-number",
    "unfit-number",
    "weakened-draft-mark",
    "missing-subject",
    "missing-word-list",
    "no-emergency-contact",
    "unverified-contact",
    "expired-contact",
    "untranslated-statement",
    "claim-without-reference",
    "forbidden-link",
    "unlisted-substance",
}
"""What a reader's safety rests on."""
DRAFT = """- id: draft
  kind: draft
  subject: not-reviewed
  text: This is a draft, not reviewed.
  why: nobody has reviewed it
  when: {reviewed: false}
  min_pt: 9
  every_page: true
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "house"))


def rules(house: Path) -> set[str]:
    library, problems = read_library(house)
    return {p.rule for p in (*problems, *(policies.check(library, TODAY) if library else ()))}


def change(house: Path, path: str, old: str, new: str) -> None:
    text = (house / path).read_text("utf-8")
    assert text.count(old) == 1
    (house / path).write_text(text.replace(old, new), "utf-8")


def test_what_safety_rests_on_can_not_be_allowed() -> None:
    names = {policy.NAME for policy in policies.POLICIES}
    assert names >= SAFETY
    assert {policy.NAME for policy in WAIVABLE} & SAFETY == set()


def test_editors_are_told_what_can_be_allowed() -> None:
    table = PAGE.read_text("utf-8").split("| it can be allowed |", 1)[1].split("\n\n", 1)[0]
    told = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
    assert sorted(told) == sorted(policy.NAME for policy in WAIVABLE)


def test_a_waiver_does_not_help_where_safety_is_at_stake(house: Path) -> None:
    change(house, "sources/topics/tiny/text.md", "Here is what was seen.", "Stop your lithium.")
    waiver = "allow: [{policy: unsafe-advice, at: found, reason: it is meant otherwise}]\n"
    with (house / "sources/topics/tiny/topic.yaml").open("a", encoding="utf-8") as file:
        file.write(waiver)
    assert {"unsafe-advice", "forbidden-waiver"} <= rules(house)


WHENS = ("", "  when: {reviewed: true}\n", "  when: {reviewed: false}\n", "  when: {countries: [NL]}\n")
PLACES = ("", "  every_page: true\n", "  every_page: false\n")


@pytest.mark.parametrize(("when", "place"), list(product(WHENS, PLACES)))
def test_no_record_takes_the_draft_mark_off_a_page(house: Path, when: str, place: str) -> None:
    record = DRAFT.replace("  when: {reviewed: false}\n", when).replace("  every_page: true\n", place)
    change(house, "sources/disclaimers.yaml", DRAFT, record)
    library, _ = read_library(house)
    assert library is not None
    for edition in editions(library, TODAY):
        (mark,) = (text for text in edition.required.texts if text.id == "draft")
        assert (mark.kind, mark.every_page) == ("disclaimer", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (DRAFT, ""),
        (DRAFT, DRAFT.replace("not-reviewed", "other")),
        (DRAFT, DRAFT.replace("kind: draft", "kind: advice")),
        (DRAFT, DRAFT.replace("when: {reviewed: false}", "when: {countries: [GB]}")),
        (DRAFT, DRAFT.replace("when: {reviewed: false}", "when: {audiences: [clinician]}")),
        (DRAFT, DRAFT.replace("when: {reviewed: false}", "when: {substances: [coffee]}")),
        (DRAFT, DRAFT.replace("when: {reviewed: false}", "when: {contested: false}")),
        (DRAFT, DRAFT.replace("This is a draft, not reviewed.", "Reviewed.")),
        (DRAFT, DRAFT.replace("min_pt: 9", "min_pt: 4")),
    ],
)
def test_what_would_leave_a_piece_without_its_mark_stops_it(house: Path, old: str, new: str) -> None:
    change(house, "sources/disclaimers.yaml", old, new)
    assert rules(house) & {"missing-subject", "weakened-draft-mark", "invalid-record"}


SLIPS = sorted(
    {
        *(f"{n:03d}" for n in (121, 211, 12, 113, 114, 122, 102, 212, 110, 120, 118)),
        *("1123", "1 1 2 2", "12", "112!", "call 112", "１１２", "١١٢", "112 / 113"),
    }
)


@pytest.mark.parametrize("number", SLIPS)
def test_a_slip_in_the_emergency_number_stops_its_country(house: Path, number: str) -> None:
    change(house, "sources/contacts.yaml", 'number: "112"', f'number: "{number}"')
    assert "unfit-emergency-number" in rules(house)


@pytest.mark.parametrize(
    ("number", "country"), [("112", "NL"), ("112", "DE"), ("999", "GB"), ("911", "US"), ("000", "AU")]
)
def test_a_country_has_its_own_emergency_number(number: str, country: str) -> None:
    assert is_emergency(number, country)
    assert not is_emergency(number, "XX")
