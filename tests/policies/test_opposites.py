"""Opposites that turn advice round are told in both directions; what is on the same side passes."""

from __future__ import annotations

import pytest
from policies.test_sentence_pairs import told

OPPOSITES = {
    "span": ("Come {}.", ("within 72 hours", "after 72 hours"), ("binnen 72 uur", "na 72 uur")),
    "reach": ("Keep it {}.", ("out of reach", "within reach"), ("buiten bereik", "binnen bereik")),
    "approval": ("The plan was {}.", ("approved", "turned down"), ("goedgekeurd", "afgewezen")),
    "lasting": ("The pain {}.", ("disappeared", "persisted"), ("verdween", "bleef bestaan")),
    "stomach": ("Take it {}.", ("with food", "on an empty stomach"), ("met eten", "op een lege maag")),
    "grown": ("It is for {}.", ("adults", "children"), ("volwassenen", "kinderen")),
    "multiple": ("The dose was {}.", ("doubled", "halved"), ("verdubbeld", "gehalveerd")),
    "side": ("Use {}.", ("your left hand", "your right hand"), ("je linkerhand", "je rechterhand")),
}


@pytest.mark.parametrize("kind", OPPOSITES)
@pytest.mark.parametrize("source", [0, 1])
@pytest.mark.parametrize("target", [0, 1])
def test_the_opposite_is_told(kind: str, source: int, target: int) -> None:
    form, english, dutch = OPPOSITES[kind]
    found = told(form.format(english[source]), f"Het is {dutch[target]}.")
    assert (found == []) is (source == target), found
