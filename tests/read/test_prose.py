"""The running text: which blocks it is split into, where each is, and what is unsupported."""

from __future__ import annotations

import re

import pytest

from leaflet.model import Audience, Figure, Origin
from leaflet.problem import Span
from leaflet.read.markup import text_problems
from leaflet.read.prose import read_prose
from leaflet.read.text_file import TextFile

HEAD = '## What is it? {: #what for="patient clinician" role="background" }\n'


def figure_reader(name, path, span):
    """A figure that is always there."""
    return Figure(id=name, file=path, svg="<svg/>", strings=(), origin=Origin(span)), ()


def read(text):
    """The sections of `text`, which must be accepted."""
    sections, problems = read_prose(TextFile("text.md", text), figure_reader)
    assert problems == ()
    return sections


def faults(text):
    """(place, rule, message) of each problem with `text`."""
    _, problems = read_prose(TextFile("text.md", text), figure_reader)
    return [(f"{p.span.line}:{p.span.column}", p.rule, f"{p.message} / {p.hint}") for p in problems]


def blocks(body):
    """(kind, text, place) of each block under a good heading."""
    (section,) = read(HEAD + body)
    text_field = {"prose": "markdown", "subheading": "title", "claim": "claim", "figure": "file"}
    return [(b.kind, getattr(b, text_field[b.kind]), f"{b.span().line}:{b.span().column}") for b in section.blocks]


def test_a_heading_says_id_audiences_and_role():
    (section,) = read(HEAD)
    assert (section.id, section.title, section.level) == ("what", "What is it?", 2)
    assert section.audiences == (Audience.PATIENT, Audience.CLINICIAN)
    assert section.role == "background"
    assert section.blocks == ()


def test_each_part_of_a_heading_has_its_place():
    (section,) = read(HEAD)
    places = {name: section.span(name) for name in ("title", "id", "audiences", "role")}
    assert {name: (s.line, s.column) for name, s in places.items()} == {
        "title": (1, 4),
        "id": (1, HEAD.index("what ") + 1),
        "audiences": (1, HEAD.index("patient") + 1),
        "role": (1, HEAD.index("background") + 1),
    }


def test_the_order_of_attributes_and_their_quotes_do_not_matter():
    (section,) = read("## A {role='safety' for='clinician' #a}\n".replace("safety", "evidence"))
    assert (section.id, section.role, section.audiences) == ("a", "evidence", (Audience.CLINICIAN,))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One\nparagraph.\n", [("prose", "One paragraph.", "2:1")]),
        ("One.\n\n\nTwo.\n", [("prose", "One.", "2:1"), ("prose", "Two.", "5:1")]),
        ("  Indented.\n", [("prose", "Indented.", "2:3")]),
        ("Broken  \nline.\n", [("prose", "Broken  \nline.", "2:1")]),
        ("- one\n  more\n- two\n", [("prose", "- one more\n- two", "2:1")]),
        ("1. one\n2. two\n", [("prose", "1. one\n2. two", "2:1")]),
        ("Lead:\n\n- one\n", [("prose", "Lead:", "2:1"), ("prose", "- one", "4:1")]),
        ("It began in\n1986\\. Later on.\n", [("prose", "It began in 1986\\. Later on.", "2:1")]),
        ("1. one\n\n2. two\n", [("prose", "1. one\n2. two", "2:1")]),
        ("- one\n\n1. two\n", [("prose", "- one", "2:1"), ("prose", "1. two", "4:1")]),
        ("1. one\n\n1. two\n", [("prose", "1. one", "2:1"), ("prose", "1. two", "4:1")]),
        ("1. one\n   - a\n   - b\n", [("prose", "1. one\n    - a\n    - b", "2:1")]),
        ("| a | b |\n|---|---|\n|c|d|\n", [("prose", "| a | b |\n| --- | --- |\n| c | d |", "2:1")]),
        ("> one\n> two\n>\n> three\n", [("prose", "> one two\n>\n> three", "2:1")]),
        ("### Call {emergency}\n", [("subheading", "Call {emergency}", "2:1")]),
        ("[[growth]]\n", [("claim", "growth", "2:1")]),
        (
            "Words\n[[ growth ]]\nmore\n",
            [("prose", "Words", "2:1"), ("claim", "growth", "3:1"), ("prose", "more", "4:1")],
        ),
        ("[[a]]\n[[b]]\n", [("claim", "a", "2:1"), ("claim", "b", "3:1")]),
        ("### Sub  title\nwords\n", [("subheading", "Sub title", "2:1"), ("prose", "words", "3:1")]),
        ("#### Deep\n", [("subheading", "Deep", "2:1")]),
        ("![](figures/a.svg)\n", [("figure", "figures/a.svg", "2:1")]),
        ("   [[growth]]\n", [("claim", "growth", "2:4")]),
        ("#nospace is prose\n", [("prose", "#nospace is prose", "2:1")]),
        (
            "A [link](https://doi.org/x) and **bold**.\n",
            [("prose", "A [link](https://doi.org/x) and **bold**.", "2:1")],
        ),
    ],
)
def test_text_is_split_into_blocks_with_their_places(body, expected):
    assert blocks(body) == expected


