"""CSV: the values that Python's own writer wrote, each at its place; what is wrong with a row costs that row."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from leaflet.clinics.csv_file import parse_csv
from leaflet.clinics.csv_rows import parse_row
from leaflet.read.text_file import TextFile, decode_unchecked

COLUMNS = {"id": True, "name": True, "web": False}
LETTERS = st.text(st.characters(blacklist_categories=("Cs",)) | st.sampled_from('";,\t é='), max_size=8)
VALUES = LETTERS.map(lambda text: unicodedata.normalize("NFC", "".join(c for c in text if c not in "\r\n")))
ROWS = st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=5)
SEPARATORS = st.sampled_from(",;\t")
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
ENDS = st.sampled_from(["\n", "\r\n"])


def parsed(text, columns=COLUMNS):
    """(records, problems as (line, message)) of the list `text`."""
    rows, problems = parse_csv(TextFile("a.csv", text), columns)
    return [dict(row.value) for row in rows], [(p.span.line, p.message) for p in problems]


def _written(rows, separator, quoting=csv.QUOTE_MINIMAL, end="\n"):
    """Rows as Python's own writer writes them."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    return stream.getvalue()


@given(ROWS, SEPARATORS, QUOTING, ENDS)
@example([["a b", '"'], [" ", ""], ['""', ";"]], ",", csv.QUOTE_MINIMAL, "\r\n")
@settings(max_examples=300)
def test_what_was_written_is_read_value_by_value(rows, separator, quoting, end):
    file, _ = decode_unchecked("a.csv", _written(rows, separator, quoting, end).encode())
    read = [parse_row(line, separator) for line in file.text.removesuffix("\n").split("\n")]
    assert [[cell.text for cell in row.cells] for row in read] == rows


@given(st.text('";,\tab ', max_size=20), SEPARATORS)
@example('"a"b', ",")
@example('a,"b""', ",")
@settings(max_examples=500)
def test_a_line_is_broken_where_python_says_so_and_else_means_the_same(line, separator):
    assume(line)
    row = parse_row(line, separator)
    strict = csv.reader([line], delimiter=separator, strict=True)
    if row.broken:
        with pytest.raises(csv.Error, match="end of data" if row.broken == "open" else "expected after"):
            list(strict)
        assert line[row.broken_column - 1] == '"'
    else:
        assert [cell.text for cell in row.cells] == next(strict)
    for cell in row.cells:
        assert line[cell.column - 1 :].replace('"', "").startswith(cell.text.replace('"', ""))
        assert cell.column == 1 or line[cell.column - 2] == separator


@given(
    st.lists(st.tuples(VALUES, VALUES, VALUES).filter(lambda row: any(v.strip() for v in row))),
    SEPARATORS,
    QUOTING,
    st.integers(0, 3),
    st.sampled_from(["", "sep=\n", '"sep="\n']),
)
@settings(max_examples=200)
def test_every_value_is_at_its_place_in_lists_as_spreadsheets_write_them(rows, separator, quoting, empty, said):
    """With empty columns and rows at the end, and with the line that Excel reads and some programs write."""
    said = said.replace("=", f"={separator}")
    filled = [[*row, *[""] * empty] for row in (tuple(COLUMNS), *rows)]
    text = said + _written([*filled, *[[""] * (3 + empty)] * empty], separator, quoting)
    read, problems = parse_csv(TextFile("a.csv", text), COLUMNS)
    assert problems == ()
    first = text.count("\n", 0, len(said)) + 2
    assert [row.origin.start.line for row in read] == list(range(first, first + len(rows)))
    for row, record in zip(read, rows, strict=True):
        line = text.split("\n")[row.origin.start.line - 1]
        for name, value in zip(COLUMNS, record, strict=True):
            assert row.value.get(name, "").strip() == value.strip()
            assert name in row.value or not value.strip()
            written = line[row.origin.span_at(name).column - 1 :]
            assert written.removeprefix('"').replace('""', '"').startswith(value)


