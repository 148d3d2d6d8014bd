"""The running text: which blocks it is split into, where each is, and what is unsupported."""

from __future__ import annotations

import pytest

from leaflet.model import Audience, Figure, Origin, SectionRole
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
    assert section.role is SectionRole.BACKGROUND
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
    assert (section.id, section.role, section.audiences) == ("a", SectionRole.EVIDENCE, (Audience.CLINICIAN,))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One\nparagraph.\n", [("prose", "One paragraph.", "2:1")]),
        ("One.\n\n\nTwo.\n", [("prose", "One.", "2:1"), ("prose", "Two.", "5:1")]),
        ("  Indented.\n", [("prose", "Indented.", "2:3")]),
        ("Broken  \nline.\n", [("prose", "Broken  \nline.", "2:1")]),
        ("- one\n  more\n- two\n", [("prose", "- one more\n- two", "2:1")]),
        ("1. one\n2. two\n", [("prose", "1. one\n2. two", "2:1")]),
        ("Lead:\n- one\n", [("prose", "Lead:", "2:1"), ("prose", "- one", "3:1")]),
        ("It began in\n1986. Later on.\n", [("prose", "It began in 1986. Later on.", "2:1")]),
        ("It had\n1. one\n", [("prose", "It had", "2:1"), ("prose", "1. one", "3:1")]),
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
        (HEAD.replace("background", "backgruond"), "1:55", "unknown-role", "did you mean `background`?"),
        (HEAD.replace("#what", "#What"), "1:20", "invalid-record", "small letters"),
        (HEAD.replace("#what", "#what .big"), "1:25", "unsupported-prose", "`.big` is not an attribute"),
        (HEAD.replace("#what", "#what #more"), "1:25", "unsupported-prose", "`#more` is not an attribute"),
        (HEAD.replace("role=", "rule="), "1:49", "unsupported-prose", "is not an attribute"),
        ('## {: #a for="patient" role="background" }\n', "1:4", "invalid-record", "`title` must not be empty"),
        (HEAD + "Words [[a]] here.\n", "2:7", "unsupported-prose", "a claim must stand alone"),
        (HEAD + "One\nand ![](figures/a.svg) two.\n", "3:5", "unsupported-prose", "a figure must stand alone"),
        (HEAD + "[[Big]]\n", "2:1", "unsupported-prose", "can't be the id of a claim"),
        (HEAD + "[[]]\n", "2:1", "unsupported-prose", "can't be the id of a claim"),
        (HEAD + "![A mouse](figures/a.svg)\n", "2:1", "unsupported-prose", "described in its drawing"),
        (HEAD + "> quoted\n", "2:1", "unsupported-prose", "can only have"),
        (HEAD + "Words\n> quoted\n", "3:1", "unsupported-prose", "can only have"),
        (HEAD + "```\ncode\n", "2:1", "unsupported-prose", "can only have"),
        (HEAD + "| a | b |\n", "2:1", "unsupported-prose", "can only have"),
        (HEAD + "Title\n=====\n", "3:1", "unsupported-prose", "can only have"),
        (HEAD + "***\n", "2:1", "unsupported-prose", "can only have"),
        (HEAD + "[a]: https://x.org\n", "2:1", "unsupported-prose", "can only have"),
        (HEAD + "Is <b>bold</b>\n", "2:4", "raw-html", "HTML is printed as it is written: <b>"),
        (HEAD + "An <!-- aside -->\n", "2:4", "raw-html", "HTML is printed"),
        (HEAD + "### Sub {: #sub }\n", "2:1", "unsupported-prose", "only a section heading"),
        (HEAD + f"{'x' * 2001}\n", "2:1", "invalid-record", "must not have more than 2000 characters"),
    ],
)
def test_what_is_unsupported_is_reported_at_its_place(text, place, rule, says):
    (at, name, message), *_ = faults(text)
    assert (at, name) == (place, rule)
    assert says in message


def test_small_signs_are_not_html():
    assert faults(HEAD + "a < b and c > d, 3 <5, <3\n") == []


def test_all_faults_are_reported_in_one_run():
    text = HEAD.replace("patient", "patiant") + "> a\n\nb [[c]]\n\n## Bare\n\n```\n"
    assert [place for place, *_ in faults(text)] == ["1:30", "2:1", "4:3", "6:1", "8:1"]


def test_a_section_that_is_there_twice_is_reported_at_its_id():
    ((place, rule, message),) = faults(f"{HEAD}One.\n\n{HEAD}Two.\n")
    assert (place, rule) == (f"4:{HEAD.index('what ') + 1}", "duplicate-id")
    assert f"text.md:1:{HEAD.index('what ') + 1}" in message


def test_rewrapping_the_source_changes_nothing():
    short = blocks("One two\nthree four\nfive.\n\n- a b\n  c\n- d\n")
    long = blocks("One two three four five.\n\n- a b c\n- d\n")
    assert [b[:2] for b in short] == [b[:2] for b in long]
