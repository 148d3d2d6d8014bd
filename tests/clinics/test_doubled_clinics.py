"""Clinics that share what each should have of its own: a warning, one for each number."""

from __future__ import annotations

import pytest
from clinic_samples import clinic, own_library

from leaflet.clinics.doubled_clinics import doubled_clinics
from leaflet.problem import Severity


def warned(*clinics):
    """(message, hint) of each problem, all of them warnings."""
    problems = tuple(doubled_clinics(clinics, own_library()))
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [(problem.message, problem.hint) for problem in problems]


@pytest.mark.parametrize("same", ["020 000 0001", "+31 20 000 0001", "0031 20 0000001", "(020) 000 0001"])
def test_a_number_of_clinics_with_different_names_is_warned_of_once_however_it_is_written(same):
    (message, hint), *others = warned(
        clinic("a", name="A", phone="020 000 0001"),
        clinic("b", name="B", phone=same),
        clinic("c", name="C", phone=same),
    )
    assert not others
    assert message.startswith("clinic `b` and 1 more: `phone` is also that of clinic `a`")
    assert "switchboard" in hint


def test_a_clinic_that_is_in_the_list_twice_is_warned_of():
    ((message, _),) = warned(clinic("a", name="Oost"), clinic("b", name="OOST"))
    assert message.startswith("clinic `b`: name, address and number are also those of clinic `a`")


def test_branches_of_one_name_and_extensions_of_one_number_are_no_fault():
    here, there = clinic("a", name="A", address="Here 1"), clinic("b", name="A", address="There 1")
    assert not warned(here, there)
    assert not warned(*(clinic(n, name=n, phone=f"020 000 0001 ext. {n}") for n in "123"))