@given(st.lists(VALUES.filter(str.strip), min_size=2, max_size=6), SEPARATORS, st.data())
def test_a_quotation_mark_that_is_not_closed_costs_its_row_alone(names, separator, data):
    """Also where another one below closes it: no clinic gets another's values."""
    clean = [name.replace('"', "") or "x" for name in names]
    spoilt = data.draw(st.sets(st.integers(0, len(names) - 1), min_size=1))
    lines = _written([("id", "name", "web"), *((f"c{n}", name, "w") for n, name in enumerate(clean))], separator).split(
        "\n"
    )
    for n in spoilt:
        lines[n + 1] = f'c{n}{separator}"{clean[n].replace(separator, " ")}{separator}w'
    rows, problems = parsed("\n".join(lines))
    kept = [n for n in range(len(names)) if n not in spoilt]
    assert [(row["id"], row["name"], row["web"]) for row in rows] == [(f"c{n}", clean[n], "w") for n in kept]
    assert [line for line, _ in problems] == [n + 2 for n in sorted(spoilt)]
    assert all(f"clinic `c{line - 2}`: `name` begins with a quotation mark" in message for line, message in problems)


@given(st.lists(st.lists(st.text("ab ", min_size=1, max_size=4), min_size=2, max_size=4), min_size=1, max_size=4))
def test_a_value_over_several_lines_is_one_fault(parts):
    """A spreadsheet writes a cell with line breaks so; it is refused, and its other lines are no faults."""
    text = _written([("id", "name", "web"), *((f"c{n}", "\n".join(lines), "w") for n, lines in enumerate(parts))], ",")
    begins = [2 + sum(len(lines) for lines in parts[:n]) for n in range(len(parts))]
    rows, problems = parsed(text + "z,y,\n")
    assert rows == [{"id": "z", "name": "y"}]
    assert [line for line, _ in problems] == begins


@pytest.mark.parametrize("break_", ["\v", "\f", "\x1c", "\x85", "\u2028"])
def test_only_a_line_feed_ends_a_line(break_):
    rows, problems = parse_csv(TextFile("a.csv", f"id,name\na,b{break_}c\nd,e\n"), COLUMNS)
    assert problems == ()
    assert [(row.origin.start.line, row.value["name"]) for row in rows] == [(2, f"b{break_}c"), (3, "e")]


def test_columns_stand_in_any_order_with_capitals_or_not_and_some_may_be_missing():
    assert parsed("Name, ID \nOne,a\n") == ([{"name": "One", "id": "a"}], [])
    assert parsed("name;web;id\nOne, Two;;a\n") == ([{"name": "One, Two", "id": "a"}], [])
    assert parsed("id,,name,,\na,,One,,\n") == ([{"id": "a", "name": "One"}], [])


def test_excel_leaves_out_the_last_separators_of_rows_that_end_with_nothing():
    assert parsed("id,name,web\na,One\nb,Two,w\n") == (
        [{"id": "a", "name": "One"}, {"id": "b", "name": "Two", "web": "w"}],
        [],
    )
    assert parsed("id,name\na,One,\nb,Two,\n") == ([{"id": "a", "name": "One"}, {"id": "b", "name": "Two"}], [])


@pytest.mark.parametrize("text", ["id,name\n", "\n\nid,name\n , \n\n,\n", "sep=,\nid,name"])
def test_a_list_may_have_no_rows(text):
    assert parsed(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "the list is empty"),
        (" ;;\n\n", 1, "the list is empty"),
        ("sep=;\n", 2, "the list is empty"),
        ("id,web\na,b\n", 1, "the column `name` is missing"),
        ("web\na\n", 1, "the columns `id`, `name` are missing"),
        ("\n\nid,nme\n", 3, "`nme` isn't a column"),
        ("id,name,name\n", 1, "the column `name` is here a second time"),
        ("a,b\nc,d\n", 1, "the first line must name the columns"),
        ("id|name\na|b\n", 1, "not by bars (|)"),
        ("id:name\na:b\n", 1, "not by colons"),
        ("id;name,web\na;b\n", 1, "the first line separates names by commas, and `id;name` by semicolons"),
        ('id,"name\na,b\n', 1, "the first line has a quotation mark that isn't closed"),
    ],
)
def test_a_first_line_that_can_not_be_understood_costs_the_file_and_is_one_fault(text, line, says):
    rows, problems = parsed(text)
    assert rows == []
    ((at, message),) = problems
    assert (at, says in message) == (line, True), message


