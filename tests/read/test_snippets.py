"""Snippets: read once, set in topics at their marks, and what is wrong with one told at its own line."""

from __future__ import annotations

import shutil

import pytest

from leaflet.model import Figure
from leaflet.read.sources import read_library

TEXT = "sources/topics/tiny/text.md"
MARK = "Here is what was seen."


@pytest.fixture
def house(tmp_path, repository):
    root = tmp_path / "house"
    shutil.copytree(repository / "tests/policies/base", root)
    return root


def _write(house, text, name="soap.md"):
    path = house / "sources/snippets" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def _set(house, mark="[[snippet:soap]]"):
    text = (house / TEXT).read_text("utf-8")
    assert text.count(MARK) == 1
    (house / TEXT).write_text(text.replace(MARK, mark), "utf-8")


def _told(house):
    return [(str(p.span), p.rule, p.message) for p in read_library(house)[1]]


def test_a_snippet_with_all_that_running_text_may_hold_stands_in_the_topic(house):
    (house / "sources/snippets/figures").mkdir(parents=True)
    shutil.copy(house / "sources/topics/tiny/figures/mouse.svg", house / "sources/snippets/figures/mouse.svg")
    _write(
        house,
        "<!-- for all -->\n### Soap\n\nUse [soap](term:soap).\n\n> [!TIP]\n> - Any.\n\n"
        "| a | b |\n| - | - |\n| c | d |\n\n[[growth]]\n\n![](figures/mouse.svg)\n",
    )
    _set(house, "Before.\n\n[[ snippet: soap ]]\n\nBehind.")
    library, problems = read_library(house)
    assert not problems
    blocks = library.topics[0].sections[1].blocks
    assert [b.kind for b in blocks[:8]] == [
        "prose",
        "subheading",
        "prose",
        "prose",
        "prose",
        "claim",
        "figure",
        "prose",
    ]
    assert [b.snippet for b in blocks[:8]] == ["", *["soap"] * 6, ""]
    assert [b.id for b in blocks[1:5]] == [f"snippet.soap.{n}" for n in range(1, 5)]
    assert str(blocks[2].span()) == "sources/snippets/soap.md:4:1"
    assert str(blocks[2].span("term.0")) == "sources/snippets/soap.md:4:5"
    figure = blocks[6]
    assert isinstance(figure, Figure)
    assert figure.span().path == "sources/snippets/figures/mouse.svg"
    assert (blocks[7].id, blocks[7].span().line) == ("found.3", 13)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "1:1", "a snippet must say something"),
        ("<!-- nothing -->\n", "1:1", "a snippet must say something"),
        ("a\n\n## Title\n", "3:1", "a snippet can't begin a section"),
        ('a\n\n## Title {: #x for="patient" role="background" }\n\nb', "3:1", "a snippet can't begin a section"),
        ("a\n\n[[snippet:soap]]\n", "3:1", "a snippet can't hold a snippet"),
        ("a\n\n[[snippet:other]]\n", "3:1", "a snippet can't hold a snippet"),
        ("a\n\nb <b>c\n", "3:3", "HTML is not printed as HTML"),
        ("a [[snippet:x]] b\n", "1:3", "a claim or a snippet must stand alone"),
        ("a\n\n![](figures/none.svg)\n", "3:1", ""),
        ("a [b](term:c)d\n", "1:3", "a term must be whole words"),
        ("    [[growth]]\n", "1:5", "a block that is indented"),
    ],
)
def test_what_is_wrong_in_one_is_told_at_its_place_and_once_however_many_topics_set_it(house, text, place, says):
    _write(house, text)
    _set(house)
    shutil.copytree(house / "sources/topics/tiny", house / "sources/topics/other")
    meta = house / "sources/topics/other/topic.yaml"
    meta.write_text(meta.read_text("utf-8").replace("id: tiny", "id: other"), "utf-8")
    told = _told(house)
    assert {span for span, _, _ in told} == {f"sources/snippets/soap.md:{place}"}, told
    assert len({rule for _, rule, _ in told}) == len(told)
    assert told[0][2].startswith(says)


@pytest.mark.parametrize(("mark", "hint"), [("[[snippet:soup]]", "did you mean `soap`? "), ("[[snippet:]]", "")])
def test_one_that_there_is_not_is_told_where_it_is_set(house, mark, hint):
    _write(house, "Use soap.\n")
    _set(house, f"Before.\n\n{mark}")
    (problem,) = read_library(house)[1]
    assert (problem.rule, str(problem.span)) == ("unknown-snippet", f"{TEXT}:11:1")
    assert problem.hint.startswith(f"{hint}snippets are the files of sources/snippets")


def test_where_one_could_not_be_read_no_other_is_missed(house):
    _write(house, "")
    _set(house, "[[snippet:soap]]\n\n[[snippet:water]]")
    assert [rule for _, rule, _ in _told(house)] == ["unsupported-prose"]


def test_a_mark_in_a_sentence_is_told(house):
    _write(house, "Use soap.\n")
    _set(house, "See [[snippet:soap]] there.")
    assert _told(house)[0][:2] == (f"{TEXT}:9:5", "unsupported-prose")


def test_the_name_of_a_file_is_an_id(house):
    _write(house, "Use soap.\n", "Soap_1.md")
    assert [(span, rule) for span, rule, _ in _told(house)] == [("sources/snippets/Soap_1.md:1:1", "unsafe-name")]


def test_a_folder_that_lies_elsewhere_is_refused(house, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (house / "sources/snippets").symlink_to(tmp_path / "elsewhere")
    assert {rule for _, rule, _ in _told(house)} == {"unsafe-name"}
