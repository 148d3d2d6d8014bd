"""Boxes in running text: whatever is changed of one in the composed document is told, whatever its kind holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import edition as sample_edition
from samples import layout, section, topic

from leaflet.compose.markdown_prose import prose_html
from leaflet.editions.words import note_labels
from leaflet.language.formats import quotation_marks
from leaflet.model import Prose
from leaflet.preflight.instrument.document import read_document
from leaflet.preflight.instrument.markup import found_markup, prose_markup
from leaflet.running_text.block import parse_block
from leaflet.running_text.tree import NoteBox, structure

KINDS = ("tip", "note", "warning")
WORDS = {"tip": "Tip", "note": "Goed om te weten", "warning": "Let op"}
words = st.text("abcé 5", min_size=1, max_size=12).map(str.strip).filter(str.isalpha)
items = st.lists(words, min_size=1, max_size=3)
parts = st.one_of(
    words,
    items.map(lambda texts: "\n".join(f"- {text}" for text in texts)),
    items.map(lambda texts: "\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1))),
)


@st.composite
def boxes(draw):
    """(kind, the box as an editor may write it)."""
    kind = draw(st.sampled_from(KINDS))
    lines = "\n\n".join(draw(st.lists(parts, min_size=1, max_size=3))).split("\n")
    head = draw(st.sampled_from((kind, kind.upper(), kind.capitalize())))
    return kind, "\n".join((f"> [!{head}]", *(f"> {line}".rstrip() for line in lines)))


def in_dutch(text):
    """An edition in Dutch that has the box `text`."""
    own = topic(sections=(section(blocks=(Prose(id="what.1", markdown=text),)),))
    names = {"Tip": "Tip", "Good to know": "Goed om te weten", "Warning": "Let op"}
    return sample_edition(topic=own, sections=own.sections, layout=layout(), layout_translations=names)


def set_right(html, edition, text):
    """Is `html` the markup that the box `text` must have?"""
    right = prose_markup(parse_block(text).tree, quotation_marks(edition.locale), note_labels(edition))
    return found_markup(read_document(f"<body><div>{html}</div></body>"), 1) == right


@given(boxes())
def test_a_box_is_read_whole_and_its_canonical_form_is_the_same_box(box):
    kind, text = box
    parsed = parse_block(text)
    assert isinstance(parsed.tree, NoteBox)
    assert (parsed.faults, parsed.tree.kind) == ((), kind)
    again = parse_block(parsed.canonical)
    assert (again.tree, again.canonical, again.faults) == (parsed.tree, parsed.canonical, ())


@given(boxes(), st.data())
def test_every_change_of_a_box_is_told(box, data):
    kind, text = box
    edition = in_dutch(text)
    html = str(prose_html(edition.sections[0].blocks[0], edition.locale, note_labels(edition)))
    assert set_right(html, edition, text)
    other = data.draw(st.sampled_from([k for k in KINDS if k != kind]))
    for changed in (
        html.replace(f"note-box {kind}", f"note-box {other}"),
        html.replace(f' class="note-box {kind}"', ""),
        html.replace(f"<strong>{WORDS[kind]}</strong>", f"<strong>{WORDS[other]}</strong>"),
        html.replace(f"<p><strong>{WORDS[kind]}</strong></p>", ""),
        html.replace("<strong>", "").replace("</strong>", ""),
        html.replace("<section", "<section hidden"),
        html.replace("section", "blockquote"),
        html.replace("<ul>", "<ol>").replace("</ul>", "</ol>") if "<ul>" in html else "",
        re.sub("<li>.*?</li>", "", html, count=1) if "<li>" in html else "",
    ):
        assert not set_right(changed, edition, text), changed


@given(boxes())
def test_what_must_be_shown_of_a_box_begins_with_its_word_in_the_language_of_the_page(box):
    kind, text = box
    edition = in_dutch(text)
    (required,) = (t for t in edition.required.texts if t.id == "what.1")
    assert required.reading.split("\n")[0] == WORDS[kind]
    assert WORDS[kind] in required.parts


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("> [!WARNING]\n> a", "> [!TIP]\n> a"),
        ("> [!WARNING]\n> a", "> a"),
        ("> [!WARNING]\n> a", "a"),
        ("> [!WARNING]\n> a\n>\n> b", "> [!WARNING]\n> a b"),
        ("> [!WARNING]\n> - a\n> - b", "> [!WARNING]\n> - a b"),
        ("> [!WARNING]\n> 1. a", "> [!WARNING]\n> - a"),
    ],
)
def test_a_box_of_another_build_has_another_structure(source, translation):
    assert structure(parse_block(source).tree) != structure(parse_block(translation).tree)