@pytest.mark.parametrize("name", list(COLUMNS))
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_misspelt_column_is_reported_at_its_place_with_what_was_meant(name, separator):
    misspelt = f"{name}x"
    names = [misspelt if other == name else other for other in COLUMNS]
    _, (problem,) = parse_csv(TextFile("a.csv", f"{separator.join(names)}\n"), COLUMNS)
    assert f"did you mean `{name}`?" in problem.hint
    assert problem.span.column == separator.join(names).index(misspelt) + 1


COUNT = "clinic `b`: a row must have 2 values as the first line has, not"
AFTER = "must not go on after its closing quotation mark"
OPEN = "begins with a quotation mark that isn't closed on its line; no value may hold a line break"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("b", f"{COUNT} 1"),
        ("b,c,d", f"{COUNT} 3"),
        ("b,c,", f"{COUNT} 3"),
        ('b,"c"d', f"clinic `b`: `name` {AFTER}"),
        ('b,"c" ', f"clinic `b`: `name` {AFTER}"),
        ('b,"c"d "e"', f"clinic `b`: `name` {AFTER}"),
        ('"b"x,"c, d"e', f"a clinic without an id: `id` {AFTER}"),
        ('"b,""1""","c"d', f'clinic `b,"1"`: `name` {AFTER}'),
        ('b,"c"d,"e f"', f"clinic `b`: `name` {AFTER}"),
        ('b,"c', f"clinic `b`: `name` {OPEN}"),
        ('b,"c""', f"clinic `b`: `name` {OPEN}"),
        ('b,c,d,"e', f"clinic `b`: a value {OPEN}"),
        (",c,d", "a clinic without an id: a row must have 2 values as the first line has, not 3"),
    ],
)
def test_what_is_wrong_with_a_row_costs_that_row(row, says):
    rows, problems = parsed(f"id,name\na,b\n{row}\nz,y\n")
    assert rows == [{"id": "a", "name": "b"}, {"id": "z", "name": "y"}]
    assert problems == [(3, says)]


def test_all_faults_are_reported_in_one_run():
    _, problems = parsed('id,name\na\nb,"c"d\ne,f\ng,h,i\nj,"k\n')
    assert sorted(line for line, _ in problems) == [2, 3, 5, 6]


@given(st.integers(2, 9), st.permutations([",", ";", "\t"]))
def test_a_separator_other_than_that_of_the_first_line_is_one_fault(count, separators):
    first, other, _ = separators
    text = _written([tuple(COLUMNS)], first) + _written([(f"c{n}", "x", "w") for n in range(count)], other)
    rows, ((line, message),) = parsed(text)
    assert (rows, line) == ([], 2)
    assert f"and {count - 1} more row" in message
    assert "a row must separate its values by" in message


@given(st.integers(2, 9), st.sampled_from([1, 3, 4]))
def test_rows_that_all_have_the_same_wrong_number_of_values_are_one_fault(count, width):
    text = _written([("id", "name"), *([f"c{n}", *"xyz"][:width] for n in range(count))], ",")
    rows, ((line, message),) = parsed(text)
    assert (rows, line) == ([], 2)
    assert message.endswith(
        f"more {'row' if count == 2 else 'rows'}: a row must have 2 values as the first line has, not {width}"
    )


def test_a_column_with_values_and_no_name_is_one_fault():
    rows, problems = parsed("id,name,,\na,b,,\nc,d,,x\ne,f,,y\n")
    assert rows == [{"id": "a", "name": "b"}]
    assert problems == [(3, "clinic `c` and 1 more row: column 4 must have a name, since it has a value")]


def test_a_value_of_megabytes_is_read_in_no_time_and_costs_its_row_alone():
    rows, problems = parsed('id,name\na,"' + '""' * 1_000_000 + "\nb," + "c" * 200_000 + "\nd,e\n")
    assert [row["id"] for row in rows] == ["b", "d"]
    assert [line for line, _ in problems] == [2]
