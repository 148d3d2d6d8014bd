"""Right lists, as real spreadsheets save them, are printed as they are: no false alarm, and nothing changed."""

from __future__ import annotations

import pytest
from clinic_samples import own_library
from hypothesis import given, settings
from list_strategies import ADDRESSES, EMERGENCY, HOURS, NAMES, PHONES, SAVINGS, WEB, right_rows, saved, savings

from leaflet.clinics.list_checks import load_clinics


@given(right_rows(), savings)
@settings(max_examples=100, deadline=None)  # the first example reads the library
def test_a_right_list_is_taken_as_it_is(tmp_path_factory, rows, saving):
    file = tmp_path_factory.getbasetemp() / "right.csv"
    file.write_bytes(saved(rows, saving))
    clinics, problems = load_clinics(file, own_library())
    assert problems == ()
    kept = [{name: getattr(clinic, name) or "" for name in rows[0] if name != "languages"} for clinic in clinics]
    assert kept == [{name: value for name, value in row.items() if name != "languages"} for row in rows]
    assert [clinic.languages for clinic in clinics] == [
        tuple(row["languages"].replace(",", " ").split()) for row in rows
    ]


@pytest.mark.parametrize("program", sorted(SAVINGS))
@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("name", NAMES),
        ("address", ADDRESSES),
        ("hours", HOURS),
        ("phone", PHONES),
        ("emergency", EMERGENCY),
        ("web", WEB),
    ],
)
def test_each_value_is_taken_from_each_program(tmp_path, program, column, values):
    row = {"name": "Kliniek", "address": "Straat 1, Stad"}
    rows = [{**row, "id": f"c{n}", "phone": f"020 000 {2000 + n}", column: value} for n, value in enumerate(values)]
    rows = [
        {**row, "phone": row["phone"].format(n=2000 + n), "name": f"{row['name']} {n}"} for n, row in enumerate(rows)
    ]
    file = tmp_path / "right.csv"
    file.write_bytes(saved(rows, SAVINGS[program]))
    clinics, problems = load_clinics(file, own_library())
    assert problems == ()
    assert [getattr(clinic, column) or "" for clinic in clinics] == [row[column] for row in rows]
