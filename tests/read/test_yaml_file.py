"""YAML: every value and key knows its place, little is more than text, and bombs cost nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest
import yaml
from work import at_most

from leaflet.read.text_file import TextFile
from leaflet.read.yaml_file import MAX_DEPTH, MAX_VALUES, parse_yaml, read_yaml


def parse(text):
    """The document in `text`, which must be accepted."""
    document, problems = parse_yaml(TextFile("a.yaml", text))
    assert problems == ()
    return document


def faults(text):
    """(rule, line:column) of every problem with `text`, of which nothing is kept."""
    document, problems = parse_yaml(TextFile("a.yaml", text))
    assert document is None
    assert all(p.span.path == "a.yaml" and p.hint for p in problems)
    return [(p.rule, f"{p.span.line}:{p.span.column}") for p in problems]


def message(text):
    """Message and hint of the first problem with `text`."""
    problem = parse_yaml(TextFile("a.yaml", text))[1][0]
    return f"{problem.message} / {problem.hint}"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ('""', ""),
        ('"null"', "null"),
        ("12", 12),
        ("-3", -3),
        ("0900", "0900"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.5", 1.5),
        (".inf", ".inf"),
        ("1e5", "1e5"),
        ("9" * 30, "9" * 30),
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T10:00:00", "2026-11-24T10:00:00"),
        ('"2026-11-24"', "2026-11-24"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_only_null_truth_numbers_and_days_are_more_than_text(written, value):
    found = parse(f"a: {written}").value["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("one\n  two", "one two"),
        ("|\n  one\n", "one"),
        (">-\n  one\n  two\n", "one two"),
        ('"cafe\\u0301"', "caf\u00e9"),
        ("'  spaced  '", "spaced"),
    ],
)
def test_text_is_one_line_of_nfc(written, value):
    assert parse(f"a: {written}").value["a"] == value


def test_every_value_and_key_has_its_place():
    document = parse("a: 1\nb:\n  - c: x\n    d: [y, zz]\n")
    places = {
        ("a",): (1, 4),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 0, "c"): (3, 8),
        ("b", 0, "d"): (4, 8),
        ("b", 0, "d", 1): (4, 12),
    }
    assert {path: (s.line, s.column) for path in places for s in [document.origin.span_at(*path)]} == places
    key = document.key_span("b", 0, "d")
    assert (key.line, key.column) == (4, 5)


def test_a_record_inside_knows_its_own_places():
    inner = parse("- a: x\n  b: y\n").value[0]
    assert (inner.origin.start.line, inner.origin.span_at("b").line) == (1, 2)


def test_a_value_that_has_no_place_has_the_place_around_it():
    document = parse("a:\n  b: c\n")
    assert document.origin.span_at("a", "missing") == document.origin.span_at("a")


def test_an_empty_file_is_null_at_its_first_line():
    for text in ("", "\n\n", "# only a comment\n"):
        document = parse(text)
        assert document.value is None
        assert (document.origin.start.line, document.origin.start.column) == (1, 1)


@pytest.mark.parametrize(("text", "path", "column"), [("a:", ("a",), 3), ("---", (), 4), ("- x\n-", (1,), 2)])
def test_an_empty_value_at_the_very_end_is_inside_the_file(text, path, column):
    span = parse(text).origin.span_at(*path)
    assert (span.line, span.column) == (text.count("\n") + 1, column)


def _nodes(node, path=()):
    """The place of every value, as PyYAML's own scanner sees it, by path."""
    yield path, (node.start_mark.line + 1, node.start_mark.column + 1)
    children = enumerate(node.value) if isinstance(node, yaml.SequenceNode) else ()
    if isinstance(node, yaml.MappingNode):
        children = ((key.value, value) for key, value in node.value)
    for step, child in children:
        yield from _nodes(child, (*path, step))


