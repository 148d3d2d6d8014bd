"""The reference library: CSL-JSON, its faults reported at their places."""

from __future__ import annotations

import json

import pytest

from leaflet.read.references import parse_references, read_references
from leaflet.read.text_file import TextFile

ITEM = {
    "id": "smith2020",
    "type": "article-journal",
    "title": "On growth",
    "author": [{"family": "Smith", "given": "A."}],
    "issued": {"date-parts": [[2020, 3]]},
}
NOTE = {"read": "abstract", "system": "mice", "finding": "growth"}
"""What stood under `custom` until version 0.2."""


def read(text):
    """The references that `text` lists, which must be accepted."""
    references, problems = parse_references(TextFile("r.json", text))
    assert problems == ()
    return references


def faults(text):
    """(place, rule, message) of each problem with `text`."""
    _, problems = parse_references(TextFile("r.json", text))
    assert all(p.span.path == "r.json" and p.hint for p in problems)
    return [(f"{p.span.line}:{p.span.column}", p.rule, p.message) for p in problems]


def item(**changes):
    """A list of one item, a key a line."""
    fields = {k: v for k, v in {**ITEM, **changes}.items() if v is not None}
    return "[{\n" + ",\n".join(f" {json.dumps(k)}: {json.dumps(v)}" for k, v in fields.items()) + "\n}]"


def test_an_item_is_read_as_it_was_exported():
    more = {"abstract": "<p>Long</p>", "note": "mine", "ISSN": "1234-5678", "custom": {"a": 1}}
    (reference,) = read(item(**more))
    assert (reference.id, reference.read) == ("smith2020", None)
    assert reference.csl == {**ITEM, **more}
    assert str(reference.span()) == "r.json:1:2"
    assert str(reference.span("title")) == "r.json:4:11"


@pytest.mark.parametrize("key", ["issued", "accessed", "page", "DOI", "container-title"])
def test_null_says_as_little_as_no_key(key):
    assert read(json.dumps([{**ITEM, key: None}]))[0].id == "smith2020"


def test_an_empty_list_holds_nothing():
    assert read(" [ ] ") == ()


def test_escapes_are_composed():
    (reference,) = read(item(title="Caf\u0065\u0301"))
    assert reference.csl["title"] == "Caf\u00e9"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "1:1", "`[` must be here"),
        ("{}", "1:1", "`[` must be here"),
        ("[", "1:2", "expecting value"),
        ("[{]", "1:3", "expecting property name"),
        ("[1 2]", "1:4", "`,` must be here"),
        ("[1,]", "1:4", "expecting value"),
        ("[]\n\nx", "3:1", "something follows the end of the list"),
        ('[{"a": 1,\n "b" 2}]', "2:6", "delimiter"),
        ('[{"a": "x\n"}]', "1:10", "control character"),
        ('[{"a": NaN}]', "1:2", "the value NaN is not allowed"),
        ("[-Infinity]", "1:2", "the value -Infinity is not allowed"),
        ("[" + "9" * 5000 + "]", "1:2", "18 digits"),
    ],
)
def test_what_is_not_json_is_reported_at_its_place(text, place, says):
    references, problems = parse_references(TextFile("r.json", text))
    assert references == ()
    ((at, rule, message),) = faults(text)
    assert (at, rule) == (place, "invalid-json")
    assert says in message
    assert len(problems) == 1


def test_bottomless_nesting_is_reported():
    ((_, rule, _),) = faults("[" * 100_000)
    assert rule == "too-deep"


