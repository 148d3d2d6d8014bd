"""A right list, one cell of it spoilt in each way there is: told in that cell, and the other rows are printed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from clinic_samples import own_library
from hypothesis import given, settings
from hypothesis import strategies as st
from list_strategies import COLUMNS, right_rows, saved, savings
from phonenumbers import PhoneNumberFormat, PhoneNumberType, example_number_for_type, format_number

from leaflet.clinics.csv_rows import parse_row
from leaflet.clinics.list_checks import load_clinics
from leaflet.fonts.printable_signs import printable_signs
from leaflet.language.formats import short_month_names

ERROR_VALUES = (
    # English, Dutch, German, French, Spanish, Italian Excel; Google; LibreOffice.
    *("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"),
    *("#GETTING_DATA", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#PYTHON!", "########"),
    *("#N/B", "#NAAM?", "#VERW!", "#WAARDE!", "#DEEL/0!", "#GETAL!", "#LEEG!", "#OVERLOOP!", "#BEREKEN!", "#VELD!"),
    *("#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#FELD!", "#NOM?", "#VALEUR!", "#NOMBRE!", "#PROPAGATION!"),
    *("#¡REF!", "#¿NOMBRE?", "#¡VALOR!", "#NOME?", "#VALORE!", "#RIF!", "#ERROR!", "#MACRO?"),
    *("Err:502", "Err:508", "Fout:502", "Fehler:504", "Err: 522", "Erreur:502"),
)
WORDS_FOR_NOTHING = (
    "NULL",
    "null",
    "nan",
    "NaN",
    "None",
    "undefined",
    "n/a",
    "N/A",
    "TRUE",
    "ONWAAR",
    "FALSCH",
    "VRAI",
)
FREE = ("name", "address", "hours")
PHONE = ("phone", "emergency")
MONTHS = sorted(short_month_names(("nl", "en", "de", "fr")))
PREMIUM = [
    format_number(number, PhoneNumberFormat.INTERNATIONAL)
    for country in ("NL", "GB", "DE", "BE", "FR", "US", "IT", "ES", "CH", "AU")
    if (number := example_number_for_type(country, PhoneNumberType.PREMIUM_RATE))
]
WORDS = st.sampled_from(["Kliniek", "Praktijk Oost", "De Brug", "ma–vr", "Straat 1A"])


@dataclass(frozen=True)
class Spoil:
    """A way in which a cell is wrong."""

    columns: tuple[str, ...]
    values: st.SearchStrategy[str]
    rules: frozenset[str]
    """One of these stops the row."""


def _spoil(columns, values, *rules):
    return Spoil(
        tuple(columns), values if isinstance(values, st.SearchStrategy) else st.sampled_from(values), frozenset(rules)
    )


def _among(signs, *, glued=True):
    """Texts with one of these signs or words at the start, the end or in the middle, or right after a word."""
    patterns = st.sampled_from(["{0} {1}", "{1} {0}", "{1} {0} {1}", *(["{1}{0}"] if glued else [])])
    return st.builds(lambda p, s, w: p.format(s, w), patterns, st.sampled_from(signs), WORDS)


SHAPES = [chr(n) for n in range(0x2190, 0x2C00) if unicodedata.category(chr(n)) in ("So", "Sm")] + [
    "✅",
    "🟢",
    "👍",
    "➡",
]
MALFORMED = "malformed-clinic-list"
SPOILS = {
    "error value": _spoil(
        (*FREE, *PHONE, "web", "logo", "languages"), [e for e in ERROR_VALUES if " " not in e], MALFORMED
    ),
    "error value with a space": _spoil((*FREE, *PHONE, "web"), [e for e in ERROR_VALUES if " " in e], MALFORMED),
    "error value beside words": _spoil(
        FREE, _among(["#N/B", "#N/A", "#REF!", "#NAAM?", "#WAARDE!", "#DIV/0!"]), MALFORMED
    ),
    "word for nothing": _spoil((*FREE, *PHONE), WORDS_FOR_NOTHING, MALFORMED),
    "scientific number": _spoil(
        PHONE, ["3,1621E+10", "3.1621E+10", "3,16206E+10", "31620000000.0", "6E+08"], MALFORMED
    ),
    "day and month": _spoil(
        ("hours", *PHONE), st.builds("{}-{}".format, st.integers(1, 31), st.sampled_from(MONTHS)), MALFORMED
    ),
    "date": _spoil(
        ("hours", *PHONE), st.dates().map(lambda d: d.replace(year=2026 if d.day < 29 else 2024).isoformat()), MALFORMED
    ),
    "bare number": _spoil(FREE, ["46152", "0,375", "0.375", "9", "12.5", "100%"], MALFORMED),
    "formula": _spoil(FREE, st.sampled_from("=+-@＝").map(lambda c: f"{c}A1"), MALFORMED),
    "stray quotation mark": _spoil(FREE, _among(['"']), MALFORMED),
    "lost letters": _spoil(
        FREE, _among(["CafÃ©", "Ã¼ber", "’t".encode().decode("cp1252"), "\ufffd", "KÃ¶ln"]), MALFORMED
    ),
    "premium number": _spoil(PHONE, PREMIUM, "costly-phone"),
    "Dutch premium number": _spoil(PHONE, ["0900 1234", "0906 1234567", "0909-1234"], "costly-phone"),
    "satellite": _spoil(
        PHONE, ["+870 773 111 632", "+881 6 123 45678", "+882 34 21234", "+979 1 2345 6789"], "costly-phone"
    ),
    "emergency number": _spoil(["phone"], ["112", "1-1-2", "911"], "wrong-emergency-number"),
    "two numbers": _spoil(PHONE, ["020 000 0000 / 020 000 0001"], "undialable-phone", "wrong-emergency-number"),
    "shape, tick or arrow": _spoil(FREE, _among(SHAPES), "misleading-sign", "unprintable-sign"),
    "shape that the fonts have": _spoil(FREE, _among([s for s in SHAPES if s in printable_signs()]), "misleading-sign"),
    "typed arrow or box": _spoil(FREE, _among(["->", "=>", "-->", "<-", "[x]", "[ ]"]), "misleading-sign", MALFORMED),
    "markup": _spoil(
        FREE,
        _among(
            [
                "**x**",
                "<b>x</b>",
                "{emergency}",
                "[x](y)",
                "&amp;",
                "&#8217;",
                "<br>",
                "`x`",
                "~~x~~",
                "==x==",
                "{{ x }}",
            ]
        ),
        "stray-markup",
        MALFORMED,
    ),
    "emphasis": _spoil(FREE, _among(["*x*", "_x_"], glued=False), "stray-markup"),
    "telephone number in words": _spoil(FREE, _among(["020 123 4567", "+31201234567", "0900-1234567"]), MALFORMED),
    "address among words": _spoil(
        FREE,
        _among(
            ["info@example.org", "(@kliniek)", "www.example.org", "kliniek.nl", "https://x.example", "kliniek punt nl"]
        ),
        "unsafe-web-address",
    ),
    "mail address for the web": _spoil(["web"], ["info@example.org", "mailto:a@example.org"], "unsafe-web-address"),
    "call not to make": _spoil(
        FREE,
        ["Do not call 112", "Bel niet", "Never ring us", "Bel geen 112", "Don't call", "112 niet bellen"],
        "forbidden-clinic-words",
    ),
    "call to put off": _spoil(
        FREE,
        ["First call us, then 112", "Bel ons eerst, dan 112", "In plaats van 112", "Call us before 112"],
        "forbidden-clinic-words",
    ),
    "another country's number": _spoil(
        FREE, ["Bel 110", "In nood: bel 119", "Call 118 at night"], "wrong-emergency-number"
    ),
    "number to call": _spoil(["hours"], ["bel 1850", "call 14020", "telefoon 116 123"], MALFORMED),
    "promotion": _spoil(
        FREE,
        _among(
            ["The best clinic", "de beste kliniek van Nederland", "Book now", "Boek nu", "20% korting", "discount"],
            glued=False,
        ),
        "forbidden-clinic-words",
    ),
    "review claim": _spoil(
        FREE,
        _among(
            [
                "reviewed by doctors",
                "approved",
                "certified",
                "beoordeeld door artsen",
                "gecertificeerd",
                "FDA approved",
            ],
            glued=False,
        ),
        "forbidden-clinic-words",
    ),
    "advice against a required statement": _spoil(
        ["name", "hours"],
        [
            "You may stop your medicine",
            "U kunt stoppen met uw medicijnen",
            "Stop gerust met uw medicijnen",
            "Take 25 mg",
        ],
        "forbidden-clinic-words",
    ),
    "control sign": _spoil(FREE, _among(["\u200b", "\u202e", "\x07", "\u00ad"]), "invalid-encoding"),
}


@pytest.mark.parametrize("kind", sorted(SPOILS))
@given(rows=right_rows(min_size=2, max_size=4), saving=savings, data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_spoilt_cell_is_told_in_its_place_and_costs_its_row_alone(kind, tmp_path_factory, rows, saving, data):
    spoil = SPOILS[kind]
    at = data.draw(st.integers(0, len(rows) - 1))
    column, value = data.draw(st.sampled_from(spoil.columns)), data.draw(spoil.values)
    rows[at] |= {"languages": "", column: value}  # words are looked for in the languages that the clinic gets
    file = tmp_path_factory.getbasetemp() / "spoilt.csv"
    file.write_bytes(saved(rows, saving))
    clinics, problems = load_clinics(file, own_library())
    assert [clinic.id for clinic in clinics] == [row["id"] for n, row in enumerate(rows) if n != at], value
    lines = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = next(n for n, text in enumerate(lines, 1) if text.strip('"').startswith(rows[at]["id"]))
    cell = parse_row(lines[line - 1], saving.separator).cells[COLUMNS.index(column)]
    assert {(p.span.line, p.span.column) for p in problems} == {(line, cell.column)}, problems
    assert all(f"`{column}`" in problem.message and problem.hint for problem in problems)
    assert {problem.rule for problem in problems} & spoil.rules, problems


@given(right_rows(min_size=3, max_size=5), savings, st.data())
@settings(max_examples=30, deadline=None)
def test_all_spoilt_cells_are_told_in_one_run_each_once(tmp_path_factory, rows, saving, data):
    """Also where several are in one row: what is wrong with one cell hides nothing in the next."""
    kinds = sorted({"error value", "bare number", "markup", "call not to make", "shape, tick or arrow"})
    cells = data.draw(st.sets(st.tuples(st.integers(0, len(rows) - 1), st.sampled_from(FREE)), min_size=2))
    for at, column in cells:
        rows[at][column] = data.draw(SPOILS[data.draw(st.sampled_from(kinds))].values)
    file = tmp_path_factory.getbasetemp() / "spoilt.csv"
    file.write_bytes(saved(rows, saving))
    clinics, problems = load_clinics(file, own_library())
    spoilt = {rows[at]["id"] for at, _ in cells}
    assert {clinic.id for clinic in clinics} == {row["id"] for row in rows} - spoilt
    told = {(problem.message.split("`")[1], problem.message.split("`")[3]) for problem in problems}
    assert told == {(rows[at]["id"], column) for at, column in cells}
