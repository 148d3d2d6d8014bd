"""Values that a record can't take: each reported at its place, in words for somebody who doesn't program."""

from __future__ import annotations

import pytest
from pydantic import Field

from leaflet.model import Claim, House, Id, Layout, NonEmptyStr, Record, TopicMeta, Waiver, is_id
from leaflet.read.record_messages import allowed_words_hint, message_and_hint
from leaflet.read.records import read_list, read_record, validate, validate_list, without_duplicates
from leaflet.read.text_file import TextFile
from leaflet.read.yaml_file import parse_yaml


class Leaf(Record):
    """A record inside a record."""

    id: Id
    count: int = 0
    share: float = Field(default=0, ge=0, le=1)
    good: bool = False


class Tree(Record):
    """A record of records."""

    name: NonEmptyStr
    leaves: tuple[Leaf, ...] = ()


def tree(text):
    """(place, message, hint) of each problem with `text` as a Tree."""
    document, problems = parse_yaml(TextFile("a.yaml", text))
    record, problems = validate(Tree, document) if document else (None, problems)
    assert (record is None) == bool(problems)
    return [(f"{p.span.line}:{p.span.column}", p.message, p.hint) for p in problems]


@pytest.mark.parametrize(
    ("text", "place", "says", "hint"),
    [
        ("name: x\nnam: x\n", "2:1", "`nam` is not a key that is known here", "did you mean `name`?"),
        ("name: x\nleafs: []\n", "2:1", "`leafs`", "did you mean `leaves`?"),
        ("name: x\nleaves:\n- id: a\n  cuont: 1\n", "4:3", "`cuont`", "did you mean `count`?"),
        ("name: x\nzebra: 1\n", "2:1", "`zebra`", "allowed: leaves, name"),
        ("name: x\norigin: y\n", "2:1", "`origin` is not a key", "allowed: leaves, name"),
        ("leaves: []\n", "1:1", "`name` is missing", "`name: …`"),
        ("name: x\nleaves:\n- count: 1\n", "3:3", "`id` is missing", "`id: …`"),
        ("name: 12\n", "1:7", "`12` without quotes", 'write `"12"`'),
        ("name: 2026-11-24\n", "1:7", "`2026-11-24` without quotes", 'write `"2026-11-24"`'),
        ("name: [x]\n", "1:7", "must be text", "in quotes"),
        ("name: null\n", "1:7", "`null` without quotes", 'write `"null"`'),
        ("name:\n", "1:6", "`name` must be text", "write a text"),
        ("name: {}\n", "1:7", "must be text", "in quotes"),
        ("name: ''\n", "1:7", "`name` must not be empty", "write a text"),
        (f"name: {'x' * 2001}\n", "1:7", "must not have more than 2000 characters", "shorten"),
        ("name: x\nleaves: y\n", "2:9", "`leaves` must be a list", "- "),
        ("name: x\nleaves: [y]\n", "2:10", "item 1 of `leaves` must be a record", "key: value"),
        ("name: x\nleaves: [{id: Big Name}]\n", "2:15", "which doesn't have the required form", "small letters"),
        ("name: x\nleaves: [{id: a, count: many}]\n", "2:25", "must be a whole number, not `many`", "digits"),
        ("name: x\nleaves: [{id: a, count: 1.5}]\n", "2:25", "must be a whole number", "digits"),
        ("name: x\nleaves: [{id: a, share: half}]\n", "2:25", "must be a number, not `half`", "dot for decimals"),
        ("name: x\nleaves: [{id: a, share: 2}]\n", "2:25", "must be 1.0 or less, and is `2`", "smaller"),
        ("name: x\nleaves: [{id: a, share: -1}]\n", "2:25", "must be 0.0 or more, and is `-1`", "larger"),
        ("name: x\nleaves: [{id: a, good: perhaps}]\n", "2:24", "must be true or false, not `perhaps`", "`true`"),
    ],
)
def test_each_fault_has_its_place_message_and_hint(text, place, says, hint):
    ((at, message, remedy),) = tree(text)
    assert at == place
    assert says in message
    assert hint in remedy


def test_all_faults_are_reported_in_one_run():
    text = "nam: x\nleaves:\n- id: A\n- id: b\n  good: 3\n  extra: 1\n"
    assert sorted(place for place, *_ in tree(text)) == ["1:1", "1:1", "3:7", "5:9", "6:3"]


@pytest.mark.parametrize("text", ["", "- a\n", "only words\n", "3\n"])
def test_a_file_that_does_not_hold_a_record_is_reported(text):
    ((_, message, _),) = tree(text)
    assert "must be a record of keys and values" in message


@pytest.mark.parametrize("text", ["", "a: b\n", "words\n"])
def test_a_file_that_does_not_hold_a_list_is_reported(tmp_path, text):
    (tmp_path / "a.yaml").write_text(text)
    records, (problem,) = read_list(tmp_path, "a.yaml", Leaf)
    assert records == ()
    assert "must hold a list of records" in problem.message


def test_an_empty_list_is_not_a_fault(tmp_path):
    (tmp_path / "a.yaml").write_text("[]\n")
    assert read_list(tmp_path, "a.yaml", Leaf) == ((), ())


