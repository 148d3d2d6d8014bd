"""Emergency numbers: each country's own, in every region whose numbering plan is known."""

from __future__ import annotations

import pytest
from phonenumbers import PhoneMetadata, country_code_for_region
from phonenumbers.shortnumberinfo import SUPPORTED_SHORT_REGIONS

from leaflet.telephone import is_emergency, is_own_emergency

NUMBERS = [f"{n:0{width}}" for width in (2, 3) for n in range(10**width)]
REGIONS = sorted(SUPPORTED_SHORT_REGIONS)


@pytest.mark.parametrize("country", REGIONS)
def test_every_country_keeps_a_number_of_its_own_and_none_that_is_anothers(country):
    own = {n for n in NUMBERS if is_own_emergency(n, country)}
    zone = str(country_code_for_region(country))[0]
    forwarded = {"1": {"112"}, "3": {"911"}, "4": {"911"}, "BR": {"112", "911"}, "CL": {"911"}}
    known = {n for n in NUMBERS if is_emergency(n, country)}
    assert own == known - forwarded.get(country, forwarded.get(zone, set()))
    plan = PhoneMetadata.short_metadata_for_region(country).emergency
    if plan and len(plan.example_number or "9999") < 4:
        assert own, "its people could be told no number at all"


@pytest.mark.parametrize(
    ("country", "own", "others"),
    [
        ("NL", ["112"], ["911", "999", "000", "113", "9-1-1"]),
        ("GB", ["112", "999"], ["911", "000"]),
        ("IE", ["112", "999"], ["911"]),
        ("US", ["911"], ["112", "999"]),
        ("CA", ["911"], ["112"]),
        ("MX", ["911"], ["112"]),
        ("AR", ["911", "107"], ["112"]),
        ("BR", ["190", "192", "193"], ["911", "112", "9-1-1"]),
        ("CL", ["131", "132", "133"], ["911", "112"]),
        ("AU", ["000"], ["911"]),
        ("JP", ["110", "119"], ["911", "112"]),
        ("ZZ", [], ["112", "911"]),
    ],
)
def test_what_may_be_printed_in_a_country(country, own, others):
    assert all(is_own_emergency(number, country) for number in own)
    assert not any(is_own_emergency(number, country) for number in others)