def test_every_value_of_every_source_is_where_another_parser_sees_it(repository):
    files = [*(repository / "sources").rglob("*.yaml"), *(repository / "layouts").rglob("*.yaml")]
    assert files
    for file in files:
        text = file.read_text("utf-8")
        origin = parse(text).origin
        theirs = dict(_nodes(yaml.compose(text, Loader=yaml.SafeLoader)))
        assert {path: (span.line, span.column) for path, span in origin.spans.items()} | {
            (): (origin.start.line, origin.start.column)
        } == theirs


def test_a_pyyaml_without_libyaml_is_reported_in_a_sentence():
    code = "import sys; sys.modules['yaml._yaml'] = None; import leaflet.read.yaml_file"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ImportError: PyYAML is here without libyaml; " in done.stderr


def test_a_file_that_is_missing_is_reported(tmp_path):
    document, (problem,) = read_yaml(tmp_path, "a.yaml")
    assert document is None
    assert (problem.rule, problem.span.path) == ("missing-file", "a.yaml")


def test_a_key_that_is_there_twice_is_reported_with_both_places_and_all_at_once():
    text = "a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n"
    assert faults(text) == [("duplicate-key", "3:1"), ("duplicate-key", "6:3")]
    assert "the first is on line 1" in message(text)


def test_keys_that_differ_in_composition_only_are_the_same_key():
    assert faults('"caf\\u00e9": 1\n"cafe\\u0301": 2\n') == [("duplicate-key", "2:1")]


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", '""', "~\n:"])
def test_a_key_that_is_not_a_word_is_reported(key):
    document, problems = parse_yaml(TextFile("a.yaml", f"? {key}\n: x\n"))
    assert [p.rule for p in problems if p.rule == "invalid-yaml"] or document.value == {"~": "x"}


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: &x 1\n", "1:4"), ("a: *x\n", "1:4"), ("a: 1\nb: [1, *x]\n", "2:8"), ("&x a: 1\n", "1:1")],
)
def test_anchors_and_aliases_are_refused_where_they_stand(text, place):
    assert faults(text) == [("yaml-alias", place)]


def test_an_alias_bomb_costs_nothing():
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))]
    with at_most(calls=10_000):
        assert faults("\n".join(lines)) == [("yaml-alias", "1:5")]


@pytest.mark.parametrize("text", ["a: !!python/object:os.system x", "a: !secret x", "!!map {a: b}", "a: !!int 3"])
def test_tags_are_refused(text):
    assert [rule for rule, _ in faults(text)] == ["invalid-yaml"]
    assert "tags" in message(text)


def test_the_deepest_allowed_nesting_is_read_and_one_more_is_not():
    def nested(n):
        return "[" * n + "]" * n

    parse(nested(MAX_DEPTH))
    assert faults(nested(MAX_DEPTH + 1)) == [("too-deep", f"1:{MAX_DEPTH + 1}")]


@pytest.mark.parametrize(
    ("opening", "column"), [("[", 25), ("{", 25), ("[ ", 49), ("{a: ", 94), ("- ", 49), ("? ", 49), ("[{a: ", 58)]
)
def test_a_hundred_thousand_brackets_are_reported_and_crash_nothing(opening, column):
    assert faults(opening * 100_000) == [("too-deep", f"1:{column}")]


def test_a_hundred_thousand_brackets_further_down_are_reported_there():
    assert faults(f"a: [b]\nc:\n  - {'[' * 100_000}") == [("too-deep", "3:29")]


def test_brackets_in_a_text_are_no_nesting():
    assert parse(f"a: '{'[{' * 1000}'\n").value == {"a": "[{" * 1000}


def test_lines_that_name_tags_are_refused_before_they_are_compared():
    assert faults("".join(f"%TAG !a{n}! b\n" for n in range(70_000))) == [("invalid-yaml", "1:1")]


