"""Topics and houses of other kinds than the first one: nothing on their pages is empty or of another field."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2
import pytest
from houses import EVERYDAY_TOPIC, HOUSES
from pages import empty_parts

from leaflet.build.options import BuildOptions, Selection
from leaflet.build.pipeline import build, check
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.editions.made import unmade_editions
from leaflet.preflight import check_document
from leaflet.problem import has_errors

TODAY = date(2026, 11, 24)
MADE = {
    "everyday": ["hand-washing/large-print/en-NL", "hand-washing/trifold/en-NL"],
    "own_layout": ["hand-washing/step-card/en-NL"],
    "dutch": ["handen-wassen/large-print/nl-NL", "handen-wassen/trifold/nl-NL"],
}
OTHER_FIELD = re.compile(
    r"psychedel|mdma|lithium|seroton|psychosis|suicid|zelfmoord|\b113\b|seizure|rigid|How sure|Hoe zeker|shape|vorm"
    r"|What it does not show|Sources|Bronnen|medicine|None",
    re.IGNORECASE,
)
"""Of the project's first topic, of evidence, or a value that was left out."""
ENGLISH = re.compile(
    r"\b(?:the|and|what|leaflet|safety|emergency|where|draft|version|text|you|from|this)\b", re.IGNORECASE
)


def _quiet(*_):
    """Progress that nobody reads."""


@pytest.fixture(scope="module", params=HOUSES)
def house(request, tmp_path_factory, repository):
    """(name, root) of one of the houses."""
    return request.param, HOUSES[request.param](tmp_path_factory.mktemp("house"), repository)


def _words(html):
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL).split())


def test_it_is_checked_without_an_error_and_each_document_says_what_it_must_and_nothing_else(house):
    name, root = house
    library, problems = check(root, TODAY)
    assert not has_errors(problems), problems
    made = editions(library, TODAY)
    assert [edition.id for edition in made] == MADE[name]
    for edition in made:
        html = compose(edition)
        assert check_document(html, edition) == ()
        assert empty_parts(html) == []
        assert not OTHER_FIELD.search(_words(html))
        assert not (name == "dutch" and ENGLISH.search(_words(html))), ENGLISH.search(_words(html))


def test_what_would_be_empty_is_not_made_and_the_reason_is_the_layouts(house):
    name, root = house
    library, _ = check(root, TODAY)
    reasons = {unmade.layout.id: unmade.reason for unmade in unmade_editions(library)}
    others = {
        "clinician-handout": "the topic has no text for clinicians",
        "uncertainty-checklist": "the topic has no open claims and no open questions",
    }
    expected = {
        "everyday": others,
        "own_layout": {},
        "dutch": {
            **others,
            "one-page": "the topic has no text for patients with a role that the layout takes "
            "(signs, steps, daily, laboratory, evidence)",
        },
    }
    assert reasons == expected[name]


@pytest.mark.slow
def test_it_builds_and_no_page_is_bare(house, tmp_path):
    name, root = house
    outcomes, problems = build(root, tmp_path / "out", TODAY, Selection(), _quiet, BuildOptions())
    assert not has_errors(problems), problems
    assert [outcome.edition for outcome in outcomes] == MADE[name]
    for file in (tmp_path / "out").rglob("*.pdf"):
        with pypdfium2.PdfDocument(file) as document:
            for page in document:
                assert len(page.get_textpage().get_text_range().split()) > 25, file


def test_a_help_line_of_a_category_is_printed_for_its_topics_alone(tmp_path, repository):
    root = HOUSES["everyday"](tmp_path / "house", repository)
    printed = {c.id for edition in editions(check(root, TODAY)[0], TODAY) for c in edition.contacts}
    assert printed == {"nl-huisartsenspoedpost"}  # the statement on emergencies has 112
    contacts = root / "sources/contacts.yaml"
    text = contacts.read_text("utf-8")
    for chosen in (
        "categories: [everyday]",
        "topics: [hand-washing]",
        "categories: [psychedelics]\n  topics: [hand-washing]",
    ):
        contacts.write_text(text.replace("categories: [psychedelics]", chosen), "utf-8")
        printed = {c.id for edition in editions(check(root, TODAY)[0], TODAY) for c in edition.contacts}
        assert printed == {"nl-113", "nl-huisartsenspoedpost"}, chosen


def test_how_it_was_made_is_printed_as_far_as_it_is_known(tmp_path, repository):
    root = HOUSES["everyday"](tmp_path / "house", repository)
    file = root / "sources/topics/hand-washing/topic.yaml"

    def lines():
        made = {edition.layout.id: edition for edition in editions(check(root, TODAY)[0], TODAY)}
        texts = made["large-print"].required.texts
        assert not [text for text in made["trifold"].required.texts if text.id.startswith("making")]
        return [text.reading for text in texts if text.id.startswith("making")]

    assert lines() == [
        "Literature search: PubMed, 20 November 2026",
        "Tested with readers: parents at a school (6). Changed after that: the order of the steps",
        "New in this version: The part on drying is new.",
    ]
    file.write_text(EVERYDAY_TOPIC.partition("search:")[0], "utf-8")
    assert lines() == ["Not tested with readers."]


def test_a_house_in_dutch_that_prints_english_too_is_translated_into_english(tmp_path, repository):
    root = HOUSES["dutch"](tmp_path / "house", repository)
    file = root / "sources/house.yaml"
    file.write_text(file.read_text("utf-8").replace("[nl-NL]", "[nl-NL, en-NL]"), "utf-8")
    missing = {p.span.path for p in check(root, TODAY)[1] if p.rule == "missing-translation"}
    assert missing == {"sources/en.po", "sources/topics/handen-wassen/en.po"}


def test_a_topic_may_be_written_in_another_language_than_its_house(tmp_path, repository):
    root = HOUSES["everyday"](tmp_path / "house", repository)
    dutch = HOUSES["dutch"](tmp_path / "dutch", repository) / "sources/topics/handen-wassen"
    dutch.rename(root / "sources/topics/handen-wassen")
    house = root / "sources/house.yaml"
    house.write_text(house.read_text("utf-8").replace("[en-NL]", "[en-NL, nl-NL]"), "utf-8")
    for topic, keys in (
        ("handen-wassen", "source_language: nl\nlocales: [nl-NL]\ncategories: [everyday]"),
        ("hand-washing", "locales: [en-NL]\ncategories: [everyday]"),
    ):
        file = root / f"sources/topics/{topic}/topic.yaml"
        file.write_text(re.sub(r"categories: \[\w+\]", keys, file.read_text("utf-8")), "utf-8")
    (root / "sources/nl.po").write_text((repository / "sources/nl.po").read_text("utf-8"), "utf-8")
    library, problems = check(root, TODAY)
    rules = {p.rule for p in problems if p.span.path.startswith("sources/topics")}
    assert rules <= {"wrong-length", "empty-edition"}
    locales = {(edition.topic.id, str(edition.locale)) for edition in editions(library, TODAY)}
    assert locales == {("handen-wassen", "nl-NL"), ("hand-washing", "en-NL")}