def test_records_without_a_fault_are_kept_beside_those_with_one(tmp_path):
    (tmp_path / "a.yaml").write_text("- id: a\n- id: B\n- id: c\n- 7\n")
    records, problems = read_list(tmp_path, "a.yaml", Leaf)
    assert [r.id for r in records] == ["a", "c"]
    assert [(p.span.line, p.span.column) for p in problems] == [(2, 7), (4, 3)]


def test_an_id_that_is_there_twice_is_reported_with_the_place_of_the_first(tmp_path):
    (tmp_path / "a.yaml").write_text("- id: a\n- id: b\n- count: 2\n  id: a\n- id: a\n")
    records, problems = read_list(tmp_path, "a.yaml", Leaf)
    kept, duplicates = without_duplicates(records)
    assert problems == ()
    assert [r.count for r in kept] == [0, 0]
    assert [(p.rule, p.span.line, p.span.column) for p in duplicates] == [
        ("duplicate-id", 4, 7),
        ("duplicate-id", 5, 7),
    ]
    assert "a.yaml:1:7" in duplicates[0].message


def test_a_record_knows_where_each_of_its_fields_was_read(tmp_path):
    (tmp_path / "a.yaml").write_text("name: x\nleaves:\n- id: a\n  count: 3\n")
    record, _ = read_record(tmp_path, "a.yaml", Tree)
    assert str(record.span("leaves", 0, "count")) == "a.yaml:4:10"
    assert str(record.leaves[0].span("count")) == "a.yaml:4:10"


@pytest.mark.parametrize(
    ("reason", "says"),
    [("no time", "must have at least 10 characters, and is `no time`"), ('""', "must have at least 10 characters")],
)
def test_a_reason_that_is_too_short_is_not_called_empty(tmp_path, reason, says):
    (tmp_path / "a.yaml").write_text(f"policy: overclaim\nat: here\nreason: {reason}\n", "utf-8")
    _, (problem,) = read_record(tmp_path, "a.yaml", Waiver)
    assert says in problem.message
    assert "empty" not in problem.message


@pytest.mark.parametrize(
    ("model", "path", "change", "says"),
    [
        (Layout, "layouts/trifold/layout.yaml", ("audience: patient", "audience: patients"), "did you mean `patient`?"),
        (Layout, "layouts/trifold/layout.yaml", ("{exactly: 2}", "{}"), "give either `exactly` or `at_most`"),
        (Layout, "layouts/trifold/layout.yaml", ("shows: [prose,", "shows: [porse,"), "did you mean `prose`?"),
        (House, "sources/house.yaml", ("review_months: 12", "review_months: 0"), "must be 1 or more, and is `0`"),
        (
            TopicMeta,
            "sources/topics/bdnf-trkb/topic.yaml",
            ('version: "1.0"', "version: 1.0"),
            "must be text",
        ),
        (TopicMeta, "sources/topics/bdnf-trkb/topic.yaml", ('version: "1.0"', "version: v1"), "two numbers with a dot"),
        (TopicMeta, "sources/topics/bdnf-trkb/topic.yaml", ("date: 2026", "date: in 2026"), "must be a date"),
    ],
)
def test_what_goes_wrong_in_a_real_source_is_reported(project, model, path, change, says):
    text = (project / path).read_text("utf-8")
    assert change[0] in text
    (project / path).write_text(text.replace(*change, 1), "utf-8")
    record, (problem,) = read_record(project, path, model)
    assert record is None
    assert says in f"{problem.message} {problem.hint}"
    assert change[1] in (project / path).read_text("utf-8").splitlines()[problem.span.line - 1]


def test_a_certainty_needs_who_and_when(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "- id: a\n  clinician: b\n  level: c\n  studied: d\n  certainty: {rating: lower, outcome: e}\n"
    )
    claims, problems = read_list(tmp_path, "a.yaml", Claim)
    assert claims == ()
    assert sorted(p.message.split()[0] for p in problems) == ["`by`", "`on`", "`rating`"]
    assert {p.span.line for p in problems} == {5}


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a", True),
        ("a-1", True),
        ("", False),
        ("A", False),
        ("a--b", False),
        ("-a", False),
        ("a\n", False),
        ("é", False),
    ],
)
def test_an_id_is_kebab_case(text, good):
    assert is_id(text) is good


def test_an_id_has_sixty_characters_at_most():
    assert is_id("a" * 60)
    assert not is_id("a" * 61)


def test_a_hint_names_the_likeliest_word_first():
    assert (
        allowed_words_hint("patiant", ["clinician", "patient"]) == "did you mean `patient`? allowed: clinician, patient"
    )
    assert allowed_words_hint("zzz", ["b", "a"]) == "allowed: a, b"


def test_a_list_of_what_is_not_a_record_is_reported_item_by_item():
    document, _ = parse_yaml(TextFile("a.yaml", "[a, {id: b}, [c]]"))
    records, problems = validate_list(Leaf, document)
    assert [r.id for r in records] == ["b"]
    assert [p.span.column for p in problems] == [2, 14]


def test_numbers_that_are_allowed_are_named():
    error = {"type": "literal_error", "loc": ("per",), "input": 50, "ctx": {"expected": "100 or 1000"}}
    assert message_and_hint(error) == ("`per` can't be `50`", "allowed: 100, 1000")
