"""Every scalar style of YAML in every text field of every record: sign for sign as it was typed, or refused there.

The text is typed first and then written in a style, with little care, as people do. Whatever is accepted must be the
text that was typed; PyYAML's own composer, which shares no code with libyaml, must read the same.
"""

from __future__ import annotations

import unicodedata

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from yaml_models import Target, record_with, records, text_targets

from leaflet.model import Contact, TopicMeta
from leaflet.read.records import validate
from leaflet.read.text_file import TextFile
from leaflet.read.yaml_file import parse_yaml

TARGETS = tuple(text_targets())
WORDS = ("we", "know", "#1", "25 mg", "# mg", "In short:", "a: b", "- x", "no", "on", "~", "null", "010", "1:30", "1e3")
WORDS += (".5", "<<", "'tis", 'so "said"', "&a", "*b*", "!c", "!!str", "|", ">", "[", "]", "{", "}", "{emergency}")
WORDS += ("%d", "@e", "`f`", "?", "? g", ":", "---", "...", ",", "\\", "\\n", "é", "β", "µg", "=", "2026-01-02", "12")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
SIGNS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
PARAGRAPHS = TEXTS | SIGNS
INDENT = "\n        "


def folded(text: str) -> str:
    """`text` with a line break at every space."""
    return text.replace(" ", INDENT)


