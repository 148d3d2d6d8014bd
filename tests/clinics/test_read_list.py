"""Lists of clinics: both formats give the same clinics, every fault at its place, and one bad row costs itself."""

from __future__ import annotations

import csv
import os
import re
from dataclasses import replace
from functools import partial

import pytest
from clinic_samples import own_library
from hypothesis import example, given, settings
from hypothesis import strategies as st
from problem_texts import as_text

from leaflet.clinics import logos
from leaflet.clinics import read_list as module
from leaflet.clinics.read_list import read_clinics
from leaflet.clinics.row_checks import phone_faults
from leaflet.model import Locale, Logo

LOCALES = (Locale("nl", "NL"), Locale("en", "NL"))


def numbers_in(locales):
    """The check of a clinic's number, in a house that builds `locales`."""
    house = own_library().house.model_copy(update={"locales": tuple(map(str, locales))})
    return partial(phone_faults, "phone", library=replace(own_library(), house=house))


HEAD = "id,name,address,phone,hours,emergency,web,logo,languages"
COLUMN = re.compile(f"`({HEAD.replace(',', '|')})`")
"""A column that a message names."""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"></rect></svg>'


@pytest.fixture
def listed(tmp_path):
    """A function that gives (clinics, problems as (line:column, rule, message)) of a list with this text."""

    def read(text, name="clinics.csv"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        clinics, problems = read_clinics(file, LOCALES, numbers_in(LOCALES))
        assert {p.span.path for p in problems} <= {file.as_posix()}
        return clinics, [(f"{p.span.line}:{p.span.column}", p.rule, p.message) for p in problems]

    return read


def row(name="a", *, phone="020 000 0000", rest=",,,,"):
    """A good row."""
    return f"{name},Kliniek,Straat 1,{phone},{rest}\n"


def test_a_row_of_either_format_is_a_clinic(listed, tmp_path):
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos/a.svg").write_text(SVG)
    table = 'a,"Kliniek, één",Straat 1,020 000 0000,ma–vr,112,https://example.org,logos/a.svg,nl en-NL'
    record = """\
- id: a
  name: Kliniek, één
  address: Straat 1
  phone: 020 000 0000
  hours: ma–vr
  emergency: "112"
  web: https://example.org
  logo: logos/a.svg
  languages: [nl, en-NL]
"""
    (one,), none = listed(f"{HEAD}\n{table}\n")
    (other,), nothing = listed(record, "clinics.yaml")
    assert (none, nothing) == ([], [])
    assert one.model_dump() == other.model_dump()
    assert (one.name, one.phone, one.languages) == ("Kliniek, één", "020 000 0000", ("nl", "en-NL"))
    assert one.logo == Logo(SVG.encode(), "image/svg+xml")
    assert [str(c.span("phone")).rpartition("clinics.")[2] for c in (one, other)] == ["csv:2:27", "yaml:4:10"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(("separator", "end"), [(",", "\n"), (";", "\r\n"), (";", "\r")])
def test_a_list_may_be_saved_as_any_spreadsheet_does(listed, mark, separator, end):
    text = f"{HEAD}\n{row()}".replace(",", separator).replace("\n", end)
    (clinic,), problems = listed(mark + text.encode())
    assert (clinic.id, problems) == ("a", [])


def test_lines_of_a_text_in_yaml_and_odd_spaces_are_single_spaces(listed):
    (clinic,), problems = listed(f'{HEAD}\na," Kliniek\u00a0 een","Straat 1 1000 AA\tStad",020\u00a0000 0000,,,,,\n')
    assert problems == []
    (other,), problems = listed(
        "- id: a\n  name: Kliniek een\n  address: >-\n    Straat 1\n    1000 AA Stad\n  phone: 020 000 0000\n",
        "clinics.yaml",
    )
    assert other.model_dump() == clinic.model_dump()
    assert problems == []
    assert (clinic.name, clinic.address, clinic.phone) == ("Kliniek een", "Straat 1 1000 AA Stad", "020 000 0000")


@pytest.mark.parametrize(("name", "text"), [("a.csv", HEAD), ("a.csv", f"{HEAD}\n,,,,,,,,\n"), ("a.yaml", "[]\n")])
def test_a_list_that_names_no_clinic_is_told(listed, name, text):
    clinics, ((_, rule, message),) = listed(text, name)
    assert (clinics, rule) == ((), "malformed-clinic-list")
    assert "no clinic" in message


def test_letters_are_composed(listed):
    (clinic,), _ = listed(f"{HEAD}\n" + row().replace("Kliniek", "Cafe\u0301"))
    assert clinic.name == "Caf\u00e9"


def test_one_bad_row_costs_that_row_alone_and_is_named(listed):
    bad = 'b,"Klin, iek",Straat 1,12,,,,,\n'
    clinics, problems = listed(f"{HEAD}\n{row('a')}{bad}{row('c')}")
    assert [clinic.id for clinic in clinics] == ["a", "c"]
    assert problems == [
        ("3:24", "undialable-phone", f"clinic `b`: `12` in `phone` {problems[0][2].partition('`phone` ')[2]}")
    ]


def test_all_faults_of_all_rows_are_reported_in_one_run(listed):
    bad = "b,=x,Straat 1,12,,,http://x,none.svg,xx\n"
    _, problems = listed(f"{HEAD}\n{bad}{row('B')}{row('c', phone='')}")
    assert [(at, rule, COLUMN.findall(message)) for at, rule, message in problems] == [
        ("2:3", "malformed-clinic-list", ["name"]),
        ("2:29", "unprintable-logo", ["logo"]),
        ("2:38", "malformed-clinic-list", ["languages"]),
        ("2:20", "unsafe-web-address", ["web"]),
        ("2:15", "undialable-phone", ["phone"]),
        ("3:1", "duplicate-id", ["id"]),
        ("3:1", "invalid-record", ["id"]),
        ("4:20", "invalid-record", ["phone"]),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        "#N/B,Kliniek,Straat 1,020 000 0000",
        "b,NULL,Straat 1,020 000 0000",
        "b,Kliniek,Straat 1,3,16210000000000000000000000000000E+99",
    ],
)
def test_a_cell_that_a_spreadsheet_spoilt_is_one_fault_whatever_else_it_breaks(listed, cells):
    separated = cells.replace(",", ";", 3)
    clinics, ((at, rule, _),) = listed(f"{HEAD.replace(',', ';')}\n{separated};;;;;\n")
    assert (clinics, rule) == ((), "malformed-clinic-list")
    assert at.startswith("2:")


def test_ids_that_differ_in_capitals_only_are_the_same_and_the_first_is_kept(listed):
    clinics, problems = listed(f"{HEAD}\n{row('a')}{row('a')}{row('A')}")
    assert len(clinics) == 1
    repeated = [(at, message) for at, rule, message in problems if rule == "duplicate-id"]
    assert [at for at, _ in repeated] == ["3:1", "4:1"]
    assert all("the first is at" in message and "clinics.csv:2:1" in message for _, message in repeated)


def test_a_bad_first_row_is_still_the_first_of_its_id(listed):
    clinics, problems = listed(f"{HEAD}\n{row('a', phone='1')}{row('a')}")
    assert clinics == ()
    assert [rule for _, rule, _ in problems] == ["undialable-phone", "duplicate-id"]


def test_a_yaml_record_that_is_none_is_reported(listed):
    clinics, problems = listed("- a\n- {id: b, nme: x, name: x, address: z, phone: 020 000 0000}\n", "clinics.yaml")
    assert clinics == ()
    assert [(at, rule) for at, rule, _ in problems] == [("1:3", "invalid-record"), ("2:11", "invalid-record")]
    assert "clinic `b`: `nme` is not a key" in problems[1][2]


def test_languages_in_yaml_are_a_list(listed):
    text = "- {id: b, name: x, address: z, phone: 020 000 0000, languages: nl}\n"
    _, ((at, rule, message),) = listed(text, "clinics.yaml")
    assert (at, rule, "must be a list" in message) == ("1:64", "invalid-record", True)


def test_a_number_that_yaml_would_calculate_with_is_reported(listed):
    _, ((at, rule, _),) = listed("- {id: b, name: x, address: z, phone: +31200000000}\n", "clinics.yaml")
    assert (at, rule) == ("1:39", "unquoted-text")


@pytest.mark.parametrize("field", ["name", "address", "phone", "hours", "emergency", "web"])
@pytest.mark.parametrize("cut", ["020 000 0000 # De Linde", "x #5", "null", "12"])
def test_yaml_cuts_or_changes_no_text_of_a_list_without_a_word(listed, field, cut):
    """What would be lost stands where it is lost; in quotation marks it is no fault of YAML."""
    good = {"id": "b", "name": "x", "address": "z", "phone": "020 000 0000"} | {field: cut}
    record = "".join(f"{'-' if key == 'id' else ' '} {key}: {value}\n" for key, value in good.items())
    clinics, problems = listed(record, "clinics.yaml")
    assert not clinics
    assert "unquoted-text" in [rule for _, rule, _ in problems]
    _, quoted = listed(record.replace(f": {cut}", f': "{cut}"'), "clinics.yaml")
    assert "unquoted-text" not in [rule for _, rule, _ in quoted]


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        (b"id,name,address,phone\na,Caf\xe9,b,c\n", "clinics.csv", "invalid-encoding"),
        ("id;name\n".encode("utf-16"), "clinics.csv", "invalid-encoding"),
        (b"PK\x03\x04", "clinics.xlsx", "malformed-clinic-list"),
        (b"[{", "clinics.yaml", "invalid-yaml"),
        (b"id: a\n", "clinics.yaml", "invalid-record"),
        (b"- &a {id: b}\n- *a\n", "clinics.yml", "yaml-alias"),
        (b"- " + b"[" * 100_000, "clinics.yml", "too-deep"),
        (b"- {name: a\x00}\n", "clinics.yml", "invalid-encoding"),
    ],
)
def test_a_file_that_is_no_list_gives_no_clinics(listed, text, name, rule):
    clinics, ((at, reported, _), *_) = listed(text, name)
    assert (clinics, reported) == ((), rule)
    assert at


