"""Files that aren't a list are told as what they are, in one message with the way to save a list."""

from __future__ import annotations

import io
import zipfile

import pytest
from clinic_samples import own_library
from hypothesis import given, settings
from hypothesis import strategies as st
from list_strategies import right_rows, saved, savings

from leaflet.clinics.file_kind import kind_fault
from leaflet.clinics.list_checks import load_clinics


def _zipped(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def loaded(folder, data, name="list.csv"):
    """(clinics, problems) of a file with these bytes."""
    file = folder / name
    file.write_bytes(data)
    return load_clinics(file, own_library())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (_zipped("[Content_Types].xml", "xl/workbook.xml"), "a workbook (xlsx)"),
        (_zipped("mimetype", "content.xml"), "a workbook (ods)"),
        (_zipped("Index/Document.iwa"), "a workbook (numbers)"),
        (_zipped("word/document.xml"), "a text of a word processor (docx)"),
        (_zipped("a.csv"), "another zip archive"),
        (b"PK\x05\x06" + bytes(18), "a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a workbook (xls)"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"{\\rtf1\\ansi id,name}", "a word processor (rtf)"),
        (b"<html><table><tr><td>id</td></tr></table></html>", "a web page or XML"),
        (b'<?xml version="1.0"?><Workbook/>', "a web page or XML"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b'[{"id": "a", "name": "b"}]', "JSON"),
        (b'{"clinics": []}', "JSON"),
        (b"- id: a\n  name: b\n", "YAML"),
        (b"# list\n---\n- id: a\n", "YAML"),
        (b"- {id: a, name: b}\n", "YAML"),
    ],
)
def test_a_file_of_another_kind_is_told_as_that(tmp_path, data, says):
    clinics, (problem,) = loaded(tmp_path, data)
    assert clinics == ()
    assert says in problem.message
    assert (problem.rule, problem.span.line) == ("malformed-clinic-list", 1)
    assert problem.hint


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_that_is_named_yaml_is_told_as_that(tmp_path, separator):
    _, (problem,) = loaded(tmp_path, "id,name,phone\na,b,c\n".replace(",", separator).encode(), "list.yaml")
    assert "CSV" in problem.message
    assert ".csv" in problem.hint


@pytest.mark.parametrize("name", ["list.xlsx", "list.ods", "list.CSV", "list.yaml"])
def test_a_workbook_is_told_whatever_its_name(tmp_path, name):
    _, (problem,) = loaded(tmp_path, _zipped("xl/workbook.xml"), name)
    assert "a workbook (xlsx)" in problem.message
    assert "CSV UTF-8" in problem.hint


@given(right_rows(), savings, st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]))
@settings(max_examples=30, deadline=None)
def test_a_list_in_another_form_of_unicode_is_told(tmp_path_factory, rows, saving, encoding):
    data = saved(rows, saving).decode("utf-8-sig").encode(encoding)
    clinics, (problem,) = loaded(tmp_path_factory.getbasetemp(), data)
    assert (clinics, problem.rule) == ((), "invalid-encoding")
    assert "UTF-" in problem.message
    assert "CSV UTF-8" in problem.hint


@given(right_rows(), savings, st.sampled_from(["cp1252", "mac-roman", "cp850", "latin-1"]), st.data())
@settings(max_examples=30, deadline=None)
def test_a_list_in_an_older_encoding_is_told_at_its_first_letter(tmp_path_factory, rows, saving, encoding, data):
    """`é` is in each of these encodings, at another byte, and no UTF-8 in any of them."""
    for row in rows:
        row |= {name: row[name].encode("ascii", "ignore").decode() for name in ("name", "address", "hours")}
    spoilt = data.draw(st.integers(0, len(rows) - 1))
    rows[spoilt]["name"] = "Café"
    text = saved(rows, saving).decode("utf-8-sig")
    clinics, (problem,) = loaded(tmp_path_factory.getbasetemp(), text.encode(encoding))
    assert (clinics, problem.rule) == ((), "invalid-encoding")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines[problem.span.line - 1][problem.span.column - 1] == "é"
    assert "older encoding" in problem.message


@given(st.binary(max_size=80))
@settings(deadline=None)
def test_whatever_bytes_are_there_are_told(tmp_path_factory, data):
    clinics, problems = loaded(tmp_path_factory.getbasetemp(), data)
    assert clinics == ()
    assert problems


def test_no_letter_is_named_that_the_encoding_may_not_have():
    told = [kind_fault("a.csv", "id,name\na,Café\n".encode(code)).message for code in ("mac_roman", "cp1252")]
    assert "`" not in told[0]
    assert "Mac Roman" in told[0]
    assert "`é`" in told[1]