def test_blocks_are_numbered_within_their_section():
    first, second = read(f"{HEAD}One.\n\n[[a]]\n\nThree.\n{HEAD.replace('#what', '#then')}One.\n")
    assert [getattr(b, "id", None) for b in first.blocks] == ["what.1", None, "what.3"]
    assert [b.id for b in second.blocks] == ["then.1"]
    assert first.claim_ids() == ("a",)


def test_a_level_is_kept_as_written():
    first, second = read(f"{HEAD[1:]}{HEAD.replace('#what', '#b')}#### Deep\n")
    assert (first.level, second.level, second.blocks[0].level) == (1, 2, 4)


def test_a_letter_after_letters_of_two_bytes_has_the_place_that_an_editor_shows():
    assert blocks("É 🍄 één.\n\n  Ná.\n")[1] == ("prose", "Ná.", "4:3")


@pytest.mark.parametrize(
    ("text", "place", "rule", "says"),
    [
        ("", "1:1", "unsupported-prose", "at least one section"),
        ("Words first.\n" + HEAD, "1:1", "unsupported-prose", "must stand under a section heading"),
        ("\n\n  Words.\n", "3:3", "unsupported-prose", "must stand under a section heading"),
        ("## Bare\n", "1:1", "unsupported-prose", "must say its id, for whom it is and its role"),
        ('## A {: #a for="patient" }\n', "1:1", "unsupported-prose", "must say its role"),
        ('## A {: #a role="background" }\n', "1:1", "unsupported-prose", "must say for whom it is"),
        ('## A {: for="patient" role="background" }\n', "1:1", "unsupported-prose", "must say its id"),
        (HEAD.replace("patient clinician", "patients"), "1:30", "unknown-audience", "did you mean `patient`?"),
        (HEAD.replace("patient clinician", "patient nurse"), "1:38", "unknown-audience", "`nurse`"),
        (HEAD.replace("background", "Back ground"), "1:55", "unsupported-prose", "t be a role"),
        (HEAD.replace("#what", "#What"), "1:20", "invalid-record", "small letters"),
        (HEAD.replace("#what", "#what .big"), "1:25", "unsupported-prose", "`.big` is not an attribute"),
        (HEAD.replace("#what", "#what #more"), "1:25", "unsupported-prose", "`#more` is not an attribute"),
        (HEAD.replace("role=", "rule="), "1:49", "unsupported-prose", "is not an attribute"),
        ('## {: #a for="patient" role="background" }\n', "1:4", "invalid-record", "`title` must not be empty"),
        (HEAD + "Words [[a]] here.\n", "2:7", "unsupported-prose", "a claim or a snippet must stand alone"),
        (HEAD + "One\nand ![](figures/a.svg) two.\n", "3:5", "unsupported-prose", "a figure must stand alone"),
        (HEAD + "[[Big]]\n", "2:1", "unsupported-prose", "can't be the id of a claim"),
        (HEAD + "[[]]\n", "2:1", "unsupported-prose", "can't be the id of a claim"),
        (HEAD + "![A mouse](figures/a.svg)\n", "2:1", "unsupported-prose", "described in its drawing"),
        (HEAD + "Words\n> quoted\n", "3:1", "unsupported-prose", "a quotation must stand apart"),
        (HEAD + "> [!NOTE] A title\n> a\n", "2:3", "unsupported-prose", "without a title"),
        (HEAD + "> [!CAUTION]\n> a\n", "2:3", "unsupported-prose", "a box must begin with `> [!TIP]`"),
        (HEAD + "> a\n>\n> [!TIP]\n> b\n", "4:3", "unsupported-prose", "a box must begin with"),
        (HEAD + "[!TIP]\nwords\n", "2:1", "unsupported-prose", "a box must begin with"),
        (HEAD + "> [!WARNING]\n", "2:3", "unsupported-prose", "a box must say something"),
        (HEAD + "> [!WARNING]\n>     a\n", "3:7", "unsupported-prose", "is code elsewhere"),
        (HEAD + "> [!WARNING]\n> 1. a\n> 3. b\n", "4:3", "unsupported-prose", "must count 1, 2, 3"),
        (HEAD + "> [!WARNING]\n> a\n> - b\n", "4:3", "unsupported-prose", "an empty line before a list"),
        (HEAD + "> [!WARNING]\n> > a\n", "3:3", "unsupported-prose", "a quotation must stand apart"),
        (HEAD + "> 5 mg\n", "2:3", "unsupported-prose", "more than"),
        (HEAD + "> one\ntwo\n", "3:1", "unsupported-prose", "each line of a quotation"),
        (HEAD + ">\n", "2:1", "unsupported-prose", "each line of a quotation"),
        (HEAD + "| a | b |\n", "2:1", "unsupported-prose", "a line of dashes under it"),
        (HEAD + "| a | b |\n|---|---|\n| c |\n", "4:1", "unsupported-prose", "as many cells as its head"),
        (HEAD + "| a | b |\n|---|---|\n| c | d\n", "4:1", "unsupported-prose", "begin and end with a bar"),
        (HEAD + "| a | |\n|---|---|\n| c | d |\n", "2:1", "unsupported-prose", "must have a name"),
        (HEAD + "| a | b |\n|---|:-:|\n| c | d |\n", "3:1", "unsupported-prose", "a line of dashes"),
        (HEAD + "| a | b |\n|---|---|\n| 1 | |\n| | |\n", "5:1", "unsupported-prose", "must have a word or a number"),
        (HEAD + "| a |\n|---|\n| *b |\n", "4:3", "unsupported-prose", "emphasis"),
        (HEAD + "Words\n| b |\n", "3:1", "unsupported-prose", "a table must stand apart"),
        (HEAD + "- a\n  - b\n    - c\n", "4:5", "unsupported-prose", "must not hold a third"),
        (HEAD + "1. a\n  - b\n", "3:3", "unsupported-prose", "which list this item belongs to"),
        (HEAD + "- a\n1. b\n", "3:1", "unsupported-prose", "must count 1, 2, 3"),
        (HEAD + "- a\n  1. b\n  3. c\n", "4:3", "unsupported-prose", "must count 1, 2, 3"),
        (HEAD + "- a\nb\n", "3:1", "unsupported-prose", "must be indented"),
        (HEAD + "- a\n\n  b\n", "4:3", "unsupported-prose", "without an empty line"),
        (HEAD + "1986. Later on.\n", "2:1", "unsupported-prose", "must count 1, 2, 3"),
        (HEAD + "    code\n", "2:5", "unsupported-prose", "is code elsewhere"),
        (HEAD + "    [[growth]]\n", "2:5", "unsupported-prose", "is code elsewhere"),
        (HEAD + "- [ ] to do\n", "2:3", "unsupported-prose", "no boxes to tick"),
        (HEAD + "Broken\\\nline\n", "2:7", "unsupported-prose", "a line break elsewhere"),
        (HEAD + "### Sub ###\n", "2:5", "unsupported-prose", "signs before its words only"),
        (HEAD + "### A **sub**\n", "2:5", "stray-markup", "only text.md can have Markdown: `**`"),
        (HEAD + "Is <b>bold</b>\n", "2:4", "raw-html", "HTML is not printed as HTML: `<b>`"),
        (HEAD + "Is\n<b\nclass=a> bold\n", "3:1", "raw-html", "HTML is not printed as HTML"),
        (HEAD + "Call {number} now.\n", "2:6", "unknown-placeholder", "`{number}`"),
        (HEAD + "An <!-- aside\n", "2:4", "unsupported-prose", "it isn't clear where this remark ends"),
        (HEAD + "<!-- a\n\nText.\n\n<!-- b -->\n", "2:1", "unsupported-prose", "it isn't clear where"),
        (HEAD + "a <!--> b -->\n", "2:3", "unsupported-prose", "it isn't clear where"),
        (HEAD + "a <!-- b --!> c -->\n", "2:3", "unsupported-prose", "it isn't clear where"),
        (HEAD + "a --> b\n", "2:3", "unsupported-prose", "a remark ends here that doesn't begin"),
        (HEAD + "### Sub {: #sub }\n", "2:1", "unsupported-prose", "only a section heading"),
        (HEAD + f"{'x' * 2001}\n", "2:1", "invalid-record", "must not have more than 2000 characters"),
    ],
)
def test_what_is_unsupported_is_reported_at_its_place(text, place, rule, says):
    (at, name, message), *_ = faults(text)
    assert (at, name) == (place, rule)
    assert says in message


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Step | What\n--- | ---\n1 | Rest\n", "3:1"),
        ("Step | What\n:-- | --:\n1 | Rest\n", "3:1"),
        ("Step\n:---:\n1\n", "3:1"),
        ("- Step | What\n  -- | -\n", "3:3"),
        ("> Step | What\n> ---|---\n", "3:3"),
        ("+---+---+\n| a | b |\n+---+---+\n", "2:1"),
    ],
)
def test_a_table_without_bars_at_its_ends_is_refused_at_its_line_of_dashes(body, place):
    assert any(at == place and "a bar" in said for at, _, said in faults(HEAD + body)), faults(HEAD + body)


