"""Marked terms in running text: read with their places, explained once, and nothing else of the text changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.policies.links import find_links
from leaflet.policies.terms import visible_text
from leaflet.running_text.block import parse_block
from leaflet.running_text.explained import with_explanations, without_marks
from leaflet.running_text.plain import plain_text_faults
from leaflet.running_text.tree import marked_terms, printed_texts, structure, visible

IDS = ("cell", "germ", "palm")
STYLES = (
    "{}",
    "*{}*",
    "**{}**",
    "_{}_",
    "***{}***",
    "({})",
    "“{}”",
    "*so {}*",
    "**{} there**",
    "{},",
    "[a](https://b.cd) {}",
)
words = st.text("abé5 ", min_size=1, max_size=9).map(lambda text: " ".join(text.split())).filter(bool)
signs = st.text("ab '\"\\`*_{}[]<>&;~=+^|!#-.:()$%/", min_size=1, max_size=14).map(str.strip).filter(bool)
"""Of an explanation: whatever stands in it is printed so."""


@st.composite
def sentences(draw):
    """A line as an editor may write it, with marked terms among its words."""
    parts = [f"é{draw(words)}"]
    for name in draw(st.lists(st.sampled_from(IDS), max_size=3)):
        parts += [draw(st.sampled_from(STYLES)).format(f"[{draw(words)}](term:{name})"), draw(words)]
    return " ".join(parts)


@st.composite
def blocks(draw):
    """A paragraph, a list in a list, a table, a quotation or a box."""
    a, b, c, d = (draw(sentences()) for _ in range(4))
    forms = (
        f"{a}\n{b}  \n{c}",
        f"- {a}\n  {b}\n  1. {c}\n- {d}",
        f"| {a} | {b} |\n| --- | --- |\n| {c} | {d} |",
        f"> {a}\n> {b}\n>\n> {c}",
        f"> [!WARNING]\n> {a}\n> {b}\n>\n> - {c}\n> - {d}",
    )
    return draw(st.sampled_from(forms))


def in_order(text):
    """(term, words) of each mark, as a reader meets them."""
    return [(mark.term, visible(mark.inside)) for mark in marked_terms(parse_block(text).tree)]


@given(blocks())
def test_each_mark_is_read_with_its_place(text):
    parsed = parse_block(text)
    assert not parsed.faults
    assert [place.term for place in parsed.terms] == [term for term, _ in in_order(text)]
    for place, (term, said) in zip(parsed.terms, in_order(text), strict=True):
        mark = " ".join(text[place.start : place.end].split())
        assert mark == f"[{said}](term:{term})"
        assert text[place.end : place.after].strip("*_") == ""
    assert parse_block(parsed.canonical).tree == parsed.tree


@given(blocks(), st.dictionaries(st.sampled_from(IDS), signs))
def test_what_explains_a_term_stands_once_behind_its_first_words_and_all_else_is_as_it_was(text, meanings):
    canonical, left = parse_block(text).canonical, dict(meanings)
    explained = with_explanations(canonical, lambda term: left.pop(term, ""))
    before, after = parse_block(canonical), parse_block(explained)
    assert after.faults == ()
    assert structure(after.tree) == structure(before.tree)
    assert in_order(explained) == in_order(canonical)
    shown = "\n".join(printed_texts(after.tree))
    at = 0
    for term in dict.fromkeys(term for term, _ in in_order(canonical)):
        if term in meanings:
            said = f" ({' '.join(meanings[term].split())})"
            at = shown.index(said, at)
            shown = shown[:at] + shown[at + len(said) :]
    assert shown == "\n".join(printed_texts(before.tree))


@given(blocks())
def test_without_marks_the_words_are_the_same(text):
    canonical = parse_block(text).canonical
    plain = without_marks(canonical)
    assert "](term:" not in plain
    assert plain.count("[") == canonical.count("[") - len(in_order(text))


@pytest.mark.parametrize(
    "text",
    [
        "[a](term:)",
        "[](term:a)",
        "[ a](term:b)",
        "[a ](term:b)",
        "[*a*](term:b)",
        "[a](term:b c)",
        "[a](Term:b)",
        "x[a](term:b)",
        "[a](term:b)x",
        "a](term:b)",
        "[a [b](term:c)](term:d)",
        "[a [b](term:c)](https://d.ef)",
        "| [a | b](term:c) |\n| --- | --- |\n| d | e |",
        "![a](term:b)",
    ],
)
def test_a_mark_that_is_none_is_refused(text):
    assert parse_block(text).faults


def test_signs_that_are_escaped_mark_nothing():
    parsed = parse_block(r"\[a\](term:b)")
    assert (parsed.faults, parsed.terms) == ((), ())


def test_other_texts_can_not_mark_a_term():
    assert [fault.construct.rule for fault in plain_text_faults("a [b](term:c) d")] == ["stray-markup"]
    assert plain_text_faults("a [b] (term:c) d")


def test_a_mark_leads_nowhere_and_hides_no_word():
    text = "clean [hands](term:hand), see [a](https://b.cd)"
    assert [link.target for link in find_links(text)] == ["https://b.cd"]
    assert "clean hands" in visible_text(text)


@pytest.mark.parametrize("stars", ["*", "**", "***", "__"])
def test_what_explains_a_bold_word_is_not_bold(stars):
    text = with_explanations(f"A {stars}[cell](term:cell){stars} is small.", lambda term: "a part")
    assert text == f"A {stars}[cell](term:cell){stars} (a part) is small."
    inside = with_explanations(f"A {stars}[cell](term:cell) wall{stars}.", lambda term: "a part")
    assert inside == f"A {stars}[cell](term:cell) (a part) wall{stars}."
