"""What is equal by value or written the same is no alteration; what is in words in one language may be answered."""

from __future__ import annotations

import pytest
from policies.test_sentence_pairs import told

from leaflet.read.answers import read_answers

SAME = [
    ("Her {n}th birthday was in May.", "In mei werd ze {n}."),
    ("Her {n}th birthday was in May.", "In mei werd ze {n} jaar."),
    ("Under {n}s were excluded.", "Wie jonger dan {n} was, deed niet mee."),
    ("It is in Room 0.{n}.", "Het is in kamer 0.{n}."),
]


@pytest.mark.parametrize("number", [14, 18, 65, 79])
@pytest.mark.parametrize(("en", "nl"), SAME)
def test_a_number_in_another_form_is_the_same(en: str, nl: str, number: int) -> None:
    assert told(en.format(n=number), nl.format(n=number)) == []
    assert told(en.format(n=number), nl.format(n=number + 1))[0].startswith("altered-quantity")


WHILES = {
    "24 hours": "een etmaal",
    "3/4 of an hour": "drie kwartier",
    "half an hour": "een halfuur",
    "30 minutes": "een halfuur",
    "15 minutes": "een kwartier",
    "a year and a half": "anderhalf jaar",
    "18 months": "anderhalf jaar",
    "a fortnight": "veertien dagen",
    "3 months": "een kwartaal",
}


@pytest.mark.parametrize("en", WHILES)
def test_a_while_is_compared_by_its_length(en: str) -> None:
    assert told(f"Rest for {en}.", f"Rust {WHILES[en]}.") == []
    assert told(f"Rest for {en}.", "Rust zeven weken.") != []


@pytest.mark.parametrize("nl", ["een nacht", "een dag", "een maand"])
def test_one_of_another_while_is_told(nl: str) -> None:
    assert told("Rest for a minute.", f"Rust {nl}.") != []


def test_digits_against_words_are_a_suspicion_and_digits_against_digits_an_error() -> None:
    (found,) = told("Wait for 24 hours.", "Wacht drie uur.")
    assert found.startswith("doubtful-quantity")
    assert told("Wait for 24 hours.", "Wacht 3 uur.")[0].startswith("altered-quantity")
    assert told("Wait for 24 hours.", "Wacht even.")[0].startswith("altered-quantity")


@pytest.mark.parametrize("short", ["b.i.d.", "bid"])
def test_shorthand_of_a_prescription_is_read(short: str) -> None:
    assert told(f"Take it {short} with water.", "Neem het tweemaal daags in met water.") == []
    assert told(f"Take it {short} with water.", "Neem het driemaal daags in met water.") != []


@pytest.mark.parametrize("nl", ["5 juni 2021", "6 mei 2021", "6-5-2021"])
def test_a_date_that_may_be_two_is_to_be_decided(nl: str) -> None:
    assert told("It began on 5/6/2021.", f"Het begon op {nl}.")[0].startswith("doubtful-quantity")
    assert told("It began on 5/6/2021.", "Het begon op 5-6-2021.") == []


@pytest.mark.parametrize("text", ["", "\n", "# none any more\n", "[]\n"])
def test_a_file_without_answers_is_valid(tmp_path, text: str) -> None:
    (tmp_path / "nl.answers.yaml").write_text(text, "utf-8")
    assert read_answers(tmp_path, "nl.po") == ((), ())
