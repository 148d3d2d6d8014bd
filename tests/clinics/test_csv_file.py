"""CSV: the values that Python's own writer wrote, each row at its line; what is wrong with a row costs that row."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaflet.clinics.csv_file import BrokenCsvError, parse_csv, parse_rows
from leaflet.read.text_file import TextFile, decode_unchecked

COLUMNS = {"id": True, "name": True, "web": False}
LETTERS = st.text(st.characters(blacklist_categories=("Cs",)) | st.sampled_from('";,\n é='), max_size=8)
VALUES = LETTERS.map(lambda text: unicodedata.normalize("NFC", text.replace("\r", "\n")))
ROWS = st.lists(st.lists(VALUES, min_size=1, max_size=4).filter(lambda row: row != [""]), min_size=1, max_size=5)
SEPARATORS = st.sampled_from(",;")


def parsed(text):
    """(records, problems as (line, message)) of the list `text`."""
    rows, problems = parse_csv(TextFile("a.csv", text), COLUMNS)
    assert {p.span.column for p in problems} <= {1}
    return [dict(row.value) for row in rows], [(p.span.line, p.message) for p in problems]


@given(ROWS, SEPARATORS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
@example([["a\nb", '"'], [" ", ""], ['""', ";"]], ",", csv.QUOTE_MINIMAL, "\r\n")
@settings(max_examples=300)
def test_what_was_written_is_read_value_by_value(rows, separator, quoting, end):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    file, _ = decode_unchecked("a.csv", stream.getvalue().encode())
    read = [list(row.cells) for row in parse_rows(file.text, separator)]
    assert read == rows


@given(st.text('";,\nab ', max_size=20), SEPARATORS)
@example('""a,b\n"c\nd"e,"f\ng"\nh', ",")
@settings(max_examples=400)
def test_no_value_is_lost_whatever_is_written(text, separator):
    try:
        read = list(parse_rows(text, separator))
    except BrokenCsvError as error:
        assert '"' in text.split("\n")[error.line - 1]
        with pytest.raises(csv.Error):
            list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        return
    theirs = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]
    assert [list(row.cells) for row in read] == theirs
    marks = str.maketrans("", "", f'"\n{separator}')
    assert "".join(cell for row in read for cell in row.cells).translate(marks) == text.translate(marks)


@given(st.text('";,\nab ', max_size=20), SEPARATORS)
@example('"a"b\n', ",")
@settings(max_examples=400)
def test_a_row_is_malformed_where_python_says_so(text, separator):
    try:
        read = list(parse_rows(text, separator))
    except BrokenCsvError:
        return
    lines = io.StringIO(text).readlines()
    for row, end in zip(read, [*(row.line - 1 for row in read[1:]), None], strict=bool(read)):
        written = "".join(lines[row.line - 1 : end])
        strict = csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True)
        if row.malformed:
            with pytest.raises(csv.Error, match="expected after"):
                list(strict)
        else:
            assert next(strict) == list(row.cells)


def _written(values, separator):
    """A row as Python's own writer writes it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerow(values)
    return stream.getvalue()


@given(st.lists(st.tuples(VALUES, VALUES, VALUES).filter(lambda row: any(v.strip() for v in row))), SEPARATORS)
def test_the_line_of_every_row_is_the_one_on_which_it_begins(records, separator):
    text, begins = separator.join(COLUMNS) + "\n", []
    for record in records:
        begins.append(text.count("\n") + 1)
        text += _written(record, separator)
    rows, problems = parse_csv(TextFile("a.csv", text), COLUMNS)
    assert problems == ()
    assert [row.origin.start.line for row in rows] == begins
    for row, record in zip(rows, records, strict=True):
        for name, value in zip(COLUMNS, record, strict=True):
            assert row.value.get(name, "").strip() == value.strip()
            assert row.origin.span_at(name) == row.origin.start
            assert name in row.value or not value.strip()


def test_a_row_over_several_lines_is_at_its_first():
    rows, _ = parse_csv(TextFile("a.csv", 'web,id,name\nw,a,"One\ntwo"\n\n"x\n\ny",b,"é ""q"""\n'), COLUMNS)
    assert [str(row.origin.span_at("name")) for row in rows] == ["a.csv:2:1", "a.csv:5:1"]
    assert rows[1].value == {"web": "x\n\ny", "id": "b", "name": 'é "q"'}