@pytest.mark.parametrize("scheme", ["HTTPS://", "Https://", "https:/", "https:", "TEL:"])
@pytest.mark.parametrize("words", ["[words](%s)", "[*a* \\] b](%s)", "[a [b] c](%s)", "[<https://x.org>](%s)", "<%s>"])
def test_words_with_an_address_are_a_link_or_are_refused_at_their_place(scheme, words):
    link = words % f"{scheme}doi.org/x"
    section, problems = read_prose(TextFile("text.md", f"{HEAD}See {link} there.\n"), figure_reader)
    assert any(p.span.line == 2 and 5 <= p.span.column < 5 + len(link) for p in problems), section


@pytest.mark.parametrize("signs", ["R&D; it", "Q&A;", "B&B;", "x&y1;"])
def test_an_ampersand_and_a_semicolon_around_no_entity_are_signs(signs):
    assert blocks(f"We do {signs}\n") == [("prose", f"We do {signs}", "2:1")]


INLINE = {
    "unsupported-prose": (
        *("`a`", "&nbsp;", "&mdash;", "&#8212;", "&#x2014;", "~~a~~", "H~2~O", "~a~", "==a==", "++a++", "[^1]", "^[a]"),
        *("[@smith]", "x^2", "x^2^", "10^-3", "[[growth]]", "![a](b.svg)", "[a][b]", "[](https://x.org)", "-->"),
        *(
            '[a](https://x.org "b")',
            "*a",
            "a*",
            "**a*",
            "*a**",
            "_a",
            "a_",
            "***a**",
            "3**10**",
            "5*(3+2)",
            "*a *b* c*",
        ),
    ),
    "unknown-placeholder": ("{: .a}", "{emergency", "{{a}}", "{% a %}", "{Emergency}", "}"),
    "raw-html": (
        "<b>",
        "</b>",
        "<br/>",
        "<a@b.org>",
        "<mailto:a@b.org>",
        "<javascript:a>",
        "<?php a ?>",
        "<![CDATA[a]]>",
    ),
}


