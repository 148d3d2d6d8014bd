"""A name that a translation carries over is no number and no denial; a number or a denial that it changes still is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policies.test_sentence_pairs import told

WORDS = (
    "Nine",
    "Two",
    "Ninth",
    "Unwin",
    "Undine",
    "Never",
    "Lossless",
    "Stop",
    "Less",
    "Morning",
    "Left",
    "Before",
    "First",
)
"""What would be a number, a denial or a side if it were no name."""
KINDS = ("Clinic", "Hospital", "House", "Garden", "Avenue")
PLACES = (
    ("Ask {} for help.", "Vraag {} om hulp."),
    ("{} opens at eight.", "{} gaat om acht uur open."),
    ("Go to {}.", "Ga naar {}."),
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from(KINDS).map(lambda kind: " ".join([*words, kind]))
)


@given(names, st.sampled_from(PLACES))
def test_a_name_says_nothing(name: str, place: tuple[str, str]) -> None:
    assert told(*(form.format(name) for form in place)) == []


@given(names, st.sampled_from(PLACES))
def test_what_is_said_beside_a_name_is_still_compared(name: str, place: tuple[str, str]) -> None:
    english, dutch = (form.format(name) for form in place)
    assert told(f"{english} Take 2 tablets.", f"{dutch} Neem 3 tabletten.")
    assert told(f"Do not worry. {english}", f"Maak je zorgen. {dutch}")


LABELS = (("room", "kamer"), ("desk", "balie"), ("route", "route"), ("gate", "poort"))
numbers = st.from_regex(r"[1-9][0-9]{0,2}(\.[0-9]{1,3})?[A-D]?", fullmatch=True)


@given(numbers, st.sampled_from(LABELS))
def test_the_number_of_a_room_is_carried_over(number: str, label: tuple[str, str]) -> None:
    assert told(f"It is in {label[0]} {number}.", f"Het is in {label[1]} {number}.") == []


@given(st.integers(2, 99), st.integers(2, 99))
def test_another_room_is_told(one: int, other: int) -> None:
    assert bool(told(f"It is in room {one}.", f"Het is in kamer {other}.")) is (one != other)


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("Never use it.", "Gebruik het."),
        ("Nine people came.", "Acht mensen kwamen."),
        ("Stop the drops.", "Ga door met de druppels."),
        ("Take it on Monday.", "Neem het op dinsdag."),
    ],
)
def test_a_capital_that_begins_a_sentence_makes_no_name(english: str, dutch: str) -> None:
    assert told(english, dutch)