def test_as_many_values_as_allowed_are_read_and_one_more_is_not():
    def many(n):
        return "- x\n" * n

    assert len(parse(many(MAX_VALUES - 1)).value) == MAX_VALUES - 1
    assert faults(many(MAX_VALUES)) == [("too-large", f"{MAX_VALUES}:3")]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: [1,\nb: 2\n", "1:4", "`[` is not closed"),
        ("a: [\n", "1:4", "`[` is not closed"),
        ("a: [1 2\n", "1:4", "`[` is not closed"),
        ("a: {b: [x], c: y\nd: z\n", "1:4", "`{` is not closed"),
        ("a: 1\n\tb: 2\n", "2:1", "not with tabs"),
        ("a:\n\t- b\n", "2:1", "not with tabs"),
        ('a: "open\nb: 1\n', "1:4", "never closed"),
        ("a: b: c\n", "1:5", "in quotes"),
        ("a: 1\n  b: 2\n", "2:4", "indentation"),
        ("a: 1\nb\n", "3:1", "colon"),
        ("a: @x\n", "1:4", "in quotes"),
        ("a: `x`\n", "1:4", "in quotes"),
        ("a: %x\n", "1:4", "in quotes"),
        ("a: [b:\n", "1:4", "`[` is not closed"),
        ("a: {b: {c\n", "1:8", "`{` is not closed"),
        ("- a: [x\n  b: y\n- a: z\n", "1:6", "before line 2"),
        ("a: {b: 1, c: [2, 3}\n", "1:19", "bracket is not closed"),
        ("a: {b:{c\n", "1:6", "in quotes"),
        ("a: > b\n", "1:6", "in quotes"),
        ('"open', "1:1", "never closed"),
        ('a: "\\x4"\n', "1:7", "backslash"),
        ("a: 1\n b: 2\n", "2:3", "indentation"),
        ("a: & b\n", "1:5", "in quotes"),
        ('a: "\\q"\n', "1:6", "backslash"),
        ('a: "\\UFFFFFFFF"\n', None, "backslash"),
        ("a: 1\n---\nb: 2\n", "2:1", "one document"),
        ("- a\nb: 1\n", "2:1", "indentation"),
    ],
)
def test_what_is_not_yaml_is_reported_at_its_place_with_what_to_do(text, place, says):
    ((rule, at),) = faults(text)
    assert (rule, at) == ("invalid-yaml", place or at)
    assert says in message(text)


def test_a_day_that_no_calendar_has_is_reported_among_other_faults():
    assert faults("a: 2026-02-30\nb: 1\nb: 2\nc: 2026-13-01\n") == [
        ("duplicate-key", "3:1"),
        ("invalid-record", "1:4"),
        ("invalid-record", "4:4"),
    ]


@pytest.mark.parametrize("escape", ["\\x00", "\\u202e", "\\u0085", "\\ud800", "\\uFEFF"])
def test_a_refused_character_cannot_come_in_by_an_escape(escape):
    assert [
        place for rule, place in faults(f'a: 1\nb: "x{escape}y"\n') if rule in ("invalid-encoding", "invalid-yaml")
    ] == ["2:4"]


def test_a_refused_character_in_a_key_is_reported_too():
    assert ("invalid-encoding", "1:1") in faults('"a\\u202eb": 1\n')


@pytest.mark.parametrize("path", ["disclaimers.yaml", "house.yaml", "topics/bdnf-trkb/claims.yaml"])
def test_a_bracket_that_loses_its_partner_is_reported_where_it_opens(repository, path):
    source = (repository / "sources" / path).read_text("utf-8")
    opened = [match.end() - 1 for match in re.finditer(r"^[^\[{#]*(?:: |- )[\[{]", source, re.MULTILINE)]
    assert opened
    for start in opened:
        end = start + re.search(r"[\]}](?=\n)", source[start:]).start()
        line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
        assert faults(source[:end] + source[end + 1 :]) == [("invalid-yaml", f"{line}:{column}")], source[start:end]
