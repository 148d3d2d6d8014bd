"""Signs of all of Unicode in every text: each is accepted, or refused at its own place with its number and name."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet import policies, signs
from leaflet.fonts.printable_signs import printable_signs
from leaflet.policies.signs_in_texts import _texts
from leaflet.problem import Span
from leaflet.read.sources import read_library
from leaflet.signs import INVISIBLE_SIGNS, described, sign_faults

BASE = Path(__file__).with_name("base")
TODAY = date(2026, 11, 24)
TEXT = "sources/topics/tiny/text.md"
MARKDOWN = set("*_`[]<>{}\\#&~^=|$!+-:\"'") | set("0123456789")


def by_category():
    """Every sign that is one, by its category of Unicode."""
    found = defaultdict(list)
    for code in range(sys.maxunicode + 1):
        found[unicodedata.category(chr(code))].append(chr(code))
    return {category: signs for category, signs in found.items() if category not in ("Cs",)}


CATEGORIES = by_category()
ANY_SIGN = st.sampled_from(sorted(CATEGORIES)).flatmap(lambda category: st.sampled_from(CATEGORIES[category]))
"""As often of a category with few signs as of one with many."""


OWN_FORM = {"invalid-record", "forbidden-link", "unverified-contact", "unlisted-number"}
"""Told of fields that have a form of their own, such as numbers and addresses."""


def problems(root):
    library, unread = read_library(root)
    return (*unread, *(policies.check(library, TODAY) if library else ()))


def with_carrier(sign):
    """The sign as it may stand in a word: a mark on a letter."""
    return f"x{sign}" if unicodedata.category(sign)[0] == "M" else sign


def is_markdown(sign):
    """Does it mean something in Markdown, once it is in NFC? (U+1FEF becomes a backtick there.)"""
    return unicodedata.normalize("NFC", sign) in MARKDOWN


def is_stroke(sign):
    return unicodedata.combining(sign) == 1 or unicodedata.category(sign) == "Me" or "\u20d0" <= sign <= "\u20ff"


def test_every_sign_that_the_fonts_print_is_accepted_but_for_strokes():
    refused = {sign for sign in printable_signs() if sign_faults(unicodedata.normalize("NFC", with_carrier(sign)))}
    assert refused == {sign for sign in printable_signs() if is_stroke(sign)}


@given(ANY_SIGN)
def test_a_sign_is_printable_or_told_with_its_number_and_name(sign):
    text = unicodedata.normalize("NFC", f"ab {with_carrier(sign)} cd")
    faults = sign_faults(text)
    assert all(text[fault.start :].startswith(fault.text) for fault in faults)
    if set(text) <= printable_signs() | INVISIBLE_SIGNS and not any(map(is_stroke, text)):
        assert faults == ()
    else:
        assert all(fault.rule == signs.UNPRINTABLE for fault in faults)
        assert all(described(fault.text) in fault.message for fault in faults)
        assert f"U+{ord(faults[0].text):04X}" in faults[0].message


@settings(max_examples=15, deadline=None)
@given(st.lists(ANY_SIGN.filter(lambda sign: not is_markdown(sign) and sign.isprintable()), min_size=50, max_size=50))
def test_in_the_running_text_each_is_accepted_or_refused_at_its_line(tmp_path_factory, found):
    root = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("signs") / "project"))
    written = [unicodedata.normalize("NFC", f"Here it is: {with_carrier(sign)} there.") for sign in found]
    before = (root / TEXT).read_text("utf-8").rstrip("\n") + "\n\n"
    (root / TEXT).write_text(before + "\n\n".join(written) + "\n", "utf-8")
    told = {p.span: p for p in problems(root) if p.rule == signs.UNPRINTABLE}
    first_line = before.count("\n") + 1
    expected = {
        Span(TEXT, first_line + 2 * n, fault.start + 1): described(fault.text)
        for n, text in enumerate(written)
        for fault in sign_faults(text)
    }
    assert set(told) == set(expected)
    assert all(name in told[span].message for span, name in expected.items())


def fields():
    """(words, place) of every text of the base project that is printed, in every file."""
    library, _ = read_library(BASE)
    found = {(span.path, span.line): (text.split()[0], span) for text, span in _texts(library)}
    return [found[key] for key in sorted(found)]


@pytest.mark.parametrize(("words", "span"), fields(), ids=str)
@pytest.mark.parametrize(("strange", "rule"), [("😀", signs.UNPRINTABLE), ("\u0430a", signs.MIXED_SCRIPTS)])
def test_in_every_field_a_sign_is_told_at_its_own_place(tmp_path, words, span, strange, rule):
    root = Path(shutil.copytree(BASE, tmp_path / "project"))
    lines = (root / span.path).read_text("utf-8").split("\n")
    starts = ("msgstr", '"') if span.path.endswith(".po") else ("",)
    n = next(n for n in range(span.line - 1, len(lines)) if words in lines[n] and lines[n].startswith(starts))
    at = lines[n].index(words) + len(words)
    lines[n] = f"{lines[n][:at]}{strange}{lines[n][at:]}"
    (root / span.path).write_text("\n".join(lines), "utf-8")
    told = [p for p in problems(root) if p.span.path == span.path and p.span.line == n + 1]
    own = [p for p in told if p.rule == rule]
    if own and rule == signs.UNPRINTABLE:
        assert [(p.span.column, "U+1F600, grinning face" in p.message) for p in own] == [(at + 1, True)]
    assert told, "neither accepted nor told at its line"
    assert own or {p.rule for p in told} <= {
        "invalid-record",
        "forbidden-link",
        "unverified-contact",
        "unlisted-number",
    }


def test_there_are_fields_in_every_kind_of_file():
    assert {Path(span.path).suffix for _, span in fields()} == {".yaml", ".md", ".po", ".json", ".svg", ".j2"}