def doubled(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def escaped(text: str) -> str:
    return "".join(f"\\U{ord(sign):08x}" for sign in text)


STYLES = {
    "plain": lambda text: text,
    "plain, several lines": folded,
    "plain on the next line": lambda text: f"{INDENT}{text}",
    "plain, then a remark": lambda text: f"{text} # a remark",
    "plain after a remark": lambda text: f"# a remark{INDENT}{text}",
    "single quotes": lambda text: "'" + text.replace("'", "''") + "'",
    "single quotes, several lines": lambda text: "'" + folded(text.replace("'", "''")) + "'",
    "plain, then a remark below": lambda text: f"{text}{INDENT}# a remark",
    "plain after a remark above": lambda text: f"{INDENT}# a remark{INDENT}{text}",
    "double quotes": lambda text: f'"{doubled(text)}"',
    "double quotes, several lines": lambda text: f'"{folded(doubled(text))}"',
    "double quotes, line ends escaped": lambda text: f'"{doubled(text).replace(" ", f" {chr(92)}{INDENT}")}"',
    "double quotes, then a remark": lambda text: f'"{doubled(text)}" # a remark',
    "escapes": lambda text: f'"{escaped(text)}"',
    "careless quotes": lambda text: f'"{text}"',
    "a tag": lambda text: f"!!str {text}",
    "an anchor": lambda text: f"&name {text}",
    "a paragraph mark in quotes": lambda text: f'"{doubled(text)}\\n{doubled(text)}"',
    "an empty line in quotes": lambda text: f'"{doubled(text)}\n\n      {doubled(text)}"',
    "an empty line in a plain text": lambda text: f"{text}\n{INDENT}{text}",
    "a tab": lambda text: f'"{doubled(text)}\\t{doubled(text)}"',
    "a flow list": lambda text: f"[{text}]",
}
for block in "|>":
    for chomping in ("", "-", "+"):
        for remark in ("", " # a remark"):
            STYLES[f"{block}{chomping}{remark}"] = lambda t, head=f"{block}{chomping}{remark}": f"{head}{INDENT}{t}"
    STYLES[f"{block}, indentation"] = lambda t, b=block: f"{b}2\n  {t}"
    STYLES[f"{block}, empty lines around"] = lambda t, b=block: f"{b}+\n{INDENT}{t}\n\n"
    STYLES[f"{block}, a remark inside"] = lambda t, b=block: f"{b}{INDENT}{t}{INDENT}# no remark"
    STYLES[f"{block}, two paragraphs"] = lambda t, b=block: f"{b}{INDENT}{t}\n{INDENT}{t}"
    STYLES[f"{block}, several lines"] = lambda t, b=block: f"{b}{INDENT}{folded(t)}"
FRAMES = ("{}", "---\n{}", "%YAML 1.1\n---\n{}", "{}...\n", "# a remark\n{}\n# another\n")
TWICE = ("a paragraph mark in quotes", "an empty line in quotes", "an empty line in a plain text", "a tab")
ALWAYS = frozenset(STYLES) - {
    *("plain, then a remark", "plain after a remark", "plain, then a remark below", "plain after a remark above"),
    *("a tag", "an anchor", "a flow list", *TWICE),
    *("|, several lines", "|, a remark inside", "|, two paragraphs", ">, two paragraphs"),
}
"""The styles in which words without any special sign are read."""
UNSUITED = frozenset({"|, indentation", ">, indentation"})
"""Of a text in a list: where it begins depends on the list's own indentation."""


def read(target: Target, written: str, frame: str = "{}"):
    """(the value or None, the problems, the whole file) of `written` at `target`."""
    model, path = target
    text = (
        frame.format(record_with(model, path, written).replace("{", "{{").replace("}", "}}")) if frame != "{}" else ""
    )
    text = text.replace("{{", "{").replace("}}", "}") or record_with(model, path, written)
    file = TextFile("a.yaml", text)
    document, problems = parse_yaml(file)
    record, faults = validate(model, document) if document else (None, problems)
    assert (record is None) == bool(faults)
    return (document.value_at(*path) if record else None), faults, text


def lines_of(text: str, target: Target, written: str) -> range:
    """The lines, from 1, on which the text is written in the file, and the next: where an end of it may be missed."""
    plain = record_with(*target, "WRITTEN")
    first = text.count("\n", 0, text.index(plain[: plain.index("WRITTEN")].rstrip(" ")) + plain.index("WRITTEN")) + 1
    return range(first, first + written.count("\n") + 3)


@given(st.sampled_from(TARGETS), st.sampled_from(sorted(STYLES)), PARAGRAPHS, st.sampled_from(FRAMES))
@example((TopicMeta, ("in_short", 0)), "plain", "In short: we know", "{}")
@example((Contact, ("hours",)), "plain", "#1 of all", "{}")
@settings(max_examples=1500)
def test_a_text_is_read_as_it_was_typed_or_refused_where_it_stands(target, style, text, frame):
    assume(not (style.startswith("plain,") and text.startswith(("|", ">"))))  # that is another style
    assume(not (style == "careless quotes" and "\\" in text))  # what was meant can't be known
    written = STYLES[style](text)
    value, problems, file = read(target, written, frame)
    if problems:
        is_open = any(bracket in written for bracket in "[{")  # only the end of the file shows that one is not closed
        lines = range(1, file.count("\n") + 2) if is_open else lines_of(file, target, written)
        assert all(p.span.line in lines for p in problems), (file, problems)
        assert all(p.hint for p in problems)
        return
    typed = f"{text} # no remark" if style == ">, a remark inside" else text
    assert value == unicodedata.normalize("NFC", " ".join(typed.split()))
    node = yaml.compose(file, Loader=yaml.BaseLoader)
    for step in target[1]:
        node = node.value[step] if isinstance(step, int) else {k.value: v for k, v in node.value}[step]
    assert value == unicodedata.normalize("NFC", node.value.strip())


@pytest.mark.parametrize("style", sorted(ALWAYS))
def test_plain_words_are_read_in_every_style(style):
    for target in TARGETS:
        if not (style in UNSUITED and isinstance(target[1][-1], int)):
            value, problems, _ = read(target, STYLES[style]("we know very little"))
            expected = "we know very little" + (" # no remark" if style == ">, a remark inside" else "")
            assert (value, problems) == (expected, ()), target


@pytest.mark.parametrize("style", sorted(frozenset(STYLES) - ALWAYS))
def test_what_would_be_eaten_or_run_together_is_refused(style):
    for target in TARGETS:
        value, problems, _ = read(target, STYLES[style]("we know very little"))
        assert value is None, target
        assert problems, target


TRAPS = (
    "no",
    "No",
    "yes",
    "on",
    "OFF",
    "y",
    "n",
    "true",
    "1:30",
    "190:20:30",
    "010",
    "0o17",
    "0x1f",
    "1e3",
    ".5",
    "5.",
)
TRAPS += (".inf", ".NaN", "-1", "+1", "1_000", "12", "1.5", "2026-01-02", "2026-1-2", "2026-01-02 10:00:00", "=", "<<")
TRAPS += ("0900", "0201234567", "null", "~", "Null", "0b11", "6.02e+23")


@pytest.mark.parametrize("trap", TRAPS)
def test_what_is_no_text_in_yaml_must_be_quoted_to_be_one(trap):
    for target in TARGETS:
        if (trap.lower() in ("null", "~")) and target[1] == ("number",):
            continue  # a regional service has none, and says so
        value, problems, file = read(target, trap)
        assert value is None
        (problem,) = problems
        assert (problem.rule, problem.span.line) == ("unquoted-text", lines_of(file, target, trap)[0])
        assert f'quote it: write `"{trap}"`' in problem.hint
        value, problems, _ = read(target, f'"{trap}"')
        too_short = (f"at least 10 characters, and is `{trap}`", f"is `{trap}`, which doesn't have the required form")
        assert value == trap or problems[0].message.endswith(too_short)


@pytest.mark.parametrize(
    ("written", "place", "lost"),
    [
        ("we know #1 of three", "#1 of three", "#1 of three"),
        ("#1 of three", "#1 of three", "#1 of three"),
        ("# of three\n    we know", "# of three", "# of three"),
        ("we\n  know # of three", "# of three", "# of three"),
    ],
)
def test_a_text_that_a_remark_cuts_is_told_at_the_sign(written, place, lost):
    for target in TARGETS:
        _, problems, file = read(target, written)
        (problem,) = problems
        line = file.split("\n")[problem.span.line - 1]
        assert line[problem.span.column - 1 :] == place
        assert (problem.rule, f"`{lost}` would not be printed" in problem.message) == ("unquoted-text", True)
        assert "quote it" in problem.hint


def test_remarks_stand_after_what_is_no_text_and_on_lines_of_their_own():
    text = """\
# a file of remarks
id: tiny  # an id
title: A text
# a remark between
subtitle: "Another"  # after quotes
for_whom: >-  # before a block
  Somebody
in_short:  # before a list
  - One text
  # inside a list
  - Another text
version: "1.0"  # a version
date: 2026-11-24  # a day
categories: [kind]
substances: [lsd]  # a list of ids
authors:  # who
  # they
  - They
funding: None.
conflicts: None.
"""
    document, problems = parse_yaml(TextFile("a.yaml", text))
    record, faults = validate(TopicMeta, document)
    assert (problems, faults) == ((), ())
    assert record.in_short == ("One text", "Another text")


def test_a_colon_in_a_list_is_one_message_at_its_line():
    _, problems, file = read((TopicMeta, ("in_short", 0)), "In short: we do not know much.")
    (problem,) = problems
    assert file.split("\n")[problem.span.line - 1][problem.span.column - 1 :] == "In short: we do not know much."
    assert problem.rule == "unquoted-text"
    assert '`"In short: we do not know much."`' in problem.hint


def test_every_field_in_words_of_ones_own_is_a_text():
    """Whoever strips the space around a string takes it for a text: then it must be one here, too."""
    fields = [(m, name, str(f.annotation) + str(f.metadata)) for m in records() for name, f in m.model_fields.items()]
    assert not [(m, name) for m, name, told in fields if "strip_whitespace=True" in told and "FreeText" not in told]
