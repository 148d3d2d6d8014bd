"""CSV: the values that Python's own writer wrote, each at its place; what is wrong with a row costs that row."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaflet.clinics.csv_file import UnclosedQuoteError, parse_csv, parse_rows
from leaflet.read.text_file import TextFile, decode_unchecked, span_of_offset

COLUMNS = {"id": True, "name": True, "web": False}
LETTERS = st.text(st.characters(blacklist_categories=("Cs",)) | st.sampled_from('";,\n é='), max_size=8)
VALUES = LETTERS.map(lambda text: unicodedata.normalize("NFC", text.replace("\r", "\n")))
ROWS = st.lists(st.lists(VALUES, min_size=1, max_size=4).filter(lambda row: row != [""]), min_size=1, max_size=5)
SEPARATORS = st.sampled_from(",;")


def parsed(text):
    """(records, problems as (line:column, message)) of the list `text`."""
    rows, problems = parse_csv(TextFile("a.csv", text), COLUMNS)
    return [dict(row.value) for row in rows], [(f"{p.span.line}:{p.span.column}", p.message) for p in problems]


@given(ROWS, SEPARATORS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
@example([["a\nb", '"'], [" ", ""], ['""', ";"]], ",", csv.QUOTE_MINIMAL, "\r\n")
@settings(max_examples=300)
def test_what_was_written_is_read_value_by_value(rows, separator, quoting, end):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    file, _ = decode_unchecked("a.csv", stream.getvalue().encode())
    read = list(parse_rows(file.text, separator))
    assert [[cell.text for cell in row] for row in read] == rows


@given(st.text('";,\nab', max_size=20), SEPARATORS)
@settings(max_examples=400)
def test_whatever_is_written_is_read_as_python_reads_it(text, separator):
    try:
        read = list(parse_rows(text, separator))
    except UnclosedQuoteError as error:
        assert text[error.offset] == '"'
        return
    if any(cell.trailing for row in read for cell in row):
        return
    theirs = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert [[cell.text for cell in row] for row in read] == [row or [""] for row in theirs]


def _written(value, separator):
    """`value` as Python's own writer writes it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerow([value, "x"])
    return stream.getvalue().removesuffix(f"{separator}x\n")


@given(st.lists(st.tuples(VALUES, VALUES, VALUES).filter(lambda row: any(v.strip() for v in row))), SEPARATORS)
def test_the_place_of_every_value_is_where_it_was_written(records, separator):
    text, places = separator.join(COLUMNS) + "\n", []
    for record in records:
        for value in record:
            places.append(span_of_offset("a.csv", text, len(text)))
            text += _written(value, separator) + separator
        text = text.removesuffix(separator) + "\n"
    rows, problems = parse_csv(TextFile("a.csv", text), COLUMNS)
    assert problems == ()
    assert len(rows) == len(records)
    for n, (row, record) in enumerate(zip(rows, records, strict=True)):
        for k, (name, value) in enumerate(zip(COLUMNS, record, strict=True)):
            assert row.value.get(name, "").strip() == value.strip()
            assert row.origin.spans.get((name,), places[3 * n + k]) == places[3 * n + k]
            assert (name,) in row.origin.spans or not value.strip()


def test_places_are_those_of_the_opening_mark_over_several_lines():
    rows, _ = parse_csv(TextFile("a.csv", 'web,id,name\nw,a,"One\ntwo"\n\n"x\n\ny",b,"é ""q"""\n'), COLUMNS)
    spans = [[str(row.origin.span_at(name)) for name in ("web", "id", "name")] for row in rows]
    assert spans == [["a.csv:2:1", "a.csv:2:3", "a.csv:2:5"], ["a.csv:5:1", "a.csv:7:4", "a.csv:7:6"]]
    assert rows[1].value == {"web": "x\n\ny", "id": "b", "name": 'é "q"'}


def test_columns_stand_in_any_order_with_capitals_or_not_and_some_may_be_missing():
    assert parsed("Name, ID \nOne,a\n") == ([{"name": "One", "id": "a"}], [])
    assert parsed("name;web;id\nOne, Two;;a\n") == ([{"name": "One, Two", "id": "a"}], [])


@pytest.mark.parametrize("text", ["id,name\n", "id,name\r\n".replace("\r", ""), "\n\nid,name\n , \n\n,\n"])
def test_a_list_may_have_no_rows(text):
    assert parsed(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("", "1:1", "the column `id` is missing"),
        ("id,web\na,b\n", "1:1", "the column `name` is missing"),
        ("id,nme,name\n", "1:4", "`nme` isn't a column"),
        ("id,name,name\n", "1:9", "the column `name` is here a second time"),
        ("id,name,\n", "1:9", "`` isn't a column"),
        ('id,name\na,"b\nc,d\n', "2:3", "never closed"),
        ('id,name\na,"b""\n', "2:3", "never closed"),
        ('"', "1:1", "never closed"),
        ("id\tname\n", "1:1", "`id\\u0009name` isn't a column"),
    ],
)
def test_what_costs_the_file_is_reported_at_its_place(text, at, says):
    rows, problems = parsed(text)
    assert rows == []
    assert any(place == at and says in message for place, message in problems), problems


def test_a_misspelt_column_is_reported_with_what_was_meant():
    _, (problem,) = parse_csv(TextFile("a.csv", "id,name,wbe\n"), COLUMNS)
    assert "did you mean `web`?" in problem.hint


@pytest.mark.parametrize(
    ("row", "at", "says"),
    [
        ("b", "3:1", "clinic `b`: a row must have 2 values as the first line has, not 1"),
        ("b,c,d", "3:1", "clinic `b`: a row must have 2 values as the first line has, not 3"),
        ('b,"c"d', "3:3", "clinic `b`: `d` must not follow a closing quotation mark"),
        ('"b\n"x,c', "3:1", "clinic `b`: `x` must not follow a closing quotation mark"),
        (",c,d", "3:1", "a clinic without an id: a row must have 2 values as the first line has, not 3"),
    ],
)
def test_what_is_wrong_with_a_row_costs_that_row(row, at, says):
    assert parsed(f"id,name\na,b\n{row}\nz,y\n") == ([{"id": "a", "name": "b"}, {"id": "z", "name": "y"}], [(at, says)])


def test_twenty_megabytes_of_quotation_marks_take_no_longer_than_others():
    with pytest.raises(UnclosedQuoteError):
        list(parse_rows('"' + '""' * 1_000_000, ","))
