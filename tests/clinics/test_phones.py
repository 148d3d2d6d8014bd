"""Telephone numbers: those of each class in each country, as libphonenumber's own examples have them."""

from __future__ import annotations

import pytest
from phonenumbers import (
    COUNTRY_CODES_FOR_NON_GEO_REGIONS,
    SUPPORTED_REGIONS,
    PhoneNumberFormat,
    PhoneNumberType,
    example_number_for_non_geo_entity,
    example_number_for_type,
    format_number,
    is_possible_number,
    is_valid_number_for_region,
    number_type,
    parse,
)
from phonenumbers.shortnumberinfo import (
    SUPPORTED_SHORT_REGIONS,
    ShortNumberCost,
    _example_short_number_for_cost,
    is_emergency_number,
)

from leaflet.clinics.phones import phone_fault

WORDS = ("ext", "extension", "tst", "toestel")
"""Before an extension, in the languages of the house."""
KINDS = {name: kind for name, kind in vars(PhoneNumberType).items() if isinstance(kind, int)}
ANSWERED = ("FIXED_LINE", "MOBILE", "FIXED_LINE_OR_MOBILE", "TOLL_FREE", "VOIP", "UAN")
COSTLY = ("PREMIUM_RATE", "SHARED_COST", "PERSONAL_NUMBER")
UNANSWERED = ("PAGER", "VOICEMAIL")


def examples(*kinds):
    """(country, number, national form, international form) of the library's examples that are of these kinds."""
    for country in sorted(SUPPORTED_REGIONS):
        for kind in kinds:
            number = example_number_for_type(country, KINDS[kind])
            if number and number_type(number) == KINDS[kind] and is_valid_number_for_region(number, country):
                forms = [
                    format_number(number, f) for f in (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL)
                ]
                yield country, *forms


def rules(number, country):
    """The rule that stops a number, or None."""
    fault = phone_fault(number, country, WORDS)
    return fault and fault.rule


def rules_without_words(number):
    """The same in a house whose languages have no word for an extension."""
    return phone_fault(number, "NL").rule


def test_numbers_that_cost_more_are_refused_in_every_country_however_they_are_written():
    found = list(examples(*COSTLY))
    assert len({country for country, _, _ in found}) > 120
    for country, national, international in found:
        for number in (national, international):
            assert phone_fault(number, country) is not None, (number, country)
        assert rules(international, country) == rules(international, "NL") == "costly-phone", (international, country)


def test_numbers_where_nobody_answers_are_refused():
    found = list(examples(*UNANSWERED))
    assert len(found) > 20
    for country, _, international in found:
        assert rules(international, country) == "undialable-phone"
        assert "nobody answers" in phone_fault(international, "NL", WORDS).message


def test_a_clinics_own_number_may_stand_in_a_list_in_every_country():
    """In the international form, which is unambiguous; with an extension in words, too."""
    found = list(examples(*ANSWERED))
    assert len({country for country, _, _ in found}) > 230
    for country, _, international in found:
        assert phone_fault(international, country) is None, (international, country)
        assert phone_fault(international, "NL", WORDS) is None
        assert phone_fault(f"{international} ext. 12", "NL", WORDS) is None


def test_the_national_form_belongs_to_its_country():
    here, elsewhere = 0, 0
    for country, national, _ in examples("FIXED_LINE"):
        if all(c in "0123456789 ()-/." for c in national):
            here += phone_fault(national, country) is None
            elsewhere += phone_fault(national, "NL", WORDS) is None
    assert here > 200
    assert elsewhere < here / 10


@pytest.mark.parametrize("code", sorted(COUNTRY_CODES_FOR_NON_GEO_REGIONS))
def test_satellite_and_international_networks_are_refused_but_for_free_calls(code):
    number = format_number(example_number_for_non_geo_entity(code), PhoneNumberFormat.INTERNATIONAL)
    assert rules(number, "NL") == (None if code == 800 else "costly-phone")


def test_short_numbers_are_refused_and_those_that_cost_are_told():
    costly = 0
    for country in sorted(SUPPORTED_SHORT_REGIONS):
        for cost in (ShortNumberCost.PREMIUM_RATE, ShortNumberCost.STANDARD_RATE, ShortNumberCost.TOLL_FREE):
            number = _example_short_number_for_cost(country, cost)
            if number and not is_possible_number(parse(number, country)):
                assert rules(number, country), (number, country)
                costly += rules(number, country) == "costly-phone"
    assert costly > 20


@pytest.mark.parametrize("country", ["NL", "BE", "DE", "FR", "GB", "US", "CA", "AU", "JP", "IN", "BR", "ZA"])
def test_an_emergency_number_is_not_a_clinics_own(country):
    numbers = [str(n) for n in range(1000) if is_emergency_number(str(n), country)]
    assert numbers
    for number in numbers:
        for written in (number, "-".join(number), " ".join(number)):
            assert rules(written, country) == "wrong-emergency-number"


GOOD = "020 000 0000"


@pytest.mark.parametrize("between", [" / ", "/", ", ", "; ", " of ", " or ", " en ", " | "])
@pytest.mark.parametrize("other", ["020 000 0001", "+31 20 000 0001", "06 10000001"])
def test_two_numbers_are_told(between, other):
    fault = phone_fault(f"{GOOD}{between}{other}", "NL", WORDS)
    assert fault.rule == "undialable-phone"
    assert "more than one" in fault.message


@pytest.mark.parametrize("sign", [" x5", "x5", " #5", ";ext=5", ",5", " ~5"])
def test_extension_signs_are_refused_and_told(sign):
    fault = phone_fault(f"{GOOD}{sign}", "NL", WORDS)
    assert (fault.rule, fault.message) == ("undialable-phone", "has an extension after a sign")
    assert "ext. 12" in fault.hint


@pytest.mark.parametrize("sign", ["p5", "w5", "*5", ",,5#"])
def test_pauses_and_stars_are_refused(sign):
    assert rules(f"{GOOD}{sign}", "NL") == "undialable-phone"


@pytest.mark.parametrize(
    "words", [" ext. 5", " ext 5", ", ext. 123", " extension 5", " tst. 5", " toestel 12", " TOESTEL 12"]
)
def test_an_extension_in_words_is_asked_for(words):
    assert phone_fault(f"{GOOD}{words}", "NL", WORDS) is None
    assert rules(f"0900 1234{words}", "NL") == "costly-phone"
    assert rules_without_words(f"{GOOD}{words}") == "undialable-phone"


@pytest.mark.parametrize(
    "number", ["0800-CALL", "0800 CALLNOW", "020 HUISARTS", "tel. 020 000 0000", "020 000 0000 (Anna)"]
)
def test_letters_are_refused(number):
    assert "letters" in phone_fault(number, "NL", WORDS).message


@pytest.mark.parametrize(("number", "lost"), [("20 000 0000", "zero"), ("200000000", "zero"), ("31200000000", "plus")])
def test_what_a_spreadsheet_took_from_a_number_is_told(number, lost):
    fault = phone_fault(number, "NL", WORDS)
    assert f"it has lost its {lost}" in fault.message
    assert "format the column as text" in fault.hint


def test_a_number_of_a_neighbour_with_the_same_code_is_written_internationally():
    assert rules("876 555 0123", "US") == "undialable-phone"
    assert phone_fault("+1 876 555 0123", "US") is None
    assert phone_fault("800 555 0199", "CA") is None