@pytest.mark.parametrize("signs", [signs for many in INLINE.values() for signs in many] + ["<!-- a -->"])
def test_no_hint_in_a_field_asks_for_what_is_refused_there(signs):
    for problem in text_problems(f"Some {signs} words", Span("topic.yaml", 3)):
        assert "\\" not in problem.hint, problem
        for code in re.findall("`([^`]*)`", problem.hint):
            assert code == "#" or not list(text_problems(code, Span("topic.yaml", 3))), problem


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A &amp; B", "type & itself"),
        ("A&nbsp;B", "type the sign itself"),
        ("a `b", "leave the backticks out"),
        ("a <!-- b --> c", "begins with `#`"),
        ("a [[growth]]", "a claim can't stand in this text"),
    ],
)
def test_a_hint_in_a_field_says_what_works_there(text, says):
    (problem,) = text_problems(text, Span("topic.yaml", 3))
    assert says in f"{problem.message} / {problem.hint}"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (HEAD + "> - a\n> - b\n", "2:3", "a quotation can't hold a list"),
        (HEAD + "> 1. a\n> 2. b\n", "2:3", "a quotation can't hold a list"),
        (HEAD + "| a | b |\n|---|---|\n| - c | d |\n", "4:3", "a cell of a table can't hold a list"),
        (HEAD + "> [!TIP]\n> - a\nb\n", "4:1", "each line of a quotation or a box"),
        (HEAD + "- <!-- b -->\n- a\n", "2:1", "the words of an item"),
        (HEAD + "- a\n- <!-- b -->\n- c\n", "3:1", "the words of an item"),
        (HEAD + "1. a\n2.\n", "3:1", "the words of an item"),
        (HEAD.replace('"patient clinician"', "“patient”"), "1:25", "straight quotation marks"),
    ],
)
def test_what_has_one_cause_has_one_message_that_names_it(text, place, says):
    ((at, _, said),) = faults(text)
    assert (at, says in said) == (place, True), said


