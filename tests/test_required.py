"""What an edition must carry is computed, and nothing else decides it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from samples import TODAY, claim, disclaimer, edition, layout, reference, reviewed, section, topic, uncertainty

from leaflet.model import Audience, Conditions, Figure, Locale, Prose
from leaflet.running_text.block import parse_block
from leaflet.running_text.tree import printed_texts


def _ids(sample):
    return [s.id for s in sample.statements]


@pytest.mark.parametrize(
    ("when", "required"),
    [
        (Conditions(), True),
        (Conditions(audiences=(Audience.PATIENT,)), True),
        (Conditions(audiences=(Audience.CLINICIAN,)), False),
        (Conditions(substances=("lsd", "mdma")), True),
        (Conditions(substances=("mdma",)), False),
        (Conditions(countries=("NL",)), True),
        (Conditions(countries=("GB",)), False),
        (Conditions(levels=("animal",)), True),
        (Conditions(levels=("hypothesis",)), False),
        (Conditions(contested=False), True),
        (Conditions(contested=True), False),
        (Conditions(reviewed=False), True),
        (Conditions(reviewed=True), False),
        (Conditions(countries=("NL",), substances=("mdma",)), False),
    ],
)
def test_a_statement_is_required_when_all_its_conditions_hold(when, required):
    assert _ids(edition(house_statements=(disclaimer(when=when),))) == (["not-advice"] if required else [])


def test_conditions_look_at_every_claim_of_the_topic_not_only_at_those_printed():
    contested = claim("dispute", contested=True, disputed_by=("jones2021",))
    sample = edition(
        topic=topic(claims=(claim(), contested)), house_statements=(disclaimer(when=Conditions(contested=True)),)
    )
    assert _ids(sample) == ["not-advice"]


def test_the_draft_statement_disappears_with_a_valid_review():
    draft = disclaimer("draft", when=Conditions(reviewed=False))
    sample = edition(house_statements=(draft,))
    assert _ids(sample) == ["draft"]
    assert _ids(reviewed(sample)) == []


@pytest.mark.parametrize(
    "lapsed",
    [
        {"fingerprints": {"leaflet": "0" * 64}},
        {"fingerprints": {"another": "0" * 64}},
        {"looks": {"leaflet": "0" * 64}},
        {"looks": {}},
        {"locale": "nl-NL"},
        {"expires": TODAY - timedelta(1)},
        {"date": TODAY + timedelta(1)},
    ],
    ids=str,
)
def test_the_draft_statement_stays_where_no_valid_review_covers_content_and_look(lapsed):
    draft = disclaimer("draft", when=Conditions(reviewed=False))
    assert _ids(reviewed(edition(house_statements=(draft,)), **lapsed)) == ["draft"]


def test_every_part_of_the_edition_is_required():
    with_legend = layout(shows=(*layout().shows, "legend"))
    ids = {(r.kind, r.id) for r in edition(uncertainties=(uncertainty(),), layout=with_legend).required.texts}
    assert ids >= {
        ("disclaimer", "not-advice"),
        ("claim", "growth"),
        ("block", "what.1"),
        ("block", "section.what"),
        ("block", "uncertainty.dose"),
        ("block", "contact.emergency-nl"),
        ("block", "legend.animal"),
        ("block", "title"),
        ("block", "for-whom"),
        ("block", "colophon.funding"),
        ("block", "identity"),
    }


def _required(sample, name):
    return next(r for r in sample.required.texts if r.id == name)


def test_a_claim_is_required_with_symbol_label_wording_and_limits():
    assert _required(edition(), "growth").parts == (
        "△",
        "animal word",
        "In mice, growth was seen.",
        "It does not show what happens in people.",
    )


def test_a_contested_claim_says_so():
    contested = claim("dispute", contested=True, disputed_by=("jones2021",))
    parts = _required(edition(claims=(contested,)), "dispute").parts
    assert "⇄" in parts
    assert "contested" in parts


def test_clinicians_get_their_wording_and_what_was_studied():
    sample = edition(layout=layout(audience=Audience.CLINICIAN, shows=("claims",)))
    assert {"Growth in mice.", "Twelve mice"} <= set(_required(sample, "growth").parts)


def test_a_reference_that_was_not_read_says_so_in_the_editions_language():
    sample = edition(
        layout=layout(shows=("references",)),
        references=(reference(read="secondary"),),
        layout_translations={"known from a summary by others": "niet volledig gelezen"},
    )
    assert _required(sample, "reference.smith2020").parts[-1] == "niet volledig gelezen"


def test_identity_stands_on_every_page_in_the_editions_language():
    sample = edition(locale=Locale("nl", "NL"), layout_translations={"draft": "concept"})
    assert sample.required.identity == (
        "sample/leaflet/nl-NL",
        "v1.0",
        sample.fingerprint[:12],
        "24 november 2026",
        "concept",
    )
    assert _required(sample, "identity").every_page


@pytest.mark.parametrize(
    ("markdown", "parts"),
    [
        ("Some **bold** words", ("Some bold words",)),
        ("- one\n- two\n  goes on", ("one", "two goes on")),
        ("1. one\n2. two", ("one", "two")),
        ("see [the *paper*](https://doi.org/10.1/x)", ("see the paper",)),
        ("2*50 mg", ("2*50 mg",)),
        ("- a\n  1. one\n  2. two\n- b", ("a", "one", "two", "b")),
        ("| A | B |\n| - | - |\n| 1 | 2 |", ("A B", "1 2")),
        ("> a\n> b\n>\n> c", ("a b", "c")),
        ("a well-known word - with a dash", ("a well-known word - with a dash",)),
    ],
)
def test_the_parts_of_prose_are_the_texts_that_a_reader_sees(markdown, parts):
    assert printed_texts(parse_block(markdown).tree) == parts


def test_a_figures_labels_are_required_but_not_its_description():
    figure = Figure(
        id="what.1",
        file="f.svg",
        svg="<svg/>",
        strings=("Title", "Description", "BDNF"),
        title="Title",
        description="Description",
    )
    sample = edition(sections=(section(blocks=(figure, Prose(id="what.2", markdown="x"))),))
    assert _required(sample, "what.1").parts == ("BDNF",)