@pytest.mark.parametrize(
    ("changes", "place", "says"),
    [
        ({"title": None}, "1:2", "`title` is missing"),
        ({"title": 7}, "4:11", "`title` must be text"),
        ({"title": " "}, "4:11", "`title` must not be empty"),
        ({"title": "<i></i>"}, "4:11", "`title` must not be empty"),
        ({"title": "On <scp>l</scp>-DOPA"}, "4:11", "`<scp>` is not markup"),
        ({"title": "On <i>growth"}, "4:11", "`<i>` is not closed"),
        ({"title": "On <i>growth</b>"}, "4:11", "`</b>` closes nothing"),
        ({"author": [{"literal": "<em>WHO</em>"}]}, "5:12", "`<em>` is not markup"),
        ({"author": "Smith"}, "5:12", "`author` must be a list"),
        ({"issued": {"date-parts": [[]]}}, "6:12", "at least 1 item"),
        ({"publisher": ["a"]}, "7:15", "`publisher` must be text"),
        ({"DOI": "https://doi.org/10.1000/x"}, "7:9", "which doesn't have the required form"),
        ({"URL": "example.org a"}, "7:9", "which doesn't have the required form"),
        ({"id": "Smith 2020"}, "2:8", "`id` is `Smith 2020`, which doesn't have the required form"),
        ({"id": "http://zotero.org/users/1/items/A"}, "2:8", "which doesn't have the required form"),
    ],
)
def test_a_missing_or_wrong_field_of_an_item_is_reported_at_its_place(changes, place, says):
    ((at, rule, message),) = faults(item(**changes))
    assert (at, rule) == (place, "invalid-record")
    assert says in message


def test_an_item_that_is_not_a_record_is_reported_and_the_others_are_kept():
    references, problems = parse_references(TextFile("r.json", f"[7,\n{json.dumps(ITEM)},\n null, [[]]]"))
    assert [r.id for r in references] == ["smith2020"]
    assert [(p.span.line, p.span.column) for p in problems] == [(1, 2), (3, 2), (3, 8)]


def test_an_item_that_is_there_twice_is_reported():
    ((place, rule, message),) = faults(f"[{json.dumps(ITEM)},\n{json.dumps(ITEM)}]")
    assert (place, rule) == ("2:8", "duplicate-id")
    assert "r.json:1:9" in message


@pytest.mark.parametrize(
    "text", [item()[:-3] + ',\n "title": "Other"\n}]', item(custom={"a": 1}).replace("1}", '1, "a": 2}')]
)
def test_a_key_that_is_there_twice_in_an_item_is_reported(text):
    ((_, rule, message),) = faults(text)
    assert rule == "duplicate-key"
    assert "a second time" in message


@pytest.mark.parametrize("text", ["\u202e", "\x00", "\u2028", "\ud800", "\ufeff"])
@pytest.mark.parametrize("where", ["title", "publisher", "note"])
def test_a_refused_character_cannot_come_in_by_an_escape(where, text):
    assert "invalid-encoding" in [rule for _, rule, _ in faults(item(**{where: f"a{text}b"}))]


def test_a_library_of_before_is_refused_with_the_command_that_converts_it():
    ((place, rule, _),) = faults(item(custom=NOTE))
    assert (place, rule) == ("7:12", "outdated-format")


@pytest.mark.parametrize("name", ["smith2020", "smithEffects2020", "Smith_2020", "smith:2020.1", "van-den-berg2020"])
def test_the_keys_that_reference_managers_give_are_ids(name):
    assert [r.id for r in read(item(id=name))] == [name]


@pytest.mark.parametrize(
    "doi", ["10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", '10.1/a"b\\c%d#e?f']
)
def test_a_doi_may_hold_any_sign(doi):
    assert [r.csl["DOI"] for r in read(item(DOI=doi.replace("10.1/", "10.1000/")))] == [
        doi.replace("10.1/", "10.1000/")
    ]


def test_every_fault_of_every_item_is_reported_in_one_run():
    text = "[" + json.dumps({**ITEM, "title": 1, "DOI": "a"}) + ",\n" + json.dumps({**ITEM, "id": "B b"}) + "]"
    assert sorted({place.split(":")[0] for place, *_ in faults(text)}) == ["1", "2"]
    assert len(faults(text)) >= 3


def test_a_library_that_is_missing_or_not_utf8_is_reported(tmp_path):
    assert read_references(tmp_path, "r.json")[1][0].rule == "missing-file"
    (tmp_path / "r.json").write_bytes(b'["\xe9"]')
    assert str(read_references(tmp_path, "r.json")[1][0].span) == "r.json:1:3"