@pytest.mark.parametrize("cell", ["-", "–", "—", "--", "="])
def test_a_dash_alone_in_a_cell_is_printed(cell):
    table = f"| a | b |\n| --- | --- |\n| {cell} | c |"
    assert blocks(table + "\n") == [("prose", table, "2:1")]


def test_small_signs_are_not_html():
    assert faults(HEAD + "a < b and c > d, 3 <5, <3\n") == []


def test_all_faults_are_reported_in_one_run():
    text = HEAD.replace("patient", "patiant") + "*a\n\nb [[c]]\n\n## Bare\n\n```\n"
    assert [place for place, *_ in faults(text)] == ["1:30", "2:1", "4:3", "6:1", "8:1"]


STARTS = (
    *(
        "+ 5 mg",
        "- 5 mg",
        "* 5 mg",
        "1. mg",
        "1986. Later",
        "2) a",
        "> a",
        "| a |",
        ": a",
        "=====",
        "---",
        "***",
        "* * *",
    ),
    *(
        "- - -",
        "___",
        "[a]: https://x.org",
        "[^1]: a",
        "*[HTML]: a",
        "!!! note",
        '??? "a"',
        "::: box",
        "/// box",
        "[TOC]",
    ),
)


@pytest.mark.parametrize(("rule", "signs"), [(rule, signs) for rule, many in INLINE.items() for signs in many])
def test_signs_that_some_markdown_takes_for_markup_are_refused_at_their_place(rule, signs):
    for lead, line in (("Some words\nand ", 3), ("- an item\n- ", 3), ("> Words and ", 2), ("| a |\n|---|\n| b ", 4)):
        found = faults(f"{HEAD}{lead}{signs}{' |' if '|' in lead else ''}\n")
        column = len(lead.rpartition("\n")[2]) + 1
        assert any(
            at.startswith(f"{line}:") and column <= int(at.partition(":")[2]) < column + len(signs) + 1 and name == rule
            for at, name, _ in found
        ), (lead, found)