def test_the_way_to_save_a_spreadsheet_is_reported(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id,name\na,Caf\xe9\n")
    _, (problem,) = read_clinics(tmp_path / "a.csv", LOCALES)
    assert (problem.span.line, problem.span.column) == (2, 6)
    assert "CSV UTF-8" in problem.hint


def test_a_list_that_is_missing_or_a_folder_is_reported(tmp_path):
    (tmp_path / "b.csv").mkdir()
    for name in ("a.csv", "b.csv"):
        clinics, (problem,) = read_clinics(tmp_path / name, LOCALES)
        assert (clinics, problem.rule) == ((), "missing-file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    assert read_clinics(tmp_path / "a.csv", LOCALES)[1][0].rule == "missing-file"


def test_too_many_rows_or_bytes_are_refused(listed, monkeypatch):
    monkeypatch.setattr(module, "MAX_ROWS", 2)
    text = f"{HEAD}\n{row('a')}{row('b')}"
    assert len(listed(text)[0]) == 2
    assert [rule for _, rule, _ in listed(text + row("c"))[1]] == ["too-large"]
    monkeypatch.setattr(module, "MAX_BYTES", len(text))
    assert len(listed(text)[0]) == 2
    assert [rule for _, rule, _ in listed(text + "\n")[1]] == ["too-large"]


def test_a_logo_of_many_clinics_is_looked_at_once_and_reported_of_each(listed, tmp_path, monkeypatch):
    (tmp_path / "a.png").write_bytes(b"no picture")
    (tmp_path / "a.svg").write_text(SVG)
    opened = []
    real = logos.read_bytes
    monkeypatch.setattr(logos, "read_bytes", lambda *a, **k: opened.append(a[1]) or real(*a, **k))
    rows = row("a", rest=",,,a.png,") + row("b", rest=",,,a.png,") + row("c", rest=",,,a.svg,")
    clinics, problems = listed(f"{HEAD}\n{rows}{row('d', rest=',,,a.svg,')}")
    assert opened == ["a.png", "a.svg"]
    assert clinics[0].logo is clinics[1].logo
    assert [(at, rule) for at, rule, _ in problems] == [("2:36", "unprintable-logo"), ("3:36", "unprintable-logo")]


def test_a_number_needs_no_country_where_it_has_its_own(tmp_path):
    (tmp_path / "a.csv").write_text(f"{HEAD}\n{row(phone='+31 20 000 0000')}{row('b')}")
    there = (Locale("nl", "NL"), Locale("en", "GB"))
    clinics, (problem,) = read_clinics(tmp_path / "a.csv", there, numbers_in(there))
    assert [clinic.id for clinic in clinics] == ["a"]
    assert "in GB" in problem.message


ANYTHING = st.text(st.characters(blacklist_categories=("Cs",)) | st.sampled_from("=+@./\\\"'\n0912"), max_size=12)
VALUES = ANYTHING | st.sampled_from(["a", "020 000 0000", "https://example.org", "nl", "a.svg", "../a.svg"])


@given(st.lists(st.tuples(*[VALUES] * 9), max_size=3), st.sampled_from(",;"))
@example([("a", "b", "c", "020 000 0000", "", "", "", "a\0.svg", "")], ",")
@example([("a", "b", "c", "020 000 0000", "", "", "", "a" * 99 + "/" * 99 + ".svg", "")], ",")
@settings(max_examples=200)
def test_whatever_rows_hold_each_is_a_clinic_or_reported(tmp_path_factory, rows, separator):
    file = tmp_path_factory.getbasetemp() / "any-clinics.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows([HEAD.split(","), *rows])
    clinics, problems = read_clinics(file, LOCALES)
    filled = [r for r in rows if any(value.strip() for value in r)]
    reported = {problem.span.line for problem in problems}
    assert len(clinics) + len(reported) >= len(filled) or any(
        "\n" in value or "\r" in value for r in rows for value in r
    )
    assert not reported & {clinic.span().line for clinic in clinics}
    for problem in problems:
        assert as_text(problem).isprintable() or "\n  hint: " in as_text(problem)
        openings = ("clinic `", "a clinic without an id: ") if filled else "the list names no clinic"
        assert problem.message.startswith(openings)