@pytest.mark.parametrize("break_", ["\v", "\f", "\x1c", "\x85", "\u2028"])
def test_only_a_line_feed_ends_a_line(break_):
    rows, problems = parse_csv(TextFile("a.csv", f"id,name\na,b{break_}c\nd,e\n"), COLUMNS)
    assert problems == ()
    assert [(row.origin.start.line, row.value["name"]) for row in rows] == [(2, f"b{break_}c"), (3, "e")]


def test_columns_stand_in_any_order_with_capitals_or_not_and_some_may_be_missing():
    assert parsed("Name, ID \nOne,a\n") == ([{"name": "One", "id": "a"}], [])
    assert parsed("name;web;id\nOne, Two;;a\n") == ([{"name": "One, Two", "id": "a"}], [])


@pytest.mark.parametrize("text", ["id,name\n", "id,name\r\n".replace("\r", ""), "\n\nid,name\n , \n\n,\n"])
def test_a_list_may_have_no_rows(text):
    assert parsed(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "the column `id` is missing"),
        ("id,web\na,b\n", 1, "the column `name` is missing"),
        ("\n\nid,nme,name\n", 3, "`nme` isn't a column"),
        ("id,name,name\n", 1, "the column `name` is here a second time"),
        ("id,name,\n", 1, "`` isn't a column"),
        ('id,name\na,"b\nc,d\n', 2, "never closed (column `name`)"),
        ('id,name\na,"b""\n', 2, "never closed (column `name`)"),
        ('id,name\na,b\n"c","d"e,"\n', 3, "never closed"),
        ('"', 1, "never closed"),
        ("id\tname\n", 1, "`id\\u0009name` isn't a column"),
        (f"id,name\na,b\nc,{'d' * 140_000}\n", 3, "field larger than field limit"),
    ],
)
def test_what_costs_the_file_is_reported_at_its_line(text, line, says):
    rows, problems = parsed(text)
    assert rows == []
    assert any(at == line and says in message for at, message in problems), problems


def test_a_misspelt_column_is_reported_with_what_was_meant():
    _, (problem,) = parse_csv(TextFile("a.csv", "id,name,wbe\n"), COLUMNS)
    assert "did you mean `web`?" in problem.hint


COUNT = "clinic `b`: a row must have 2 values as the first line has, not"
AFTER = "must not go on after its closing quotation mark"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("b", [f"{COUNT} 1"]),
        ("b,c,d", [f"{COUNT} 3"]),
        ('b,"c"d', [f"clinic `b`: `name` {AFTER}"]),
        ('b,"c" ', [f"clinic `b`: `name` {AFTER}"]),
        ('b,"c"d "e"', [f"clinic `b`: `name` {AFTER}"]),
        ('"b\n"x,c', [f"clinic `b x`: `id` {AFTER}"]),
        ('"b"x,"c, d"e', [f"clinic `bx`: `id` {AFTER}"]),
        ('"b,""1""","c"d', [f'clinic `b,"1"`: `name` {AFTER}']),
        ('b,"c"d,"e\nf"', [f"clinic `b`: a value {AFTER}", f"{COUNT} 3"]),
        (",c,d", ["a clinic without an id: a row must have 2 values as the first line has, not 3"]),
    ],
)
def test_what_is_wrong_with_a_row_costs_that_row(row, says):
    rows, problems = parsed(f"id,name\na,b\n{row}\nz,y\n")
    assert rows == [{"id": "a", "name": "b"}, {"id": "z", "name": "y"}]
    assert problems == [(3, message) for message in says]


def test_all_faults_are_reported_in_one_run():
    _, problems = parsed('id,name\na\nb,"c"d\ne,f\ng,h,i\n')
    assert [line for line, _ in problems] == [2, 3, 5]


def test_megabytes_of_quotation_marks_are_reported_and_not_held_in_a_value():
    with pytest.raises(BrokenCsvError, match="field larger than field limit"):
        list(parse_rows('"' + '""' * 1_000_000, ","))