@pytest.mark.parametrize("start", STARTS)
def test_no_wrapped_line_begins_like_something_else(start):
    assert faults(f"{HEAD}Doses went up\n{start}\n")[0][:2] == ("3:1", "unsupported-prose")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2*50 mg and 3*10 mg",
            "5*3*2",
            "3**10",
            "2 * 50",
            "a ~ b",
            "~50 mg",
            "a ^ b",
            "a = b",
            "C++ and D++",
            "snake_case",
        ),
        *(
            "a -- b ... c",
            "5+3",
            "-5 °C",
            "#5",
            "a | b",
            "AT&T",
            "a & b;",
            "p < 0.05",
            "x > y",
            "<3",
            "[1] and [2]",
            "1) a",
        ),
        *("+5 mg", "50%", "$5", "'90s", "§ 3", "a/b", "12:30", "(*)", "9 - 5", "C:\\Users", "…", "\\"),
    ],
)
def test_signs_that_are_signs_are_kept(text):
    ((_, kept, _),) = blocks(f"Some {text.replace('(*)', '( * )')} here.\n")
    assert kept == f"Some {text.replace('(*)', '( * )')} here."


def test_a_section_that_is_there_twice_is_reported_at_its_id():
    ((place, rule, message),) = faults(f"{HEAD}One.\n\n{HEAD}Two.\n")
    assert (place, rule) == (f"4:{HEAD.index('what ') + 1}", "duplicate-id")
    assert f"text.md:1:{HEAD.index('what ') + 1}" in message


def test_rewrapping_the_source_changes_nothing():
    short = blocks("One two\nthree four\nfive.\n\n- a b\n  c\n- d\n")
    long = blocks("One two three four five.\n\n- a b c\n- d\n")
    assert [b[:2] for b in short] == [b[:2] for b in long]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("One.\n\n<!-- two -->\n\nThree.\n", ["One.", "Three."]),
        ("One <!-- two --> three.\n", ["One three."]),
        ("One<!-- two --> three.\n", ["One three."]),
        ("One <!-- two -->three.\n", ["One three."]),
        ("One <!-- two -->\nthree.\n", ["One three."]),
        ("One\n<!-- two -->\nthree.\n", ["One three."]),
        ("One\n<!-- two -->  <!-- two\n\n## two -->\nthree.\n", ["One three."]),
        ("One <!-- a\n\n- b\n\n-> --> three.\n", ["One three."]),
        ("- one <!-- a -->\n<!-- b -->\n- two\n", ["- one\n- two"]),
        ("| a |<!-- a -->\n|---|\n<!-- b -->\n| c |\n", ["| a |\n| --- |\n| c |"]),
        ("One  <!-- two -->\nthree.\n", ["One three."]),
        ("One<!-- two -->  \nthree.\n", ["One  \nthree."]),
        ("One \\<!-- two\n", ["One \\<!-- two"]),
        ("<!-- -->", []),
    ],
)
def test_remarks_are_left_out_and_what_is_around_them_stays(body, kept):
    assert [text for _, text, _ in blocks(body)] == kept


def test_what_follows_a_remark_keeps_its_place():
    text = f"<!-- a\nb -->\n{HEAD}One <!-- c -->{{x}} two\n<!-- d -->\nthree `\n"
    assert [place for place, *_ in faults(text)] == ["4:15", "6:7"]
    assert read(f"<!-- a\nb -->\n{HEAD}")[0].span("title").line == 3
