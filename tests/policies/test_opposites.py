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
    "nearness": (
        "Keep it {}.",
        ("away from the stove", "next to the stove"),
        ("uit de buurt van het fornuis", "vlak bij het fornuis"),
    ),
    "sequence": ("Ask your doctor {}.", ("first", "afterwards"), ("eerst", "achteraf")),
    "posture": ("Drink while you {}.", ("sit", "are lying"), ("zittend", "liggend")),
    "lying": ("Sleep {}.", ("on your back", "on your stomach"), ("op je rug", "op je buik")),
    "openness": ("The lid is {}.", ("open", "closed"), ("open", "dicht")),
    "wetness": ("Keep it {}.", ("dry", "moist"), ("droog", "vochtig")),
    "sameness": ("Use {} arm.", ("the same", "another"), ("dezelfde arm", "een andere arm")),
    "novelty": ("Use the {} drops.", ("new", "old"), ("de nieuwe druppels", "de oude druppels")),
    "effect": ("Heat {}.", ("helps", "harms"), ("helpt", "schaadt")),
    "inside": ("Rub it on the {}.", ("inside", "outside"), ("de binnenkant", "de buitenkant")),
    "worn": (
        "You should have {}.",
        ("the bandage on", "the bandage off"),
        ("het verband omhouden", "het verband er nu af"),
    ),
    "course": ("The pain {}.", ("gets worse", "gets less"), ("neemt toe", "wordt minder")),
    "modality": ("You {} wear a helmet.", ("should", "may"), ("moet je dragen", "mag je dragen")),
    "side": ("Use {}.", ("your left hand", "your right hand"), ("je linkerhand", "je rechterhand")),
}


@pytest.mark.parametrize("kind", OPPOSITES)
@pytest.mark.parametrize("source", [0, 1])
@pytest.mark.parametrize("target", [0, 1])
def test_the_opposite_is_told(kind: str, source: int, target: int) -> None:
    form, english, dutch = OPPOSITES[kind]
    found = told(form.format(english[source]), f"Het is {dutch[target]}.")
    assert (found == []) is (source == target), found


@pytest.mark.parametrize(
    "away", ["Stay off", "Keep off", "Lay off", "Steer clear of", "Stay away from", "Keep away from"]
)
@pytest.mark.parametrize("thing", ["alcohol", "dairy", "the stairs", "people with a cold"])
def test_what_to_stay_away_from_is_not_lost(away: str, thing: str) -> None:
    """Whatever the translation names instead of it, if nothing in it says so."""
    for dutch in ("Neem {}.", "Blijf bij {}.", "Gebruik {} als je wilt."):
        assert told(f"{away} {thing}.", dutch.format("dit"))
    for dutch in ("Neem geen {}.", "Vermijd {}.", "Blijf uit de buurt van {}.", "Blijf van {} af.", "Gebruik {} niet."):
        assert told(f"{away} {thing}.", dutch.format("dit")) == []


def test_what_is_denied_of_both_is_not_turned_for_one() -> None:
    assert told("You should not smoke or drink.", "Je moet niet roken, maar drinken.")
    assert told("You should not smoke or drink.", "Je moet niet roken of drinken.") == []
    assert told("You should not smoke or drink.", "Rook en drink niet.") == []
